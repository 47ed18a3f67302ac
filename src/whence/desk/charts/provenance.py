"""The provenance graph: what each root vouches for stands to the right of it, as wide as it is told.

One root behind twelve reports is one tall block that all twelve rows flow out of; twelve witnesses are twelve blocks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whence.desk import links
from whence.desk.charts.text import fit
from whence.desk.provenance import Path, Provenance, Source, Told
from whence.desk.rendering import day, words

ROW = 30.0
BOX = 24.0  # height of a box of one row
GAP = 12.0  # between groups
TOP = 34.0
ROOTS, RELAYS, REPORTS, WIDTH = (0.0, 250.0), (310.0, 480.0), (540.0, 900.0), 1000.0
DIRECT = (410.0, 840.0)  # where reports stand when nobody passes anything on
SHOWN = 48  # rows; of more, the first of each group are shown
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Block:
    """A root or relay, beside all rows that go through it. `colour`: 1 to 8; 0 where it adds no root."""

    source: str
    x: float
    y: float
    width: float
    height: float
    name: str
    note: str
    title: str
    href: str
    css: str
    colour: int


@dataclass(frozen=True, slots=True)
class Row:
    """A report, or `more` of them that are not drawn."""

    x: float
    y: float
    width: float
    outlet: str
    name: str
    title: str
    href: str
    copy: str
    css: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band from the right edge of one thing to the left edge of another."""

    d: str
    css: str
    colour: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole drawing; `arcs` lead from copies to what they copy."""

    width: float
    height: float
    roots: tuple[Block, ...]
    relays: tuple[Block, ...]
    rows: tuple[Row, ...]
    ribbons: tuple[Ribbon, ...]
    arcs: tuple[str, ...]
    heads: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: a report in its first group. `way`: the relays between; `more`: how many it stands for."""

    source: Source
    way: tuple[str, ...]
    told: Told | None
    claims: tuple[str, ...]
    more: int = 0


def graph(found: Provenance) -> Graph:
    """Lay out where an event comes from."""
    groups = _groups(found)
    relayed = any(line.way for _, lines in groups for line in lines)
    column = REPORTS if relayed else DIRECT
    out = _Drawing(column, found)
    for i, (source, lines) in enumerate(groups):
        out.group(source, lines, i + 1 if source.independent else 0, i)
    n = sum(s.independent for s in found.sources)
    reports = len(found.reports)
    heads = [
        (ROOTS[0], f"{n} independent root{'s' * (n != 1)}"),
        (column[0], f"{reports} report{'s' * (reports != 1)}"),
    ]
    if relayed:
        heads.insert(1, (RELAYS[0], "passed on by"))
    return Graph(
        WIDTH, out.y, tuple(out.roots), tuple(out.relays), tuple(out.rows), tuple(out.ribbons), tuple(out.arcs()),
        tuple(heads),
    )  # fmt: skip


