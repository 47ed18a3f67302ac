"""Reports that share text, found among those that share a band of their sketches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from whence.actors import Register
from whence.copies import Sketch, compare
from whence.records import Masthead
from whence.store import schema as t
from whence.store.numbers import chunks

Text = tuple[Masthead, str]


def find(connection: Connection, new: Mapping[int, Text], register: Register) -> list[tuple[int, int]]:
    """Store the bands of new reports, and every copy that they are or that there is of them; return these pairs."""
    bands = {n: set(Sketch.of(text).bands()) for n, (_, text) in new.items()}
    rows = [{"key": k, "report": n} for n, keys in bands.items() for k in keys]
    if rows:
        connection.execute(insert(t.band), sorted(rows, key=lambda r: (r["key"], r["report"])))
    pairs = _pairs(connection, bands)
    texts = dict(new) | _texts(connection, {n for pair in pairs for n in pair} - new.keys())
    numbers = {masthead.report: n for n, (masthead, _) in texts.items()}
    found = (compare(texts[a], texts[b], register) for a, b in pairs)
    copies: list[dict[str, Any]] = [
        {"original": numbers[c.original], "copy": numbers[c.copy], "share": c.share, "because": c.because}
        for c in found
        if c
    ]
    if copies:
        connection.execute(insert(t.copy), copies)
    return [(c["original"], c["copy"]) for c in copies]


def _pairs(connection: Connection, bands: Mapping[int, set[int]]) -> list[tuple[int, int]]:
    """Return each pair of a new report and another that share a band, the earlier stored one first."""
    sharing: dict[int, list[int]] = defaultdict(list)
    for some in chunks(sorted(set().union(*bands.values()))):
        for k, n in connection.execute(select(t.band.c.key, t.band.c.report).where(t.band.c.key.in_(some))):
            sharing[k].append(n)
    return sorted({(min(n, m), max(n, m)) for n, keys in bands.items() for k in keys for m in sharing[k] if m != n})


def _texts(connection: Connection, wanted: Iterable[int]) -> dict[int, Text]:
    """Return mastheads and texts of stored reports."""
    r, d = t.report.c, t.document.c
    query = select(r.n, r.id, r.outlet, r.party, r.published, d.text).join(t.document, d.n == r.n)
    rows = (row for some in chunks(sorted(wanted)) for row in connection.execute(query.where(r.n.in_(some))))
    return {n: (Masthead(*masthead), text) for n, *masthead, text in rows}
