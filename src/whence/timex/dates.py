"""Days and months: in figures or words, with their year or without."""

import re
from collections.abc import Callable

from whence.timex import calendar as cal
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, dated, unanchored
from whence.timex.slots import Slots, full_year, mod, slot_day, step
from whence.timex.tense import far, tense

_JUST_BEFORE = 60  # characters within which a year told beats the document's
_SOON = 1  # months ahead that a bare month is taken to be, whatever the tense: one so far back would get its year


def day_value(year: int, month: int, day: int) -> Meaning:
    """Return the meaning of a full date; a day the calendar does not have gets a reason in place of bounds."""
    if cal.make(year, month, day) is None:
        return Meaning("DATE", f"{year:04d}-{month:02d}-{day:02d}", reason="no_such_day")
    return dated(f"{year:04d}-{month:02d}-{day:02d}")


def _iso(s: Slots, story: Story) -> Meaning | None:
    got = day_value(int(s["year"]), int(s["mon"]), int(s["day"]))
    if "hour24" not in s or got.reason:
        return got
    return Meaning("TIME", f"{got.value}T{s['hour24']}:{s['minute24']}", got.earliest, got.latest)


def _numeric(s: Slots, story: Story) -> Meaning | None:
    a, b, year = int(s["a"]), int(s["b"]), full_year(s["year"])
    american = (s["sep"] == "/" and a <= 12) or b > 12  # 5/25/17; with dots and dashes the day comes first
    return day_value(year, *((a, b) if american else (b, a)))


def _day(s: Slots, story: Story) -> Meaning | None:
    month, day = lexicon().months[s["month"]], slot_day(s)
    year = full_year(s["year"]) if "year" in s else _year_of(s, story, month, day)
    if year is None:
        known = cal.make(2000, month, day)
        return unanchored(f"XXXX-{month:02d}-{day:02d}") if known else Meaning("DATE", "", reason="no_such_day")
    got = day_value(year, month, day)
    first, last = s.get("day0"), s.get("day2")
    if got.earliest and (first or last):
        ends = (int(first), day) if first else (day, int(last or 0))
        a, b = cal.make(year, month, ends[0]), cal.make(year, month, ends[1])
        return dated(f"{a.isoformat()}/{b.isoformat()}") if a and b and a < b else got
    if got.earliest and (name := s.get("part") or s.get("part2")):
        part = lexicon().dayparts[name]
        return Meaning("TIME", f"{got.value}T{part}", got.earliest, got.latest)
    return got


def _year_of(s: Slots, story: Story, month: int, day: int) -> int | None:
    """Return the year a day without one lies in: by its weekday, by the year just told, by the tense, by nearness."""
    anchor, told = story.anchor, told_year(story)
    if "rel2" in s:
        return anchor.year + step(s["rel2"]) if anchor else None
    if anchor is None:
        return _only_year(story) if told is None else _next_after(story, month, day)
    near = [d for y in range(anchor.year - 6, anchor.year + 2) if (d := cal.make(y, month, day))]
    if "wd" in s:
        weekday = lexicon().weekdays[s["wd"]]
        near = [d for d in near if d.isoweekday() == weekday] or near
    if told is not None and "wd" not in s:
        return _next_after(story, month, day)
    if not near:
        return None
    when = tense(story.low, story.start, story.end)
    return min(near, key=lambda d: far(d, anchor, when)).year


def _only_year(story: Story) -> int | None:
    """Return the one year the report tells, for a day that is not said to be still to come."""
    return None if tense(story.low, story.start, story.end) == "future" else story.only_year


def told_year(story: Story) -> int | None:
    """Return the year told just before in this sentence, where its words gave it and it is not the document's."""
    if not story.told or not story.told_explicit or not story.same_sentence(story.told_end):
        return None
    if story.anchor and not story.near(story.told_end, _JUST_BEFORE):
        return None
    year = int(story.told[:4])
    return year if story.anchor is None or year < story.anchor.year else None


def _next_after(story: Story, month: int, day: int | None) -> int:
    """Return the first year in which a month, or day, comes after what was just told."""
    told = story.told or ""
    year = int(told[:4])
    m = re.match(r"\d{4}-(\d\d)(?:-(\d\d))?", told)
    if m:
        before = (month, day or 31) < (int(m[1]), int(m[2] or 1))
        return year + before
    starts = {"-SP": 3, "-SU": 6, "-FA": 9, "-WI": 12}
    return year + (month < starts.get(told[4:7], 0))


def _month(s: Slots, story: Story) -> Meaning | None:
    month = lexicon().months[s["month"]]
    if "year" in s or "year2" in s:
        return dated(f"{full_year(s.get('year') or s['year2']):04d}-{month:02d}", mod(s))
    year = _month_year(s, story, month)
    return unanchored(f"XXXX-{month:02d}") if year is None else dated(f"{year:04d}-{month:02d}", mod(s))


def _month_year(s: Slots, story: Story, month: int) -> int | None:
    anchor, rel = story.anchor, s.get("rel")
    if "rel2" in s:
        return anchor.year + step(s["rel2"]) if anchor else None
    if rel is None and told_year(story) is not None:
        return _next_after(story, month, None)
    if anchor is None:
        return _only_year(story)
    before = anchor.year - (month >= anchor.month)
    if rel in ("last", "past", "previous", "preceding", "this past"):
        return before
    if rel in ("next", "coming", "this coming"):
        return before + 1
    if rel == "this":
        return anchor.year
    when, ahead = tense(story.low, story.start, story.end), (month - anchor.month) % 12
    if when == "future" or 0 < ahead <= _SOON:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def _weekof(s: Slots, story: Story) -> Meaning | None:
    """Return the days of the first or last week, weekend or day of a month; weeks count from the 1st."""
    month = _month(s, story)
    if month is None or month.earliest is None or month.latest is None:
        return month
    first, last, n = month.earliest, month.latest, {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(s["nth"])
    if s["unit"] == "day":
        at = (last if n is None else cal.shifted(first, n)) or first
        return dated(at.isoformat())
    if s["unit"] == "weekend":
        return Meaning("DATE", month.value, first, last)
    a = cal.shifted(last, -6) if n is None else cal.shifted(first, 7 * n)
    b = cal.shifted(a, 6) if a else None
    return dated(f"{a.isoformat()}/{b.isoformat()}") if a and b else month


def _named(s: Slots, story: Story) -> Meaning | None:
    return dated(lexicon().named_days[s["name"]])


DATES: dict[str, Callable[[Slots, Story], Meaning | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "month": _month,
    "weekof": _weekof,
    "named": _named,
}
