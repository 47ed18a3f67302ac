"""/map: where the events are, when they were, and how many independent roots tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, degrees, log, pi, radians, sinh, tan
from typing import Annotated, Any, get_args

import numpy as np
from fastapi import APIRouter, Request
from fastapi import Query as Asked
from fastapi.responses import HTMLResponse
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from whence.desk import links
from whence.desk.api.events import stored
from whence.desk.api.map import BBox, box
from whence.desk.asked import EventForm, Left, query
from whence.desk.calendar import Bin
from whence.desk.called import kind_of_claim
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.overview import Box, Mask, Table
from whence.desk.rendering import render
from whence.desk.wording import sentence
from whence.records import Status
from whence.store import Query
from whence.store.listing import EventRow

router = APIRouter()
LISTED = 25  # events under the map
BESIDE = 40  # events of one place in the panel
_WIDTH, _HEIGHT, _TILE = 1280, 640, 512  # pixels of a map whose size is not known
_AT = r"^-?[0-9]{1,2}(\.[0-9]{1,6})?,-?[0-9]{1,3}(\.[0-9]{1,6})?,[0-9]{1,2}(\.[0-9]{1,3})?$"
At = Annotated[str, StringConstraints(pattern=_AT)]


class MapForm(EventForm):
    """Conditions on events, and the state of the map."""

    at: Annotated[At | None, Left] = Field(None, description="The middle of the map and its zoom.")
    bbox: Annotated[BBox | None, Left] = Field(None, description="What is in view, where it is known exactly.")
    show: str = Field("", max_length=400, description="The event or place that the panel is about, by id.")

    def conditions(self) -> dict[str, Any]:
        """Return the conditions on events alone, as the address has them."""
        return {k: v for k, v in self.given().items() if k not in ("at", "bbox", "show", "order")}

    def view(self, table: Table) -> Box:
        """Return what is in view."""
        if self.bbox:
            return box(self.bbox)
        if not self.at:
            return table.home()
        lat, lon, zoom = map(float, self.at.split(","))
        return around(lat, lon, zoom)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the histogram as it is drawn: where in percent, and its parts from the bottom up."""

    bin: Bin
    x: float
    width: float
    parts: tuple[tuple[int, float, float], ...]  # class of roots, y, height
    chosen: bool


@router.get("/map")
def map_page(request: Request, asked: Annotated[MapForm, Asked()], desk: AtHand) -> HTMLResponse:
    """Show the map, the events in view under it, and the panel where something is chosen."""
    table = desk.overview.table()
    problem, conditions = _understood(asked, desk)
    shown = _nothing(table) if problem else table.fitting(conditions)
    view, home = asked.view(table), table.home()
    return render(
        request, "map.html", status=404 if problem else 200, here="map", asked=asked, problem=problem,
        types=sorted(table.columns.types, key=kind_of_claim), statuses=get_args(Status), home=home,
        **_bars(table, conditions, view, asked), **_listed(desk, table, shown, view, asked),
        panel=_panel(desk, table, shown, asked.show) if asked.show else None,
    )  # fmt: skip


@router.get("/map/histogram")
def histogram(request: Request, asked: Annotated[MapForm, Asked()], desk: AtHand) -> HTMLResponse:
    """Return the histogram alone."""
    table = desk.overview.table()
    _, conditions = _understood(asked, desk)
    return render(request, "map/histogram.html", asked=asked, **_bars(table, conditions, asked.view(table), asked))


@router.get("/map/listed")
def listed(request: Request, asked: Annotated[MapForm, Asked()], desk: AtHand) -> HTMLResponse:
    """Return the list alone."""
    table = desk.overview.table()
    problem, conditions = _understood(asked, desk)
    shown = _nothing(table) if problem else table.fitting(conditions)
    found = _listed(desk, table, shown, asked.view(table), asked)
    return render(request, "map/listed.html", asked=asked, problem=problem, **found)


@router.get("/map/panel")
def panel(request: Request, asked: Annotated[MapForm, Asked()], desk: AtHand) -> HTMLResponse:
    """Return the panel alone: one event, or the events at one place."""
    table = desk.overview.table()
    problem, conditions = _understood(asked, desk)
    shown = _nothing(table) if problem else table.fitting(conditions)
    found = _panel(desk, table, shown, asked.show)
    if found is None:
        raise not_found("event or place", asked.show)
    return render(request, "map/panel.html", asked=asked, panel=found)


def around(lat: float, lon: float, zoom: float) -> Box:
    """Return what a map of usual size shows around a point (Web Mercator)."""
    across = _TILE * 2**zoom
    dx = 180 * _WIDTH / across
    lat = max(-85.0, min(85.0, lat))
    y = 0.5 - log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)
    south, north = (degrees(atan(sinh(pi * (1 - 2 * (y + d * _HEIGHT / across / 2))))) for d in (1, -1))
    return Box(-180.0, south, 180.0, north) if dx >= 180 else Box(lon - dx, south, lon + dx, north)


