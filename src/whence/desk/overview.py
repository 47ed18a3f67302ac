"""All events at a glance: how many there are where and when, counted in memory from columns of numbers."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock, Thread
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from whence.desk.calendar import Bin, bins
from whence.store import Query, Store
from whence.store.columns import NEVER, Columns

CLASSES = (1, 2, 3, 4, 6)
"""The least number of independent roots of each colour: 1, 2, 3, 4–5, 6 and more."""

PINS = frozenset(["city", "town", "village", "neighbourhood", "facility"])
"""Kinds of places that are a point on a map; every other kind is an area."""

_PATIENCE = 2.0  # seconds between two looks at whether the store has changed
_MEMORY = 64  # sets of events by actor, place or words that are kept
_TABLED = ("places", "actors", "agents", "targets", "search")  # conditions that the database answers

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """A view of the map in degrees; east is greater than west, beyond 180 where it reaches over the meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: Floats, lon: Floats) -> Mask:
        """Tell which points lie within."""
        beyond = (lon - self.west) % 360.0
        return (lat >= self.south) & (lat <= self.north) & (beyond <= self.east - self.west)


class Table:
    """The columns of one state of the store, with what is derived from them."""

    def __init__(self, store: Store, columns: Columns) -> None:
        """Take the columns; `store` answers what they cannot."""
        self.columns = columns
        self._store = store
        self.lat = np.array([p.lat for p in columns.places], float)
        self.lon = np.array([p.lon for p in columns.places], float)
        self.pin = np.array([p.kind in PINS for p in columns.places], bool)
        self.colour = np.searchsorted(CLASSES, columns.roots, side="right").astype(np.int32) - 1
        self.colour[self.colour < 0] = 0
        self._sets: OrderedDict[Query, Mask] = OrderedDict()
        self._lock = Lock()

    def fitting(self, query: Query, *, dated: bool = True) -> Mask:
        """Tell of each event whether it fits; without `dated` the days asked for are left aside."""
        c = self.columns
        fits = np.ones(len(c.numbers), bool)
        if dated and query.since:
            fits &= c.last >= query.since.toordinal()
        if dated and query.until:
            fits &= (c.first <= query.until.toordinal()) & (c.first != NEVER)
        for column, names, wanted in ((c.type, c.types, query.types), (c.status, c.statuses, query.statuses)):
            if wanted:
                fits &= np.array([n in wanted for n in names], bool)[column]
        if query.min_roots:
            fits &= c.roots >= query.min_roots
        if query.contradicted:
            fits &= c.contradicted
        if query.within is not None:
            fits &= self._within(query)
        asked = Query(**{k: getattr(query, k) for k in _TABLED})
        return fits if asked == Query() else fits & self._looked_up(asked)

    def _within(self, query: Query) -> Mask:
        """Tell which events lie at a place within the area; the last entry stands for those that have no place."""
        assert query.within is not None
        south, west, north, east = query.within.bounds()
        near = Box(west, south, east, north).holds(self.lat, self.lon)
        holds = np.zeros(len(near) + 1, bool)
        for i in np.flatnonzero(near):
            holds[i] = query.within.holds(float(self.lat[i]), float(self.lon[i]))
        return holds[self.columns.at]

    def _looked_up(self, asked: Query) -> Mask:
        """Tell which events the database finds; what it found is kept, as one looks at the same thing from all sides."""
        with self._lock:
            if asked in self._sets:
                self._sets.move_to_end(asked)
                return self._sets[asked]
        found = np.isin(self.columns.numbers, self._store.event_numbers(asked), assume_unique=True)
        with self._lock:
            self._sets[asked] = found
            while len(self._sets) > _MEMORY:
                self._sets.popitem(last=False)
        return found

    def seen(self, box: Box | None) -> Mask:
        """Tell which events lie at a place in view; without a box, at any place."""
        shown = np.zeros(len(self.columns.places) + 1, bool)
        shown[:-1] = box.holds(self.lat, self.lon) if box else True
        return shown[self.columns.at]

    def histogram(self, fits: Mask) -> tuple[Bin, ...]:
        """Return how many of these events began when, by number of roots."""
        days = self.columns.first[fits]
        known = days != NEVER
        return bins(days[known], self.colour[fits][known], len(CLASSES))

    def span(self) -> tuple[date, date] | None:
        """Return the first and last day of all events, the outermost thousandth left aside; None where none is dated."""
        days = self.columns.first[self.columns.first != NEVER]
        if not len(days):
            return None
        low, high = np.quantile(days, (0.001, 0.999), method="nearest")
        return date.fromordinal(int(low)), date.fromordinal(int(high))

    def home(self) -> Box:
        """Return the view that holds nearly all events at points, the whole world where there are none."""
        at = self.columns.at
        at = at[(at >= 0) & self.pin[at]]
        if not len(at):
            return Box(-130.0, -45.0, 160.0, 70.0)
        west, east = np.quantile(self.lon[at], (0.04, 0.96))
        south, north = np.quantile(self.lat[at], (0.04, 0.96))
        dx, dy = max(0.5, (east - west) * 0.08), max(0.4, (north - south) * 0.08)
        return Box(float(west - dx), float(max(-80, south - dy)), float(east + dx), float(min(82, north + dy)))


class Overview:
    """The newest table of a store. While it is made anew, the one before serves."""

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read before the first look."""
        self._store = store
        self._watch: Callable[[], int] | None = None
        self._table: Table | None = None
        self._version: int | None = None
        self._looked = 0.0
        self._renewing = False
        self._lock = Lock()

    def table(self) -> Table:
        """Return the table, at most seconds behind the store."""
        with self._lock:
            if self._table is None:
                self._renew()
            elif monotonic() - self._looked > _PATIENCE and not self._renewing:
                self._looked = monotonic()
                if self._seen() != self._version:
                    self._renewing = True
                    Thread(target=self._renew_behind, daemon=True).start()
            assert self._table is not None
            return self._table

    def _seen(self) -> int:
        if self._watch is None:
            self._watch = self._store.watch()
        return self._watch()

    def _renew(self) -> None:
        version = self._seen()
        self._table, self._version, self._looked = Table(self._store, self._store.columns()), version, monotonic()

    def _renew_behind(self) -> None:
        try:
            version = self._seen()
            made = Table(self._store, self._store.columns())
            with self._lock:
                self._table, self._version, self._looked = made, version, monotonic()
        finally:
            self._renewing = False


def undated(query: Query) -> Query:
    """Return the query without its days."""
    return replace(query, since=None, until=None)
