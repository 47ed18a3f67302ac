"""Compile a gazetteer from a full GeoNames dump (allCountries.txt or .zip), in bounded memory."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from whence.gazetteer import facts
from whence.gazetteer.facts import Spelling
from whence.gazetteer.packages import CITY, TOWN, Progress, is_latin, without_unit_word, write_areas
from whence.gazetteer.writing import Draft, GazetteerFile

SOURCES = "GeoNames (geonames.org, CC BY 4.0), full dump; facts compiled for Whence"
COLUMNS = 19
BATCH = 20_000
# Feature codes (geonames.org/export/codes.html) that reports of conflict name; other spots and roads are left out.
_CODES = {
    "CONT": "continent", "RGN": "area", "AREA": "area", "PRSH": "district", "MILB": "facility", "AIRB": "facility",
    "AIRF": "facility", "AIRP": "facility", "CMPRF": "village", "DAM": "facility", "HSP": "facility", "PRN": "facility",
    "BDG": "facility", "FT": "facility", "CSNO": "facility", "NUCL": "facility", "PS": "facility", "OILR": "facility",
    "STM": "river", "STMI": "river", "CNL": "river", "WAD": "river", "LK": "lake", "LKS": "lake", "RSV": "lake",
    "SEA": "sea", "OCN": "sea", "GULF": "sea", "BAY": "water", "STRT": "water", "CHN": "water", "ISL": "island",
    "ISLS": "island", "PEN": "island", "ATOL": "island", "DSRT": "desert", "MT": "mountain", "MTS": "mountain",
    "HLL": "mountain", "HLLS": "mountain", "VAL": "mountain", "PASS": "mountain", "PLN": "area", "PLAT": "area",
    "FRST": "area", "RESN": "area", "PRK": "area",
}  # fmt: skip


class Line(NamedTuple):
    """The columns of a dump's line that are used, as text."""

    number: str
    name: str
    alternates: str
    lat: str
    lon: str
    group: str
    code: str
    country: str
    admin1: str
    admin2: str
    population: str


def build_from_geonames(dump: Path, target: Path, progress: Progress | None = None) -> int:
    """Write a gazetteer from `dump` to `target`; return the number of lines that could not be read.

    The dump is read twice, line by line: first for the units, whose codes the other lines refer to, then for all.

    Args:
        dump: GeoNames' allCountries.txt, a country's file, or a .zip with one such file in it.
        target: where the gazetteer goes; an older one is replaced when all is written.
        progress: called with what is done, lines read, and lines in all (0 in the first pass).

    Raises:
        FileNotFoundError: there is no `dump`.
        ValueError: not one line of it is GeoNames'.
    """
    say = progress or (lambda what, done, of: None)
    units, total, bad = _units(dump, say)
    if total == bad:
        raise ValueError(f"{dump}: no line has the {COLUMNS} columns of a GeoNames dump")
    with GazetteerFile(target, SOURCES) as out:
        done = 0
        lines = (line for line in _lines(dump) if line)
        while batch := list(islice(lines, BATCH)):
            drafts = [(line, d) for line in batch if (d := _draft(line, units))]
            out.add(d for _, d in drafts)
            out.spell(s for line, d in drafts for s in _spellings(line, d))
            done += len(batch)
            say("reading places", done, total)
        write_areas(out, {})
        say("indexing names", total, total)
    return bad


@contextmanager
def _opened(dump: Path) -> Iterator[TextIO]:
    if not zipfile.is_zipfile(dump):
        with dump.open(encoding="utf-8", newline="\n") as file:
            yield file
        return
    with zipfile.ZipFile(dump) as archive:
        inner = max(archive.infolist(), key=lambda i: i.file_size)
        with archive.open(inner) as raw:
            yield TextIOWrapper(raw, encoding="utf-8", newline="\n")


def _lines(dump: Path) -> Iterator[Line | None]:
    """Yield the lines of a dump; None for one that is not GeoNames'."""
    with _opened(dump) as file:
        for text in file:
            c = text.rstrip("\n").split("\t")
            good = len(c) == COLUMNS and c[0].isdigit() and _number(c[4]) and _number(c[5])
            yield Line(c[0], c[1], c[3], c[4], c[5], c[6], c[7], c[8], c[10], c[11], c[14]) if good else None


def _number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def _units(dump: Path, say: Progress) -> tuple[dict[tuple[str, ...], int], int, int]:
    """Return unit numbers by (country, admin1[, admin2]), the count of lines, and of bad ones."""
    units: dict[tuple[str, ...], int] = {}
    total = bad = 0
    for line in _lines(dump):
        total += 1
        if line is None:
            bad += 1
        elif line.code == "ADM1":
            units[line.country, line.admin1] = int(line.number)
        elif line.code == "ADM2":
            units[line.country, line.admin1, line.admin2] = int(line.number)
        if total % (50 * BATCH) == 0:
            say("reading units", total, 0)
    return units, total, bad


def _draft(line: Line, units: dict[tuple[str, ...], int]) -> Draft | None:
    kind = _kind(line)
    if kind is None:
        return None
    first = units.get((line.country, line.admin1))
    second = units.get((line.country, line.admin1, line.admin2))
    at = facts.countries().get(line.country, facts.Naming()).at if kind == "country" else None
    lat, lon = at or (float(line.lat), float(line.lon))
    people = int(line.population) if line.population.isdigit() else 0
    return Draft(
        int(line.number), line.name, lat, lon, line.country or None, kind, first, second, people, line.code == "PPLC"
    )


def _kind(line: Line) -> str | None:
    """Return the kind of place a line is, or None for what is left out."""
    if line.group == "P":
        people = int(line.population) if line.population.isdigit() else 0
        if line.code == "PPLX":
            return "neighbourhood"
        return "city" if people >= CITY or line.code == "PPLC" else "town" if people >= TOWN else "village"
    if line.code.startswith(("PCL", "TERR")):
        return "country"
    if line.code in ("ADM1", "ADM1H"):
        return "region"
    if line.code.startswith(("ADM2", "ADM3", "ADM4", "ADMD")):
        return "district"
    return _CODES.get(line.code)


def _spellings(line: Line, draft: Draft) -> Iterator[Spelling]:
    yield draft.number, line.name, "name"
    others = {a for a in line.alternates.split(",") if a != line.name and is_latin(a)}
    for other in others:
        short = len(other) <= 3 and other.isupper()
        if not short or draft.kind == "region":
            yield draft.number, other, "abbreviation" if short else "alternate"
    if draft.kind in ("region", "district"):
        for bare in {b for n in (line.name, *others) if (b := without_unit_word(n))} - others:
            yield draft.number, bare, "short"
    if draft.kind == "country" and draft.country:
        yield from facts.country_spellings(draft.number, draft.country)
