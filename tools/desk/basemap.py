"""Build the map that lies under the events: Natural Earth, from what Debian and npm package of it.

    sh tools/desk/fetch.sh build/basemap && python tools/desk/basemap.py build/basemap src/whence/desk/static/map

Two files come of it: `world.json`, which the first view loads, and `detail.json`, for when one comes near. They hold
land, water, rivers, borders, disputed lines, states, and the names of countries and places; js/basemap.js draws them.
"""

import gzip
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely
import yaml
from shapely.geometry.base import BaseGeometry

from whence.gazetteer.rows import KINDS
from whence.gazetteer.writing import DEGREE

Feature = dict[str, Any]
HERE = Path(__file__).parent
GAZETTEER = HERE.parents[1] / "src/whence/gazetteer/data/places.sqlite"
DOUBLES = {"Al Mawşil al Jadīdah"}  # a quarter of Mosul that GeoNames gives the people of all of it
APART = 0.08  # degrees: what lies nearer to a larger place is a part of it
HEADERS = (0, 32, 48, 48, 64)  # bytes of the envelope by its kind (GeoPackage 1.3, 2.1.3)


def geometry(blob: bytes) -> BaseGeometry:
    """Return the geometry in a GeoPackage blob."""
    return shapely.from_wkb(blob[8 + HEADERS[(blob[3] >> 1) & 7] :])


class Atlas:
    """What the packages hold, unpacked in one folder."""

    def __init__(self, folder: Path) -> None:
        """Open the GeoPackage that QGIS ships, and the TopoJSON of npm."""
        self._db = sqlite3.connect(folder / "world_map.gpkg")
        self.countries = [
            (code if code and len(code) == 2 and code != "-1" else "?", name, geometry(g))
            for code, name, g in self._db.execute("SELECT iso_a2, NAME, geom FROM countries ORDER BY fid")
        ]
        rows = self._db.execute("SELECT name, geom FROM disputed_borders ORDER BY fid")
        self.claims = [(name, geometry(g)) for name, g in rows]
        rows = self._db.execute("SELECT adm0_a3, name, geom FROM states_provinces ORDER BY fid")
        self.states = [(country, name, geometry(g)) for country, name, g in rows]
        self.water = topology(folder / "world_50m.json")
        self.units = topology(folder / "countries-50m.json")


