"""Who held a place, as a timeline: a lane for each account, bars as long as its words say, uncertain ends pale."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from whence.desk.charts.text import fit
from whence.desk.rendering import day, days
from whence.records import Holding

LEFT, RIGHT, LANE, WIDTH = 250.0, 1160.0, 34.0, 1180.0
TOP = 12.0
COLOURS = 8
_LONG = timedelta(days=20 * 365)


@dataclass(frozen=True, slots=True)
class Stay:
    """One holding: sure from x1 to x2, uncertain from x0 to x1 and x2 to x3, unbounded where `open_*`."""

    y: float
    x0: float
    x1: float
    x2: float
    x3: float
    open_left: bool
    open_right: bool
    contested: bool
    colour: int
    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """All that one account tells."""

    y: float
    height: float
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing; `undated` counts the holdings of which no words give a day: they are in the table alone."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    stays: tuple[Stay, ...]
    ticks: tuple[tuple[float, str], ...]
    legend: tuple[tuple[int, str], ...]
    undated: int


def timeline(holdings: Sequence[Holding], name: Callable[[Holding], str], roots: Mapping[str, str]) -> Timeline | None:
    """Lay out holdings of one place; None where none has a day. `name` of a holder, `roots` are names by id."""
    dated = [h for h in holdings if any((*h.since, *h.until))]
    if not dated:
        return None
    first, last = _widened(*_shown(sorted(d for h in dated for d in (*h.since, *h.until) if d)))
    scale = (RIGHT - LEFT) / max(1, (last - first).days)

    def at(d: date) -> float:
        return LEFT + max(0, (d - first).days) * scale

    holders = list(dict.fromkeys(name(h) for h in dated if h.holder))
    lanes: list[Lane] = []
    stays: list[Stay] = []
    y = TOP
    for root in dict.fromkeys(h.root for h in dated):
        mine = [h for h in dated if h.root == root]
        rows: list[date] = []
        for h in mine:
            row = _row(h, rows)
            stays.append(_stay(h, y + row * LANE, at, name(h), holders))
        lanes.append(Lane(y, len(rows) * LANE, fit(roots.get(root, root), LEFT - 20), roots.get(root, root)))
        y += len(rows) * LANE + 6
    ticks = tuple((at(d), text) for d, text in _ticks(first, last))
    legend = [(i % COLOURS + 1, holder) for i, holder in enumerate(holders)]
    legend += [(0, "others, or nobody named")] * any(h.holder is None for h in dated)
    return Timeline(WIDTH, y + 22, tuple(lanes), tuple(stays), ticks, tuple(legend), len(holdings) - len(dated))


def _stay(h: Holding, y: float, at: Callable[[date], float], name: str, holders: list[str]) -> Stay:
    known = [d for d in (*h.since, *h.until) if d]
    sure_from = h.since[1] or h.since[0] or min(known)
    sure_to = max(h.until[0] or sure_from, sure_from)
    x1, x2 = at(sure_from), at(sure_to) + 2
    x0 = at(h.since[0]) if h.since[0] else max(LEFT, x1 - 24)
    x3 = max(x2, at(h.until[1])) if h.until[1] else min(RIGHT, x2 + 24)
    title = f"{name or 'holder not named'}: from {bound(h.since)} until {bound(h.until)}"
    title += ", contested" if h.contested else ""
    colour = holders.index(name) % COLOURS + 1 if h.holder else 0
    label = fit(name, max(0.0, x3 - x0 - 10), 13.5) if x3 - x0 > 60 else ""
    claim = f"#holding-{h.claims[0].claim}" if h.claims else ""
    return Stay(y, x0, x1, x2, x3, h.since[0] is None, h.until[1] is None, h.contested, colour, label, title, claim)


def _row(h: Holding, rows: list[date]) -> int:
    """Return the first row of a lane that is free when this holding begins, and take it."""
    start = next(d for d in (*h.since, *h.until) if d)
    end = next(d for d in (*reversed(h.until), *reversed(h.since)) if d)
    for i, free in enumerate(rows):
        if start >= free:
            rows[i] = end
            return i
    rows.append(end)
    return len(rows) - 1


def bound(bound: tuple[date | None, date | None]) -> str:
    """Return a bound in words."""
    first, last = bound
    if first and last:
        return days(first, last)
    if first:
        return f"{day(first)} or later"
    return f"{day(last)} or earlier" if last else "an unknown day"


def _shown(days: list[date]) -> tuple[date, date]:
    """Return the first and last of these days to draw: centuries before all the others lie off the left edge."""
    far = [i for i in range(1, len(days) - 1) if days[i] - days[i - 1] > max(_LONG, 4 * (days[-1] - days[i]))]
    return days[max(far, default=0)], days[-1]


def _widened(first: date, last: date) -> tuple[date, date]:
    """Return the days with some room on either side."""
    room = timedelta(days=max(5, (last - first).days // 20))
    return max(first, date.min + room) - room, min(last, date.max - room) + room


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return days for the scale: years, else months, else single days; never more than fit."""
    length = (last - first).days
    if length > 700:
        step = max(1, length // 365 // 10)
        return [(date(y, 1, 1), str(y)) for y in range(first.year + 1, last.year + 1) if y % step == 0]
    if length > 60:
        months = [
            date(first.year + (first.month + i) // 12, (first.month + i) % 12 + 1, 1) for i in range(length // 30 + 1)
        ]
        step = max(1, len(months) // 8)
        return [(m, f"{m:%b %Y}") for m in months[::step] if first <= m <= last]
    step = max(1, length // 8)
    return [(d, f"{d.day} {d:%b}") for d in (first + timedelta(days=i) for i in range(step, length, step))]
