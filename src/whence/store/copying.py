"""Reports that share text, found among those that share a band of their sketches."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from whence.actors import Register
from whence.copies import SOON, Sketch, compare
from whence.records import Masthead
from whence.store import schema as t
from whence.store.numbers import chunks

Text = tuple[Masthead, str]


class _Keys(NamedTuple):
    """What a report is found by."""

    published: date | None
    bands: frozenset[int]
    runs: frozenset[int]


def find(connection: Connection, new: Mapping[int, Text], register: Register) -> list[tuple[int, int]]:
    """Store the bands of new reports, and every copy that they are or that there is of them; return these pairs."""
    sketches = {n: (masthead.published, Sketch.of(text)) for n, (masthead, text) in new.items()}
    keys = {n: _Keys(day, frozenset(s.bands()), frozenset(s.runs(day))) for n, (day, s) in sketches.items()}
    rows = [{"key": k, "report": n} for n, mine in keys.items() for k in mine.bands | mine.runs]
    if rows:
        connection.execute(insert(t.band), sorted(rows, key=lambda r: (r["key"], r["report"])))
    pairs = _pairs(connection, keys)
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


def _pairs(connection: Connection, new: Mapping[int, _Keys]) -> list[tuple[int, int]]:
    """Return the pairs of a new report and another that may be copies, the earlier stored one first.

    They share a run or two bands; or one band, where they lie near in time or one is undated: which is so by chance
    ever more often the more reports there are.
    """
    sharing: dict[int, list[int]] = defaultdict(list)
    for some in chunks(sorted(set[int]().union(*(k.bands | k.runs for k in new.values())))):
        for k, n in connection.execute(select(t.band.c.key, t.band.c.report).where(t.band.c.key.in_(some))):
            sharing[k].append(n)
    bands = {n: Counter(m for k in mine.bands for m in sharing[k] if m != n) for n, mine in new.items()}
    days = _days(connection, {m for found in bands.values() for m, shared in found.items() if shared == 1})
    pairs = {(n, m) for n, mine in new.items() for k in mine.runs for m in sharing[k] if m != n}
    pairs |= {
        (n, m)
        for n, found in bands.items()
        for m, shared in found.items()
        if shared > 1 or _near(new[n].published, days[m])
    }
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _days(connection: Connection, reports: Iterable[int]) -> dict[int, date | None]:
    """Return when reports were published."""
    query = select(t.report.c.n, t.report.c.published)
    found: dict[int, date | None] = {}
    for some in chunks(sorted(reports)):
        found.update((n, day) for n, day in connection.execute(query.where(t.report.c.n.in_(some))))
    return found


def _near(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= SOON


def _texts(connection: Connection, wanted: Iterable[int]) -> dict[int, Text]:
    """Return mastheads and texts of stored reports."""
    r, d = t.report.c, t.document.c
    query = select(r.n, r.id, r.outlet, r.party, r.published, d.text).join(t.document, d.n == r.n)
    rows = (row for some in chunks(sorted(wanted)) for row in connection.execute(query.where(r.n.in_(some))))
    return {n: (Masthead(*masthead), text) for n, *masthead, text in rows}
