"""Where the words searched for stand in a text: words are one where their stems are, as for the index."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from whence.records import Span

_WORD = re.compile(r"\w+")
_AROUND = 90  # characters on either side of a hit in a passage
_stemmer = snowballstemmer.stemmer("porter")


def marks(text: str, asked: str) -> list[Span]:
    """Return where words of `text` are among those asked for."""
    wanted = {_stem(m[0]) for m in _WORD.finditer(asked)}
    if not wanted:
        return []
    found = _beginning("".join(sorted({stem[:1] for stem in wanted}))).finditer(text)
    return [Span(m.start(), m.end()) for m in found if _stem(m[0]) in wanted]


@lru_cache(maxsize=1000)
def _beginning(letters: str) -> re.Pattern[str]:
    """Return what finds words that begin so, in any case, and those that begin beyond ASCII: few need to be stemmed."""
    return re.compile(rf"(?<!\w)(?:[{re.escape(letters)}]|[^\W\x00-\x7f])\w*", re.IGNORECASE)


def passages(text: str, asked: str, most: int = 2) -> list[Span]:
    """Return the stretches of `text` that show most of the different words asked for, in the order of the text."""
    found = marks(text, asked)
    around = [_widen(text, span) for span in found]
    worth = [len({_stem(s.of(text)) for s in found if a.covers(s)}) for a in around]
    best: list[Span] = []
    for _, stretch in sorted(zip(worth, around, strict=True), key=lambda x: (-x[0], x[1])):
        if len(best) < most and not any(stretch.overlaps(b) for b in best):
            best.append(stretch)
    return sorted(best) or [_widen(text, Span(0, 1))] if text else []


def cut(text: str, asked: str) -> list[tuple[str, bool]]:
    """Return `text` in pieces, each with whether it is a word asked for."""
    out, done = [], 0
    for span in marks(text, asked):
        out += [(text[done : span.start], False), (span.of(text), True)]
        done = span.end
    return [(piece, hit) for piece, hit in [*out, (text[done:], False)] if piece]


def _widen(text: str, span: Span) -> Span:
    """Return a stretch around a span that cuts no word."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return str(_stemmer.stemWord(plain))
