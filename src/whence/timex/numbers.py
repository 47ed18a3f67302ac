"""Numbers in words, and the durations they count."""

import re

from whence.timex.lexicon import lexicon

_ISO = {"E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2), "WE": ("W", 1)}
FEW = {"D": 7, "W": 4, "M": 6}  # how far back "recent" and "the past few" reach at most
_DAYS = {
    "TH": 1 / 24,
    "D": 1.0,
    "W": 7.0,
    "M": 30.44,
    "Y": 365.25,
    "WE": 7.0,
    "F": 14.0,
    "E": 3652.5,
    "C": 36525.0,
    "Q": 91.3,
}


def number(words: str) -> float | None:
    """Return what a number says, or None where it says no more than "several"."""
    x = lexicon()
    words = re.sub(r"\s+", " ", words.strip())
    if words[0].isdigit():
        return float(words.replace(",", "."))
    if words in x.vague:
        return None
    fixed = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a hundred": 100.0, "a dozen": 12.0}
    if words in fixed:
        return fixed[words]
    if words.endswith("couple of"):
        return 2.0
    parts = re.split(r"[ -]", words)
    return float(sum(x.tens.get(p, 0) or x.ones.get(p, 0) for p in parts))


def ordinal(words: str) -> int:
    """Return the place an ordinal names."""
    return int(re.sub(r"\D", "", words)) if words[0].isdigit() else lexicon().ordinals[words]


def duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units (a letter of the lexicon); X for a count that is not said."""
    if count is None:
        return f"P{'T' if unit[0] == 'T' else ''}X{unit[-1] if unit != 'WE' else 'W'}"
    letter, times = _ISO.get(unit, (unit[-1], 1))
    count *= times
    if count != int(count):
        letter, count = _finer(letter, unit, count)
    return f"P{'T' if unit[0] == 'T' else ''}{count:g}{letter}"


def _finer(letter: str, unit: str, count: float) -> tuple[str, float]:
    """Write a half in the next smaller unit where it comes out whole: half an hour is 30 minutes."""
    smaller = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60)}.get(unit if unit[0] == "T" else letter)
    if smaller and (count * smaller[1]) % 1 == 0:
        whole, rest = divmod(count, 1)
        if unit == "TH" and whole:
            return f"H{rest * 60:g}M", whole
        if unit == "TM" and whole:
            return f"M{rest * 60:g}S", whole
        return smaller[0], count * smaller[1]
    return letter, count


def days(count: float, unit: str) -> int:
    """Return how many days so many units are, rounded."""
    return round(count * _DAYS.get(unit, 0.0))
