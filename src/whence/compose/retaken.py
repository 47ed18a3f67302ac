"""Where a place changes hands under a pronoun ("It was held by the rebels until May, when the army took it"), or by a
verb that otherwise is said of fighting ("the army repelled the town").
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from whence.neural import Trigger

TERRITORY = frozenset({"capture_territory", "hold_territory", "siege", "withdrawal"})
REACH = 300  # characters from one change to the next that can still say "it"
# "He" too: a machine that translates from a language with genders makes a man of a town.
_BACK = re.compile(
    r"\b(?:it|its|he|she|which|(?:the|this|that)\s+(?:\w+\s+)?(?:city|town|village|settlement|district|area|place|base))\b",
    re.IGNORECASE,
)

# Languages that have one verb for beating off an attack and for winning a place back come out as the first.
_WON = re.compile(r"(?:repel|repuls|(?:beat|beaten|fought|fight|won)\s+(?:off|back))\w*", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s+(?:(?:again|also|anew|back|once\s+more|once\s+again)\s+)*(?:the\s+)?"
    r"(?:(?:\w+\s+)?(?:city|town|village|settlement|district)\s+(?:of\s+)?)?",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[^\s\w\"'’-]|(?:and|but|from|in|on|by|after|with)\b|$)", re.IGNORECASE)


def retaken(triggers: Sequence[Trigger], text: str) -> tuple[Trigger, ...]:
    """Return the triggers in the order given, those that win a place as captures of it; those of territory without a
    place get that of the one before.

    Only where the words from that one on point back at something, and where it lies near.
    """
    out: list[Trigger] = []
    last: Trigger | None = None
    for t in (_won(t, text) for t in triggers):
        if t.type in TERRITORY:
            if not t.places and last is not None and _points_back(last, t, text):
                t = replace(t, places=tuple(replace(p, label="at") for p in last.places if p.label in {"at", "from"}))
            last = t if t.places else last
        out.append(t)
    return tuple(out)


def _points_back(last: Trigger, t: Trigger, text: str) -> bool:
    near = 0 <= t.span.start - last.span.end <= REACH
    return (
        near
        and "\n\n" not in text[last.span.end : t.span.start]
        and bool(_BACK.search(text, last.span.end, t.span.end + 60))
    )


def _won(t: Trigger, text: str) -> Trigger:
    """Return a fight whose object is a place, and not a force or an attack, as a capture of the place."""
    if t.type not in {"attack", "clash"} or not _WON.fullmatch(t.span.of(text)):
        return t
    objects = (p for p in t.places if p.span.start > t.span.end)
    won = any(_OBJECT.fullmatch(text, t.span.end, p.span.start) and _ENDS.match(text, p.span.end) for p in objects)
    return replace(t, type="capture_territory") if won else t
