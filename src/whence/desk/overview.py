"""All events at a glance: how many there are where and when, counted in memory from columns of numbers."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.desk.calendar import Bin, bins
from whence.store import Query, Store
from whence.store.columns import NEVER, Columns, Ints, Watch

CLASSES = (1, 2, 3, 4, 6)
"""The least number of independent roots of each colour: 1, 2, 3, 4–5, 6 and more."""

PINS = frozenset(["city", "town", "village", "neighbourhood", "facility"])
"""Kinds of places that are a point on a map; every other kind is an area."""

_HOME = (0.1, 0.9)  # of the events at points lie within the first view, from west to east and from south to north
_PATIENCE = 2.0  # seconds between two looks at whether the store has changed
_MEMORY = 32  # sets of events by actor, place or words that are kept, a megabyte each for a million events
_SUMMED = 16  # sums by place that are kept
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


@dataclass(frozen=True, slots=True)
class Sums:
    """What the events at each place come to, a row for each place of the store; `fitting` counts those without one too.

    `colours` has a column for each class of roots.
    """

    fitting: int
    events: Ints
    reports: Ints
    contradicted: Ints
    colours: Ints


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
        self._sets: Memory[Mask] = Memory(_MEMORY)
        self._chosen: Memory[tuple[Mask, Sums]] = Memory(_SUMMED)

    def chosen(self, query: Query) -> tuple[Mask, Sums]:
        """Return which events fit, and their sums by place: kept, as one moves the map under the same conditions."""
        return self._chosen.get(query, lambda: self._summed(self.fitting(query)))

    def _summed(self, fits: Mask) -> tuple[Mask, Sums]:
        c, n, classes = self.columns, len(self.columns.places), len(CLASSES)
        rows = np.flatnonzero(fits & (c.at >= 0))
        at = c.at[rows]
        colours = np.bincount(at * classes + self.colour[rows], minlength=n * classes).reshape(n, classes)
        reports = np.bincount(at, c.reports[rows], minlength=n)
        contradicted = np.bincount(at[c.contradicted[rows]], minlength=n)
        parts = (colours.sum(axis=1), reports, contradicted, colours)
        return fits, Sums(int(fits.sum()), *(part.astype(np.int32) for part in parts))

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
        """Tell which events the database finds; that is kept, as one looks at the same thing from all sides."""
        numbers = self.columns.numbers
        return self._sets.get(asked, lambda: np.isin(numbers, self._store.event_numbers(asked), assume_unique=True))

    def ids(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the ids of events by their numbers; those that are gone by now are left out."""
        return self._store.event_ids(numbers) if numbers else {}

    def seen(self, box: Box | None) -> Mask:
        """Tell which events lie at a place in view; without a box, at any place."""
        shown = np.zeros(len(self.columns.places) + 1, bool)
        shown[:-1] = box.holds(self.lat, self.lon) if box else True
        return shown[self.columns.at]

    def histogram(self, fits: Mask) -> tuple[Bin, ...]:
        """Return how many of these events began when, by number of roots."""
        rows = np.flatnonzero(fits & (self.columns.first != NEVER))
        return bins(self.columns.first[rows], self.colour[rows], len(CLASSES))

    def home(self) -> Box:
        """Return the view that holds most events at points, the whole world where there are none."""
        at = self.columns.at
        at = at[(at >= 0) & self.pin[at]]
        if not len(at):
            return Box(-130.0, -45.0, 160.0, 70.0)
        west, east = np.quantile(self.lon[at], _HOME)
        south, north = np.quantile(self.lat[at], _HOME)
        dx, dy = max(0.5, (east - west) * 0.12), max(0.4, (north - south) * 0.12)
        return Box(float(west - dx), float(max(-80, south - dy)), float(east + dx), float(min(82, north + dy)))


Value = TypeVar("Value")


class Memory(Generic[Value]):
    """What was asked for last, kept for when it is asked for again."""

    def __init__(self, most: int) -> None:
        """Keep so many answers."""
        self._most = most
        self._kept: OrderedDict[Query, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Query, find: Callable[[], Value]) -> Value:
        """Return the answer that is kept, else find it; two who ask for the same at once may both find it."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
        found = find()
        with self._lock:
            self._kept[asked] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found


class Overview:
    """The newest table of a store. While it is made anew, the one before serves."""

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read before the first look."""
        self._store = store
        self._watch: Watch | None = None
        self._table: Table | None = None
        self._version = 0
        self._looked = 0.0
        self._work: Thread | None = None
        self._lock = Lock()

    def begin(self) -> None:
        """Make the first table while nobody waits for it."""
        self._work = Thread(target=self.table, daemon=True)
        self._work.start()

    def table(self) -> Table:
        """Return the table, at most seconds behind the store."""
        with self._lock:
            if self._table is None:
                self._table = self._made()
            elif monotonic() - self._looked > _PATIENCE and not (self._work and self._work.is_alive()):
                self._looked = monotonic()
                if self._watching().version() != self._version:
                    self._work = Thread(target=self._renew, daemon=True)
                    self._work.start()
            return self._table

    def close(self) -> None:
        """Let go of the store."""
        if self._work:
            self._work.join()
        if self._watch:
            self._watch.close()

    def _watching(self) -> Watch:
        if self._watch is None:
            self._watch = self._store.watch()
        return self._watch

    def _made(self) -> Table:
        version = self._watching().version()  # asked before the rows are read: what is written meanwhile is seen later
        table = Table(self._store, self._store.columns())
        self._version, self._looked = version, monotonic()
        return table

    def _renew(self) -> None:
        self._table = self._made()
