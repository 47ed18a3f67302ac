"""Facts of public record that no packaged source has: read from the YAML files beside this module."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from whence.gazetteer.rows import Role

Spelling = tuple[int, str, Role]
"""A name of a place to be written: the place's number, the name as printed, its role."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HERE = Path(__file__).parent / "facts"
# Demonyms that are adjectives only, or already plural, take no -s.
_NO_PLURAL = ("s", "sh", "ch", "se", "z", "men", "ic", "é")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a country or a unit is called besides, and where it is put when the sources put it elsewhere."""

    at: tuple[float, float] | None = None
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class Area(NamedTuple):
    """A place of our own: see the head of areas.yaml."""

    slug: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str | None
    weight: int
    names: list[str]
    demonyms: list[str]


@cache
def countries() -> dict[str, Naming]:
    """Return the facts on countries, by ISO 3166-1 alpha-2."""
    return _namings("countries.yaml")


def country_spellings(number: int, code: str) -> list[Spelling]:
    """Return what the facts say a country is called besides, as names of place `number`."""
    known = countries().get(code, Naming())
    listed: tuple[tuple[Role, Sequence[str]], ...] = (
        ("alternate", known.names), ("abbreviation", known.short), ("demonym", plurals(known.demonyms))
    )  # fmt: skip
    return [(number, name, role) for role, names in listed for name in names]


@cache
def units() -> dict[str, Naming]:
    """Return the facts on first-level units, by ISO 3166-2."""
    return _namings("units.yaml")


def areas() -> list[Area]:
    """Return the areas, waters, mountains and other places of our own."""
    return [Area(*row) for row in _load("areas.yaml")]


def plurals(demonyms: tuple[str, ...] | list[str]) -> list[str]:
    """Return demonyms with their plurals: "Syrian" gives "Syrian", "Syrians"; "Swiss" only itself."""
    return [f for d in demonyms for f in ((d,) if d.endswith(_NO_PLURAL) else (d, d + "s"))]


def _namings(name: str) -> dict[str, Naming]:
    return {code: _naming(entry) for code, entry in _load(name).items()}


def _naming(entry: dict[str, Any]) -> Naming:
    at = entry.get("at")
    lists = {k: tuple(entry.get(k) or ()) for k in ("names", "short", "demonyms")}
    return Naming(at=(at[0], at[1]) if at else None, **lists)


def _load(name: str) -> Any:
    with (_HERE / name).open(encoding="utf-8") as file:
        return yaml.load(file, _LOADER)
