"""The record of each root: how often it is alone, contradicted, later borne out."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, cast, func, select

from whence.store import schema as t


@dataclass(frozen=True, slots=True)
class Source:
    """A root over all events.

    Attributes:
        id: the party's id, or the root's own where the register has none.
        name: the fullest wording.
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
    """Yield all roots with at least so many events, those with most events first; `only` the one with this id."""
    r = t.event_root.c
    id = func.coalesce(r.party, r.root).label("id")
    events = func.count(func.distinct(r.event))
    sums = [func.sum(cast(c, Integer)) for c in (r.alone, r.contradicted, r.corroborated)]
    grade = func.max(t.reliability.c.grade)
    query = (
        select(id, func.max(r.name), func.min(r.kind), func.min(r.side), events, func.sum(r.claims), *sums, grade)
        .outerjoin(t.reliability, t.reliability.c.party == func.coalesce(r.party, r.root))
        .group_by(id)
        .having(events >= least)
        .order_by(events.desc(), id)
    )
    if only is not None:
        query = query.where((r.party == only) | (r.root == only) & r.party.is_(None))
    for row in connection.execute(query):
        party, name, root, side, told, claims, alone, contradicted, corroborated, judged = row
        counts = (told, int(claims), int(alone), int(contradicted), int(corroborated))
        yield Source(party, name, root, side, *counts, judged or "F")
