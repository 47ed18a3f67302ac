"""Cut a text into the pieces that place names are made of."""

import re
from typing import NamedTuple

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
_STOP = re.compile(r"[.!?:;]['\")”’\]]*\s+['\"(“‘\[]*$|\n\s*['\"(“‘\[]*$")
_SHORT = frozenset(["st", "ste", "mt", "ft"])
_INNER = frozenset(" -'’‘ʿ`–\u00a0")
LONGEST = 5
"""Pieces of the longest name looked for: "Dayr az Zawr", "Saint Kitts and Nevis"."""


class Piece(NamedTuple):
    """A run of letters, or an abbreviation with its dots.

    `starts`: whether a sentence or line starts here; `joins`: whether it continues the piece before.
    """

    start: int
    end: int
    word: str
    lower: str
    starts: bool
    joins: bool

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.word[0].isupper()


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text, in order."""
    out: list[Piece] = []
    end = 0
    for match in _PIECE.finditer(text):
        gap = text[end : match.start()]
        joins = bool(out) and (gap in _INNER or (gap in (". ", ".") and _dotted(out[-1].word)))
        starts = not out or (not joins and gap != " " and bool(_STOP.search(gap)))
        word = match[0]
        out.append(Piece(match.start(), match.end(), word, word.lower().rstrip("."), starts, joins))
        end = match.end()
    return out


def _dotted(word: str) -> bool:
    """Tell whether a dot after the word belongs to it: "St.", "W. Va."."""
    return len(word) == 1 or word.endswith(".") or word.lower() in _SHORT
