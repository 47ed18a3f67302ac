"""What only looks like a time expression: the modal may, the verb march, a number that is no year."""

import re
from collections.abc import Callable

from whence.timex.calendar import make
from whence.timex.lexicon import lexicon
from whence.timex.neighbours import AGE, COUNTED, OPENED, OPENING, STOP, THINGS, Words

Slots = dict[str, str]

_SHORT_UNITS = frozenset({"min", "sec", "hr", "yr"})
_LENGTHS = frozenset({"hour", "day", "week", "month", "year", "decade", "century", "centurie"})
_FULL_MONTHS = frozenset(m for m in lexicon().months if len(m) > 4) | {"june", "july"}
_WEAK_DAYS = frozenset({"mon", "wed", "sat", "sun", "fri"})  # words, or names, more often than days
_SHORT_DAYS = frozenset({"tue", "tues", "thu", "thur", "thurs", "wednes"})
_NO_PERIOD = frozenset({"recent", "current", "latest", "final", "that", "same", "the same"})
_HALVES = frozenset({"first", "second"})
_QUARTERS = _HALVES | {"third", "fourth"}


def acceptable(rule: str, words: Words, start: int, end: int, slots: Slots) -> bool:
    """Tell whether what a rule matched is a time expression where it stands."""
    check = _CHECKS.get(rule)
    return check is None or check(words, start, end, slots)


def _month(words: Words, start: int, end: int, s: Slots) -> bool:
    if "year" in s or "year2" in s:
        return True
    name, rel, at = s["month"], s.get("rel"), words.low.find(s["month"], start)
    if rel in _NO_PERIOD:
        return False
    if name == "may" and (words.leads(end, "modal") or (rel == "this" and not words.capital(at))):
        return False
    return rel is not None or "mod" in s or "of_rel" in s or _bare_month(words, at, name)


def _bare_month(words: Words, at: int, name: str) -> bool:
    """Tell whether a month that stands alone is one: may and march by what stands before, short forms by their dot."""
    plain = words.follows(at, "plain_month")
    if name == "may":
        return words.follows(at, "month") or (words.capital(at) and words.follows(at, "noun"))
    if name == "march":
        return plain or (words.capital(at) and words.text[at + 1 : at + 2].islower())
    dotted = words.low.startswith(".", at + len(name))
    return (plain and name != "mar") or name in _FULL_MONTHS or dotted


def _day(words: Words, start: int, end: int, s: Slots) -> bool:
    if s["month"] == "may" and "year" not in s and words.low.endswith("may", start, end):
        return not words.leads(end, "modal")
    return not ("day2" in s and int(s["day2"]) <= int(s.get("day", 0)))


def _season(words: Words, start: int, end: int, s: Slots) -> bool:
    if "year" in s:
        return True
    before = words.before(start)
    if before.endswith(("arab ", "prague ")) or words.low.startswith(" of ", end):
        return False
    loose = s["season"] in ("fall", "spring")
    if s.get("rel") in _NO_PERIOD:
        return not loose
    if "rel" in s or "of_rel" in s:
        return True
    return words.follows(start, "season") and not (loose and not before.endswith((" the ", "in ")))


def _year(words: Words, start: int, end: int, s: Slots) -> bool:
    if "words" in s:
        return words.low.startswith("year", start) or words.follows(start, "spoken_year")
    if "mod" in s or words.low.startswith("year", start):
        return True
    year, before = int(s["year"]), words.before(start)
    if len(s.get("year2", "")) == 2 and int(s["year2"]) <= year % 100:
        return False
    if THINGS.match(words.low, end) or words.follows(start, "measured"):
        return False
    if year < 1900 or year > 2049:
        return year >= 1500 and words.follows(start, "spoken_year")
    known = words.follows(start, "year") or OPENED.search(before)
    return bool(known or STOP.match(words.low, end) or words.leads(end, "year_end") or year > 1940)


def _weekday(words: Words, start: int, end: int, s: Slots) -> bool:
    if s.get("rel") in _NO_PERIOD - {"that", "same", "the same"} or s["wd"] in _WEAK_DAYS:
        return False
    return s["wd"] not in _SHORT_DAYS or words.capital(words.low.find(s["wd"], start))


def _period(words: Words, start: int, end: int, s: Slots) -> bool:
    rel, unit = s.get("rel"), s["unit"]
    if rel is None:
        return words.before(start).endswith("the ") or words.low.startswith("the", start) or "mod" in s
    if rel in ("recent", "final") or (unit == "period" and rel not in ("latest", "year-ago", "year-earlier")):
        return False
    return not (unit == "day" and rel in ("last", "latest", "current", "this"))


