"""What is asked of the lists, as it stands in the address: the conditions of `whence events`, and where to go on."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from shapely import Polygon

from whence.desk.desk import Desk
from whence.desk.errors import not_found
from whence.desk.naming import actor, places, with_parts
from whence.records import Status
from whence.store import Area, Circle, Query
from whence.store.query import Order, Past, sorting

_POINT = r"-?[0-9]{1,3}(\.[0-9]{1,9})?,-?[0-9]{1,3}(\.[0-9]{1,9})?"
Near = Annotated[str, StringConstraints(pattern=f"^{_POINT}$")]
Ring = Annotated[str, StringConstraints(pattern=f"^{_POINT}( {_POINT}){{2,200}}$")]
Words = Annotated[str, StringConstraints(max_length=400)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class EventConditions(BaseModel):
    """Conditions on events; several hold together."""

    model_config = ConfigDict(extra="forbid")

    place: Id | None = Field(None, description="At a place: its id or name.")
    near: Near | None = Field(None, description="Within `km` of a point: latitude,longitude.")
    km: float = Field(50, gt=0, le=20_000, description="How far from `near`, or from `place` where `around` is set.")
    around: bool = Field(False, description="Up to `km` around the place, not only at it.")
    polygon: Ring | None = Field(
        None, description="Within a ring of points: longitude,latitude, a blank between points."
    )
    since: date | None = Field(None, description="May have happened on this day or later.")
    until: date | None = Field(None, description="May have happened on this day or earlier.")
    type: list[Id] = Field([], description="Of any of these types.")
    status: list[Status] = Field([], description="Of any of these statuses.")
    actor: Id | None = Field(None, description="By or against this actor or a part of it: an id or a name.")
    agent: Id | None = Field(None, description="By this actor or a part of it.")
    target: Id | None = Field(None, description="Against this actor or a part of it.")
    min_roots: int = Field(0, ge=0, le=1000, description="With so many independent roots or more.")
    contradicted: bool = Field(False, description="Where accounts contradict each other.")
    q: Words = Field("", description='With these words in a sentence; "side by side" in quotes.')
    order: Order = Field("reports", description="What comes first.")
    after: Id | None = Field(None, description="Go on after the page that named this as `next`.")


def _given(value: Any) -> Any:
    """Return nothing for a field of a form that was left empty."""
    return None if value == "" else value


def day_of(value: Any, last: bool) -> Any:
    """Return the first or last day of a year or month."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?", str(value).strip())
    if not match or not int(match[1]) or (match[2] and not 1 <= int(match[2]) <= 12):
        return _given(value)
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _some(value: Any) -> Any:
    return [v for v in value if v != ""] if isinstance(value, list) else value


Left = BeforeValidator(_given)
Maybe = Annotated[Id | None, Left]


class EventForm(EventConditions):
    """The same from a form, whose empty fields ask for nothing; a month or a year will do for a day."""

    model_config = ConfigDict(extra="ignore")

    place: Maybe = None
    near: Annotated[Near | None, Left] = None
    km: Annotated[float, BeforeValidator(lambda v: v or 50)] = Field(50, gt=0, le=20_000)
    polygon: Annotated[Ring | None, Left] = None
    since: Annotated[date | None, BeforeValidator(lambda v: day_of(v, last=False))] = None
    until: Annotated[date | None, BeforeValidator(lambda v: day_of(v, last=True))] = None
    type: Annotated[list[Id], BeforeValidator(_some)] = []
    status: Annotated[list[Status], BeforeValidator(_some)] = []
    actor: Maybe = None
    agent: Maybe = None
    target: Maybe = None
    min_roots: Annotated[int, BeforeValidator(lambda v: v or 0)] = Field(0, ge=0, le=1000)
    after: Maybe = None

    def given(self) -> dict[str, Any]:
        """Return the conditions that differ from none, as the address has them, without where to go on."""
        return {k: v for k, v in self.model_dump(mode="json", exclude_defaults=True).items() if k != "after" and v}


class Overlap:
    """All that lies in each of several areas."""

    def __init__(self, areas: list[Circle | Area]) -> None:
        """Take one area or more."""
        self._areas = areas

    def bounds(self) -> tuple[float, float, float, float]:
        """Return a box that holds it: that of the first."""
        return self._areas[0].bounds()

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies in all of them."""
        return all(area.holds(lat, lon) for area in self._areas)


def query(asked: EventConditions, desk: Desk, limit: int) -> Query:
    """Return the query that conditions amount to; raises "not found" for a place or actor that there is not."""
    named = places(desk, asked.place) if asked.place else ()
    areas: list[Circle | Area] = []
    if asked.polygon:
        ring = [tuple(map(float, point.split(","))) for point in asked.polygon.split(" ")]
        areas.append(Area(Polygon(ring).buffer(0)))
    if asked.near:
        lat, lon = map(float, asked.near.split(","))
        areas.append(Circle(max(-90.0, min(90.0, lat)), max(-180.0, min(180.0, lon)), asked.km))
    if named and asked.around:
        areas.append(Circle(named[0].lat, named[0].lon, asked.km))
    parties = {role: with_parts(desk, actor(desk, name)) if (name := getattr(asked, role)) else () for role in _ROLES}
    return Query(
        places=() if asked.around else tuple(p.id for p in named),
        within=None if not areas else areas[0] if len(areas) == 1 else Overlap(areas),
        since=asked.since,
        until=asked.until,
        types=tuple(asked.type),
        statuses=tuple(asked.status),
        actors=parties["actor"],
        agents=parties["agent"],
        targets=parties["target"],
        min_roots=asked.min_roots,
        contradicted=asked.contradicted,
        search=asked.q,
        order=asked.order,
        limit=limit,
        past=past(asked.after, asked.order) if asked.after else (),
    )


_ROLES = ("actor", "agent", "target")


def mark(past: Past) -> str:
    """Return sort values as one word of an address."""
    return "~".join("" if v is None else v.isoformat() if isinstance(v, date) else str(v) for v in past)


def past(mark: str, order: Order) -> Past:
    """Return the sort values of a mark; raises "not found" for one that was made for another order, or by nobody."""
    parts, columns = mark.split("~"), sorting(order)
    if len(parts) != len(columns):
        raise not_found("page after", mark)
    try:
        return tuple(_value(c.type.python_type, part) for (c, _), part in zip(columns, parts, strict=True))
    except (ValueError, OverflowError) as error:
        raise not_found("page after", mark) from error


def _value(kind: type, part: str) -> int | date | str | None:
    if kind is date:
        return date.fromisoformat(part) if part else None
    if kind is int:
        number = int(part)
        if abs(number) > 2**31:
            raise ValueError(part)
        return number
    return part
