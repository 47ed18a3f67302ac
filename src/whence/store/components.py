"""Tellings that hang together by links: what is clustered anew when one is added.

Average link joins two clusters only where some link across them is at least the bound that their mean must reach. So no
cluster ever reaches beyond a component of such strong links, and each component can be clustered as if it were alone;
weak links count within one, and between two they count for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from whence.store import schema as t
from whence.store.numbers import chunks

Scores = dict[tuple[int, int], float]
_ROUNDING = 1e-3  # scores have three digits: a link that equals the bound is strong, however it was rounded


class Component(NamedTuple):
    """All tellings that hang together, and the scores of their links by pair, the lower number first."""

    tellings: tuple[int, ...]
    scores: Scores


def around(connection: Connection, tellings: Iterable[int], bound: float) -> list[Component]:
    """Return the components, by links of at least `bound`, that these tellings belong to."""
    start = set(tellings)
    near = _strong(connection, start, bound - _ROUNDING)
    owner: dict[int, int] = {}
    members: list[set[int]] = []
    for n in sorted(start):
        if n not in owner:
            members.append(_reach(n, near))
            owner.update(dict.fromkeys(members[-1], len(members) - 1))
    scores: list[Scores] = [{} for _ in members]
    for some in chunks(sorted(n for n in owner if near[n])):
        for a, b, score in connection.execute(select(t.link).where(t.link.c.a.in_(some))):
            if owner[a] == owner.get(b):
                scores[owner[a]][a, b] = score
    return [Component(tuple(sorted(m)), s) for m, s in zip(members, scores, strict=True)]


def strong_neighbours(connection: Connection, tellings: Iterable[int], bound: float) -> set[int]:
    """Return all that links of at least `bound`, or a person's merge, lead to from these tellings."""
    near: set[int] = set()
    for column, other in ((t.link.c.a, t.link.c.b), (t.link.c.b, t.link.c.a)):
        query = select(other).where(t.link.c.score >= bound - _ROUNDING)
        for some in chunks(sorted(tellings)):
            near.update(connection.execute(query.where(column.in_(some))).scalars())
    return near.union(*(pair for pair in _merged(connection, set(tellings))))


def _strong(connection: Connection, start: set[int], least: float) -> defaultdict[int, set[int]]:
    """Return the neighbours of all that strong links or merges lead to from `start`, ring by ring."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    seen, ring = set(start), set(start)
    while ring:
        for a, b in _merged(connection, ring):
            near[a].add(b)
            near[b].add(a)
        for column in (t.link.c.a, t.link.c.b):
            query = select(t.link.c.a, t.link.c.b).where(t.link.c.score >= least)
            for some in chunks(sorted(ring)):
                for a, b in connection.execute(query.where(column.in_(some))):
                    near[a].add(b)
                    near[b].add(a)
        ring = {m for n in ring for m in near[n]} - seen
        seen |= ring
    return near


def _merged(connection: Connection, ring: set[int]) -> list[tuple[int, int]]:
    """Return pairs that together join all tellings that people have merged with any of these."""
    if connection.execute(select(t.tie.c.decision).limit(1)).scalar() is None:
        return []
    pairs = []
    merges = select(t.tie.c.decision).join(t.decision, t.decision.c.n == t.tie.c.decision)
    merges = merges.where(t.decision.c.kind == "merge").distinct()
    for some in chunks(sorted(ring)):
        for decision in connection.execute(merges.where(t.tie.c.telling.in_(some))).scalars().all():
            members = connection.execute(select(t.tie.c.telling).where(t.tie.c.decision == decision)).scalars().all()
            pairs += [(members[0], other) for other in members[1:]]
    return pairs


def _reach(start: int, near: defaultdict[int, set[int]]) -> set[int]:
    members, ring = {start}, {start}
    while ring:
        ring = {m for n in ring for m in near[n]} - members
        members |= ring
    return members
