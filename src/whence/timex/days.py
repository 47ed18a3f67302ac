"""Days reckoned from the document's day or the day last told: yesterday, Tuesday, earlier in the day."""

import re
from collections.abc import Callable
from datetime import date

from whence.timex import calendar as cal
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between, dated, unanchored
from whence.timex.slots import Slots
from whence.timex.tense import tense

TOLD = frozenset({"previous", "preceding", "following", "same", "the same", "that"})  # these count from the story

_WORD_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "overnight": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}


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


def _inday(s: Slots, story: Story) -> Meaning | None:
    day = story.here()
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
    base = story.here() if rel in TOLD else anchor
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


DAYS: dict[str, Callable[[Slots, Story], Meaning | None]] = {"today": _today, "inday": _inday, "weekday": _weekday}
