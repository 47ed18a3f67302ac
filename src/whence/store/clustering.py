"""What new tellings change: as much is clustered anew as they touch, and no more.

Average link joins two clusters only where some link across them is strong, that is at least the bound that their mean
must reach. So new tellings are clustered with the events that strong links lead to from them, as if these were alone.
An event that comes out as it was has not been touched, and nothing behind it can be. One that comes out otherwise has
changed: the events that strong links lead to from it are taken in too, and so on, until all that changed has all its
neighbours around it. docs/store.md says why the outcome is that of clustering everything.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from whence.link import ROW, Linker
from whence.store import schema as t
from whence.store.numbers import chunks

Cluster = frozenset[int]  # numbers of tellings
Scores = dict[tuple[int, int], float]
_ROUNDING = 1e-3  # scores have three digits: a link that equals the bound is strong, however it was rounded


class Patch(NamedTuple):
    """A part of the store, clustered anew: its clusters, its events so far, the scores of its links by pair.

    A pair has the lower number first. What people have split and merged is told by the events alone.
    """

    clusters: list[Cluster]
    events: dict[Cluster, int]
    scores: Scores


def patch(connection: Connection, start: Iterable[int], linker: Linker) -> Patch:
    """Return what must be clustered anew where something has changed for the tellings `start`."""
    ground = _Ground(connection)
    changed, fresh = set[int](), set(start)
    clusters: list[Cluster] = []
    while fresh:
        ground.take(fresh)
        fresh |= ground.whole(fresh)
        changed |= fresh
        ground.take(strong_neighbours(connection, fresh, linker.model.far_bound))
        clusters = ground.clusters(linker)
        fresh = (ground.bound | ground.whole_but(clusters)) - changed
    return Patch(clusters, {members: event for event, members in ground.events.items()}, ground.scores)


def strong_neighbours(connection: Connection, tellings: Iterable[int], bound: float) -> set[int]:
    """Return all that links of at least `bound` lead to from these tellings."""
    near: set[int] = set()
    for column, other in ((t.link.c.a, t.link.c.b), (t.link.c.b, t.link.c.a)):
        query = select(other).where(t.link.c.score >= bound - _ROUNDING)
        for some in chunks(sorted(tellings)):
            near.update(connection.execute(query.where(column.in_(some))).scalars())
    return near


def whole_events(connection: Connection, tellings: Iterable[int]) -> dict[int, Cluster]:
    """Return the events that these tellings are in, by number, with all their tellings."""
    query = select(t.event_claim.c.event).join(t.claim, t.claim.c.n == t.event_claim.c.claim).distinct()
    events: set[int] = set()
    for some in chunks(sorted(tellings)):
        events.update(connection.execute(query.where(t.claim.c.telling.in_(some))).scalars())
    members: defaultdict[int, set[int]] = defaultdict(set)
    told = select(t.event_claim.c.event, t.claim.c.telling).join(t.claim, t.claim.c.n == t.event_claim.c.claim)
    for some in chunks(sorted(events)):
        for event, telling in connection.execute(told.where(t.event_claim.c.event.in_(some))):
            members[event].add(telling)
    return {event: frozenset(some) for event, some in members.items()}


def bound_events(connection: Connection, tellings: Iterable[int]) -> tuple[dict[int, Cluster], set[int]]:
    """Return the events of these tellings, whole, and those of all tellings that people's rulings bind to any of them.

    Beside them the tellings of those events that rulings have made or bind.
    """
    events: dict[int, Cluster] = {}
    bound: set[int] = set()
    ring = set(tellings)
    while ring:
        events |= whole_events(connection, ring)
        ruled = _ruled(connection, ring.union(*events.values())) - bound
        bound |= ruled
        ring = ruled
    return events, bound.union(*(members for members in events.values() if members & bound))


def _ruled(connection: Connection, tellings: Iterable[int]) -> set[int]:
    """Return all tellings that standing rulings mean which mean any of these."""
    if connection.execute(select(t.tie.c.decision).limit(1)).scalar() is None:
        return set()
    decisions: set[int] = set()
    found: set[int] = set()
    for some in chunks(sorted(tellings)):
        decisions.update(connection.execute(select(t.tie.c.decision).where(t.tie.c.telling.in_(some))).scalars())
    for some in chunks(sorted(decisions)):
        found.update(connection.execute(select(t.tie.c.telling).where(t.tie.c.decision.in_(some))).scalars())
    return found


class _Ground:
    """What has been taken in so far: tellings with their rows, the links among them, and their events as stored."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[int, bytes] = {}
        self.events: dict[int, Cluster] = {}
        self.scores: Scores = {}
        self.bound: set[int] = set()  # tellings of events that people's rulings have made: no clusters of the machine

    def take(self, tellings: set[int]) -> None:
        """Take in tellings with all of their events."""
        events, bound = bound_events(self._connection, tellings - self._rows.keys())
        self.events |= events
        self.bound |= bound
        new = (tellings.union(bound, *events.values())) - self._rows.keys()
        query = select(t.telling.c.n, t.telling.c.row)
        for some in chunks(sorted(new)):
            self._rows.update(tuple(x) for x in self._connection.execute(query.where(t.telling.c.n.in_(some))))
        for column in (t.link.c.a, t.link.c.b):
            for some in chunks(sorted(new)):
                for a, b, score in self._connection.execute(select(t.link).where(column.in_(some))):
                    if a in self._rows and b in self._rows:
                        self.scores[a, b] = score

    def whole(self, tellings: set[int]) -> set[int]:
        """Return the tellings of all events that these are in."""
        return set[int]().union(*(members for members in self.events.values() if not tellings.isdisjoint(members)))

    def whole_but(self, clusters: Iterable[Cluster]) -> set[int]:
        """Return the tellings of all events that are none of these clusters."""
        same = set(clusters)
        return set[int]().union(*(members for members in self.events.values() if members not in same))

    def clusters(self, linker: Linker) -> list[Cluster]:
        """Return the clusters of all that has been taken in."""
        members = sorted(self._rows)
        rows = np.frombuffer(b"".join(self._rows[n] for n in members), dtype=ROW)
        pairs = np.array(list(self.scores), np.int64).reshape(-1, 2)
        links = np.searchsorted(np.array(members, np.int64), pairs)
        found = linker.cluster(rows, links, np.array(list(self.scores.values()), np.float32))
        return [frozenset(members[i] for i in cluster) for cluster in found]
