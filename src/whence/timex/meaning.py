"""What an expression means once resolved, and what the report has said of time so far."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from whence.records import TimexType
from whence.timex.values import bounds

Reason = Literal["no_anchor", "no_start", "no_such_day", "vague"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type and value, the days it lies between, and why the value is not a day or period of the calendar."""

    type: TimexType
    value: str
    earliest: date | None = None
    latest: date | None = None
    reason: Reason | None = None


def dated(value: str, mod: str | None = None, kind: TimexType = "DATE") -> Meaning:
    """Return the meaning of a value that has a place in time."""
    first, last = bounds(value, mod) or (None, None)
    return Meaning(kind, value, first, last)


def between(kind: TimexType, value: str, first: date | None, last: date | None) -> Meaning:
    """Return a meaning with bounds of its own; bounds that are half known or reversed are dropped."""
    if first is None or last is None or first > last:
        return Meaning(kind, value)
    return Meaning(kind, value, first, last)


def unanchored(value: str, kind: TimexType = "DATE") -> Meaning:
    """Return a value with X's where the report gives no day to reckon from."""
    return Meaning(kind, value, reason="no_anchor")


@dataclass(slots=True)
class Story:
    """What resolution knows at a point of the text: the document's day, and the times told so far.

    Attributes:
        low: the normalised text.
        anchor: the document's day, or None.
        only_year: the year of all dates told in full, where the document's day is not known and they share one.
        start, end: where the expression in hand stands.
        told: the last DATE value with a year, and where it ended; `told_explicit` where the words gave the year.
        day: the last day told, and where it ended.
        quarter: the last quarter told.
    """

    low: str
    anchor: date | None
    only_year: int | None = None
    start: int = 0
    end: int = 0
    told: str | None = None
    told_end: int = -1
    told_explicit: bool = False
    day: date | None = None
    day_end: int = -1
    quarter: str | None = None
    quarter_end: int = -1
    starts: list[tuple[int, date]] = field(default_factory=list)

    def near(self, end: int, width: int = 250) -> bool:
        """Tell whether something that ended at `end` is near enough to still be the topic."""
        return end >= 0 and self.start - end <= width

    def same_sentence(self, end: int) -> bool:
        """Tell whether no sentence ends between `end` and the expression in hand."""
        if not self.near(end):
            return False
        gap = self.low[end : self.start]
        return not any(stop in gap for stop in (". ", "! ", "? ", ".\n", "\n\n"))

    def here(self) -> date | None:
        """Return the day that "the previous day" counts from: the last day told nearby, else the document's day."""
        return self.day if self.day and self.near(self.day_end, 400) else self.anchor