def _understood(asked: MapForm, desk: Desk) -> tuple[str, Query]:
    """Return the query; where a place or an actor is unknown, what to say instead, and the query of everything."""
    try:
        return "", query(asked, desk, LISTED)
    except HTTPException as error:
        if error.status_code != 404:
            raise
        return str(error.detail), Query()


def _nothing(table: Table) -> Mask:
    return np.zeros(len(table.columns.numbers), bool)


def _bars(table: Table, conditions: Query, view: Box, asked: MapForm) -> dict[str, Any]:
    bins = table.histogram(table.fitting(conditions, dated=False) & table.seen(view))
    most = max((b.events for b in bins), default=1)
    bars = [_bar(b, i, len(bins), most, asked) for i, b in enumerate(bins)]
    chosen = [i for i, b in enumerate(bars) if b.chosen] or [0]
    return {"bars": bars, "most": most, "chosen": (chosen[0], chosen[-1]), "ticks": _ticks(bins)}


def _bar(bin: Bin, i: int, n: int, most: int, asked: MapForm) -> Bar:
    parts, top = [], 100.0
    for colour, events in enumerate(bin.by_roots):
        if events:
            height = 100.0 * events / most
            top -= height
            parts.append((colour, round(top, 3), round(height, 3)))
    chosen = (not asked.since or bin.last >= asked.since) and (not asked.until or bin.first <= asked.until)
    return Bar(bin, round(100 * i / n, 4), round(100 / n, 4), tuple(parts), chosen)


def _ticks(bins: Sequence[Bin]) -> list[tuple[float, str]]:
    """Return where years begin, or months where there are few years, in percent, and what they are called."""
    named = [(i, b.first if i else b.last) for i, b in enumerate(bins)]
    years = len({d.year for _, d in named})
    if years > 2:
        marks = [(i, str(d.year)) for i, d in named if i == 0 or d.year != named[i - 1][1].year]
    else:
        first = [
            i for i, d in named if i == 0 or (d.year, d.month) != (bins[i - 1].first.year, bins[i - 1].first.month)
        ]
        marks = [(i, f"{bins[i].first:%b %Y}") for i in first]
    every = max(1, -(-len(marks) // 8))
    room = len(bins) // 16  # what is cut off at the beginning gives way where its name would run into the next one
    if len(marks) > 1 and marks[1][0] - marks[0][0] < room:
        del marks[0]
    return [(round(100 * i / len(bins), 3), name) for i, name in marks[::every]]


def _listed(desk: Desk, table: Table, fits: Mask, view: Box, asked: MapForm) -> dict[str, Any]:
    """Return the events in view that most reports tell of, and how many there are in all."""
    c = table.columns
    rows = np.flatnonzero(fits & table.seen(view))
    best = rows[np.lexsort((c.numbers[rows], -c.roots[rows], -c.reports[rows]))[:LISTED]]
    ring = [(view.west, view.south), (view.east, view.south), (view.east, view.north), (view.west, view.north)]
    polygon = " ".join(f"{max(-540.0, min(540.0, x)):.4f},{y:.4f}" for x, y in ring)
    all_of_them = {**asked.conditions(), "polygon": polygon} if view.east - view.west < 359 else asked.conditions()
    return {
        "rows": desk.store.event_rows_of(c.numbers[best].tolist()), "in_view": len(rows),
        "fitting": int(fits.sum()),
        "unplaced": int((fits & (c.at < 0)).sum()), "all_link": links.events(**all_of_them),
        "unplaced_link": links.events(**asked.conditions()),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Panel:
    """What is chosen: an event with its sentence, or a place with its events."""

    title: str
    link: str
    rows: tuple[EventRow, ...]
    events: int
    place: Any = None
    said: str = ""


def _panel(desk: Desk, table: Table, fits: Mask, id: str) -> Panel | None:
    """Return the panel of an event or place; None where there is no such thing."""
    if id.startswith("e-"):
        return _event(desk, id)
    c = table.columns
    at = next((i for i, p in enumerate(c.places) if p.id == id), None)
    if at is None:
        return None
    rows = np.flatnonzero(fits & (c.at == at))
    best = rows[np.lexsort((c.numbers[rows], -c.roots[rows], -c.reports[rows]))[:BESIDE]]
    found = desk.store.event_rows_of(c.numbers[best].tolist())
    place = c.places[at]
    return Panel(place.name, links.place(id), found, len(rows), place)


def _event(desk: Desk, id: str) -> Panel | None:
    try:
        event = stored(desk, id)
    except HTTPException as error:
        if error.status_code != 404:
            raise
        return None
    accounts = desk.store.accounts(c.claim for c in event.claims)
    rows = desk.store.event_rows_of(desk.store.event_numbers_of([id]))
    said = sentence(event, accounts, desk.register)
    return Panel("", links.event(id), rows, 1, event.place, said)
