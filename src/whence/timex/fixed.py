"""Expressions that name a place in the calendar: days, months, seasons, quarters, years, decades, centuries, feasts."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from whence.timex import calendar as cal
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between, dated, unanchored
from whence.timex.numbers import number, ordinal
from whence.timex.tense import tense
from whence.timex.values import month_value, quarter_value

Slots = dict[str, str]

_JUST_BEFORE = 60  # characters within which a year told beats the document's
_SOON = 1  # months ahead that a bare month is taken to be, whatever the tense: a past one that far back gets its year

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


def slot_day(s: Slots) -> int:
    """Return the day of the month in a date's slots."""
    return int(s["day"]) if "day" in s else lexicon().ordinals[s["dayword"]]


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
    if "part" in s and got.earliest:
        part = lexicon().dayparts[s["part"]]
        return Meaning("TIME", f"{got.value}T{part}", got.earliest, got.latest)
    return got


def _year_of(s: Slots, story: Story, month: int, day: int) -> int | None:
    """Return the year a day without one lies in: by its weekday, by the year just told, by the tense, by nearness."""
    anchor, told = story.anchor, _told_year(story)
    if "rel2" in s:
        return anchor.year + {"last": -1, "this": 0, "next": 1}[s["rel2"]] if anchor else None
    if anchor is None:
        return told if told is None else _next_after(story, month, day)
    near = [d for y in range(anchor.year - 6, anchor.year + 2) if (d := cal.make(y, month, day))]
    if "wd" in s:
        weekday = lexicon().weekdays[s["wd"]]
        near = [d for d in near if d.isoweekday() == weekday] or near
    if told is not None and "wd" not in s:
        return _next_after(story, month, day)
    if not near:
        return None
    when = tense(story.low, story.start, story.end)
    return min(near, key=lambda d: _far(d, anchor, when)).year


def _told_year(story: Story) -> int | None:
    """Return the year told just before in this sentence, where its words gave it and the document's day is not in it."""
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
        return anchor.year + {"last": -1, "this": 0, "next": 1}[s["rel2"]] if anchor else None
    if rel is None and _told_year(story) is not None:
        return _next_after(story, month, None)
    if anchor is None:
        return None
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


def _season(s: Slots, story: Story) -> Meaning | None:
    code, anchor, rel = lexicon().seasons[s["season"]], story.anchor, s.get("rel")
    if "year" in s:
        return dated(f"{full_year(s['year']):04d}-{code}", mod(s))
    if rel is None and "rel2" not in s and (told := _told_year(story)) is not None:
        return dated(f"{told:04d}-{code}", mod(s))
    if anchor is None:
        return unanchored(f"XXXX-{code}")
    if "rel2" in s:
        return dated(f"{anchor.year + {'last': -1, 'this': 0, 'next': 1}[s['rel2']]:04d}-{code}", mod(s))
    return dated(f"{_season_year(story, anchor, code, rel):04d}-{code}", mod(s))


def _season_year(story: Story, anchor: date, code: str, rel: str | None) -> int:
    year, now = cal.season_of(anchor)
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
    behind, same = starts[code] < starts[now], code == now
    if rel in ("last", "past", "previous", "preceding"):
        return year if behind else year - 1
    ahead = rel in ("next", "coming", "this coming") or (
        rel != "this" and tense(story.low, story.start, story.end) == "future"
    )
    if ahead:
        return year + (behind or (same and rel == "next"))
    if rel == "this":
        return anchor.year
    return year - (not behind and not same)


def _quarter(s: Slots, story: Story) -> Meaning | None:
    n = int(s["q"]) if "q" in s else ordinal(s["ord"])
    letter = "H" if s.get("kind") == "half" else "Q"
    year = s.get("year") or s.get("year0")
    if year:
        return dated(f"{full_year(year):04d}-{letter}{n}", mod(s))
    if story.anchor is None:
        return unanchored(f"XXXX-{letter}{n}")
    first = 1 + (n - 1) * (6 if letter == "H" else 3)
    anchor_year = story.anchor.year
    if "rel2" in s or s.get("rel", "").startswith("next") or story.low.startswith("next year", story.start):
        step = {"last": -1, "this": 0, "next": 1}[s.get("rel2", "next")]
        return dated(f"{anchor_year + step:04d}-{letter}{n}", mod(s))
    ended = (story.anchor.month - first - 2) % 12  # months since it last ended; reports on it come soon after
    if ended > 4 and tense(story.low, story.start, story.end) == "future":
        return dated(f"{anchor_year + (first + 2 < story.anchor.month):04d}-{letter}{n}", mod(s))
    return dated(f"{anchor_year - (first > story.anchor.month):04d}-{letter}{n}", mod(s))


