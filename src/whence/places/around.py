"""Which mention the text puts inside which: "Paris, Texas", "Qamishli in Hasakah province", "Syria's Raqqa"."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from whence.gazetteer import Match
from whence.places.mentions import Mention

_NEXT = re.compile(r"(?:['’]s)?(?:[ ,]*(?:city|town|village|district|county|province))?[.]?(?:, ?|,? \(|-| – )$")
_IN = re.compile(
    r",? ?(?:[a-z-]+ ){0,3}(?:in|of|inside|within|from|near|outside)(?: the)?(?: [a-z'’-]+){0,4} $"
    r"|,? (?:[a-z-]+ ){0,2}(?:province|governorate|region|state)(?:'s|’s)? $"
)
_OWNER = re.compile(
    r"(?:(?:['’]s?)(?: [a-z-]+){0,4}"
    r"| (?:[a-z-]+ ){0,2}(?:city|town|village|province|region|capital)(?: of)?(?: the)?) $"
)
_SENTENCE = re.compile(r"[.!?]['\")”’]? +(?=[A-Z\"“‘(])|\n")
REACH = 70
"""Characters between two mentions beyond which the words do not tie them."""


class Tie(Enum):
    """How the text ties a mention to one that may contain it."""

    NEXT = "next"
    IN = "in"
    OWNER = "owner"


def ties(text: str, found: Sequence[Mention]) -> list[tuple[int, int, Tie]]:
    """Return (inner, outer, tie) by index into `found`, which stands in text order."""
    out = []
    for i, (a, b) in enumerate(pairwise(found)):
        gap = text[a.span.end : b.span.start]
        if not gap or len(gap) > REACH or _SENTENCE.search(gap.rstrip()):
            continue
        if _NEXT.fullmatch(gap):
            out.append((i, i + 1, Tie.NEXT))
        elif _OWNER.fullmatch(gap):
            out.append((i + 1, i, Tie.OWNER))
        elif _IN.fullmatch(gap):
            out.append((i, i + 1, Tie.IN))
    return out


def holds(outer: Sequence[Match]) -> tuple[frozenset[int], frozenset[str]]:
    """Return the units and the countries that a mention may stand for, as numbers and country codes."""
    units = frozenset(m.row.number for m in outer if m.row.place.kind in ("region", "district", "area"))
    countries = frozenset(
        m.row.place.country
        for m in outer
        if m.row.place.kind == "country" and m.row.place.country and m.role != "demonym"
    )
    return units, countries
