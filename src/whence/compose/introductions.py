"""Unnamed sources of a named body, as reports introduce them: "an informed source in the Defence Ministry"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from whence.neural import Mark
from whence.records import Span

_HEAD = "source|official|spokesman|spokeswoman|spokesperson|representative|interlocutor|officer|diplomat|commander"
_OPENS = re.compile(
    rf"\b(?:an?|one|another)\s+(?:[\w-]+\s+){{0,3}}?(?:{_HEAD})\s+(?:in|at|from|of|with|inside|within|close\s+to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s+of\s+(?:the\s+)?$", re.IGNORECASE)


def introductions(text: str, entities: Sequence[Mark]) -> tuple[Span, ...]:
    """Return the spans of unnamed sources that an entity completes: the body they belong to."""
    starts = [m.span.start for m in entities]
    out = []
    for m in _OPENS.finditer(text):
        at = bisect_left(starts, m.end() - len("the "))
        end = entities[at].span.end if at < len(entities) and entities[at].span.start <= m.end() else 0
        while end and at + 1 < len(entities) and _GOES_ON.fullmatch(text, end, entities[at + 1].span.start):
            at, end = at + 1, entities[at + 1].span.end
        if end > m.end():
            out.append(Span(m.start(), end))
    return tuple(out)