def _duration(words: Words, start: int, end: int, s: Slots) -> bool:
    unit, num, before = s["unit"], s.get("num"), words.before(start)
    if (s.get("long") == "old" and unit == "year") or (unit in ("year", "month") and AGE.match(words.low, end)):
        return False
    plural = words.low[start:end].rstrip("'").endswith("s")
    if unit in ("weekend", "quarter") or (unit in ("second", "sec") and not plural):
        return False
    if unit in _SHORT_UNITS and not (num and num[0].isdigit()):
        return False
    if num is None:
        return "long" in s or (unit in _LENGTHS and not words.follows(start, "hours"))
    hyphen = words.low[end - len(unit) - 1] == "-"
    if num in ("a", "an") or (num == "one" and unit == "day"):  # not the rate "four flights a week"
        return "andhalf" in s or "long" in s or hyphen or words.follows(start, "length") or bool(OPENING.search(before))
    if num in lexicon().vague and num not in ("a few", "a number of"):
        return plural or hyphen
    return not before.endswith(("$", "no. "))


def _span(words: Words, start: int, end: int, s: Slots) -> bool:
    if "num" in s and (s["num"] in ("a", "an") or ("first" in s and s["unit"] in ("second", "minute"))):
        return False
    return "num" in s or s["unit"] not in _SHORT_UNITS | {"second", "quarter"}


def _presence(words: Words, start: int, end: int, s: Slots) -> bool:
    if s["word"] == "soon":
        return not words.before(start).endswith("as ") and not words.low.startswith((" as", " after"), end)
    return s["word"] != "the past" or not COUNTED.match(words.low, end)


def _clock(words: Words, start: int, end: int, s: Slots) -> bool:
    return "hour" not in s or (int(s["hour"]) <= 12 and int(s.get("minute") or 0) < 60)


def _part(words: Words, start: int, end: int, s: Slots) -> bool:
    return "mod" in s or "midnight" in s or (words.follows(start, "part") and not words.capital(start))


def _numeric(words: Words, start: int, end: int, s: Slots) -> bool:
    whole = len(s["year"]) == 4
    if not whole and (s["sep"] == "-" or (s["sep"] == "." and (len(s["a"]) < 2 or len(s["b"]) < 2))):
        return False
    year, a, b = int(s["year"]) if whole else 2000, int(s["a"]), int(s["b"])
    return bool(make(year, a, b) or make(year, b, a))


def _decade(words: Words, start: int, end: int, s: Slots) -> bool:
    if "tens" in s:
        return True
    if words.follows(start, "age"):
        return False
    return "mod" in s or (words.before(start).endswith(("the ", "'")) and s.get("tens2") not in ("0", "1"))


def _quarter(words: Words, start: int, end: int, s: Slots) -> bool:
    if "q" in s:
        return True
    if s["kind"] == "half":
        timed = "year" in s or "rel2" in s or not re.match(r" of\b| time", words.low[end : end + 6])
        return s["ord"] in _HALVES and timed
    return s["ord"] in _QUARTERS


def _nthday(words: Words, start: int, end: int, s: Slots) -> bool:
    return "run" in s or "row" in s or ("of" in s and s["unit"] == "day")


def _fiscal(words: Words, start: int, end: int, s: Slots) -> bool:
    return "year" in s or words.low.endswith("fiscal year", start, end)


def _distance(words: Words, start: int, end: int, s: Slots) -> bool:
    if s["unit"] == "second" and "seconds" not in words.low[start:end]:
        return False
    return s["way"] != "on" or s["unit"] in ("year", "month")


def _set(words: Words, start: int, end: int, s: Slots) -> bool:
    if s.get("word", "annually") != "annually":
        return bool(STOP.match(words.low, end)) or words.leads(end, "adverb")
    if s.get("unit") in ("second", "sec", "min", "quarter"):
        return False
    return s.get("month") not in ("may", "march") or words.capital(words.low.find(s["month"], start))


_CHECKS: dict[str, Callable[[Words, int, int, Slots], bool]] = {
    "month": _month,
    "day": _day,
    "season": _season,
    "year": _year,
    "weekday": _weekday,
    "period": _period,
    "duration": _duration,
    "span": _span,
    "presence": _presence,
    "clock": _clock,
    "part": _part,
    "numeric": _numeric,
    "decade": _decade,
    "quarter": _quarter,
    "nthday": _nthday,
    "fiscal": _fiscal,
    "distance": _distance,
    "set": _set,
}
