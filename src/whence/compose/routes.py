"""Routes as worded: where a report says "from A via B to C", the words decide the roles."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whence.neural import Mark

_NAME = r"\s+(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|province|district|area|region|capital)\s+(?:of\s+)?)?"
_FROM = re.compile(rf"\bfrom{_NAME}$", re.IGNORECASE)
_ON = re.compile(
    rf"[^.;!?]{{0,25}}?\b(?P<how>to|towards?|into|in\s+the\s+direction\s+of|in\s+the\s+side\s+of|via|through){_NAME}",
    re.IGNORECASE,
)
_BEFORE = 60  # characters before a place in which "from the Syrian city of" has room


def routed(places: Sequence[Mark], text: str) -> tuple[Mark, ...]:
    """Return the places of a claim; those of a route that the text words as one get its roles."""
    out = sorted(places, key=lambda m: m.span)
    for i, (a, b) in enumerate(pairwise(out)):
        on = _ON.fullmatch(text, a.span.end, b.span.start) if a.span.end < b.span.start else None
        opens = _FROM.search(text[max(0, a.span.start - _BEFORE) : a.span.start])
        if on and (opens or out[i].label in {"from", "via"}):
            out[i] = replace(a, label="from") if opens else out[i]
            out[i + 1] = replace(b, label="via" if on["how"].lower() in {"via", "through"} else "to")
    return tuple(out)
