"""Words as numbers: stems, names, and sets of words in so many bits."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import snowballstemmer
import yaml

BITS = 256  # of a set of words; a sentence has about 15 words that count, so one in twenty meets by chance
_WORD = re.compile(r"\w+")
_STEMMER = snowballstemmer.stemmer("english")


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Return the word lists of data/words.yaml."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists: dict[str, Any] = yaml.load((files("whence.link") / "data/words.yaml").read_text("utf8"), loader)
    return {k: frozenset(v) for k, v in lists.items()}


@lru_cache(maxsize=200_000)
def stem(word: str) -> int:
    """Return the number of a word's stem (Porter 2), never 0; 0 for a word that says nothing."""
    low = word.lower()
    if low in vocabulary()["stop"]:
        return 0
    return crc32(_STEMMER.stemWord(low).encode("utf8", "surrogatepass")) or 1


def stems(text: str) -> list[int]:
    """Return the numbers of the stems of a text, in order, without those that say nothing."""
    return [s for w in _WORD.findall(text) if (s := stem(w))]


@lru_cache(maxsize=200_000)
def _member(word: str) -> tuple[int, int]:
    """Return the sets that one word makes: of names and numbers, and of other words."""
    number = stem(word)
    mine = 1 << number % BITS if number else 0
    return (mine, 0) if word[0].isupper() or word[0].isdigit() else (0, mine)


def sets(sentence: str) -> tuple[int, int]:
    """Return the words of a sentence as two sets of `BITS` bits: names and numbers, and all other words."""
    names = others = 0
    for name, other in map(_member, _WORD.findall(sentence)):
        names |= name
        others |= other
    return names, others


def before(sentence: str, start: int) -> tuple[bool, bool]:
    """Tell whether the words before sentence[start:] say that it was earlier, and that it was told of before."""
    words = [w.lower() for w in _WORD.findall(sentence[max(0, start - 40) : start])][-3:]
    lists = vocabulary()
    return not lists["earlier"].isdisjoint(words), not lists["told"].isdisjoint(words[-2:])
