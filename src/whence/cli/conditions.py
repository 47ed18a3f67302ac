"""What people ask for on the command line, as a query to the store: places and actors by name, days, shapes."""

import json
import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

if TYPE_CHECKING:
    from whence.actors import Register
    from whence.records import Place
    from whence.store import Area, Circle, Query, Store

_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option says; of a month or a year, the first."""
    return None if value is None else _day(value, last=False)


def last_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option says; of a month or a year, the last."""
    return None if value is None else _day(value, last=True)


def _day(words: str, last: bool) -> date:
    match = _DAY.fullmatch(words)
    if not match:
        raise click.BadParameter(f"{words!r} is no day; write 2017-05-25, 2017-05 or 2017")
    try:
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise click.BadParameter(f"{words!r} is no day: {error}") from error


def known(_context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the claim types or statuses that an option says, as they stand; say which there are of any other."""
    if not values:
        return values
    from whence.codes import TYPES
    from whence.records import Status

    there = tuple(TYPES) if parameter.name == "types" else get_args(Status)
    for value in values:
        if value not in there:
            raise click.BadParameter(f"{value!r} is none of {', '.join(there)}")
    return values


def query(
    store: "Store", *, place: str | None, radius: float | None, polygon: Path | None, actor: str | None, **rest: Any
) -> "Query":
    """Return the query that the options of `whence events` amount to."""
    from whence.store import Query

    if (since := rest.get("since")) and (until := rest.get("until")) and since > until:
        raise click.UsageError(f"--from {since} is after --to {until}; give the earlier day first")
    if polygon and place:
        raise click.UsageError("--polygon and --place are two ways to say where; give one of them")
    if radius and not place:
        raise click.UsageError("--radius goes with --place: --place Palmyra --radius 50")
    places: tuple[str, ...] = ()
    within: Circle | Area | None = _shapes(polygon) if polygon else None
    if place and radius:
        within = circle(store, place, radius)
    elif place:
        if _POINT.fullmatch(place):
            raise click.UsageError("a point has no events of its own; add --radius KM")
        places = tuple(p.id for p in named_places(store, place))
    return Query(places=places, within=within, actors=parts_of(actor) if actor else (), **rest)


def circle(store: "Store", place: str, km: float) -> "Circle":
    """Return the circle of `km` around a place, given by name, id, or latitude and longitude."""
    from whence.store import Circle

    if match := _POINT.fullmatch(place):
        lat, lon = float(match[1]), float(match[2])
        if abs(lat) > 90 or abs(lon) > 180:
            raise click.BadParameter(f"{place} is not on earth; latitude comes first", param_hint="--place")
        return Circle(lat, lon, km)
    first = named_places(store, place)[0]
    return Circle(first.lat, first.lon, km)


def named_places(store: "Store", name: str) -> "tuple[Place, ...]":
    """Return the places that a name or id stands for, those that stored claims tell most of first; never none."""
    from whence.naming import gazetteer_places, stored_places

    found = stored_places(store, name) or gazetteer_places(name)[:1]
    if not found:
        raise click.ClickException(f"no place {name!r} in the store or the gazetteer; try another spelling")
    if len(found) > 1:
        others = ", ".join(f"{p.id} ({p.kind}, {p.country})" for p in found[:5])
        click.echo(f"whence: {name} is the name of {len(found)} places: {others}; an id picks one", err=True)
    return found


def parts_of(name: str) -> tuple[str, ...]:
    """Return the id of an actor, given by id or name, and of all that the register has as its parts."""
    from whence.actors import Linker, Register
    from whence.naming import actor, below

    register = Register.load()
    id = actor(name, Linker(register))
    if id is None:
        raise click.ClickException(
            f"no actor {name!r} in the register; give another of its names, or its id{_like(name, register)}"
        )
    return (id, *below(register).get(id, ()))


def _like(words: str, register: "Register") -> str:
    """Return ids that look like `words`, to choose from."""
    from difflib import get_close_matches

    close = get_close_matches(words.lower().replace(" ", "_"), list(register), 3)
    return f" (perhaps {', '.join(close)})" if close else ""


def _shapes(path: Path) -> "Area":
    """Return the area of a GeoJSON file: a geometry, a feature or a collection of these."""
    from shapely import GEOSException, union_all
    from shapely.geometry import shape

    from whence.store import Area

    try:
        data = json.loads(path.read_text("utf8"))
        features = data.get("features", [data])
        area = union_all([shape(f.get("geometry", f)) for f in features])
    except (OSError, ValueError, AttributeError, KeyError, TypeError, GEOSException) as error:
        raise click.ClickException(f"{path} is no GeoJSON that can be read: {error}") from error
    if area.is_empty or not area.area:
        raise click.ClickException(f"{path} holds no Polygon or MultiPolygon; lines and points have nothing within")
    return Area(area)
