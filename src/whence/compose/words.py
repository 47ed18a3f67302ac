"""Closed word classes that tell who speaks and who is pointed back at; from words.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """The classes, each a set of lower-case words."""

    determiners: frozenset[str]
    he: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    speakers: frozenset[str]
    spokesmen: frozenset[str]
    empty: frozenset[str]
    media: frozenset[str]
    saying: frozenset[str]
    aircraft: frozenset[str]


@cache
def vocabulary() -> Words:
    """Load the word classes."""
    rows = yaml.safe_load((files("whence.compose") / "words.yaml").read_text("utf8"))
    return Words(**{k: frozenset(v) for k, v in rows.items()})
