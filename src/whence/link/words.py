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


def is_name(word: str) -> bool:
    """Tell whether a word looks like a name or a number."""
    return word[0].isupper() or word[0].isdigit()


def sets(sentence: str) -> tuple[int, int]:
    """Return the words of a sentence as two sets of `BITS` bits: names and numbers, and all other words."""
    names = others = 0
    for word in _WORD.findall(sentence):
        if s := stem(word):
            if is_name(word):
                names |= 1 << (s % BITS)
            else:
                others |= 1 << (s % BITS)
    return names, others


def before(sentence: str, start: int) -> tuple[bool, bool]:
    """Tell whether the words before sentence[start:] say that it was earlier, and that it was told of before."""
    words = [w.lower() for w in _WORD.findall(sentence[max(0, start - 40) : start])][-3:]
    lists = vocabulary()
    return not lists["earlier"].isdisjoint(words), not lists["told"].isdisjoint(words[-2:])
