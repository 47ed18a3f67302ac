"""What the words of a mention say besides the name: the kind of place, and the bare name to look up."""

import re
from functools import lru_cache
from typing import NamedTuple

from whence.places.lexicon import kinds
from whence.records import Span

Hint = str
"""What kind the words claim: "region", "district", "settlement", "country", "water", "mountain", "island", "area",
"facility", or "" where they claim none."""

HINT_OF: dict[str, Hint] = {word: hint for hint, words in kinds()["kinds_of"].items() for word in words}
_SIDES = frozenset(kinds()["sides"])
_LOCAL = frozenset(kinds()["local"])
_BEFORE = re.compile(r"([\w-]+) (?:of|called|named)(?: the)? $")
_AFTER = re.compile(r"(?:['’]s?)? ?([A-Za-z-]+)")
# "Homs, Hama and Idlib provinces": the kind of all three
_LISTED = re.compile(
    r"(?:,? (?:and |or |& )?+[A-Z][\w'’-]*+\.?+){1,20}+ (counties|provinces|districts|governorates|states|regions"
    r"|cities|towns|villages)\b"
)
_OWN = re.compile(r"['’]s?$")


class Wording(NamedTuple):
    """The bare name of a mention, what its own words and its neighbours claim it is, and whether capitals shout it."""

    name: str
    hint: Hint
    nearby: Hint


def wording(text: str, span: Span) -> Wording:
    """Return the wording of the mention at `span`."""
    words = _OWN.sub("", span.of(text)).strip(" \n\t\"'“”‘’().,;:")  # dots of abbreviations are no part of the look-up
    before = _BEFORE.search(text[max(0, span.start - 40) : span.start])
    after = _AFTER.match(text[span.end : span.end + 30])
    left = HINT_OF.get(before[1].lower(), "") if before else ""
    right = _neighbour(after[1].lower()) if after else ""
    near = right if right in ("region", "district") else left or right  # "the countryside of Raqqa province"
    if not near and (listed := _LISTED.match(text, span.end, span.end + 120)):
        near = HINT_OF[listed[1]]
    return Wording(words, own_hint(words), near)


def _neighbour(word: str) -> Hint:
    return "settlement" if word in _LOCAL else HINT_OF.get(word, "")


@lru_cache(maxsize=4096)
def own_hint(name: str) -> Hint:
    """Return what the last or first word of a name claims it is: "district" for "Licking County"."""
    words = name.lower().split()
    if len(words) < 2:
        return ""
    return HINT_OF.get(words[-1]) or HINT_OF.get(words[0]) or ("settlement" if words[0] in ("town", "city") else "")


@lru_cache(maxsize=4096)
def shortenings(name: str) -> tuple[str, ...]:
    """Return what else to look up where `name` is not known: without article, side and words of kind, longest first."""
    words = name.split()
    forms = []
    while len(words) > 1:
        if words[0].lower() in _SIDES or words[0].lower() in ("the", "town", "city", "village", "of", "county"):
            words = words[1:]
        elif words[-1].lower() in HINT_OF or words[-1].lower() in _SIDES:
            words = words[:-1]
        else:
            break
        forms.append(" ".join(words))
    return tuple(forms)
