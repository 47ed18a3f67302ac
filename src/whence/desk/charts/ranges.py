"""Counts as a range chart: the range that all roots span, and each root's own, on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10

from whence.desk.charts.text import fit
from whence.desk.wording import range_
from whence.records import CountRange, RootCount

LEFT, RIGHT, ROW, WIDTH = 200.0, 450.0, 26.0, 580.0
TOP = 8.0
WIDE = 50  # largest over smallest number from which the scale is logarithmic


@dataclass(frozen=True, slots=True)
class Bar:
    """One range; `open_left`, `open_right`: the words set no bound there."""

    y: float
    label: str
    title: str
    x0: float
    x1: float
    open_left: bool
    open_right: bool
    said: str
    css: str
    colour: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """The drawing for one thing counted; `ticks` are positions and their numbers."""

    what: str
    width: float
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    span: tuple[float, float]


def ranges(count: CountRange, names: Mapping[str, str], colours: Mapping[str, int]) -> Ranges:
    """Lay out one count; `names` and `colours` of roots by id."""
    every: list[CountRange | RootCount] = [count, *count.by]
    bounds = [b for c in every for b in (c.low, c.high) if b is not None]
    most = max(bounds, default=1) or 1
    least = min((b for b in bounds if b > 0), default=1)
    wide = most / least > WIDE

    def at(value: int) -> float:
        share = log10(value + 1) / log10(most + 1) if wide else value / most
        return LEFT + share * (RIGHT - LEFT)

    rows: list[tuple[str, CountRange | RootCount, str, int]]
    rows = [(names.get(c.root, c.root), c, "one", colours.get(c.root, 0)) for c in count.by]
    if len(rows) > 1 and (count.low, count.high) != (None, None):
        rows.append(("all together", count, "all", 0))
    bars = []
    for i, (name, c, css, colour) in enumerate(rows):
        x0 = at(c.low) if c.low is not None else LEFT
        x1 = at(c.high) if c.high is not None else (RIGHT if c.low is not None else LEFT)
        y = TOP + i * ROW + ROW / 2
        bars.append(Bar(y, fit(name, LEFT - 16), name, x0, x1, c.low is None, c.high is None, range_(c), css, colour))
    height = TOP + len(rows) * ROW + 24
    return Ranges(
        count.what, WIDTH, height, tuple(bars), tuple((at(v), f"{v:,}") for v in _ticks(most, wide)), (LEFT, RIGHT)
    )


def _ticks(most: int, wide: bool) -> list[int]:
    """Return round numbers for the scale."""
    if wide:
        return [0, *(10**k for k in range(1, len(str(most))) if 10**k <= most)]
    step = 10 ** (len(str(most)) - 1)
    step = next((s for s in (step // 5, step // 2, step, step * 2) if s and most / s <= 5), step)
    return list(range(0, most + 1, max(1, step)))
