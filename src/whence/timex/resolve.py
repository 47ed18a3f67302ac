"""From expressions found to Timexes: each is resolved against the document's day and what was told before it."""

import re
from datetime import date

from whence.records import Span, Timex
from whence.timex.clocks import CLOCKS, clock_part, is_start
from whence.timex.dates import DATES
from whence.timex.days import DAYS
from whence.timex.distances import DISTANCES
from whence.timex.eras import ERAS
from whence.timex.feasts import feast
from whence.timex.lengths import LENGTHS
from whence.timex.meaning import Meaning, Story
from whence.timex.periods import PERIODS
from whence.timex.scan import Found
from whence.timex.slots import full_year

_RESOLVERS = {**DATES, **ERAS, **DAYS, **PERIODS, **DISTANCES, **LENGTHS, **CLOCKS, "feast": feast}
_YEARLY = re.compile(r"\d{4}")
_EXPLICIT = frozenset({"iso", "numeric", "year", "fiscal"})


def resolve(low: str, found: list[Found], anchor: date | None) -> list[Timex]:
    """Return the Timexes of what was found, in text order; `anchor` is the document's day or None."""
    story = Story(low, anchor, None if anchor else _only_year(found))
    out = []
    for f in found:
        story.start, story.end = f.start, f.end
        meaning = _clocked(_RESOLVERS[f.rule](f.slots, story), f)
        if meaning is None:
            continue
        out.append(
            Timex(Span(f.start, f.end), meaning.type, meaning.value, meaning.earliest, meaning.latest, meaning.reason)
        )
        _remember(story, f, meaning)
    return out


def _only_year(found: list[Found]) -> int | None:
    """Return the one year that a text gives, where it gives a day with it."""
    years = {full_year(f.slots["year"]) for f in found if "year" in f.slots}
    full = any("year" in f.slots and f.rule in ("day", "iso", "numeric") for f in found)
    return years.pop() if full and len(years) == 1 else None


def _clocked(meaning: Meaning | None, found: Found) -> Meaning | None:
    """Put the clock time that was joined with a day behind its value."""
    if meaning is None or found.clock is None or "/" in meaning.value or "T" in meaning.value or not meaning.value:
        return meaning
    return Meaning(
        "TIME", f"{meaning.value}T{clock_part(found.clock.slots)}", meaning.earliest, meaning.latest, meaning.reason
    )


def _remember(story: Story, found: Found, meaning: Meaning) -> None:
    if meaning.type not in ("DATE", "TIME") or meaning.earliest is None or not _YEARLY.match(meaning.value):
        return
    value = meaning.value.split("T")[0].split("/")[0]
    if (
        found.rule == "quarter"
        and re.match(r"\d{4}-Q\d$", value)
        and story.anchor
        and story.anchor.year - int(value[:4]) <= 1
    ):
        story.quarter, story.quarter_end = value, found.end
    elif found.rule in ("period", "yearago", "distance") and "-Q" in value:
        story.quarter_end = found.end
    story.told, story.told_end = value, found.end
    story.told_explicit = (
        found.rule in _EXPLICIT or "year" in found.slots or (story.told_explicit and found.rule in ("month", "day"))
    )
    if len(value) == 10 and meaning.earliest == meaning.latest:
        story.day, story.day_end = meaning.earliest, found.end
        if is_start(story.low, found.start):
            story.starts.append((found.start, meaning.earliest))
