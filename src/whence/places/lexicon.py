"""Words by which place names are told from other names: closed classes and three lists, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent / "data"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of lower-case words.

    `common` are English words that are place names too (SCOWL), `given` and `surnames` those of the 1990 United
    States census, the latter where they are place names too; the rest are the classes of lexicon.yaml.
    """

    common: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    classes: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    with (_HERE / "lexicon.yaml").open(encoding="utf-8") as file:
        classes = {name: frozenset(words) for name, words in yaml.load(file, _LOADER).items()}
    given = _words("given_names") | classes.pop("given")
    return Lexicon(_words("common_words"), given, _words("surnames"), classes)


@cache
def kinds() -> dict[str, Any]:
    """Return kinds.yaml: words of kind by what they claim, sides, and what only settlements have."""
    with (_HERE / "kinds.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, _LOADER)
    return data


def _words(name: str) -> frozenset[str]:
    return frozenset((_HERE / f"{name}.txt").read_text(encoding="utf-8").split())
