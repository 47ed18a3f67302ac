"""Tellings that hang together by links: what is clustered anew when one is added."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from whence.store import schema as t
from whence.store.numbers import chunks


class Component(NamedTuple):
    """All tellings that hang together, and the scores of their links by pair, the lower number first."""

    tellings: tuple[int, ...]
    scores: dict[tuple[int, int], float]


def around(connection: Connection, tellings: Iterable[int]) -> list[Component]:
    """Return the components that these tellings belong to."""
    start = set(tellings)
    scores = _links(connection, start)
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in scores:
        near[a].add(b)
        near[b].add(a)
    seen: set[int] = set()
    found = []
    for n in sorted(start):
        if n not in seen:
            members = _reach(n, near)
            seen |= members
            held = {(a, b): scores[a, b] for a in members for b in near[a] if a < b}
            found.append(Component(tuple(sorted(members)), held))
    return found


def _links(connection: Connection, start: set[int]) -> dict[tuple[int, int], float]:
    """Return all links that can be reached from `start`, ring by ring."""
    scores: dict[tuple[int, int], float] = {}
    seen, ring = set(start), set(start)
    while ring:
        beyond: set[int] = set()
        for column in (t.link.c.a, t.link.c.b):
            for some in chunks(sorted(ring)):
                for a, b, score in connection.execute(select(t.link).where(column.in_(some))):
                    scores[a, b] = score
                    beyond |= {a, b}
        ring = beyond - seen
        seen |= ring
    return scores


def _reach(start: int, near: dict[int, set[int]]) -> set[int]:
    members, ring = {start}, {start}
    while ring:
        ring = {m for n in ring for m in near[n]} - members
        members |= ring
    return members
