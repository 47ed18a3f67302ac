"""Clock times, parts of the day, and days counted from a start."""

import re
from collections.abc import Callable

from whence.timex import calendar as cal
from whence.timex.days import part_of
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between
from whence.timex.numbers import days, duration, number, ordinal
from whence.timex.slots import Slots

_DURING = re.compile(r"\b(?:during|in)[ \n]the[ \n]night$")
_BEGAN = re.compile(r"\b(?:began|begun|started|start|launched|beginning|since|imposed|from|commenced)\b")


def clock_part(s: Slots) -> str:
    """Return what stands after the T of a clock time or a part of the day."""
    if "midnight" in s:
        return "24:00"
    if s.get("part") == "noon":
        return "12:00"
    if "part" in s:
        return lexicon().dayparts[s["part"]]
    if "half" in s:
        hour = int(s["hour"]) % 12 + (12 if s["half"] == "p" else 0)
        return f"{hour:02d}:{int(s.get('minute') or 0):02d}"
    if "hourword" in s:
        return f"{int(number(s['hourword']) or 0) % 24:02d}:00"
    clock, minute = s.get("hour24") or s["hour4"], s.get("minute24") or s["minute4"]
    return f"{int(clock):02d}:{minute}"


def _clock(s: Slots, story: Story) -> Meaning | None:
    during = _DURING.search(story.low[max(0, story.start - 12) : story.end])  # the night that ends on our day
    if during and story.anchor and (day := cal.shifted(story.anchor, -1)):
        return between("TIME", f"{day.isoformat()}TNI", day, story.anchor)
    return part_of(story.day if story.day and story.near(story.day_end) else story.anchor, clock_part(s))


def _nthday(s: Slots, story: Story) -> Meaning | None:
    """Return the day so many days into something whose start was told; a run of days ends on the document's day."""
    n, letter = ordinal(s["ord"]), lexicon().units[s["unit"]]
    if "run" in s or "row" in s:
        first = cal.shifted(story.anchor, -days(n - 1, letter)) if story.anchor else None
        return between("DURATION", duration(n, letter), first, story.anchor)
    start = next((day for at, day in reversed(story.starts) if story.start - at < 1500), None)
    day = cal.shifted(start, n - 1) if start else None
    if day is None:
        return Meaning("DATE", "XXXX-XX-XX", reason="no_start")
    return Meaning("DATE", day.isoformat(), day, day)


def is_start(low: str, start: int) -> bool:
    """Tell whether the words before a day say that something began on it."""
    return bool(_BEGAN.search(low[max(0, start - 45) : start]))


CLOCKS: dict[str, Callable[[Slots, Story], Meaning | None]] = {"clock": _clock, "part": _clock, "nthday": _nthday}