def _fiscal(s: Slots, story: Story) -> Meaning | None:
    if "year" in s:
        return dated(s["year"])
    if story.anchor is None:
        return unanchored("XXXX")
    step = {"last": -1, "previous": -1, "latest": -1, "past": -1, "next": 1, "coming": 1, "following": 1}
    return dated(f"{story.anchor.year + step.get(s.get('rel', ''), 0):04d}")


def _year(s: Slots, story: Story) -> Meaning | None:
    if "words" in s:
        return dated(str(_spoken(s["words"])), mod(s))
    year = s["year"]
    if "year2" in s:
        last = s["year2"] if len(s["year2"]) == 4 else year[:2] + s["year2"]
        return dated(f"{year}/{last}") if last > year else dated(year)
    return dated(year, mod(s))


def _spoken(words: str) -> int:
    """Return the year of words such as nineteen ninety-one and two thousand and five."""
    head, _, rest = re.sub(r"[ -]and[ -]", " ", words).partition("thousand")
    if head != words and head.strip() == "two":
        return 2000 + int(number(rest) or 0) if rest.strip() else 2000
    century, _, tail = words.replace("-", " ").partition(" ")
    return int(number(century) or 0) * 100 + (0 if tail == "hundred" else int(number(tail) or 0))


def _decade(s: Slots, story: Story) -> Meaning | None:
    tens = s.get("tens") or f"19{s.get('tens2') or lexicon().decades[s['tensword']]}"
    return dated(tens, mod(s))


def _century(s: Slots, story: Story) -> Meaning | None:
    n = ordinal(s["ord"])
    return dated(f"{n - 1:02d}", mod(s)) if 1 < n < 100 else None


def _feast(s: Slots, story: Story) -> Meaning | None:
    if "year" in s:
        return _feast_in(s["feast"], int(s["year"]))[0]
    if story.anchor is None:
        fixed = lexicon().fixed_feasts.get(s["feast"])
        return unanchored(f"XXXX-{fixed}" if fixed else "XXXX-XX-XX")
    anchor, rel = story.anchor, s.get("rel")
    found = [
        f
        for y in (anchor.year - 1, anchor.year, anchor.year + 1)
        for f in _feast_in(s["feast"], y)
        if f.earliest and f.latest
    ]
    when = {"last": "past", "next": "future"}.get(rel or "") or tense(story.low, story.start, story.end)
    return min(found, key=lambda f: _far(f.earliest, anchor, when) if f.earliest else 0.0)


def _far(day: date, anchor: date, when: str | None) -> float:
    """Return how far a day without a year lies off, the more so where it lies against the tense."""
    back, ahead = {"past": (1.0, 4.0), "future": (4.0, 1.0)}.get(when or "", (1.0, 1.6))
    return (day - anchor).days * ahead if day > anchor else (anchor - day).days * back


def _feast_in(name: str, year: int) -> list[Meaning]:
    """Return the feast's days that start in a year; an Islamic month is one day unsure at both ends."""
    x = lexicon()
    if not 1583 <= year <= 2200:
        return [Meaning("DATE", f"{year:04d}")]
    if name in x.fixed_feasts:
        return [dated(f"{year:04d}-{x.fixed_feasts[name]}")]
    if name in x.easter_feasts:
        return [dated((cal.easter(year) + timedelta(x.easter_feasts[name])).isoformat())]
    if name in x.weekday_feasts:
        return [dated(cal.nth_weekday(year, *x.weekday_feasts[name]).isoformat())]
    m1, d1, m2, d2 = x.hijri_feasts[name]
    out = []
    for h in cal.hijri_years(year):
        a, b = cal.hijri(h, m1, d1), cal.hijri(h, m2, d2)
        if a.year == year:
            value = a.isoformat() if a == b else f"{a.isoformat()}/{b.isoformat()}"
            out.append(between("DATE", value, a - timedelta(1), b + timedelta(1)))
    return out or [Meaning("DATE", f"{year:04d}")]


FIXED: dict[str, Callable[[Slots, Story], Meaning | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "feast": _feast,
}
__all__ = ["FIXED", "mod", "month_value", "quarter_value"]
