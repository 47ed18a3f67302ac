"""What the map shows of the events in view, as GeoJSON: places, clusters of places, areas and routes.

Events are summed up by place, and places by cell of a grid that is fixed to the ground, so that nothing jumps when the
map is moved. A sum keeps apart how many of its events have one root, two, three …: ten events with a root each are not
an event with ten.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor, pi
from typing import Any

import numpy as np

from whence.desk.called import placed
from whence.desk.overview import CLASSES, Box, Floats, Mask, Sums, Table
from whence.store import Query
from whence.store.columns import Ints

CELL = 64
"""Width of a cell in pixels of the screen."""

ALONE = 11.5
"""The zoom from which every place stands for itself."""

ROUTES = 150
"""Routes at most: those that most reports tell of."""

RADII = {
    "continent": 1500, "country": 250, "territory": 120, "sea": 250, "desert": 150, "region": 60, "area": 60,
    "mountain": 40, "island": 25, "river": 30, "lake": 15, "water": 15, "district": 18,
}  # fmt: skip
"""Kilometres that the circle of an area has on the map, by kind: a symbol of how vague it is, not its outline."""

_OTHER_RADIUS = 15
_TILE = 512  # pixels of the world's width at zoom 0, as MapLibre counts it

Feature = dict[str, Any]


def viewport(table: Table, query: Query, box: Box, zoom: float) -> dict[str, Any]:
    """Return the features in view for a map at `zoom`, and how many events and reports they stand for in all."""
    fits, sums = table.chosen(query)
    here = (sums.events > 0) & box.holds(table.lat, table.lon)
    shown: list[Feature] = []
    for kind, members in (("area", here & ~table.pin), ("place", here & table.pin)):
        shown += _gathered(table, fits, sums, np.flatnonzero(members).astype(np.int32), zoom, kind)
    routes = list(_routes(table, fits, box))
    return {
        "type": "FeatureCollection",
        "features": [*routes, *shown],
        "totals": {
            "fitting": sums.fitting,
            "placed": int(sums.events.sum()),
            "in_view": int(sums.events[here].sum()),
            "reports_in_view": int(sums.reports[here].sum()),
        },
    }


def _gathered(table: Table, fits: Mask, sums: Sums, members: Ints, zoom: float, kind: str) -> Iterator[Feature]:
    """Yield the places of one kind that are in view: each that is alone in its cell, and a sum for the others."""
    if not len(members):
        return
    x, y = _mercator(table.lat[members], table.lon[members])
    cell = members.astype(np.int64)
    if zoom < ALONE:
        cells = ceil(_TILE * 2.0 ** (floor(zoom * 2) / 2) / CELL)
        cell = np.floor(x * cells).astype(np.int64) * (cells + 1) + np.floor(y * cells).astype(np.int64)
    order = np.lexsort((members, -sums.events[members], cell))  # the place with most events comes first in its cell
    members, x, y = members[order], x[order], y[order]
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1)).astype(np.int32)
    sizes = np.diff(starts, append=len(members)).astype(np.int32)
    yield from _places(table, fits, sums, members[starts[sizes == 1]].tolist(), kind)
    yield from _cells(table, sums, members, x, y, starts, sizes, kind)


def _cells(
    table: Table, sums: Sums, members: Ints, x: Floats, y: Floats, starts: Ints, sizes: Ints, kind: str
) -> Iterator[Feature]:
    """Yield a sum for each cell of several places, in the middle of their events; `members` stand cell by cell."""

    def total(column: Any) -> Any:
        return np.add.reduceat(column, starts, axis=0)

    events = sums.events[members]
    n = total(events)
    lon, lat = _degrees(total(x * events) / n, total(y * events) / n)
    lows = [np.minimum.reduceat(v[members], starts) for v in (table.lon, table.lat)]
    highs = [np.maximum.reduceat(v[members], starts) for v in (table.lon, table.lat)]
    bounds = np.round(np.stack([*lows, *highs], axis=1), 3).tolist()
    told = [v.tolist() for v in (n, *(total(c[members]) for c in (sums.reports, sums.contradicted, sums.colours)))]
    for i in np.flatnonzero(sizes > 1).tolist():
        most = placed(table.columns.places[members[starts[i]]])
        said = {
            "kind": f"{kind}s", "places": int(sizes[i]), "name": f"{most} and {sizes[i] - 1} more", "bounds": bounds[i],
            "events": told[0][i], "reports": told[1][i], "contradicted": told[2][i], "by_roots": told[3][i],
        }  # fmt: skip
        yield _point(float(lon[i]), float(lat[i]), said)


def _places(table: Table, fits: Mask, sums: Sums, places: Sequence[int], kind: str) -> Iterator[Feature]:
    """Yield a feature for each place; one with a single event is that event."""
    ones = _single_events(table, fits, {i for i in places if sums.events[i] == 1})
    for i in places:
        place = table.columns.places[i]
        said: dict[str, Any] = {"kind": kind, "place": place.id, "name": placed(place), "what": place.kind}
        if i in ones:
            said |= ones[i]
        if kind == "area":
            said["km"] = RADII.get(place.kind, _OTHER_RADIUS)
        said |= {
            "events": int(sums.events[i]), "reports": int(sums.reports[i]), "contradicted": int(sums.contradicted[i]),
            "by_roots": sums.colours[i].tolist(),
        }  # fmt: skip
        yield _point(place.lon, place.lat, said)


def _single_events(table: Table, fits: Mask, places: set[int]) -> dict[int, dict[str, Any]]:
    """Return the event at each of these places, which have but one."""
    c = table.columns
    wanted = np.zeros(len(c.places) + 1, bool)
    wanted[list(places)] = True
    rows = np.flatnonzero(fits & wanted[c.at])
    ids = table.ids([int(n) for n in c.numbers[rows]])
    return {
        int(c.at[r]): {
            "event": ids[int(c.numbers[r])], "type": c.types[c.type[r]], "status": c.statuses[c.status[r]],
            "roots": int(c.roots[r]),
        }
        for r in rows
        if int(c.numbers[r]) in ids
    }  # fmt: skip


def _routes(table: Table, fits: Mask, box: Box) -> Iterator[Feature]:
    """Yield the routes with an end in view, events between the same two places as one; those most told of."""
    c = table.columns
    event, start, end = c.routes
    inside = box.holds(table.lat, table.lon)
    chosen = fits[event] & (inside[start] | inside[end])
    event, start, end = event[chosen], start[chosen], end[chosen]
    pair, which = np.unique(start.astype(np.int64) * len(c.places) + end, return_inverse=True)
    reports = np.bincount(which, c.reports[event], minlength=len(pair))
    order = np.argsort(which, kind="stable")
    members = np.split(event[order], np.cumsum(np.bincount(which, minlength=len(pair)))[:-1])
    most = np.argsort(-reports, kind="stable")[:ROUTES]
    ids = table.ids([int(c.numbers[members[k][0]]) for k in most if len(members[k]) == 1])
    tips = np.stack([table.lon, table.lat], axis=1)
    lines = bows(tips[pair[most] // len(c.places)], tips[pair[most] % len(c.places)]).tolist()
    for k, line in zip(most, lines, strict=True):
        rows = members[k]
        a, b = (c.places[i] for i in divmod(int(pair[k]), len(c.places)))
        said = {
            "kind": "route", "from": placed(a), "to": placed(b), "events": len(rows), "reports": int(reports[k]),
            "by_roots": np.bincount(table.colour[rows], minlength=len(CLASSES)).tolist(),
            "contradicted": int(c.contradicted[rows].sum()),
        }  # fmt: skip
        if id := ids.get(int(c.numbers[rows[0]])):
            said |= {"event": id, "type": c.types[c.type[rows[0]]]}
        yield {"type": "Feature", "properties": said, "geometry": {"type": "LineString", "coordinates": line}}


def bows(start: Floats, end: Floats, points: int = 12) -> Floats:
    """Return lines bent to their right, so that there and back are two lines.

    `start` and `end` have a row (longitude, latitude) for each; the result has for each line its points.
    """
    way = end - start
    way[:, 0] = (way[:, 0] + 180) % 360 - 180
    across = np.stack([way[:, 1], -way[:, 0] * np.cos(np.radians(start[:, 1]))], axis=1)
    s = np.linspace(0, 1, points)[None, :, None]
    middle = start + way / 2 + across * 0.14
    lines = (1 - s) ** 2 * start[:, None] + 2 * s * (1 - s) * middle[:, None] + s * s * (start + way)[:, None]
    lines[..., 1] = np.clip(lines[..., 1], -85, 85)
    return np.round(lines, 3)


def _point(lon: float, lat: float, said: dict[str, Any]) -> Feature:
    where = {"type": "Point", "coordinates": [round(lon, 4), round(lat, 4)]}
    return {"type": "Feature", "properties": said, "geometry": where}


def _mercator(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Return where points lie on the map, 0 to 1 from west to east and from north to south (Web Mercator)."""
    s = np.sin(np.radians(np.clip(lat, -85.0511, 85.0511)))
    return (lon + 180) / 360, 0.5 - np.log((1 + s) / (1 - s)) / (4 * pi)


def _degrees(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    return x * 360 - 180, np.degrees(np.arctan(np.sinh(pi * (1 - 2 * y))))
