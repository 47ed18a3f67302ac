"""The provenance graph: roots, who passes on, reports, and bands between them as broad as they are told.

One root behind twelve reports is one tall block that twelve bands flow out of; twelve witnesses are twelve blocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from whence.desk import links
from whence.desk.charts.text import fit
from whence.desk.provenance import Path, Provenance, Source, Told
from whence.desk.rendering import day, words

LEAST, GAP, TOP = 24.0, 8.0, 34.0  # px: a box, what lies between boxes, the headings
DENSE, TALL = 0.5, 900.0  # where there are many, gaps shrink so far, and bands until all are at most so tall together
BROAD, NARROW = 22.0, 13.0  # px: a band where each report has one, and where they have several
ROOTS, RELAYS, REPORTS = (0.0, 300.0), (400.0, 590.0), (680.0, 1110.0)
DIRECT = (440.0, 1110.0)  # where reports stand when nobody passes anything on
WIDTH, SWEEPS, COLOURS = 1180.0, 6, 8
SHOWN = 32  # reports that are drawn; the rest of each root's are one row


@dataclass(slots=True)
class Node:
    """A box: its place, and the bands on either side. `kind`: root, relay, report, or pass (not drawn)."""

    key: str
    kind: str
    column: int
    rank: float
    left: int = 0
    right: int = 0
    y: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Band:
    """What leads from one node to the next, `size` bands together; y0 and y1 are the tops of its ends."""

    a: Node
    b: Node
    source: str
    size: int = 1
    y0: float = 0.0
    y1: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn. `colour`: 1 to 8, 0 where it adds no root; `note` stands under or behind the name."""

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
    colour: int = 0
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band as it is drawn."""

    d: str
    css: str
    colour: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole drawing; `arcs` lead from copies to what they copy, `heads` stand over the columns."""

    width: float
    height: float
    roots: tuple[Box, ...]
    relays: tuple[Box, ...]
    rows: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    arcs: tuple[str, ...]
    heads: tuple[tuple[float, str], ...]


@dataclass(slots=True)
class _Net:
    """Nodes by column and key, and the bands between them."""

    unit: float
    gap: float = GAP
    nodes: dict[tuple[int, str], Node] = field(default_factory=dict)
    bands: dict[tuple[int, str, str, str], Band] = field(default_factory=dict)

    def node(self, column: int, key: str, kind: str, rank: float) -> Node:
        return self.nodes.setdefault((column, key), Node(key, kind, column, rank))

    def band(self, a: Node, b: Node, source: str) -> None:
        a.right += 1
        b.left += 1
        band = self.bands.setdefault((a.column, a.key, b.key, source), Band(a, b, source, 0))
        band.size += 1

    def column(self, n: int) -> list[Node]:
        return sorted((x for x in self.nodes.values() if x.column == n), key=lambda x: (x.rank, x.key))


def graph(found: Provenance) -> Graph:
    """Lay out where an event comes from."""
    reports = len(found.reports)
    found = _shortened(found)
    net = _net(found)
    _order(net)
    height = _place(net)
    relayed = any(p.relays for p in found.paths)
    column = REPORTS if relayed else DIRECT
    shades = colours(found.sources)
    n = sum(s.independent for s in found.sources)
    heads = [(ROOTS[0], _many(n, "independent root")), (column[0], _many(reports, "report"))]
    return Graph(
        WIDTH, height + 4, tuple(_roots(net, found, shades)), tuple(_relays(net)),
        tuple(_rows(net, found, column)), tuple(_ribbons(net, found, shades, column)),
        tuple(_arcs(net, found, column)), tuple(heads + [(RELAYS[0], "passed on by")] * relayed),
    )  # fmt: skip


_REST = "\0rest"


