"""The door: time expressions of a text, and what stands at a span."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from whence.records import Span, Timex
from whence.timex.anchor import Anchor, find_anchor
from whence.timex.claim import claim_value
from whence.timex.neighbours import words_of
from whence.timex.resolve import resolve
from whence.timex.scan import scan
from whence.timex.text import normalised

_LINK = re.compile(r"[ \n]?(?:to|through|until|till|and|-)[ \n]?(?:the[ \n])?$")
_SINCE = re.compile(r"\bsince\b(?:[^.;!?]|\.(?=\S))*$")
_SINCE_THEN = re.compile(r"\bsince then\b")
_ALL_DAY = re.compile(r"\b(?:throughout|during|all through)[ \n]the[ \n]day\b(?! (?:before|after|of|when|that))")
_POINT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")
_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI)$")
_DECADE = re.compile(r"\d{4}/\d{4}$")


@dataclass(frozen=True, slots=True)
class TimeReading:
    """The time expressions of a text in order, the day they were reckoned from, and the ranges that they bound.

    A range is "from April 27 to May 18", or "since March 2011", which runs to the document's day, or "throughout the
    day", which is that day.
    """

    timexes: tuple[Timex, ...]
    anchor: Anchor | None
    ranges: tuple[Timex, ...] = ()


def read(text: str, published: date | None = None) -> TimeReading:
    """Return the TIMEX3 expressions of an English text.

    Args:
        text: as `Report.text`; may be lower case, upper case, without punctuation or badly translated.
        published: the day of publication, or None; a dateline in the text wins over it.
    """
    words = words_of(text, normalised(text))
    found = scan(words)
    anchor = find_anchor(text, words.low, found, published)
    timexes = tuple(resolve(words.low, found, anchor.day if anchor else None))
    opened = (*_since(words.low, timexes, anchor.day), *_all_day(words.low, anchor.day)) if anchor else ()
    return TimeReading(timexes, anchor, (*_ranges(words.low, timexes), *opened))


def at(reading: TimeReading, span: Span) -> Timex | None:
    """Return the timex that fits a span best: a range whose ends both lie in it, else the finest that overlaps most."""
    for r in reading.ranges:
        if not (r.span.overlaps(span) and span.start < r.span.start + len("since")):
            continue  # nearly always: asked first, for a report has as many ranges as it has claims
        if all(t.span.overlaps(span) for t in reading.timexes if r.span.covers(t.span)):
            return r
    over = [t for t in reading.timexes if t.span.overlaps(span)]
    return max(over, key=lambda t: (_fineness(t), _shared(t.span, span), -t.span.start), default=None)


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _fineness(timex: Timex) -> int:
    """Return how well a timex says when: a day above a month above a year above a length above a mere reference."""
    if timex.earliest and timex.latest:
        return 10_000_000 - (timex.latest - timex.earliest).days
    return {"DATE": 3, "TIME": 3, "DURATION": 2, "SET": 1}[timex.type] if not timex.value.endswith("_REF") else 0


def _since(low: str, timexes: tuple[Timex, ...], day: date) -> tuple[Timex, ...]:
    """Return what "since" opens, up to the document's day, as fine as the start is told."""
    out, floor = [], 0
    for t in timexes:
        start = low.rfind("since", max(floor, t.span.start - 100), t.span.start)
        m = _SINCE.match(low, start, t.span.start) if start >= 0 else None
        floor = t.span.end
        if m and (whole := _open(t, day)):
            out.append(Timex(Span(start, t.span.end), t.type, whole, t.earliest, day))
    for m in _SINCE_THEN.finditer(low):
        before = (t for t in reversed(timexes) if t.span.end <= m.start() and _open(t, day))
        if then := next(before, None):
            out.append(Timex(Span(*m.span()), then.type, _open(then, day), then.earliest, day))
    return tuple(out)


def _all_day(low: str, day: date) -> Iterator[Timex]:
    """Yield "throughout the day" as the document's day; it is no TIMEX3 expression, but the time of a claim."""
    for m in _ALL_DAY.finditer(low):
        yield Timex(Span(*m.span()), "DATE", day.isoformat(), day, day)


def _open(start: Timex, day: date) -> str:
    """Return the claim value of a stretch from `start` up to `day`, or "" where it can't be told."""
    value = claim_value(start)
    if _SEASON.match(value) and start.earliest:
        value = start.earliest.isoformat()[:7]
    elif start.type == "DATE" and _DECADE.match(value):
        value = value[:4]
    if start.earliest is None or start.earliest > day or not _POINT.match(value):
        return ""
    end = day.isoformat()[: len(value)]
    return value if value == end else f"{value}/{end}"


def _ranges(low: str, timexes: tuple[Timex, ...]) -> tuple[Timex, ...]:
    """Return the pairs that a word such as to or a dash joins, as one timex from the first to the last."""
    out = []
    for a, b in pairwise(timexes):
        gap = low[a.span.end : b.span.start]
        if len(gap) > 12 or not _LINK.match(gap) or not (a.earliest and a.latest and b.earliest and b.latest):
            continue
        first, last = (t.value.split("T")[0] for t in (a, b))
        if _POINT.match(first) and _POINT.match(last) and a.earliest <= b.latest and a.earliest < b.earliest:
            out.append(Timex(Span(a.span.start, b.span.end), "DATE", f"{first}/{last}", a.earliest, b.latest))
    return tuple(out)
