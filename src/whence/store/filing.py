"""Putting filed readings into the tables: reports, readings, claims and what they are found by."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select, text

from whence.actors import Register
from whence.records import Claim, Filed, Masthead, Place
from whence.records.reading import plain
from whence.store import schema as t
from whence.store.accounts import Kept
from whence.store.codec import dumps
from whence.store.numbers import chunks, numbers

Rows = defaultdict[Table, list[dict[str, Any]]]
SPANS = ("attributions", "entities", "toponyms", "timexes")  # what of a reading has no table of its own
_UNHELD = re.compile("[\0\ud800-\udfff]")


def clean(words: str) -> str:
    """Return `words` with U+FFFD for each character that a database cannot hold; offsets stay what they were."""
    return _UNHELD.sub("\ufffd", words)


class Put(NamedTuple):
    """What was put in: the accounts, and the mastheads and texts by number of report."""

    accounts: list[Kept]
    reports: dict[int, tuple[Masthead, str]]


def put(connection: Connection, filed: Iterable[Filed], register: Register, reader: str) -> Put:
    """Insert what was filed."""
    rows: Rows = defaultdict(list)
    reports, claims = numbers(connection, t.report), numbers(connection, t.claim)
    places = _places(connection, (p.place for f in filed for c in f.reading.claims for p in c.places), rows)
    out = Put([], {})
    for f in filed:
        n = next(reports)
        masthead = _masthead(f, register)
        out.reports[n] = (masthead, clean(f.reading.report.text))
        _report(n, f, masthead, reader, rows)
        for position, account in enumerate(f.accounts):
            kept = Kept(next(claims), n, replace(account, sentence=clean(account.sentence)))
            out.accounts.append(kept)
            _claim(kept, position, places, rows)
    write(connection, rows)
    _index_words(connection, rows)
    return out


def _masthead(filed: Filed, register: Register) -> Masthead:
    """Return the masthead of a report, also of one that claims nothing."""
    if filed.accounts:
        return filed.accounts[0].report
    report = filed.reading.report
    outlet = register.outlet(report.outlet) if report.outlet else None
    return Masthead(report.id, report.outlet, outlet.id if outlet else None, report.published)


def write(connection: Connection, rows: Rows) -> None:
    """Insert rows, those that others point at first."""
    for table in t.metadata.sorted_tables:
        if rows[table]:
            connection.execute(insert(table), rows[table])


def _report(n: int, filed: Filed, masthead: Masthead, reader: str, rows: Rows) -> None:
    report = filed.reading.report
    words = {k: clean(getattr(report, k)) for k in ("id", "title", "outlet", "language")}
    url = None if report.url is None else clean(report.url)
    rows[t.report].append(
        {"n": n, **words, "sha256": report.sha256, "party": masthead.party, "published": report.published, "url": url}
    )
    rows[t.document].append({"n": n, "raw": report.raw, "text": clean(report.text)})
    data = json.dumps({k: plain(getattr(filed.reading, k)) for k in SPANS}, separators=(",", ":"))
    rows[t.reading].append({"n": n, "reader": reader, "data": data})


def _claim(kept: Kept, position: int, places: dict[str, int], rows: Rows) -> None:
    account, n = kept.account, kept.n
    claim = account.claim
    rows[t.claim].append(
        {
            "n": n, "id": claim.id, "report": kept.report, "position": position, "type": claim.type,
            "status": claim.status, "earliest": claim.time and claim.time.earliest,
            "latest": claim.time and claim.time.latest, "salience": claim.salience, "data": dumps(claim),
            "start": account.at, "sentence": clean(account.sentence), "vector": account.vector,
        }
    )  # fmt: skip
    rows[t.claim_actor].extend({"actor": a, "claim": n, "role": role} for a, role in _actors(claim))
    held = {(places[p.place.id], p.role) for p in claim.places if p.place}
    rows[t.claim_place].extend({"place": p, "claim": n, "role": role} for p, role in sorted(held))


def _actors(claim: Claim) -> list[tuple[str, str]]:
    """Return who a claim is about or rests on, each once per role."""
    parties = {(p.actor, "agent") for p in claim.agents} | {(p.actor, "target") for p in claim.targets}
    sources = {(link.party, "source") for link in claim.chain}
    return sorted((actor, role) for actor, role in parties | sources if actor)


def _places(connection: Connection, named: Iterable[Place | None], rows: Rows) -> dict[str, int]:
    """Return the numbers of places by id; add those that are new to `rows`."""
    places = {p.id: p for p in named if p}
    known = {}
    for some in chunks(sorted(places)):
        found = connection.execute(select(t.place.c.id, t.place.c.n).where(t.place.c.id.in_(some)))
        known.update((id, n) for id, n in found)
    new = numbers(connection, t.place)
    for id, place in sorted(places.items()):
        if id not in known:
            known[id] = next(new)
            rows[t.place].append({"n": known[id], **plain(place), "folded": place.name.casefold()})
    return known


def place_numbers(connection: Connection, named: Iterable[Place | None]) -> dict[str, int]:
    """Return the numbers of places by id; rows are made for those that have none."""
    rows: Rows = defaultdict(list)
    known = _places(connection, named, rows)
    write(connection, rows)
    return known


def _index_words(connection: Connection, rows: Rows) -> None:
    """Add texts to SQLite's full-text indexes; PostgreSQL makes its own of the columns."""
    if connection.dialect.name != "sqlite":
        return
    for table, column in ((t.document, "text"), (t.claim, "sentence")):
        if rows[table]:
            sql = f"INSERT INTO {table.name}_words(rowid, {column}) VALUES (:n, :{column})"
            connection.execute(text(sql), [{"n": r["n"], column: r[column]} for r in rows[table]])