def _groups(found: Provenance) -> list[tuple[Source, list[_Line]]]:
    """Return the rows of each root, those of one way together; a report stands with the first root that it gives."""
    told, placed = {t.id: t for t in found.reports}, set[str]()
    order = {t.id: i for i, t in enumerate(found.reports)}
    groups = []
    every = max(2, SHOWN // max(1, len(found.sources) + len(found.deniers)))
    for source in (*_ranked(found.sources), *found.deniers):
        mine = [p for p in found.paths if p.root == source.id and p.denies == (source in found.deniers)]
        mine = _by_way(mine, order)
        lines = [_Line(source, p.relays, told[p.report], p.claims) for p in mine if p.report not in placed]
        placed |= {p.report for p in mine}
        if len(found.reports) > SHOWN and len(lines) > every:
            lines = [*lines[:every], _Line(source, (), None, (), len(lines) - every)]
        groups.append((source, lines))
    return groups


def _by_way(paths: list[Path], order: dict[str, int]) -> list[Path]:
    """Return paths by the first report of their way, then by report."""
    first: dict[tuple[str, ...], int] = {}
    for p in paths:
        first[p.relays] = min(order[p.report], first.get(p.relays, len(order)))
    return sorted(paths, key=lambda p: (first[p.relays], order[p.report]))


def _ranked(sources: Iterable[Source]) -> list[Source]:
    """Return the roots, each followed by those that rest on it."""
    all_ = list(sources)
    own = [s for s in all_ if s.independent or s.rests_on not in {x.id for x in all_}]
    return [s for root in own for s in (root, *(d for d in all_ if d.rests_on == root.id and d not in own))] + [
        s for s in all_ if s not in own and s.rests_on not in {r.id for r in own}
    ]


class _Drawing:
    """What has been drawn so far, from the top."""

    def __init__(self, column: tuple[float, float], found: Provenance) -> None:
        self.y = TOP
        self.column = column
        self.roots: list[Block] = []
        self.relays: list[Block] = []
        self.rows: list[Row] = []
        self.ribbons: list[Ribbon] = []
        self._at: dict[str, float] = {}
        self._found = found

    def group(self, source: Source, lines: Sequence[_Line], colour: int, n: int) -> None:
        """Draw a root and its rows."""
        denies = source in self._found.deniers
        css = "denies" if denies else "independent" if source.independent else "dependent"
        colour = (colour - 1) % COLOURS + 1 if colour else 0
        top, rows = self.y, max(1, len(lines))
        height = rows * ROW - (ROW - BOX)
        x, right = ROOTS
        self.roots.append(
            Block(
                source.id, x, top, right - x, height, fit(source.name, right - x - 24),
                fit(_note(source, denies), right - x - 24, 11),
                _title(source, denies), links.actor(source.party) if source.party else "", css, colour,
            )
        )  # fmt: skip
        for way in dict.fromkeys(line.way for line in lines):
            self._way([line for line in lines if line.way == way], css, colour, right)
        self.y = max(self.y, top + height + (ROW - BOX)) + GAP
        self._others(source, top + height / 2, css, colour, right)

    def _way(self, lines: Sequence[_Line], css: str, colour: int, start: float) -> None:
        """Draw the rows of one way, and who stands on it."""
        top, height = self.y, len(lines) * ROW - (ROW - BOX)
        way = " → ".join(lines[0].way)
        if way:
            x, right = RELAYS
            self._ribbon(start, top, x, top, height, css, colour)
            note = f"{len(lines)} reports" if len(lines) > 1 else ""
            self.relays.append(
                Block(
                    lines[0].source.id, x, top, right - x, height, fit(way, right - x - 16), note, way, "", css, colour
                )
            )
            start = right
        for line in lines:
            self._ribbon(start, self.y, self.column[0], self.y, BOX, css, colour)
            self._row(line, css)
            self.y += ROW

    def _row(self, line: _Line, css: str) -> None:
        x, right = self.column
        if line.told is None:
            self.rows.append(Row(x, self.y, right - x, "", f"and {line.more} more", "", "#claims", "", "more"))
            return
        told, claim = line.told, line.claims[0]
        self._at[told.id] = self.y
        outlet = fit(told.outlet or "no outlet", 130)
        head = f"{day(told.published)}  {told.title or told.id}".strip()
        copy = f"copy, {told.share:.0%}" if told.copies else ""
        name = fit(head, right - x - 150 - (70 if copy else 0))
        self.rows.append(
            Row(x, self.y, right - x, outlet, name, words(f"{told.outlet}: {head}"), links.report(told.id, claim), copy,
                css + (" copied" if copy else ""))
        )  # fmt: skip

    def _others(self, source: Source, middle: float, css: str, colour: int, right: float) -> None:
        """Draw thin lines to reports that stand with another root and give this one too."""
        denies = css == "denies"
        for p in self._found.paths:
            if p.root == source.id and p.denies == denies and not self._mine(p):
                y = self._at.get(p.report)
                if y is not None:
                    x, end = self.column[0], y + BOX / 2
                    bend = (right + x) / 2
                    d = f"M{right:.0f} {middle:.0f}C{bend:.0f} {middle:.0f} {bend:.0f} {end:.0f} {x:.0f} {end:.0f}"
                    self.ribbons.append(Ribbon(d, f"thin {css}", colour))

    def _mine(self, path: Path) -> bool:
        """Tell whether a report's row stands beside the root drawn last."""
        y, last = self._at.get(path.report), self.roots[-1]
        return y is not None and last.y <= y <= last.y + last.height

    def _ribbon(self, x0: float, y0: float, x1: float, y1: float, height: float, css: str, colour: int) -> None:
        middle = (x0 + x1) / 2
        d = (
            f"M{x0:.0f} {y0:.0f}C{middle:.0f} {y0:.0f} {middle:.0f} {y1:.0f} {x1:.0f} {y1:.0f}V{y1 + height:.0f}"
            f"C{middle:.0f} {y1 + height:.0f} {middle:.0f} {y0 + height:.0f} {x0:.0f} {y0 + height:.0f}Z"
        )
        self.ribbons.append(Ribbon(d, css, colour))

    def arcs(self) -> Iterable[str]:
        """Yield an arc on the right from each copy to its original."""
        x = self.column[1]
        for t in self._found.reports:
            if t.copies in self._at and t.id in self._at:
                a, b = self._at[t.id] + BOX / 2, self._at[t.copies] + BOX / 2
                reach = min(60.0, 16 + abs(a - b) * 0.15)
                yield f"M{x + 2:.0f} {a:.0f}C{x + reach:.0f} {a:.0f} {x + reach:.0f} {b:.0f} {x + 2:.0f} {b:.0f}"


def _note(source: Source, denies: bool) -> str:
    """Return the small line under a root's name."""
    told = f"{source.reports} report{'s' * (source.reports != 1)}"
    if denies:
        return f"denies it · {told}"
    return told if source.independent else f"adds no root · {told}"


def _title(source: Source, denies: bool) -> str:
    said = f"{words(source.name)} ({source.kind.replace('_', ' ')}): {_note(source, denies)}"
    return f"{said}; {source.because}" if source.because else said
