"""Days put together into bars of a histogram: as fine as can be told apart, never more than fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

MOST = 130
"""Bars at most."""

_LONG = 100_000  # days, more than two centuries: somebody's date is wrong, or the events are history
_OUTER = 0.01  # of the events at either end may lie outside: a few far years must not flatten all others


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar: its first and last day, its events, and how many of them have each number of roots."""

    first: date
    last: date
    events: int
    by_roots: tuple[int, ...]


def bins(days: NDArray[np.int32], colours: NDArray[np.int32], classes: int) -> tuple[Bin, ...]:
    """Return bars for events that began on these days (ordinals), each of one of `classes` colours.

    They are days, weeks (from Monday), months, quarters, years or decades, without gaps; the first and last reach as
    far out as the few days that lie far from all others.
    """
    if not len(days):
        return ()
    least, most = int(days.min()), int(days.max())
    low, high = (date.fromordinal(int(d)) for d in _inner(days, least, most))
    starts = next(s for step in _STEPS if len(s := list(_starts(low, high, step))) <= MOST)
    edges = [s.toordinal() for s in starts[1:-1]]
    if most - least < _LONG:  # a count by day costs least, but needs a row for each
        by_day = np.bincount((days - least) * classes + colours, minlength=(most - least + 1) * classes)
        inner = [min(max(e - least, 0), most - least) for e in edges]
        table = np.add.reduceat(by_day.reshape(-1, classes), [0, *inner], axis=0)
    else:
        bar = np.searchsorted(edges, days, side="right")
        table = np.bincount(bar * classes + colours, minlength=(len(edges) + 1) * classes).reshape(-1, classes)
    starts[0] = min(starts[0], date.fromordinal(least))
    starts[-1] = max(starts[-1], date.fromordinal(min(most + 1, date.max.toordinal())))
    return tuple(
        Bin(day, after - timedelta(1), int(row.sum()), tuple(map(int, row)))
        for day, after, row in zip(starts[:-1], starts[1:], table, strict=True)
    )


def _inner(days: NDArray[np.int32], least: int, most: int) -> tuple[int, int]:
    """Return the days between which all lie but the outermost few."""
    if most - least < _LONG:
        share = np.bincount(days - least).cumsum() / len(days)
        low, high = (least + int(np.searchsorted(share, q)) for q in (_OUTER, 1 - _OUTER))
        return low, high
    low, high = np.quantile(days, (_OUTER, 1 - _OUTER), method="nearest")
    return int(low), int(high)


_STEPS = (1, 7, 31, 92, 365, 3650, 36500, 365000, 3652500)


def _starts(low: date, high: date, step: int) -> Iterator[date]:
    """Yield the first day of each bar, from the one that holds `low` to the one after that which holds `high`."""
    day, n = _start(low, step), 0
    while day <= high and n <= MOST:
        yield day
        day, n = _next(day, step), n + 1
    yield day


def _start(day: date, step: int) -> date:
    if step == 7:
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step == 31:
        return day.replace(day=1)
    if step == 92:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    if step >= 365:
        years = step // 365
        return date(max(1, day.year // years * years), 1, 1)
    return day


def _next(day: date, step: int) -> date:
    if step <= 7:
        return date.fromordinal(min(date.max.toordinal(), day.toordinal() + step))
    months = {31: 1, 92: 3}.get(step, step // 365 * 12)
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, 1) if day.year + year <= 9999 else date.max