def _shortened(found: Provenance) -> Provenance:
    """Return the graph with one row for each root's reports beyond those that can be shown."""
    if len(found.reports) <= SHOWN:
        return found
    most = max(2, SHOWN // max(1, len(found.sources) + len(found.deniers)))
    kept: list[Path] = []
    rest: list[Told] = []
    shown: set[str] = set()
    for s in (*found.sources, *found.deniers):
        mine = [p for p in found.paths if p.root == s.id]
        new = [p for p in mine if p.report not in shown]
        shown |= {p.report for p in new[:most]}
        kept += [p for p in mine if p.report in shown]
        left = {p.report for p in mine} - shown
        if left:
            rest.append(Told(f"{_REST}{s.id}", _REST, str(len(left)), None, None, 0.0))
            kept.append(Path(s.id, (), f"{_REST}{s.id}", (), mine[0].denies))
    return replace(found, paths=tuple(kept), reports=(*(t for t in found.reports if t.id in shown), *rest))


def _net(found: Provenance) -> _Net:
    """Return roots in column 0, relays and the way past them in 1, reports in 2."""
    one_each = len(found.paths) == len({p.report for p in found.paths})
    relayed = any(p.relays for p in found.paths)
    many = max(len(found.sources) + len(found.deniers), len(found.reports)) > SHOWN // 2
    unit = min(BROAD if one_each else NARROW, TALL / max(1, len(found.paths)))
    net = _Net(unit, GAP * DENSE if many else GAP)
    order = {s.id: float(i) for i, s in enumerate(found.sources)}
    order |= {s.id: 1000.0 + i for i, s in enumerate(found.deniers)}
    rank = {t.id: float(i) for i, t in enumerate(found.reports)}
    for p in found.paths:
        root = net.node(0, _root_key(p.root, p.denies), "root", order[p.root])
        report = net.node(2, p.report, "report", rank[p.report])
        if not relayed:
            net.band(root, report, root.key)
            continue
        way = " → ".join(p.relays)
        middle = net.node(1, way or f"\0{p.root}\0{p.report}", "relay" if way else "pass", order[p.root])
        net.band(root, middle, root.key)
        net.band(middle, report, root.key)
    return net


def _root_key(id: str, denies: bool) -> str:
    return f"{id}\0denies" if denies else id


def _order(net: _Net) -> None:
    """Sort each column by where its bands come from or lead to, a few times, so that few of them cross."""
    for sweep in range(SWEEPS):
        columns = (1, 2) if sweep % 2 == 0 else (1, 0)
        for n in columns:
            for node in net.column(n):
                towards = (
                    [b.a for b in net.bands.values() if b.b is node] if n and (sweep % 2 == 0)
                    else [b.b for b in net.bands.values() if b.a is node]
                )  # fmt: skip
                if towards and not node.key.endswith("\0denies"):
                    node.rank = sum(x.rank for x in towards) / len(towards)
        for n in (0, 1, 2):
            for i, node in enumerate(net.column(n)):
                node.rank = float(i)


def _place(net: _Net) -> float:
    """Give every node its place, the columns centred on the tallest; return the height of it all."""
    columns = [net.column(n) for n in (0, 1, 2)]
    for nodes in columns:
        for node in nodes:
            size = max(node.left, node.right) * net.unit
            node.height = size if node.kind == "pass" else max(LEAST, size)
    tall = [sum(n.height for n in nodes) + net.gap * max(0, len(nodes) - 1) for nodes in columns]
    for nodes, own in zip(columns, tall, strict=True):
        room = net.gap + (max(tall) - own) / max(1, len(nodes) - 1) if len(nodes) > 1 else 0.0
        y = TOP if len(nodes) > 1 else TOP + (max(tall) - own) / 2
        for node in nodes:
            node.y = y
            y += node.height + min(room, GAP * 4)
    _ends(net)
    return max(n.y + n.height for n in net.nodes.values())


def _ends(net: _Net) -> None:
    """Give every band its ends, side by side along the nodes in the order of the nodes opposite."""
    for node in net.nodes.values():
        out = sorted((b for b in net.bands.values() if b.a is node), key=lambda b: (b.b.y, b.b.key))
        into = sorted((b for b in net.bands.values() if b.b is node), key=lambda b: (b.a.y, b.a.key))
        y = node.y + (node.height - sum(b.size for b in out) * net.unit) / 2
        for band in out:
            band.y0, y = y, y + band.size * net.unit
        y = node.y + (node.height - sum(b.size for b in into) * net.unit) / 2
        for band in into:
            band.y1, y = y, y + band.size * net.unit


def colours(sources: Iterable[Source]) -> dict[str, int]:
    """Return the colour of each root that is counted, by id: the same in every chart of an event."""
    counted = [s.id for s in sources if s.independent]
    return {id: i % COLOURS + 1 for i, id in enumerate(counted)}


def _css(source: Source, denies: bool) -> str:
    return "denies" if denies else "independent" if source.independent else "dependent"


def _sources(found: Provenance) -> dict[str, tuple[Source, bool]]:
    return {_root_key(s.id, d): (s, d) for some, d in ((found.sources, False), (found.deniers, True)) for s in some}


def _roots(net: _Net, found: Provenance, shades: dict[str, int]) -> Iterable[Box]:
    by_key = _sources(found)
    x, right = ROOTS
    for node in net.column(0):
        source, denies = by_key[node.key]
        note, width = _note(source, denies), right - x - 20
        href = links.actor(source.party) if source.party else ""
        yield Box(
            source.id, x, node.y, right - x, node.height, fit(source.name, width, 15), fit(note, width, 11.5),
            _title(source, note), href, _css(source, denies), 0 if denies else shades.get(source.id, 0),
        )  # fmt: skip


def _relays(net: _Net) -> Iterable[Box]:
    x, right = RELAYS
    for node in net.column(1):
        if node.kind == "relay":
            name = fit(node.key, right - x - 16)
            yield Box("", x, node.y, right - x, node.height, name, "", words(node.key), "", "relay")


def _rows(net: _Net, found: Provenance, column: tuple[float, float]) -> Iterable[Box]:
    told = {t.id: t for t in found.reports}
    x, right = column
    denying = {p.report for p in found.paths if p.denies}
    for node in net.column(2):
        t = told[node.key]
        if t.title == _REST:
            text = f"and {t.outlet} more"
            yield Box("", x, node.y, right - x, node.height, text, "", text, "#claims", "row more")
            continue
        claim = next(p.claims[0] for p in found.paths if p.report == t.id)
        copy = f"copy, {t.share:.0%}" if t.copies else ""
        outlet = fit(t.outlet or "no outlet", 140)
        head = f"{day(t.published)}  {t.title or t.id}".strip()
        room = right - x - 26 - len(outlet) * 7.2 - (80 if copy else 0)
        css = "row" + " copied" * bool(copy) + " denies" * (t.id in denying)
        yield Box(
            "", x, node.y, right - x, node.height, fit(head, room, 13.6), copy, words(f"{t.outlet}: {head}"),
            links.report(t.id, claim), css, outlet=outlet,
        )  # fmt: skip


def _ribbons(net: _Net, found: Provenance, shades: dict[str, int], column: tuple[float, float]) -> Iterable[Ribbon]:
    by_key = _sources(found)
    edges = {0: ROOTS, 1: RELAYS, 2: column}
    for band in net.bands.values():
        source, denies = by_key[band.source]
        css, colour = _css(source, denies), 0 if denies else shades.get(source.id, 0)
        height = band.size * net.unit - 2
        x0, x1 = edges[band.a.column][1], edges[band.b.column][0]
        yield Ribbon(_flow(x0, band.y0 + 1, x1, band.y1 + 1, height), css, colour)
        if band.b.kind == "pass":
            yield Ribbon(_flow(x1, band.y1 + 1, RELAYS[1], band.y1 + 1, height), css, colour)


def _flow(x0: float, y0: float, x1: float, y1: float, height: float) -> str:
    """Return the outline of a band that leaves and arrives level."""
    m = (x0 + x1) / 2
    return (
        f"M{x0:.0f} {y0:.1f}C{m:.0f} {y0:.1f} {m:.0f} {y1:.1f} {x1:.0f} {y1:.1f}V{y1 + height:.1f}"
        f"C{m:.0f} {y1 + height:.1f} {m:.0f} {y0 + height:.1f} {x0:.0f} {y0 + height:.1f}Z"
    )


def _arcs(net: _Net, found: Provenance, column: tuple[float, float]) -> Iterable[str]:
    """Yield an arc on the right from each copy to its original."""
    at = {n.key: n.y + n.height / 2 for n in net.column(2)}
    x = column[1] + 2
    for t in found.reports:
        if t.copies in at and t.id in at:
            a, b = at[t.id], at[t.copies]
            reach = x + min(60.0, 16 + abs(a - b) * 0.2)
            yield f"M{x:.0f} {a:.0f}C{reach:.0f} {a:.0f} {reach:.0f} {b:.0f} {x:.0f} {b:.0f}"


def _many(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _note(source: Source, denies: bool) -> str:
    """Return the small line under a root's name."""
    told = _many(source.reports, "report")
    if denies:
        return f"denies it · {told}"
    return told if source.independent else f"adds no root · {told}"


def _title(source: Source, note: str) -> str:
    said = f"{words(source.name)} ({source.kind.replace('_', ' ')}): {note}"
    return f"{said}; {words(source.because)}" if source.because else said