def topology(path: Path) -> dict[str, list[tuple[dict[str, Any], BaseGeometry]]]:
    """Return the layers of a TopoJSON file, each feature with its properties."""
    data = json.loads(path.read_text())
    (kx, ky), (x0, y0) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        arcs.append(points)

    def line(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for n in numbers:
            piece = arcs[n] if n >= 0 else arcs[~n][::-1]
            points += piece[1:] if points else piece
        return points

    def shape(g: dict[str, Any]) -> BaseGeometry:
        match g["type"]:
            case "LineString":
                return shapely.LineString(line(g["arcs"]))
            case "MultiLineString":
                return shapely.MultiLineString([line(a) for a in g["arcs"]])
            case "Polygon":
                return shapely.make_valid(polygon(g["arcs"]))
            case "MultiPolygon":
                return shapely.make_valid(shapely.MultiPolygon([polygon(p) for p in g["arcs"]]))
        return shapely.Point()

    def polygon(rings: list[list[int]]) -> shapely.Polygon:
        outer, *inner = [line(r) for r in rings] or [[]]
        return shapely.Polygon(outer, inner)

    return {
        name: [(g.get("properties", {}), shape(g)) for g in layer["geometries"]]
        for name, layer in data["objects"].items()
    }


def feature(layer: str, shape: BaseGeometry, digits: int, **said: Any) -> Iterator[Feature]:
    """Yield the feature, its coordinates rounded; nothing where nothing is left of it."""
    rounded = shapely.set_precision(shape, 10.0**-digits)
    if rounded.geom_type == "GeometryCollection":  # a line that only touches the edge of a box leaves points
        kind = "LineString" if layer in ("border", "disputed", "river", "state") else "Polygon"
        rounded = shapely.union_all([p for p in shapely.get_parts(rounded) if p.geom_type.endswith(kind)])
    if not rounded.is_empty:
        drawn = json.loads(shapely.to_geojson(rounded))
        yield {"type": "Feature", "properties": {"layer": layer, **said}, "geometry": trimmed(drawn, digits)}


def trimmed(value: Any, digits: int) -> Any:
    """Return coordinates with no digits but those that count."""
    if isinstance(value, dict):
        return {k: trimmed(v, digits) for k, v in value.items()}
    if isinstance(value, list):
        return [trimmed(v, digits) for v in value]
    return round(value, digits) if isinstance(value, float) else value


def shared(areas: list[BaseGeometry]) -> Iterator[tuple[int, int, BaseGeometry]]:
    """Yield the lines along which two areas of a coverage meet."""
    outlines = [shapely.boundary(a) for a in areas]
    tree = shapely.STRtree(areas)
    for i, outline in enumerate(outlines):
        for j in sorted(int(j) for j in tree.query(areas[i]) if j > i):
            met = shapely.get_parts(shapely.intersection(outline, outlines[j]))
            if lines := [p for p in met if p.geom_type == "LineString" and not p.is_empty]:
                yield i, j, shapely.line_merge(shapely.MultiLineString(lines))


def borders(codes: list[str], areas: list[BaseGeometry], digits: int) -> Iterator[Feature]:
    """Yield the borders between countries, the disputed parts apart."""
    listed = yaml.safe_load((HERE / "disputed.yaml").read_text())
    for i, j, line in shared(areas):
        for part in [d for d in listed if set(d["pair"]) == {codes[i], codes[j]}]:
            box = shapely.box(*part.get("within", (-180, -90, 180, 90)))
            yield from feature("disputed", shapely.intersection(line, box), digits, name=part["name"])
            line = shapely.difference(line, box)
        yield from feature("border", line, digits)


def split(atlas: Atlas, digits: int) -> Iterator[Feature]:
    """Yield the lines within countries that part them in fact: claims of others, and states that few recognise."""
    for name, line in atlas.claims:
        if not name.startswith("Former"):
            yield from feature("disputed", shapely.simplify(line, 10.0**-digits), digits, name=name)
    units = {said["name"]: area for said, area in atlas.units["countries"]}
    for a, b, name in (
        ("Cyprus", "N. Cyprus", "Green Line 1974"),
        ("Somalia", "Somaliland", "Somaliland: claims statehood"),
    ):
        for *_, line in shared([units[a], units[b]]):
            yield from feature("disputed", line, digits, name=name)
    crimea = [g for _, name, g in atlas.states if name in ("Crimea", "Sevastopol")]
    kherson = [g for _, name, g in atlas.states if name == "Kherson"]
    for i, j, line in shared([*crimea, *kherson]):
        if i < len(crimea) <= j:
            yield from feature("disputed", line, digits, name="Crimea: annexed by Russia 2014, Ukrainian claim")


def names(atlas: Atlas) -> Iterator[Feature]:
    """Yield where each country's name stands: the middle of the widest circle within it; `rank` falls with its size."""
    for _, name, area in atlas.countries:
        if not name:
            continue
        largest = max(shapely.get_parts(area), key=lambda p: p.area)
        middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, 0.1), 0)
        size = area.area
        zoom = next(z for z, least in ((1, 150), (2, 40), (3, 8), (4, 1.5), (5, 0.2), (6, 0)) if size >= least)
        yield from feature("country", middle, 2, name=name, z=zoom)


