"""Times so many units off: three days ago, a year later, two days after."""

from collections.abc import Callable
from datetime import date

from whence.timex import calendar as cal
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between, dated, unanchored
from whence.timex.numbers import FEW, days, duration, number
from whence.timex.periods import FORMS, written, year_before
from whence.timex.slots import Slots
from whence.timex.values import bounds

_SIGN = {"ago": -1, "back": -1, "earlier": -1, "before": -1, "previously": -1, "prior": -1}


def _distance(s: Slots, story: Story) -> Meaning | None:
    """Return the day, month or year that lies so far off; hours and shorter stay lengths on the base day."""
    count, letter, way = number(s["num"]), lexicon().units[s["unit"]], s["way"]
    if count is not None and ("andhalf" in s or ("half" in story.low[story.start : story.end] and count >= 1)):
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
        if way == "ago" and letter in FEW and base:
            first = cal.months_on(base, -FEW["M"]) if letter == "M" else cal.shifted(base, -days(FEW[letter], letter))
            return between("DATE", "PAST_REF", first, base)
        return Meaning("DATE", "PAST_REF" if way in _SIGN else "FUTURE_REF", reason="vague")
    if (
        letter == "Y"
        and count == 1
        and way in ("ago", "earlier")
        and story.quarter
        and story.near(story.quarter_end, 500)
    ):
        return year_before(story)
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
        return unanchored(FORMS[fine])
    if fine in ("D", "W"):
        day = cal.shifted(base, int(count * {"D": 1, "W": 7, "F": 14, "WE": 7}[letter]))
    else:
        months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[letter]
        fine = fine if months % 12 == 0 or fine != "Y" else "M"
        day = cal.months_on(base.replace(day=1), int(months))
    return dated(written(day, fine)) if day else unanchored(FORMS[fine])


DISTANCES: dict[str, Callable[[Slots, Story], Meaning | None]] = {"distance": _distance}
