"""What only looks like a time expression: the modal may, the verb march, a number that is no year."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from whence.timex.calendar import make
from whence.timex.lexicon import lexicon

Slots = dict[str, str]

_MODAL = re.compile(r"\s(?:be|have|not|well|also|only|never|see|take|go|become|need|face|come|even|still|want|try|seek)\b")
_MONTH_BEFORE = re.compile(r"\b(?:in|since|until|till|last|next|early|late|mid|during|from|through|of|by|before|after|for|between|and|to|ending|ended)[ \n-]$")
_NOUN_BEFORE = re.compile(r"\b(?:at|the|a|his|her|their|its|this)[ \n]$")
_PLAIN_BEFORE = re.compile(r"\b(?:in|since|until|till|last|next|early|late|mid|during|through)[ \n-]$")
_SEASON_BEFORE = re.compile(r"\b(?:in|by|since|until|during|before|after|into)[ \n](?:the[ \n])?$|\bthe[ \n]$|\bof[ \n]$")
_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|of|from|by|until|till|to|and|or|between|during|before|after|for|through|the|early|late|mid|year|back|around|than|that|both|as|on|all)[ \n-]|[-(,/'\"])[ ]?$"
)
_YEAR_AFTER = re.compile(
    r"[ \n-](?:people|persons|civilians|soldiers|troops|militants|fighters|terrorists|men|women|children|percent|per|km|kilometers|kilometres|meters|metres|miles|"
    r"feet|pounds|dollars|tons|tonnes|workers|homes|houses|families|refugees|members|others|more|rounds|shells|rockets|prisoners|detainees|points|shares|"
    r"kg|mm|euros|rubles|rupees|hectares|acres|police|policemen|victims|students|villagers|villages|cases|million|billion|thousand|were|was|are|wounded|injured|dead|killed)\b|%"
)
_MEASURED = re.compile(r"\b(?:some|about|nearly|almost|over|than|least|approximately|estimated|killed|killing|injured|wounded|no\.|number|route|highway|room|flight|resolution)[ \n]$")
_RATE_OK = re.compile(
    r"(?:^|[.,;:\"'(\n-][ ]?|\b(?:for|in|within|over|after|about|barely|than|nearly|almost|of|spent|is|was|took|only|lasted|last|least|just|with|by|every|once|until|"
    r"takes|take|and|but|or|to|under|around|from|that|wait|waited|another|as|half|during|up|before|be|been|exactly|said|later|now|more|quite|roughly|some|approximately|through)[ \n])$"
)
_PART_BEFORE = re.compile(r"\b(?:at|in[ \n]the|during[ \n]the|by|before|after|since|until|till|the|on|from|around|about|past|through[ \n]the|for[ \n]the|to)[ \n]$")
_AGE_AFTER = re.compile(r"[ -](?:old|of[ ]age)\b")
_ADVERB_AFTER = re.compile(r"[ ]?[.,;:!?)\"]|\s*$|\s(?:and|or|by|to|in|at|for|since|on|from|as|with|but|because)\b")
_COUNTED = re.compile(rf"\s(?:\d|(?:{'|'.join([*lexicon().units, *lexicon().ones, *lexicon().tens, 'few', 'several', 'couple', 'half'])})s?\b)")
_HIS = re.compile(r"\b(?:his|her|their|my|our)[ \n](?:early |late |mid-?)?$")
_SHORT_UNITS = frozenset({"min", "sec", "hr", "yr"})
_WEAK_DAYS = frozenset({"mon", "wed", "wednes", "sat", "sun", "tue", "fri", "thu", "tues", "thur", "thurs"})
_HALVES = frozenset({"first", "second"})
_QUARTERS = _HALVES | {"third", "fourth"}


@dataclass(frozen=True, slots=True)
class Words:
    """A text as written and as the grammar sees it, and whether its capitals mean something."""

    text: str
    low: str
    cased: bool

    def before(self, start: int, width: int = 24) -> str:
        """Return what stands just before an offset."""
        return self.low[max(0, start - width) : start]

    def capital(self, start: int) -> bool:
        """Tell whether a word has a capital that its place in the sentence does not explain."""
        return self.cased and self.text[start].isupper() and not re.search(r"(?:^|[.!?\n\"“:])\s*$", self.before(start, 4))


def acceptable(rule: str, words: Words, start: int, end: int, slots: Slots) -> bool:
    """Tell whether what a rule matched is a time expression where it stands."""
    check = _CHECKS.get(rule)
    return check is None or check(words, start, end, slots)


def _month(words: Words, start: int, end: int, s: Slots) -> bool:
    name, rel = s["month"], s.get("rel")
    at = words.low.find(name, start)
    if "year" in s or "year2" in s:
        return True
    if rel in ("that", "current", "latest", "recent", "final", "the same", "same"):
        return False
    if name == "may" and (_MODAL.match(words.low, end) or (rel == "this" and not words.capital(at))):
        return False
    if rel or "mod" in s or "of_rel" in s:
        return True
    if name == "may":
        return bool(_MONTH_BEFORE.search(words.before(at))) or (words.capital(at) and bool(_NOUN_BEFORE.search(words.before(at))))
    if name in ("march", "mar"):
        return bool(_PLAIN_BEFORE.search(words.before(at))) or (name == "march" and words.capital(at) and words.text[at + 1 : at + 2].islower())
    return name in _FULL or words.low[at + len(name) : at + len(name) + 1] == "." or bool(_PLAIN_BEFORE.search(words.before(at)))


def _day(words: Words, start: int, end: int, s: Slots) -> bool:
    if s["month"] == "may" and "year" not in s and words.low[:end].endswith("may"):
        return not _MODAL.match(words.low, end)
    return not ("day2" in s and int(s["day2"]) <= int(s.get("day", 0)))


def _season(words: Words, start: int, end: int, s: Slots) -> bool:
    if "year" in s:
        return True
    before = words.before(start)
    if before.endswith(("arab ", "prague ", "damascus ")) or words.low.startswith(" of ", end):
        return False
    if s.get("rel") in ("recent", "current", "latest", "final", "that"):
        return s["season"] in ("summer", "winter", "autumn")
    if "rel" in s or "of_rel" in s:
        return True
    loose = s["season"] in ("fall", "spring")
    return bool(_SEASON_BEFORE.search(before)) and not (loose and not before.endswith((" the ", "in spring ", "in ")))


def _year(words: Words, start: int, end: int, s: Slots) -> bool:
    if "words" in s:
        return words.low.startswith("year", start) or bool(re.search(r"\b(?:in|since|of|until|by)[ \n]$", words.before(start)))
    if "mod" in s or words.low.startswith("year", start):
        return True
    year, before = int(s["year"]), words.before(start)
    if "year2" in s and len(s["year2"]) == 2 and int(s["year2"]) <= year % 100:
        return False
    if _YEAR_AFTER.match(words.low, end) or _MEASURED.search(before):
        return False
    known = bool(_PREPOSITION.search(before))
    if 1900 <= year <= 2049:
        return known or bool(re.match(r"[ ]?[.,;:)'\n-]|$|[ ](?:and|to|when|after|before|as|was|the|by|in|at|but|with|for)\b", words.low[end : end + 8])) or year > 1940
    return 1500 <= year <= 2099 and bool(re.search(r"\b(?:in|since|of|until)[ ]$", before))


def _weekday(words: Words, start: int, end: int, s: Slots) -> bool:
    if s.get("rel") in ("recent", "latest", "current", "final"):
        return False
    return s["wd"] not in _WEAK_DAYS or (s["wd"] not in ("sun", "sat", "mon", "wed", "fri") and words.capital(words.low.find(s["wd"], start)))


def _period(words: Words, start: int, end: int, s: Slots) -> bool:
    rel, unit = s.get("rel"), s["unit"]
    if rel is None:
        return words.before(start).endswith("the ") or words.low.startswith("the", start) or "mod" in s
    if rel in ("recent", "final") or (unit == "period" and rel not in ("latest", "year-ago", "year-earlier")):
        return False
    return not (unit == "day" and rel in ("last", "latest", "current", "this"))


def _duration(words: Words, start: int, end: int, s: Slots) -> bool:
    unit, num, before = s["unit"], s.get("num"), words.before(start)
    plural = words.low[:end].rstrip("'").endswith("s")
    if s.get("long") == "old" and unit == "year" or (unit in ("year", "month") and _AGE_AFTER.match(words.low, end)):
        return False
    if unit == "weekend" or (unit == "quarter") or (unit in ("second", "sec") and not plural):
        return False
    if unit in _SHORT_UNITS and not (num and num[0].isdigit()):
        return False
    if num is None:
        return "long" in s or (unit in ("hour", "day", "week", "month", "year", "decade") and not re.search(r"\b(?:business|working|visiting|rush|old|dog|school|early|golden)[ ]$", before))
    if num in ("a", "an") or (num == "one" and unit == "day"):
        return "andhalf" in s or "long" in s or words.low[end - len(unit) - 1] == "-" or bool(_RATE_OK.search(before))
    if num in lexicon().vague and num not in ("a few", "a number of"):
        return plural or words.low[end - len(unit) - 1] == "-"
    return not before.endswith(("$", "no. "))


def _span(words: Words, start: int, end: int, s: Slots) -> bool:
    if "num" in s and (s["num"] in ("a", "an") or ("first" in s and s["unit"] in ("second", "minute"))):
        return False
    return s["unit"] not in ("second", "min", "sec", "hr", "yr", "quarter") or "num" in s


def _presence(words: Words, start: int, end: int, s: Slots) -> bool:
    if s["word"] == "soon":
        return not words.before(start).endswith("as ") and not words.low.startswith(" as", end)
    return s["word"] != "the past" or not _COUNTED.match(words.low, end)


def _clock(words: Words, start: int, end: int, s: Slots) -> bool:
    return "hour" not in s or (int(s["hour"]) <= 12 and int(s.get("minute") or 0) < 60)


def _part(words: Words, start: int, end: int, s: Slots) -> bool:
    if "mod" in s or "midnight" in s:
        return True
    return bool(_PART_BEFORE.search(words.before(start))) and not words.capital(start)


def _numeric(words: Words, start: int, end: int, s: Slots) -> bool:
    from_year = len(s["year"]) == 4
    if not from_year and (s["sep"] == "-" or (s["sep"] == "." and (len(s["a"]) < 2 or len(s["b"]) < 2))):
        return False
    year = int(s["year"]) if from_year else 2000
    a, b = int(s["a"]), int(s["b"])
    return bool(make(year, a, b) or make(year, b, a))


def _decade(words: Words, start: int, end: int, s: Slots) -> bool:
    before = words.before(start)
    if "tens" in s:
        return True
    if _HIS.search(before):
        return False
    return "mod" in s or before.endswith(("the ", "'")) and s.get("tens2") not in ("0", "1")


def _quarter(words: Words, start: int, end: int, s: Slots) -> bool:
    if "q" in s:
        return True
    if s["kind"] == "half":
        return s["ord"] in _HALVES and ("year" in s or "rel2" in s or not re.match(r" of\b| time", words.low[end : end + 6]))
    return s["ord"] in _QUARTERS


def _nthday(words: Words, start: int, end: int, s: Slots) -> bool:
    return "run" in s or "row" in s or ("of" in s and s["unit"] == "day")


def _fiscal(words: Words, start: int, end: int, s: Slots) -> bool:
    return "year" in s or words.low[:end].endswith("fiscal year")


def _distance(words: Words, start: int, end: int, s: Slots) -> bool:
    if s["unit"] in ("second", "quarter") and words.low[start:end].count("seconds") == 0 and s["unit"] == "second":
        return False
    return s["way"] != "on" or "year" in s["unit"] or "month" in s["unit"]


def _set(words: Words, start: int, end: int, s: Slots) -> bool:
    if s.get("word", "annually") != "annually":
        return bool(_ADVERB_AFTER.match(words.low, end))
    if s.get("unit") in ("second", "sec", "min", "quarter"):
        return False
    return s.get("month") not in ("may", "march") or words.capital(words.low.find(s["month"], start))


_FULL = frozenset(m for m in lexicon().months if len(m) > 4) | {"june", "july"}
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
