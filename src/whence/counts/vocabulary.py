"""The words that say how many, from words.yml."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table() -> dict[str, Any]:
    """Return words.yml."""
    return load("words.yml")


def load(name: str) -> dict[str, Any]:
    """Return a YAML file of this package."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(files(__package__).joinpath(name).read_text("utf-8"), loader)
    return content


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words or phrases, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


@cache
def before(kind: str, outside: bool) -> re.Pattern[str]:
    """Return the pattern of a bound's words that end what stands before a number, in the phrase or `outside` it."""
    words = [w for w in table()["bounds"][kind] if not outside or w in table()["outside"]]
    return re.compile(rf"(?<!\w){any_of(words or ['(?!)'])}\s*$" if words else r"(?!)", re.I)


@cache
def after(kind: str) -> re.Pattern[str]:
    """Return the pattern of a bound's words right after a number, or at the end of the phrase."""
    words = any_of(table()["after"][kind])
    return re.compile(rf"^[\s-]*{words}(?!\w)|(?<!\w){words}\W*$", re.I)
