"""Routes as worded: where a report says "from A via B to C", the words decide the roles."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whence.neural import Mark
from whence.records import Span, Spans
from whence.records.reading import PlaceRole

_NAME = r"\s+(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|province|district|area|region|capital)\s+(?:of\s+)?)?"
_FROM = re.compile(rf"\bfrom{_NAME}$", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|towards?|into|in\s+the\s+direction\s+of){_NAME}$", re.IGNORECASE)
_ON = re.compile(
    rf"[^.;!?]{{0,25}}?\b(?P<how>to|towards?|into|in\s+the\s+direction\s+of|in\s+the\s+side\s+of|via|through){_NAME}",
    re.IGNORECASE,
)
_BEFORE = 60  # characters before a place in which "from the Syrian city of" has room


def routed(places: Sequence[Mark], toponyms: Spans, text: str) -> tuple[Mark, ...]:
    """Return the places of a claim; those of a route that the text words as one get its roles.

    toponyms: all of the report. A route of which a claim has one end has the other, too.
    """
    out = {m.span: m for m in places}
    beside = {s for span in out for s in toponyms.beside(span)}
    for a, b in pairwise(sorted({*out, *beside})):
        if (a in out or b in out) and (how := _route(a, b, out.get(a), text)):
            out[a] = _as(out.get(a) or out[b], a, "from" if _opens(a, text) else None)
            out[b] = _as(out.get(b) or out[a], b, how)
    return tuple(_prefixed(out[span], text) for span in sorted(out))


def _route(a: Span, b: Span, first: Mark | None, text: str) -> PlaceRole | None:
    """Return how a route goes on from `a` to `b`; None where these two are not worded as one."""
    on = _ON.fullmatch(text, a.end, b.start) if a.end < b.start else None
    if on is None or not (_opens(a, text) or (first is not None and first.label in {"from", "via"})):
        return None
    return "via" if on["how"].lower() in {"via", "through"} else "to"


def _opens(place: Span, text: str) -> bool:
    return bool(_FROM.search(text[max(0, place.start - _BEFORE) : place.start]))


def _prefixed(place: Mark, text: str) -> Mark:
    """Return a place with the role of the preposition right before it, where the model takes the other end's."""
    before = text[max(0, place.span.start - _BEFORE) : place.span.start]
    if place.label == "from" and _TO.search(before):
        return replace(place, label="to")
    return replace(place, label="from") if place.label == "to" and _FROM.search(before) else place


def _as(mark: Mark, span: Span, role: PlaceRole | None) -> Mark:
    return replace(mark, span=span, label=role or mark.label)
