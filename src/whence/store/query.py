"""Questions to the store: which events, under which conditions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, or_, select

from whence.store import schema as t
from whence.store.words import matching

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

EARTH = 6371.0088  # km, mean radius (IUGG)
Order = Literal["reports", "time", "roots", "newest"]
Past = tuple[int | date | str | None, ...]


class Region(Protocol):
    """Part of the earth's surface."""

    def bounds(self) -> tuple[float, float, float, float]:
        """Return south, west, north, east of a box around it."""

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies within."""


@dataclass(frozen=True, slots=True)
class Circle:
    """All that lies within `km` of a point."""

    lat: float
    lon: float
    km: float

    def bounds(self) -> tuple[float, float, float, float]:
        """Return south, west, north, east of a box around it; the whole turn of the earth where it holds a pole."""
        dlat = degrees(self.km / EARTH)
        south, north = max(-90.0, self.lat - dlat), min(90.0, self.lat + dlat)
        if south == -90.0 or north == 90.0:
            return south, -180.0, north, 180.0
        dlon = degrees(asin(min(1.0, sin(radians(dlat)) / cos(radians(self.lat)))))
        return south, self.lon - dlon, north, self.lon + dlon

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies within, by the great circle (haversine)."""
        a, b = radians(self.lat), radians(lat)
        h = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(radians(self.lon - lon) / 2) ** 2
        return 2 * EARTH * asin(min(1.0, sqrt(h))) <= self.km


@dataclass(frozen=True, slots=True)
class Area:
    """All that lies within a polygon, its border included; coordinates are longitude and latitude in degrees."""

    shape: "BaseGeometry"

    def bounds(self) -> tuple[float, float, float, float]:
        """Return south, west, north, east of a box around it."""
        west, south, east, north = self.shape.bounds
        return south, west, north, east

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies within."""
        from shapely import intersects_xy, prepare

        prepare(self.shape)
        return bool(intersects_xy(self.shape, lon, lat))


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions on events; one that is left out holds for all.

    Attributes:
        places: ids of places, any of which the event lies at.
        within: an area on the ground that the event's place lies in.
        since, until: days between which the event may have happened; events without a day are left out.
        types: types of claims, any of which it is of.
        actors: ids of the register, any of which is agent or target of one of its claims.
        agents, targets: the same, in that role alone.
        min_roots: independent roots it has at least.
        contradicted: only events with contradictions.
        search: words, all of which a claim of it has in its sentence; "quoted words" stand side by side.
        statuses: any of which it has.
        order: most reports first, by time, newest first, or most independent roots first; then always by id.
        limit, after: how many at most, and how many to leave out first.
        past: only events that come after the one with these sort values, in the order of `sorting`.
    """

    places: tuple[str, ...] = ()
    within: Region | None = None
    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    min_roots: int = 0
    contradicted: bool = False
    search: str = ""
    statuses: tuple[str, ...] = ()
    order: Order = "time"
    limit: int | None = None
    after: int = 0
    past: Past = ()


def events(connection: Connection, query: Query, columns: Sequence[Column[object]]) -> Iterator[tuple[object, ...]]:
    """Yield the wanted columns of the events that fit, in the query's order."""
    exact = query.within is None
    shown: tuple[Any, ...] = (*columns, t.event.c.lat, t.event.c.lon)
    wanted = select(*shown).where(and_(True, *conditions(query, connection)))
    wanted = _sorted(wanted, query)
    if exact:
        wanted = wanted.limit(query.limit).offset(query.after or None)
    passed = 0
    for *row, lat, lon in connection.execute(wanted.execution_options(yield_per=1000)):
        if query.within is not None:
            if not query.within.holds(lat, lon):
                continue
            passed += 1
            if passed <= query.after:
                continue
            if query.limit is not None and passed > query.after + query.limit:
                return
        yield tuple(row)


def sorting(order: Order) -> tuple[tuple[ColumnElement[Any], bool], ...]:
    """Return the columns that events are sorted by, each with whether it falls; what is not known comes last."""
    e = t.event.c
    return {
        "reports": ((e.reports, True), (e.id, True)),
        "roots": ((e.independent_roots, True), (e.reports, True), (e.id, True)),
        "newest": ((e.earliest, True), (e.id, True)),
        "time": ((e.earliest, False), (e.id, False)),
    }[order]


def _sorted(wanted: Select[Any], query: Query) -> Select[Any]:
    by = ((c.desc() if falls else c.asc(), c is t.event.c.earliest) for c, falls in sorting(query.order))
    return wanted.order_by(*(c.nulls_last() if may_lack else c for c, may_lack in by))


def _past(query: Query) -> ColumnElement[bool]:
    """Return the condition that an event comes after the one with the sort values `past`."""
    ways: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for (column, falls), value in zip(sorting(query.order), query.past, strict=True):
        if value is not None:
            beyond = column < value if falls else column > value
            may_lack = column is t.event.c.earliest
            ways.append(and_(*same, or_(beyond, column.is_(None)) if may_lack else beyond))
        same.append(column.is_(None) if value is None else column == value)
    column, _ = sorting(query.order)[0]
    if column is t.event.c.earliest:
        return or_(*ways)
    return and_(column <= query.past[0], or_(*ways))  # says no more, but lets an index be entered where the page begins


def conditions(query: Query, connection: Connection) -> Iterator[ColumnElement[bool]]:
    """Yield what an event must be to fit; of `within`, the box around it."""
    e = t.event.c
    if query.places:
        numbers = select(t.place.c.n).where(t.place.c.id.in_(query.places))
        yield e.place.in_(numbers)
    if query.within is not None:
        south, west, north, east = query.within.bounds()
        yield e.lat.between(south, north)
        yield _between_meridians(west, east)
    if query.since is not None:
        yield e.latest >= query.since
    if query.until is not None:
        yield e.earliest <= query.until
    if query.types:
        yield e.type.in_(query.types)
    if query.statuses:
        yield e.status.in_(query.statuses)
    for actors, roles in (
        (query.actors, ("agent", "target")),
        (query.agents, ("agent",)),
        (query.targets, ("target",)),
    ):
        if actors:
            yield e.n.in_(_with_actors(actors, roles))
    if query.min_roots:
        yield e.independent_roots >= query.min_roots
    if query.contradicted:
        yield e.contradicted.is_(True)
    if query.search:
        claims = matching(connection, t.claim, query.search)
        yield e.n.in_(select(t.event_claim.c.event).where(t.event_claim.c.claim.in_(claims)))
    if query.past:
        yield _past(query)


def _between_meridians(west: float, east: float) -> ColumnElement[bool]:
    """Return the condition on longitude; a box may reach over the 180th meridian."""
    lon = t.event.c.lon
    parts: list[ColumnElement[bool]] = [lon.between(west, east)]
    if west < -180:
        parts.append(lon >= west + 360)
    if east > 180:
        parts.append(lon <= east - 360)
    return or_(*parts)


def _with_actors(actors: Iterable[str], roles: Iterable[str]) -> Select[tuple[int]]:
    a = t.claim_actor.c
    members = select(t.event_claim.c.event).join(t.claim_actor, a.claim == t.event_claim.c.claim)
    return members.where(a.actor.in_(list(actors)), a.role.in_(list(roles)))
