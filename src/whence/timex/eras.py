"""Seasons, quarters, years, decades and centuries."""

import re
from collections.abc import Callable
from datetime import date

from whence.timex import calendar as cal
from whence.timex.dates import told_year
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, dated, unanchored
from whence.timex.numbers import number, ordinal
from whence.timex.slots import Slots, full_year, mod, step
from whence.timex.tense import tense


def _season(s: Slots, story: Story) -> Meaning | None:
    code, anchor, rel = lexicon().seasons[s["season"]], story.anchor, s.get("rel")
    if "year" in s:
        return dated(f"{full_year(s['year']):04d}-{code}", mod(s))
    if rel is None and "rel2" not in s and (told := told_year(story)) is not None:
        return dated(f"{told:04d}-{code}", mod(s))
    if anchor is None:
        return unanchored(f"XXXX-{code}")
    if "rel2" in s:
        return dated(f"{anchor.year + step(s['rel2']):04d}-{code}", mod(s))
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
        years = step(s.get("rel2", "next"))
        return dated(f"{anchor_year + years:04d}-{letter}{n}", mod(s))
    ended = (story.anchor.month - first - 2) % 12  # months since it last ended; reports on it come soon after
    if ended > 4 and tense(story.low, story.start, story.end) == "future":
        return dated(f"{anchor_year + (first + 2 < story.anchor.month):04d}-{letter}{n}", mod(s))
    return dated(f"{anchor_year - (first > story.anchor.month):04d}-{letter}{n}", mod(s))


def _fiscal(s: Slots, story: Story) -> Meaning | None:
    if "year" in s:
        return dated(s["year"])
    if story.anchor is None:
        return unanchored("XXXX")
    years = {"last": -1, "previous": -1, "latest": -1, "past": -1, "next": 1, "coming": 1, "following": 1}
    return dated(f"{story.anchor.year + years.get(s.get('rel', ''), 0):04d}")


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


ERAS: dict[str, Callable[[Slots, Story], Meaning | None]] = {
    "season": _season,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "year": _year,
    "decade": _decade,
    "century": _century,
}
