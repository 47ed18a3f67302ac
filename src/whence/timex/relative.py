"""Expressions reckoned from the document's day or from the day last told: yesterday, last week, two days later."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from whence.timex import calendar as cal
from whence.timex.fixed import Slots, mod
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between, dated, unanchored
from whence.timex.numbers import days, duration, number
from whence.timex.tense import tense
from whence.timex.values import bounds, month_value, quarter_value, week_value, year_value

_STEP = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "this coming": 1}
_TOLD = frozenset(
    {"previous", "preceding", "following", "same", "the same", "that"}
)  # these count from the story, not the document
_WORD_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "overnight": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_FORMS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
_BROADCAST = re.compile(r"\s(?:is|are)\b")


def part_of(day: date | None, part: str) -> Meaning:
    """Return the meaning of a part of a day, as 2017-05-25TMO."""
    if day is None:
        return unanchored(f"XXXX-XX-XXT{part}", "TIME")
    return Meaning("TIME", f"{day.isoformat()}T{part}", day, day)


def _today(s: Slots, story: Story) -> Meaning | None:
    word = s["word"]
    part = lexicon().dayparts[s["part"]] if "part" in s else "NI" if word in ("tonight", "overnight") else None
    day = cal.shifted(story.anchor, _WORD_DAYS[word]) if story.anchor else None
    if word == "overnight" and story.anchor and day:
        return between("TIME", f"{day.isoformat()}TNI", day, story.anchor)
    if part:
        return part_of(day, part)
    return dated(day.isoformat()) if day else unanchored("XXXX-XX-XX")


def _weekday(s: Slots, story: Story) -> Meaning | None:
    weekday = lexicon().weekdays[s["wd"]]
    if (
        "plural" in s
        and s["plural"] == "s"
        and re.search(r"\b(?:on|every|most)[ \n]$", story.low[max(0, story.start - 8) : story.start])
    ):
        return Meaning("SET", f"XXXX-WXX-{weekday}")
    day = _weekday_day(s, story, weekday)
    part = f"T{lexicon().dayparts[s['part']]}" if "part" in s else ""
    if day is None:
        return unanchored(f"XXXX-WXX-{weekday}{part}", "TIME" if part else "DATE")
    return Meaning("TIME" if part else "DATE", day.isoformat() + part, day, day)


def _weekday_day(s: Slots, story: Story, weekday: int) -> date | None:
    rel, anchor = s.get("rel"), story.anchor
    base = story.here() if rel in _TOLD else anchor
    if base is None:
        return None
    ahead, back = (weekday - base.isoweekday()) % 7, (base.isoweekday() - weekday) % 7
    if "rel2" in s or "weeks" in s:
        step = {"last": -7, "this": 0, "next": 7, "ago": -7, "from": 7}[s.get("rel2") or s["weeks"]]
        return cal.shifted(base, weekday - base.isoweekday() + step)
    if rel in ("last", "past", "this past", "previous", "preceding"):
        return cal.shifted(base, -(back or 7))
    if rel in ("next", "coming", "this coming", "following"):
        return cal.shifted(base, ahead or 7)
    when = tense(story.low, story.start, story.end)
    if when == "future" or (rel == "this" and when != "past"):
        return cal.shifted(base, ahead)
    return cal.shifted(base, -back)


def _period(s: Slots, story: Story) -> Meaning | None:
    rel, unit = s.get("rel", "the"), s["unit"]
    if unit == "period":
        unit = "quarter"
    if rel in ("year-ago", "year-earlier", "the comparable year-ago"):
        return _year_before(story) if unit == "quarter" else _moved(story, "Y", -1, s)
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
    return _moved(story, letter, _STEP.get(rel, 0), s, told=rel in _TOLD)


def _part_of_day(s: Slots, story: Story, rel: str, unit: str) -> Meaning:
    part = lexicon().dayparts[s.get("part") or unit]
    base = story.here() if rel in _TOLD or rel == "next" else story.anchor
    day = cal.shifted(base, _STEP.get(rel, 0)) if base else None
    return part_of(day, part)


def _moved(story: Story, letter: str, step: int, s: Slots, *, told: bool = False) -> Meaning:
    """Return the period so many steps from the one that holds the base day."""
    base = _base(story, letter) if told else story.anchor
    if base is None:
        return unanchored(_FORMS[letter])
    if letter in ("D", "W", "WE"):
        day = cal.shifted(base, step * (1 if letter == "D" else 7))
    else:
        day = cal.months_on(base.replace(day=1), step * {"M": 1, "Q": 3, "Y": 12}[letter])
    if day is None:
        return unanchored(_FORMS[letter])
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
    """Return what "the week", "the year" stand for: a length where it is said how it ended, else the one told or ours."""
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


def _year_before(story: Story) -> Meaning:
    quarter = _latest_quarter(story).value
    return dated(f"{int(quarter[:4]) - 1:04d}{quarter[4:]}") if quarter[:4].isdigit() else unanchored("XXXX-QX")


def _yearago(s: Slots, story: Story) -> Meaning | None:
    if story.quarter or s.get("unit") == "quarter" or "quarter" in story.low[story.start : story.end]:
        return _year_before(story)
    return _moved(story, "Y", -1, {})


def _yearend(s: Slots, story: Story) -> Meaning | None:
    return _moved(story, "Y", 0, {"mod": "late"})


_SIGN = {"ago": -1, "back": -1, "earlier": -1, "before": -1, "previously": -1, "prior": -1}


def _distance(s: Slots, story: Story) -> Meaning | None:
    """Return the day, month or year that lies so far off; hours and shorter stay lengths on the base day."""
    count, letter, way = number(s["num"]), lexicon().units[s["unit"]], s["way"]
    if count is not None and ("andhalf" in s or "half" in story.low[story.start : story.end] and count >= 1):
        count += 0.5
    from_document = way in ("ago", "back", "hence", "from now", "from today")
    base = story.anchor if from_document else story.here()
    length = duration(count, letter)
    if letter[0] == "T":
        return between("DURATION", length, base, base)
    if way == "after" and count is not None:  # "comes two days after X" tells when X was
        back = _off(story, base, letter, -count)
        return Meaning("DURATION", length, back.earliest, back.latest)
    if way in ("before", "on", "after"):
        return Meaning("DURATION", length)
    if count is None:
        if letter == "Y" and way == "ago" and story.anchor:
            return Meaning("DATE", f"{(story.anchor.year - 3) // 10:03d}X", reason="vague")
        return Meaning("DATE", "PAST_REF" if way in _SIGN else "FUTURE_REF", reason="vague")
    if (
        letter == "Y"
        and count == 1
        and way in ("ago", "earlier")
        and story.quarter
        and story.near(story.quarter_end, 500)
    ):
        return _year_before(story)
    sign = _SIGN.get(way, 1)
    return _off(story, base if from_document else _fine_base(story, letter, base), letter, sign * count)


def _fine_base(story: Story, letter: str, base: date | None) -> date | None:
    """Return the day that "a year later" counts from: years and months may count from a year or month told."""
    if letter in ("M", "Y", "E") and story.told and story.near(story.told_end, 400) and (span := bounds(story.told)):
        return span[0]
    return base


def _off(story: Story, base: date | None, letter: str, count: float) -> Meaning:
    """Return the time so many units from a day, as fine as the unit: days for weeks, months, years."""
    fine = {"D": "D", "W": "D", "F": "D", "WE": "W", "M": "M", "Q": "Q", "Y": "Y", "E": "Y", "C": "Y"}[letter]
    if base is None:
        return unanchored(_FORMS[fine])
    if fine in ("D", "W"):
        day = cal.shifted(base, int(count * {"D": 1, "W": 7, "F": 14, "WE": 7}[letter]))
    else:
        months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[letter]
        fine = fine if months % 12 == 0 or fine != "Y" else "M"
        day = cal.months_on(base.replace(day=1), int(months))
    return dated(written(day, fine)) if day else unanchored(_FORMS[fine])


def _inday(s: Slots, story: Story) -> Meaning | None:
    day = story.here()
    return dated(day.isoformat()) if day else unanchored("XXXX-XX-XX")


RELATIVE: dict[str, Callable[[Slots, Story], Meaning | None]] = {
    "today": _today,
    "inday": _inday,
    "weekday": _weekday,
    "period": _period,
    "yearago": _yearago,
    "yearend": _yearend,
    "distance": _distance,
}
__all__ = ["RELATIVE", "part_of", "timedelta", "written"]
