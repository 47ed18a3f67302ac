"""All events as columns of numbers: what a map, a histogram, a count over a million of them is made from in memory."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, and_, select, text
from sqlalchemy.orm import aliased

from whence.records import Place
from whence.store import schema as t
from whence.store.listing import EventRow, _event_rows
from whence.store.numbers import chunks
from whence.store.query import Query, conditions

NEVER = np.iinfo(np.int32).min
"""The day of an event that no words date."""
_BATCH = 50_000

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Columns:
    """The events of a store, each at the same index of every column; the order is that of their numbers.

    Attributes:
        numbers: the store's own.
        at: the index into `places`, -1 for an event that has none.
        first, last: the days it may have been between, as ordinals (`date.toordinal`), NEVER where none are told.
        type, status: indexes into `types` and `statuses`.
        routes: pairs of places (from, to) that a claim of an event names: event, from, to, as indexes.
    """

    numbers: Ints
    at: Ints
    first: Ints
    last: Ints
    type: Ints
    status: Ints
    reports: Ints
    roots: Ints
    contradicted: NDArray[np.bool_]
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    places: tuple[Place, ...]
    routes: tuple[Ints, Ints, Ints]


class Overviews:
    """What a store gives to those who look at all of it at once."""

    _engine: Engine

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def columns(self) -> Columns:
        """Return all events as columns; a million of them take a few seconds and some 50 MB."""
        with self._reading() as connection:
            return _columns(connection)

    def watch(self) -> "Watch":
        """Return what tells whether anybody has changed the store."""
        return Watch(self._engine)

    def event_numbers(self, query: Query) -> Ints:
        """Return the numbers of the events that fit, in order; `within`, `limit` and `order` are left aside."""
        with self._reading() as connection:
            asked = (
                select(t.event.c.n)
                .where(and_(True, *conditions(replace(query, within=None), connection)))
                .order_by(t.event.c.n)
            )
            return np.fromiter((n for (n,) in connection.execute(asked)), np.int32)

    def event_rows_of(self, numbers: Sequence[int]) -> tuple[EventRow, ...]:
        """Return these events as rows of a list, in the order given; those that are gone are left out."""
        e = t.event.c
        asked = select(*(c for c in e if c.name != "data"))
        with self._reading() as connection:
            rows = {
                row.n: tuple(row) for some in chunks(numbers) for row in connection.execute(asked.where(e.n.in_(some)))
            }
            return _event_rows(connection, [rows[n] for n in numbers if n in rows], Query())

    def event_ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of events by their numbers."""
        e = t.event.c
        with self._reading() as connection:
            rows = (r for some in chunks(numbers) for r in connection.execute(select(e.n, e.id).where(e.n.in_(some))))
            return {row.n: row.id for row in rows}

    def event_numbers_of(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of events by their ids; unknown ones are left out."""
        e = t.event.c
        with self._reading() as connection:
            found = (n for some in chunks(ids) for (n,) in connection.execute(select(e.n).where(e.id.in_(some))))
            return list(found)


class Watch:
    """Tells by a number whether a store has changed: it does whenever another connection has written to it."""

    def __init__(self, engine: Engine) -> None:
        """Open a connection for good: SQLite tells each one of what all others did."""
        self._connection = engine.connect()
        self._connection.detach()
        sqlite = engine.dialect.name == "sqlite"
        self._asked = text("PRAGMA data_version" if sqlite else _WRITTEN)

    def version(self) -> int:
        """Return the number."""
        value = self._connection.execute(self._asked).scalar()
        self._connection.rollback()
        return int(value or 0)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


_WRITTEN = (
    "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables "
    "WHERE relname IN ('event', 'event_claim')"
)


def _columns(connection: Connection) -> Columns:
    p, e = t.place.c, t.event.c
    kept = [
        (n, Place(*row)) for n, *row in connection.execute(select(p.n, p.id, p.name, p.lat, p.lon, p.country, p.kind))
    ]
    index = {n: i for i, (n, _) in enumerate(kept)}
    types: dict[str, int] = {}
    statuses: dict[str, int] = {}
    asked = select(
        e.n, e.place, e.earliest, e.latest, e.type, e.status, e.reports, e.independent_roots, e.contradicted
    ).order_by(e.n)
    pieces = []
    for rows in connection.execute(asked.execution_options(yield_per=_BATCH)).partitions():
        pieces.append(
            np.array(
                [
                    (
                        n, index.get(place, -1), _day(a), _day(b), types.setdefault(type, len(types)),
                        statuses.setdefault(status, len(statuses)), reports, roots, told,
                    )
                    for n, place, a, b, type, status, reports, roots, told in rows
                ],
                np.int32,
            ).T
        )  # fmt: skip
    table = np.concatenate(pieces, axis=1) if pieces else np.empty((9, 0), np.int32)
    numbers, at, first, last, type_, status_, reports_, roots_, told_ = map(np.ascontiguousarray, table)
    routes = _routes(connection, numbers, index)
    return Columns(
        numbers, at, first, last, type_, status_, reports_, roots_, told_.astype(bool),
        tuple(types), tuple(statuses), tuple(place for _, place in kept), routes,
    )  # fmt: skip


def _day(value: date | None) -> int:
    return NEVER if value is None else value.toordinal()


def _routes(connection: Connection, numbers: Ints, index: dict[int, int]) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of places that one claim names as from and to, each pair once for an event."""
    a, b, e = aliased(t.claim_place), aliased(t.claim_place), t.event_claim.c
    asked: Any = select(e.event, a.c.place, b.c.place).join(b, a.c.claim == b.c.claim)
    asked = asked.join(t.event_claim, e.claim == a.c.claim).where(a.c.role == "from", b.c.role == "to").distinct()
    found = [(n, index[x], index[y]) for n, x, y in connection.execute(asked) if x != y]
    table = np.array(sorted(found), np.int32).reshape(-1, 3)
    at = np.searchsorted(numbers, table[:, 0]).astype(np.int32)
    return at, table[:, 1].copy(), table[:, 2].copy()
