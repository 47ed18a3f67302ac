"""Stretches of a text that the gazetteer knows as names."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.gazetteer import Gazetteer, Match
from whence.places.lexicon import lexicon
from whence.places.mentions import fits
from whence.places.pieces import LONGEST, Piece
from whence.records import Span

LOWER_POPULATION = 150_000
"""A lower-case word is looked up as a place from this population on: "raqqa" in a badly set text, not "mobile"."""
RESPELT_LENGTH = 4
"""Letters from which a capitalised word after "in", "near", "from" is looked up under other spellings."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Pieces `first` to `last` (inclusive) that the gazetteer knows, with the places of that name."""

    span: Span
    first: int
    last: int
    name: str
    matches: tuple[Match, ...]


def hits(text: str, found: Sequence[Piece], gazetteer: Gazetteer) -> list[Hit]:
    """Return every stretch that names a place, overlapping ones too, in text order, longest first."""
    out: list[Hit] = []
    for i, piece in enumerate(found):
        if piece.capital:
            here = [h for n in _lengths(found, i) if (h := _hit(text, found, i, n, gazetteer))]
            out += here or _respelt(text, found, i, gazetteer)
        elif len(piece.word) >= RESPELT_LENGTH and piece.lower not in lexicon().common:
            out += _lower(text, found, i, gazetteer)
    return out


def _lengths(found: Sequence[Piece], i: int) -> list[int]:
    """Return the last pieces a name starting at `i` may end with, the furthest first."""
    connectors = lexicon().classes["connectors"]
    ends = [i]
    for n in range(i + 1, min(i + LONGEST, len(found))):
        if not found[n].joins or not (found[n].capital or found[n].lower in connectors):
            break
        if found[n].capital:
            ends.append(n)
    return ends[::-1]


def _hit(text: str, found: Sequence[Piece], i: int, n: int, gazetteer: Gazetteer) -> Hit | None:
    name = text[found[i].start : found[n].end]
    dot = text[found[n].end : found[n].end + 1] == "."
    matches = tuple(m for m in gazetteer.exact(name) if fits(m, name, dot))
    return Hit(Span(found[i].start, found[n].end), i, n, name, matches) if matches else None


def _respelt(text: str, found: Sequence[Piece], i: int, gazetteer: Gazetteer) -> list[Hit]:
    """Return the longest name after "in", "near", "from" … that is known under another spelling."""
    into = lexicon().classes["into"]
    if i == 0 or found[i - 1].lower not in into or found[i].lower in lexicon().given:
        return []
    for n in _lengths(found, i):
        name = text[found[i].start : found[n].end]
        if len(name) >= RESPELT_LENGTH and (matches := gazetteer.lookup(name)):
            return [Hit(Span(found[i].start, found[n].end), i, n, name, matches)]
    return []


def _lower(text: str, found: Sequence[Piece], i: int, gazetteer: Gazetteer) -> list[Hit]:
    """Return a great place written in lower case, of up to three pieces."""
    for n in range(min(i + 2, len(found) - 1), i - 1, -1):
        if all(p.joins and not p.capital for p in found[i + 1 : n + 1]):
            name = text[found[i].start : found[n].end]
            great = tuple(
                m for m in gazetteer.exact(name) if m.row.population >= LOWER_POPULATION and m.role != "abbreviation"
            )
            if great:
                return [Hit(Span(found[i].start, found[n].end), i, n, name, great)]
    return []
