"""The words of time expressions, from `lexicon.yaml`."""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by class; a class maps a lower-case word to what it stands for, or is a set of words."""

    months: dict[str, int]
    weekdays: dict[str, int]
    ones: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    vague: dict[str, str]
    units: dict[str, str]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    decades: dict[str, int]
    presence: dict[str, str]
    adverbs: dict[str, str]
    named_days: dict[str, str]
    fixed_feasts: dict[str, str]
    easter_feasts: dict[str, int]
    weekday_feasts: dict[str, list[int]]
    hijri_feasts: dict[str, list[int]]
    counted: frozenset[str]
    after_cues: frozenset[str]
    ahead_cues: frozenset[str]
    not_past: frozenset[str]

    def feasts(self) -> list[str]:
        """Return the names of all holidays, whatever calendar they follow."""
        return [*self.fixed_feasts, *self.easter_feasts, *self.weekday_feasts, *self.hijri_feasts]


def load(name: str) -> Any:
    """Return what a YAML file of this package holds."""
    return yaml.load(files("whence.timex").joinpath(name).read_text(encoding="utf8"), Loader=_Loader)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    data: dict[str, Any] = load("lexicon.yaml")
    sets = {f.name for f in fields(Lexicon) if f.type == frozenset[str]}
    values: dict[str, Any] = {k: frozenset(v) if k in sets else v for k, v in data.items()}
    return Lexicon(**values)
