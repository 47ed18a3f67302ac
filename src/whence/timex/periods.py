"""Weeks, months, quarters and years reckoned from the document's day or the time last told."""

import re
from collections.abc import Callable
from datetime import date

from whence.timex import calendar as cal
from whence.timex.days import TOLD, part_of
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between, dated, unanchored
from whence.timex.numbers import days, duration
from whence.timex.slots import Slots, mod
from whence.timex.tense import tense
from whence.timex.values import bounds, month_value, quarter_value, week_value, year_value

_STEP = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "this coming": 1}
FORMS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


def _period(s: Slots, story: Story) -> Meaning | None:
    rel, unit = s.get("rel", "the"), s["unit"]
    if unit == "period":
        unit = "quarter"
    if rel in ("year-ago", "year-earlier", "the comparable year-ago"):
        return year_before(story) if unit == "quarter" else _moved(story, "Y", -1, s)
    if unit in lexicon().dayparts or (unit == "day" and "part" in s):
        return _part_of_day(s, story, rel, unit)
    letter = lexicon().units[unit]
    if letter == "D":
        return _moved(story, "D", _STEP.get(rel, 0), s, told=True) if rel != "past" else _ending_now(story, "D")
    if rel == "past" and letter in "WMYEC":
        return _ending_now(story, letter)
    if letter in "EC":
        return _age(story, letter, _STEP.get(rel, 0))
    if rel == "the":
        return _the(story, letter, s)
    if letter == "Q" and rel == "latest":
        return _latest_quarter(story)
    if letter == "F":
        return _moved(story, "W", 2 * _STEP.get(rel, 0), s)
    return _moved(story, letter, _STEP.get(rel, 0), s, told=rel in TOLD)


def _part_of_day(s: Slots, story: Story, rel: str, unit: str) -> Meaning:
    part = lexicon().dayparts[s.get("part") or unit]
    base = story.here() if rel in TOLD or rel == "next" else story.anchor
    day = cal.shifted(base, _STEP.get(rel, 0)) if base else None
    return part_of(day, part)


def _moved(story: Story, letter: str, step: int, s: Slots, *, told: bool = False) -> Meaning:
    """Return the period so many steps from the one that holds the base day."""
    base = _base(story, letter) if told else story.anchor
    if base is None:
        return unanchored(FORMS[letter])
    if letter in ("D", "W", "WE"):
        day = cal.shifted(base, step * (1 if letter == "D" else 7))
    else:
        day = cal.months_on(base.replace(day=1), step * {"M": 1, "Q": 3, "Y": 12}[letter])
    if day is None:
        return unanchored(FORMS[letter])
    got = dated(written(day, letter), mod(s))
    upto = s.get("mod") in ("earlier", "early") or (
        letter == "W" and s.get("rel") == "this" and tense(story.low, story.start, story.end) != "future"
    )
    if step == 0 and upto and got.earliest and story.anchor and got.earliest <= story.anchor:
        first = (bounds(got.value) or (None, None))[0]
        return between("DATE", got.value, first, story.anchor)
    return got


def written(day: date, letter: str) -> str:
    """Return the value of the period of one kind (a unit letter) that holds a day."""
    if letter == "WE":
        return f"{week_value(day)}-WE"
    return {"D": date.isoformat, "W": week_value, "M": month_value, "Q": quarter_value, "Y": year_value}[letter](day)


def _base(story: Story, letter: str) -> date | None:
    """Return the day that "the following month" counts from: one in the last time told that is fine enough."""
    if letter == "D":
        return story.here()
    span = bounds(story.told) if story.told and story.near(story.told_end, 400) else None
    long = {"W": 7, "WE": 7, "M": 31, "Q": 92, "Y": 366}[letter]
    return span[0] if span and (span[1] - span[0]).days <= long else story.anchor


def _ending_now(story: Story, letter: str) -> Meaning:
    """Return the stretch of one unit that ends on the document's day: the past week."""
    first = cal.shifted(story.anchor, -days(1, letter)) if story.anchor else None
    return between("DURATION", duration(1, letter), first, story.anchor)


def _age(story: Story, letter: str, step: int) -> Meaning:
    """Return a decade or a century, as the digits its years share."""
    if story.anchor is None:
        return unanchored("XXX" if letter == "E" else "XX")
    size, width = (10, 3) if letter == "E" else (100, 2)
    return dated(f"{story.anchor.year // size + step:0{width}d}")


def _the(story: Story, letter: str, s: Slots) -> Meaning | None:
    """Return what "the week", "the year" stand for: a length where it says when it ended, else the one told."""
    after = story.low[story.end : story.end + 12]
    if letter in "QY" and "mod" not in s and re.match(r"\s(?:ended|ending|to)\b", after):
        return Meaning("DURATION", duration(1, letter)) if letter == "Y" else _latest_quarter(story)
    if letter == "Q":
        return _latest_quarter(story)
    if letter == "WE" and story.anchor:
        ahead = tense(story.low, story.start, story.end) == "future"
        weekend = story.anchor.isoweekday() >= 6
        return _moved(story, "WE", 0 if ahead or weekend else -1, s)
    return _moved(story, letter, 0, s, told=True)


def _latest_quarter(story: Story) -> Meaning:
    if story.quarter and story.near(story.quarter_end, 2000):
        return dated(story.quarter)
    return _moved(story, "Q", -1, {})


def year_before(story: Story) -> Meaning:
    quarter = _latest_quarter(story).value
    return dated(f"{int(quarter[:4]) - 1:04d}{quarter[4:]}") if quarter[:4].isdigit() else unanchored("XXXX-QX")


def _yearago(s: Slots, story: Story) -> Meaning | None:
    if story.quarter or s.get("unit") == "quarter" or "quarter" in story.low[story.start : story.end]:
        return year_before(story)
    return _moved(story, "Y", -1, {})


def _yearend(s: Slots, story: Story) -> Meaning | None:
    return _moved(story, "Y", 0, {"mod": "late"})


PERIODS: dict[str, Callable[[Slots, Story], Meaning | None]] = {
    "period": _period,
    "yearago": _yearago,
    "yearend": _yearend,
}
