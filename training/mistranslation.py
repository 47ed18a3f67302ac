"""What machine translators of the 2010s did to agency copy: "destroyed 32 of a pickup truck", "on Thursday, may 25"."""

import re
from collections.abc import Callable, Iterator
from random import Random

from training.noise import Edit

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_MEASURE = (
    r"(?:seconds|minutes|hours|days|weeks|months|years|times|kilomet\w+|met\w+|miles|dollars|\w*(?:[sxz]|ch|sh|i)es)\b"
)
_COUNTED = re.compile(rf"\b({_NUMBER}) (?:[a-z]+[ -])?(?!{_MEASURE})[a-z]+[a-rt-z](s)\b")
_NAME = re.compile(r"(?<=[\w,] )[A-Z](?=[a-z]{2,})")
NUMBERS, NAMES = 0.4, 0.07  # how often a counted noun is put in the singular, and a name loses its capital

# What is found, how often it goes wrong, and what becomes of it. The earlier rule holds where two want one word.
SLIPS: tuple[tuple[re.Pattern[str], float, str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b[Ee]n route\b"), 1.0, "EN route"),
    (re.compile(rf"\b({DAY}), ({MONTH}) (\d\d?)\b"), 0.7, lambda m: f"{m[2].lower()} {m[3]}, {m[1]}"),
    (re.compile(rf"\b({MONTH}) (\d\d?)\b(?!,? \d)"), 0.4, lambda m: f"{m[2]} {m[1].lower()}"),
    (re.compile(rf"\b{MONTH}(?= \d)"), 0.7, lambda m: m[0].lower()),
    (re.compile(rf"\b[Oo]n (?={DAY}\b)"), 0.3, "in "),
    (re.compile(rf"\b{DAY}\b"), 0.3, lambda m: m[0].lower()),
    (re.compile(r"(?<=[rsnt]) (?:for|from|in|at) the\b"), 0.2, " of the"),
    (re.compile(r"(?<=\b(?:in|of|to)) (?=[A-Z][a-z])"), 0.12, " the "),
    (re.compile(r"\bthe (?=\w)"), 0.3, ""),
    (re.compile(r"\bthe (?=[a-z])"), 0.1, "a "),
    (re.compile(r"\bThe ([a-z])"), 0.3, lambda m: m[1].upper()),
    (re.compile(r"\ban? (?=[a-z])"), 0.4, ""),
    (re.compile(r"(?<=\w) (?:was|were|has been|have been)(?= \w)"), 0.15, ""),
    (re.compile(r"\bIt\b"), 0.3, "He"),
    (re.compile(r"\b(?:agency|ministry|army|province|state|spokesman)\b"), 0.25, lambda m: m[0].capitalize()),
)


def translated(text: str, chance: Random) -> Iterator[Edit]:
    """Make a translator's slips: articles, "of the", numbers, parts of dates, capitals, dropped auxiliaries."""
    taken: set[int] = set()
    for edit in _slips(text, chance):
        where = set(range(edit.start, max(edit.end, edit.start + 1)))
        if not where & taken:
            taken |= where
            yield edit


def _slips(text: str, chance: Random) -> Iterator[Edit]:
    for m in _COUNTED.finditer(text):
        if chance.random() < NUMBERS:
            yield Edit(m.end(1), m.end(1), " of a")
            yield Edit(*m.span(2), "")
    for pattern, rate, becomes in SLIPS:
        for m in pattern.finditer(text):
            if chance.random() < rate:
                yield Edit(*m.span(), becomes if isinstance(becomes, str) else becomes(m))
    for m in _NAME.finditer(text):
        if chance.random() < NAMES:
            yield Edit(*m.span(), m[0].lower())
