"""The record of each root: how often it is alone, contradicted, later borne out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Integer, Select, cast, func, select

from whence.actors import Register
from whence.store import schema as t


@dataclass(frozen=True, slots=True)
class Source:
    """A root over all events.

    Attributes:
        id: the party's id, or the root's own where the register has none.
        name: the party's in the register, else the commonest wording; kind, side: those of most of its events.
        events, claims: how many rest on it.
        alone: events with no other independent root.
        contradicted: events in which something contradicts it.
        corroborated: events that an independent root told of later.
        reliability: A to F, as a person has set it.
    """

    id: str
    name: str
    kind: str
    side: str
    events: int
    claims: int
    alone: int
    contradicted: int
    corroborated: int
    reliability: str = "F"


def sources(connection: Connection, least: int = 1, only: str | None = None) -> Iterator[Source]:
    """Yield all roots with at least so many events, those with most events first; `only` the one with this id.

    Name, kind and side are those that most of its events give it; a party of the register has its name there.
    """
    register = Register.load()
    parts = groupby(connection.execute(_parts(only)), key=lambda row: row[0])
    found = (_source(id, [tuple(row) for row in rows], register) for id, rows in parts)
    yield from sorted((s for s in found if s.events >= least), key=lambda s: (-s.events, s.id))


def _parts(only: str | None) -> Select[Any]:
    """Return the query for each root's records, summed by name, kind and side; an event has a root once."""
    r = t.event_root.c
    id = func.coalesce(r.party, r.root).label("id")
    sums = [func.sum(cast(c, Integer)) for c in (r.claims, r.alone, r.contradicted, r.corroborated)]
    grade = func.max(t.reliability.c.grade)
    query = (
        select(id, r.name, r.kind, r.side, func.count(), *sums, grade)
        .outerjoin(t.reliability, t.reliability.c.party == func.coalesce(r.party, r.root))
        .group_by(id, r.name, r.kind, r.side)
        .order_by(id)
    )
    return query if only is None else query.where((r.party == only) | (r.root == only) & r.party.is_(None))


def _source(id: str, rows: Sequence[Sequence[Any]], register: Register) -> Source:
    name, kind, side = (_most(rows, column) for column in (1, 2, 3))
    events, claims, alone, contradicted, corroborated = (sum(int(row[c]) for row in rows) for c in range(4, 9))
    counts = (events, claims, alone, contradicted, corroborated)
    return Source(id, register[id].name if id in register else name, kind, side, *counts, rows[0][9] or "F")


def _most(rows: Sequence[Sequence[Any]], column: int) -> str:
    """Return what most events have in a column, of equals the shortest, then the first in the alphabet."""
    count: Counter[str] = Counter()
    for row in rows:
        count[row[column]] += row[4]
    return min(count, key=lambda value: (-count[value], len(value), value))