def places(least: int, below: int) -> Iterator[Feature]:
    """Yield settlements with at least so many people and fewer than `below`; `z` is the zoom where they appear."""
    kinds = [i for i, kind in enumerate(KINDS) if kind in ("city", "town", "village")]
    query = f"SELECT name, lat, lon, population, capital FROM place WHERE kind IN ({','.join('?' * len(kinds))})"
    rows = sqlite3.connect(GAZETTEER).execute(
        query + " AND (population >= ? OR capital) ORDER BY population DESC", (*kinds, least)
    )
    steps = (
        (8_000_000, 2),
        (3_000_000, 3),
        (1_000_000, 4),
        (400_000, 5),
        (150_000, 6),
        (60_000, 7),
        (25_000, 8),
        (0, 9),
    )
    taken: set[tuple[int, int]] = set()
    for name, lat, lon, people, capital in sorted(rows, key=lambda r: not r[4]):
        cell = round(lat / DEGREE / APART), round(lon / DEGREE / APART)
        if name in DOUBLES or (not capital and cell in taken):
            continue
        taken |= {(cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        zoom = next(z for n, z in steps if (people or 0) >= n)
        if capital:
            zoom = min(zoom, 3 if (people or 0) > 1_000_000 else 4)
        if least <= (people or 0) < below or (capital and below > 1_000_000_000):
            yield from feature(
                "place", shapely.Point(lon / DEGREE, lat / DEGREE), 3, name=name, z=zoom, capital=int(bool(capital))
            )


def world(atlas: Atlas) -> Iterator[Feature]:
    """Yield what the first view shows."""
    codes = [c for c, *_ in atlas.countries]
    areas = list(shapely.coverage_simplify([g for *_, g in atlas.countries], 0.035))
    areas = [keep_main(a, 0.02) for a in areas]
    yield from ground(areas, 2)
    yield from borders(codes, areas, 2)
    yield from split(atlas, 2)
    for layer, kind in (("lakes", "water"), ("rivers", "river")):
        for _, shape in atlas.water[layer]:
            yield from feature(kind, shapely.simplify(shape, 0.01), 2)
    yield from names(atlas)
    yield from places(300_000, 10_000_000_000)


def detail(atlas: Atlas) -> Iterator[Feature]:
    """Yield what is shown from near: finer coasts and borders, provinces, towns."""
    codes = [c for c, *_ in atlas.countries]
    areas = list(shapely.coverage_simplify([g for *_, g in atlas.countries], 0.012))
    areas = [keep_main(a, 0.0004) for a in areas]
    yield from ground(areas, 3)
    yield from borders(codes, areas, 3)
    states = list(shapely.coverage_simplify([g for *_, g in atlas.states], 0.03))
    within = [line for i, j, line in shared(states) if atlas.states[i][0] == atlas.states[j][0]]
    for line in within:
        yield from feature("state", line, 2)
    yield from places(20_000, 300_000)


def ground(areas: Iterable[BaseGeometry], digits: int) -> Iterator[Feature]:
    """Yield the land without its borders."""
    for part in shapely.get_parts(shapely.union_all(list(areas))):
        yield from feature("land", part, digits)


def keep_main(area: BaseGeometry, least: float) -> BaseGeometry:
    """Return an area without islands too small to see from far, but with its largest part."""
    parts = sorted(shapely.get_parts(area), key=lambda p: -p.area)
    return shapely.MultiPolygon([p for i, p in enumerate(parts) if i == 0 or p.area >= least])


def packed(features: Iterable[Feature]) -> dict[str, Any]:
    """Return the features in the form that js/basemap.js unpacks: what has no name of its own is one shape a layer."""
    shapes: dict[str, list[Any]] = {}
    named: dict[str, list[list[Any]]] = {}
    for f in features:
        said, drawn = f["properties"], f["geometry"]
        layer, coordinates = said.pop("layer"), drawn["coordinates"]
        if layer in ("country", "place"):
            named.setdefault(layer, []).append(
                [*coordinates, said["z"], said["name"], *([1] if said.get("capital") else [])]
            )
            continue
        parts = coordinates if drawn["type"].startswith("Multi") else [coordinates]
        if layer == "disputed":
            named.setdefault(layer, []).append([said["name"], parts])
        else:
            shapes.setdefault(layer, []).extend(parts)
    return {"shapes": shapes, **named}


def write(path: Path, features: Iterable[Feature]) -> None:
    """Write the file and say how large it is."""
    data = json.dumps(packed(features), ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(data)
    print(path.name, len(data), "bytes,", len(gzip.compress(data)), "as gzip")


def main() -> None:
    """Build both files."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    atlas = Atlas(source)
    target.mkdir(parents=True, exist_ok=True)
    write(target / "world.json", world(atlas))
    write(target / "detail.json", detail(atlas))


if __name__ == "__main__":
    main()
