"""The words in an expression's slots, and what they say alone."""

from whence.timex.lexicon import lexicon

Slots = dict[str, str]

MODS = {
    "early": "early",
    "earlier": "early",
    "beginning": "start",
    "start": "start",
    "turn": "start",
    "late": "late",
    "later": "late",
    "end": "end",
    "close": "end",
    "middle": "mid",
    "mid": "mid",
}


def mod(s: Slots) -> str | None:
    """Return the TIMEX3 mod that the words before a period stand for: early, mid or late."""
    return MODS.get(s["mod"].split()[0]) if "mod" in s else None


def full_year(digits: str) -> int:
    """Return the year of two or four digits; two digits stand for 1950 to 2049."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 50 else 2000)


def slot_day(s: Slots) -> int:
    """Return the day of the month in a date's slots."""
    return int(s["day"]) if "day" in s else lexicon().ordinals[s["dayword"]]


def step(word: str) -> int:
    """Return -1, 0 or 1 for last, this and next."""
    return {"last": -1, "this": 0, "next": 1}[word]
