"""Mentions with the places they may stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.gazetteer import Gazetteer, Match, normal
from whence.places.wording import Wording, own_hint, shortenings, wording
from whence.records import Span

LANDS = frozenset(["country", "territory", "continent"])
"""What "Zaire River" is not, where only "Zaire" is known; a town or county of a river's name lies on it."""
LONG = 5  # letters from which an abbreviation needs no dot to be one: "Calif", not "Miss"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in the text: its wording, and every place of the gazetteer that it may stand for.

    `key` is the name's normal form; `family` that of its bare name: "Homs", "Homs province", "north Homs" share it.
    """

    span: Span
    words: Wording
    key: str
    family: str
    matches: tuple[Match, ...]


def mentions(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions at `spans`, in their order, each with its matches."""
    out = []
    for span in spans:
        words = wording(text, span)
        dot = text[span.end : span.end + 1] == "." or words.name != span.of(text)
        found = candidates(gazetteer, words.name, dot)
        out.append(Mention(span, words, normal(words.name), normal((words.name, *shortenings(words.name))[-1]), found))
    return out


@lru_cache(maxsize=8192)
def candidates(gazetteer: Gazetteer, name: str, dot: bool) -> tuple[Match, ...]:
    """Return the places that `name` may stand for: as written, else without side and kind words, else respelt.

    `dot` tells whether a full stop follows: "Ga." may be a state, "Ga" a word.
    """
    for look_up in (gazetteer.exact, gazetteer.lookup):
        for form in (name, *shortenings(name)):
            found = tuple(m for m in look_up(form) if fits(m, form, dot))
            if form != name and own_hint(name) == "water":
                found = tuple(m for m in found if m.row.place.kind not in LANDS)
            if found:
                return found
    return ()


def fits(match: Match, name: str, dot: bool) -> bool:
    """Tell whether the letter case allows the match: an abbreviation wants capitals or a dot, a name neither."""
    if match.role == "abbreviation":
        return name.isupper() or (name[:1].isupper() and (dot or "." in name or len(name) >= LONG))
    return True
