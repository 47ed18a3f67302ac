"""What things are called where people read of them: actors within a sentence, outlets, countries, types."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whence.actors import Register
from whence.records import Place

_UNNAMED = ", group not named"  # what the register adds where a state's rebels are meant
_HEAD = re.compile(r" (?:of|in|for|against|to) ")


@cache
def _data(name: str) -> dict[str, Any]:
    rows: dict[str, Any] = yaml.safe_load((files("whence.desk") / "data" / name).read_text("utf8"))
    return rows


def types() -> Mapping[str, Mapping[str, str]]:
    """Return how each type of claim is worded, by type."""
    return _data("types.yaml")


def kind_of_claim(type: str) -> str:
    """Return the name of a type as people write it: "control of territory"."""
    noun = types().get(type, {}).get("noun", type.replace("_", " "))
    return re.sub(r"^(an?|the) ", "", noun)


@cache
def _countries_with_the() -> re.Pattern[str]:
    rules = _data("names.yaml")
    return re.compile(rf" (of|in) (?={'|'.join((*rules['first'], *rules['whole']))})")


def short(name: str) -> str:
    """Return an actor's name, or words with such names in them, without what only the register needs."""
    return _countries_with_the().sub(r" \1 the ", name.replace(_UNNAMED, ""))


def spoken(name: str) -> str:
    """Return an actor's name as it stands within a sentence: "the government of Syria", "the Arab League"."""
    plain, rules = short(name), _data("names.yaml")
    if plain.startswith(tuple(rules["small"])):
        plain = plain[0].lower() + plain[1:]
    first, last = plain.split(" ", 1)[0], _HEAD.split(plain, maxsplit=1)[0].split(" ")[-1].lower()
    return f"the {plain}" if first in rules["first"] or last in rules["last"] or plain in rules["whole"] else plain


def outlet(register: Register, name: str) -> str:
    """Return what the register calls the outlet that metadata names so; its own word where it has none."""
    known = register.outlet(name) if name else None
    return known.name if known else name


def source(register: Register, name: str, kind: str) -> str:
    """Return what a root is called: an outlet by the register's name, everybody else in the words of the report."""
    return outlet(register, name) if kind in ("outlet", "agency") else name


@cache
def _countries() -> dict[str, str]:
    return {row["iso"]: row["name"] for row in Register.load().vocabularies["states"].values()}


def country(code: str | None) -> str:
    """Return the name of a country by its ISO 3166-1 code; the code itself where it is no state's."""
    return _countries().get(code, code) if code else ""


def placed(place: Place) -> str:
    """Return the name of a place with its country."""
    state = country(place.country)
    return place.name if state in ("", place.name) or place.kind == "country" else f"{place.name}, {state}"
