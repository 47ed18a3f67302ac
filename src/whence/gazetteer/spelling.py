"""How place names are written: one normal form, one consonant skeleton, and how alike two spellings are."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

# The Arabic article before sun letters, in the Latin spellings that newspapers and GeoNames use.
ARTICLES = frozenset(
    [
        "al",
        "ar",
        "as",
        "ash",
        "at",
        "ath",
        "ad",
        "adh",
        "an",
        "az",
        "el",
        "er",
        "es",
        "esh",
        "et",
        "ed",
        "en",
        "ez",
        "ul",
        "ur",
        "us",
        "ud",
        "uz",
    ]
)
_LONG = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain"}
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th"}
)
_DROPPED = re.compile(r"[.'’‘ʼʻʿʾ`´ʹʺ′]")
_JOINED = re.compile(r"[^\w]+|_")
_DIGRAPHS = {
    "sch": "s", "tch": "s", "sh": "s", "ch": "s", "kh": "h", "gh": "g", "th": "t", "dh": "d", "ph": "f", "zh": "j",
    "dj": "j", "ck": "k", "qu": "k", "tz": "z", "ts": "z", "x": "ks", "q": "k", "ce": "se", "ci": "si", "c": "k",
    "w": "v",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
# Vowels, and v and y where they are half a vowel: "Zawr" for "Zor", "Dayr" for "Deir"
_VOWELS = re.compile(r"(?<=[aeiou])v|[aeiouy]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def normal(name: str) -> str:
    """Return `name` casefolded, without diacritics, dots and apostrophes, its words parted by one blank.

    "Ar-Raqqah" gives "ar raqqah", "St. Louis" gives "saint louis", "N.C." gives "nc".
    """
    bare = name if name.isascii() else _without_marks(name)
    words = _JOINED.sub(" ", _DROPPED.sub("", bare.casefold().translate(_LETTERS).replace("&", " and "))).split()
    return " ".join(_LONG.get(w, w) for w in words)


def _without_marks(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def bare(norm: str) -> str:
    """Return a normal form without its Arabic articles; a name made of articles alone stays as it is."""
    words = norm.split()
    kept = [w for w in words if w not in ARTICLES]
    return " ".join(kept) or norm


@lru_cache(maxsize=20_000)
def skeleton(norm: str) -> str:
    """Return the consonants that the romanisations of one name share: "rk" for Raqqa, Rakka and ar-Raqqah.

    `norm` is a normal form. Vowels go, but a word's first letter tells whether there was one; doubled letters,
    a final h, articles and the choice among q, k and ck go too. "" only for "".
    """
    return "".join(_bones(w) for w in bare(norm).split()) or norm


def _bones(word: str) -> str:
    first = "a" if word[0] in "aeiou" else ""
    word = _DIGRAPH.sub(lambda m: _DIGRAPHS[m[0]], word)
    word = word.removesuffix("h") if len(word) > 2 else word
    head = "" if first else word[0]
    return first + _TWICE.sub(r"\1", head + _VOWELS.sub("", word[len(head) :]))


def likeness(a: str, b: str) -> float:
    """Return how alike two normal forms are, articles and blanks aside: 1 for the same letters, 0 for none shared."""
    return float(Indel.normalized_similarity(bare(a).replace(" ", ""), bare(b).replace(" ", "")))
