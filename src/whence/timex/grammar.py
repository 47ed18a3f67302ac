"""The grammar from `grammar.yaml`: one regular expression per kind of time expression, kept by the word it starts with.

Only the rules that could match are tried at a word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from whence.timex.lexicon import lexicon, load

DIGITS = "DIGITS"  # the start class of words made of digits
_PLACE = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")
_LONGS = ("hour", "day", "week", "month", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression: its name and how it is worded."""

    name: str
    pattern: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """Return the alternation of words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


def _first(words: Iterable[str]) -> set[str]:
    """Return the words that a tokenizer of letters or digits sees first."""
    return {m[0] for w in words if (m := re.match(r"[a-z]+", w))}


def _text(pattern: str | list[str]) -> str:
    return pattern if isinstance(pattern, str) else "".join(pattern)


def _fragments(own: dict[str, str | list[str]]) -> dict[str, str]:
    """Return the fragments by name: the lexicon's classes in capitals, then the grammar's own, each filled in order."""
    x = lexicon()
    out = {f.name.upper(): _any(getattr(x, f.name)) for f in fields(x)} | {"FEASTS": _any(x.feasts())}
    for name, pattern in own.items():
        out[name] = _PLACE.sub(lambda m: out[m[1]], _text(pattern))
    return out


def _classes(own: dict[str, list[str]]) -> dict[str, set[str]]:
    """Return the classes of words that rules may start with."""
    x = lexicon()
    out = {f.name.upper(): _first(getattr(x, f.name)) for f in fields(x)}
    out["WEEKDAYS"] |= {f"{d}s" for d in x.weekdays}
    return (
        out
        | {name: set(words) for name, words in own.items()}
        | {
            "NUMBERS": _first([*x.ones, *x.tens, *x.vague, "half", "a", "an", "couple"]),
            "PLURALS": {f"{u}s" for u in x.units},
            "LONGS": {v for u in _LONGS for v in (u, f"{u}s", f"{u}long", f"{u}slong")},
            "FEASTS": _first(x.feasts()),
            DIGITS: {DIGITS},
        }
    )


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules to try at a word, by that word; words of digits are under DIGITS."""
    data: dict[str, Any] = load("grammar.yaml")
    fragments, classes = _fragments(data["fragments"]), _classes(data["classes"])
    index: dict[str, list[Rule]] = {}
    for row in data["rules"]:
        rule = Rule(row["rule"], re.compile(_PLACE.sub(lambda m: fragments[m[1]], _text(row["pattern"]))))
        for word in set().union(*(classes.get(s, {s}) for s in row["starts"])):
            index.setdefault(word, []).append(rule)
    return {word: tuple(rs) for word, rs in index.items()}
