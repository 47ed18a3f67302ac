"""/api/map and /api/histogram: the events in view, summed up by place and by time."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Query as Asked
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, StringConstraints

from whence.desk.asked import EventConditions, query
from whence.desk.desk import AtHand
from whence.desk.overview import Box
from whence.desk.viewport import viewport
from whence.records import Status

router = APIRouter(tags=["map"])

_DEGREES = r"-?[0-9]{1,3}(\.[0-9]{1,9})?"
BBox = Annotated[str, StringConstraints(pattern=rf"^{_DEGREES}(,{_DEGREES}){{3}}$")]


class Seen(EventConditions):
    """Conditions on events, and the part of the map that is in view."""

    bbox: BBox | None = Field(
        None,
        description="West,south,east,north in degrees; east lies beyond 180 where the view reaches over the meridian.",
    )

    def box(self) -> Box | None:
        """Return the view; None where all of the world is asked for."""
        return box(self.bbox) if self.bbox else None


class Viewport(Seen):
    """The same for a map: at a zoom."""

    zoom: float = Field(2, ge=0, le=24, description="As MapLibre counts: the world is 512 · 2^zoom pixels wide.")


class Drawn(BaseModel):
    """What a feature stands for.

    `kind` is `place` (a point), `area` (told no more precisely than a country, region, district …), `places` or `areas`
    (several of them as one), or `route`. `by_roots` counts events with 1, 2, 3, 4–5, and 6 or more independent roots.
    `event` and what follows it are there where it is one event; `km` is the symbolic radius of an area.
    """

    kind: Literal["place", "area", "places", "areas", "route"]
    events: int
    reports: int
    contradicted: int
    by_roots: list[int]
    name: str | None = None
    place: str | None = None
    what: str | None = None
    km: float | None = None
    places: int | None = None
    bounds: list[float] | None = None
    event: str | None = None
    type: str | None = None
    status: Status | None = None
    roots: int | None = None
    from_: str | None = Field(None, alias="from")
    to: str | None = None


class Geometry(BaseModel):
    """A GeoJSON geometry: longitude before latitude."""

    type: Literal["Point", "LineString"]
    coordinates: list[Any]


class Feature(BaseModel):
    """A GeoJSON feature."""

    type: Literal["Feature"]
    properties: Drawn
    geometry: Geometry


class Totals(BaseModel):
    """How many events fit, how many of them have a place, and how many of those are in view."""

    fitting: int
    placed: int
    in_view: int
    reports_in_view: int


class FeatureCollection(BaseModel):
    """A GeoJSON feature collection, with totals beside the features."""

    type: Literal["FeatureCollection"]
    features: list[Feature]
    totals: Totals


class Bar(BaseModel):
    """A bar of the histogram: events that began on its days, and how many have 1, 2, 3, 4–5, 6 or more roots."""

    first: date
    last: date
    events: int
    by_roots: list[int]


@router.get("/map", response_model=FeatureCollection)
def on_map(asked: Annotated[Viewport, Asked()], desk: AtHand) -> JSONResponse:
    """Return the events in view as GeoJSON: places, sums of places where there are many, areas, routes."""
    box = asked.box() or Box(-180.0, -90.0, 180.0, 90.0)
    return JSONResponse(viewport(desk.overview.table(), query(asked, desk, 1), box, asked.zoom))


@router.get("/histogram", response_model=list[Bar])
def histogram(asked: Annotated[Seen, Asked()], desk: AtHand) -> Any:
    """Return when the events began that fit and are in view; days asked for are left aside, as it shows around them."""
    table = desk.overview.table()
    fits = table.fitting(query(asked, desk, 1), dated=False)
    if box := asked.box():
        fits = fits & table.seen(box)
    return [
        {"first": b.first, "last": b.last, "events": b.events, "by_roots": b.by_roots} for b in table.histogram(fits)
    ]


def box(words: str) -> Box:
    """Return the view that four numbers stand for; the whole turn of the earth where they are one or more apart."""
    west, south, east, north = map(float, words.split(","))
    if east - west >= 360:
        west, east = -180.0, 180.0
    elif east < west:
        east += 360
    return Box(west, min(south, north), east, max(south, north))
