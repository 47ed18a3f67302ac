"""The document's day: from its dateline, the day it was published, or worked out from its weekdays and dates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from whence.timex import calendar as cal
from whence.timex.dates import DATES
from whence.timex.eras import ERAS
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Story
from whence.timex.scan import Found
from whence.timex.slots import slot_day

_DATED = {**DATES, **ERAS}
_HEAD = 260  # how far into the body a dateline may stand
_STORY_BEFORE = re.compile(
    r"\b(?:on|in|since|of|until|till|from|to|by|before|after|between|and|for|dated|the|around|late|early)[ \n,]*$"
)
_LABEL_BEFORE = re.compile(
    r"(?:publish|publication|posted|updated|dated|date:|story is from|issued)[a-z ]{0,12}:?[ \n]*"
    r"(?:on|of|from|at)?[ \n:]*$"
)
_AGENCY_AFTER = re.compile(r"[ \n,]*(?:\([a-z .]{2,25}\)|-{1,2}[ \n]|:[ \n]|/[a-z ]{3,20}/)")
_RECENT = 400  # days that may lie between the latest time told in full and a weekday with its date
_SLACK = 45  # days that a dateline without a year may lie from the day of publication


@dataclass(frozen=True, slots=True)
class Anchor:
    """The document's day, and how it was had."""

    day: date
    how: Literal["published", "dateline", "inferred"]


def find_anchor(text: str, low: str, found: list[Found], published: date | None) -> Anchor | None:
    """Return the day a report's "today" is, or None where nothing says it.

    A dateline wins over `published`: archives stamp stories with the day they were stored. Without either, a weekday
    that stands with a day and month fixes the year.
    """
    line = _dateline(text, low, found, published)
    if line:
        return Anchor(line, "dateline")
    if published:
        return Anchor(published, "published")
    inferred = _from_weekdays(found)
    return Anchor(inferred, "inferred") if inferred else None


def _body(low: str) -> int:
    """Return where the body starts: after a first line that a blank line follows."""
    at = low.find("\n\n", 0, 400)
    return at + 2 if at > 0 else 0


def _dateline(text: str, low: str, found: list[Found], published: date | None) -> date | None:
    body = _body(low)
    for f in found:
        if f.start > body + _HEAD:
            break
        if f.rule not in ("day", "iso", "numeric"):
            continue
        before = low[max(0, f.start - 40) : f.start]
        if _STORY_BEFORE.search(before) and not _LABEL_BEFORE.search(before):
            continue
        day = _full_day(f)
        if day and (_LABEL_BEFORE.search(before) or _stands_alone(text, f, body)) and _plausible(day, published):
            return day
        if day := _agency_day(low, f, body, published):
            return day
    return None


def _stands_alone(text: str, found: Found, body: int) -> bool:
    """Tell whether a date is no part of a sentence: at the very start, or between words in capitals."""
    if 0 <= found.start - body <= 3 or found.start <= 3:
        return True
    before = re.search(r"(\w+)([.!?|:\n]*)\s*$", text[max(0, found.start - 30) : found.start])
    after = re.match(r"\W*(\w)", text[found.end : found.end + 6])
    return bool(before and after and after[1].isupper() and (before[1][0].isupper() or before[2]))


def _plausible(day: date, published: date | None) -> bool:
    """Tell whether a report may be of this day: no story is stored years before it was written."""
    return 1900 <= day.year <= 2100 and (published is None or -1000 <= (day - published).days <= 400)


def _full_day(found: Found) -> date | None:
    """Return the day of an expression that has its year in it."""
    if "year" not in found.slots or "day2" in found.slots or "day0" in found.slots:
        return None
    meaning = _DATED[found.rule](found.slots, Story("", None))
    return meaning.earliest if meaning else None


def _agency_day(low: str, found: Found, body: int, published: date | None) -> date | None:
    """Return the day of a dateline such as "GENEVA, May 26 (AFP)", in the year nearest to the day of publication."""
    if (
        published is None
        or found.rule != "day"
        or "year" in found.slots
        or found.start > body + 70
        or not _AGENCY_AFTER.match(low, found.end)
    ):
        return None
    month, day = lexicon().months[found.slots["month"]], slot_day(found.slots)
    near = [d for y in (published.year - 1, published.year, published.year + 1) if (d := cal.make(y, month, day))]
    best = min(near, key=lambda d: abs((d - published).days), default=None)
    return best if best and abs((best - published).days) <= _SLACK else None


def _from_weekdays(found: list[Found]) -> date | None:
    """Return the latest day told by weekday, day and month, in the year that fits."""
    told = _latest_told(found)
    best = None
    for f in found:
        if f.rule != "day" or "wd" not in f.slots:
            continue
        if day := (_full_day(f) or (_fitting(f, told) if told else None)):
            best = day if best is None else max(best, day)
    return best


def _latest_told(found: list[Found]) -> date | None:
    """Return the first day of the latest time that is told with its year."""
    days = []
    for f in found:
        if "year" in f.slots and f.rule in ("day", "iso", "numeric", "month", "year", "season"):
            meaning = _DATED[f.rule](f.slots, Story("", None))
            if meaning and meaning.earliest:
                days.append(meaning.earliest)
    return max(days, default=None)


def _fitting(found: Found, told: date) -> date | None:
    """Return the first such day, from the latest time told on, whose weekday is right and is no more than a year on."""
    month, day, weekday = (
        lexicon().months[found.slots["month"]],
        slot_day(found.slots),
        lexicon().weekdays[found.slots["wd"]],
    )
    for year in range(told.year, told.year + 7):
        at = cal.make(year, month, day)
        if at and at.isoweekday() == weekday and at >= told - timedelta(7):
            return at if (at - told).days <= _RECENT else None
    return None
