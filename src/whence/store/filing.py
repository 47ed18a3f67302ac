"""Putting filed readings into the tables: reports, readings, claims and what they are found by."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select, text

from whence.actors import Register
from whence.link import Linker, Telling
from whence.records import Account, Claim, Filed, Masthead, Place
from whence.records.reading import plain
from whence.store import schema as t
from whence.store.accounts import Kept
from whence.store.codec import SPANS, dumps
from whence.store.numbers import chunks, numbers
from whence.store.schema import clean

Rows = defaultdict[Table, list[dict[str, Any]]]
Story = tuple[str, Sequence[Account]]
Part = Callable[[str, Sequence[Telling]], Sequence[Telling]]


class Put(NamedTuple):
    """What was put in, by number: tellings, their accounts, and the mastheads and texts of reports."""

    tellings: dict[int, Telling]
    accounts: dict[int, list[Kept]]
    reports: dict[int, tuple[Masthead, str]]


def put(
    connection: Connection, filed: Sequence[Filed], linker: Linker, register: Register, reader: str,
    part: Part | None = None,
) -> Put:  # fmt: skip
    """Insert what was filed."""
    rows: Rows = defaultdict(list)
    out = Put({}, {}, {})
    stories: dict[int, Story] = {}
    for n, f in zip(numbers(connection, t.report), filed, strict=False):
        masthead = _masthead(f, register)
        out.reports[n] = (masthead, clean(f.reading.report.text))
        _report(n, f, masthead, reader, rows)
        stories[n] = (f.reading.report.sha256, f.accounts)
    write(connection, rows)
    _index_words(connection, rows)
    put = put_claims(connection, stories, linker, part)
    return Put(put.tellings, put.accounts, out.reports)


def put_claims(connection: Connection, stories: Mapping[int, Story], linker: Linker, part: Part | None = None) -> Put:
    """Insert what stored reports, given by number, tell: of each the SHA-256 and the accounts.

    part: parts tellings that people have told apart; given the SHA-256.
    """
    rows: Rows = defaultdict(list)
    tellings, claims = (numbers(connection, table) for table in (t.telling, t.claim))
    named = (p.place for _, story in stories.values() for a in story for p in a.claim.places)
    places = _places(connection, named, rows)
    out = Put({}, {}, {})
    cleaned = [[replace(a, sentence=clean(a.sentence)) for a in story] for _, story in stories.values()]
    for (n, (digest, _)), story, told in zip(stories.items(), cleaned, linker.tell_all(cleaned), strict=True):
        position = {a.claim.id: i for i, a in enumerate(story)}
        for one in part(digest, told) if part else told:
            number = next(tellings)
            out.tellings[number] = one
            out.accounts[number] = [Kept(next(claims), number, n, a) for a in one.accounts]
            _telling(number, n, one, linker.row(one), rows)
            for kept in out.accounts[number]:
                _claim(kept, position[kept.account.claim.id], places, rows)
    write(connection, rows)
    _index_words(connection, rows)
    return out


def _telling(n: int, report: int, telling: Telling, row: bytes, rows: Rows) -> None:
    start, size = telling.accounts[0].claim.trigger.start, len(telling.accounts)
    rows[t.telling].append({"n": n, "id": telling.id, "report": report, "start": start, "size": size, "row": row})


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
    head = ("id", "sha256", "title", "outlet", "published", "url", "language")
    rows[t.report].append({"n": n, **{k: getattr(report, k) for k in head}, "party": masthead.party})
    rows[t.document].append({"n": n, "raw": report.raw, "text": report.text})
    data = json.dumps({k: plain(getattr(filed.reading, k)) for k in SPANS}, separators=(",", ":"))
    rows[t.reading].append({"n": n, "reader": reader, "data": data})


def _claim(kept: Kept, position: int, places: dict[str, int], rows: Rows) -> None:
    account, n = kept.account, kept.n
    claim = account.claim
    rows[t.claim].append(
        {
            "n": n, "id": claim.id, "report": kept.report, "telling": kept.telling, "position": position,
            "type": claim.type, "status": claim.status, "earliest": claim.time and claim.time.earliest,
            "latest": claim.time and claim.time.latest, "salience": claim.salience, "data": dumps(claim),
            "start": account.at, "sentence": account.sentence, "vector": account.vector,
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
    known: dict[str, int] = {}
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
            connection.execute(text(sql), [{"n": r["n"], column: clean(r[column])} for r in rows[table]])
