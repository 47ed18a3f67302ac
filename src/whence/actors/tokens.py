"""Words of a text as names are compared: folded in case, accents, dots, apostrophes and usual transliterations."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])|[^\W_]+(?:['’ʼ`´ʿʾ][^\W_]+)*")
_MARKS = re.compile(r"['’ʼ`´ʿʾ.]")


class Token(NamedTuple):
    """A word of the text: as written, folded, and where it stands (code points)."""

    text: str
    fold: str
    start: int
    end: int


def folder(spellings: Mapping[str, list[str]]) -> Callable[[str], str]:
    """Make the function that folds one word; `spellings` maps a spelling to its variants."""
    plain: dict[str, str] = {}

    @lru_cache(maxsize=65536)
    def fold(word: str) -> str:
        word = word.casefold()
        if word.endswith(("'s", "’s", "`s", "ʼs")):
            word = word[:-2]
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            word = word.replace("ı", "i")
        word = _MARKS.sub("", word)
        return plain.get(word, word)

    variants = [(fold(v), fold(right)) for right, vs in spellings.items() for v in vs]
    plain.update(variants)
    fold.cache_clear()
    return fold


def tokenize(text: str, fold: Callable[[str], str]) -> list[Token]:
    """Return the words of `text` in order."""
    return [Token(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
