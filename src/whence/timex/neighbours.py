"""What stands around an expression: the text as the grammar sees it, and the words just before and after."""

import re
from dataclasses import dataclass

from whence.timex.lexicon import lexicon, load

_DATA = load("neighbours.yaml")
BEFORE = {name: re.compile(rf"\b(?:{'|'.join(words.split())})[ \n-]$") for name, words in _DATA["before"].items()}
AFTER = {name: re.compile(rf"\s(?:{'|'.join(words.split())})\b") for name, words in _DATA["after"].items()}

_x = lexicon()
_units = "|".join([*_x.units, *_x.ones, *_x.tens, "few", "several", "couple", "half"])
COUNTED = re.compile(rf"\s(?:\d|(?:{_units})s?\b)")
THINGS = re.compile(rf"[ \n-](?:{'|'.join(sorted(_x.counted - {'%'}))})\b|%")
STOP = re.compile(r"[ ]?[.,;:!?)\"'\n-]|\s*$")
OPENING = re.compile(r"(?:^|[.,;:\"'(\n-])[ ]?$")
OPENED = re.compile(r"[-(,/'\"][ ]?$")
AGE = re.compile(r"[ -](?:olds?|of[ ]age)\b")
_SENTENCE = re.compile(r"(?:^|[.!?\n\"“:])\s*$")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as written and as the grammar sees it, and whether its capitals mean something."""

    text: str
    low: str
    cased: bool

    def before(self, start: int, width: int = 24) -> str:
        """Return what stands just before an offset."""
        return self.low[max(0, start - width) : start]

    def follows(self, start: int, kind: str) -> bool:
        """Tell whether a word of some kind of neighbours stands just before an offset."""
        return bool(BEFORE[kind].search(self.before(start)))

    def leads(self, end: int, kind: str) -> bool:
        """Tell whether a word of some kind of neighbours stands just after an offset."""
        return bool(AFTER[kind].match(self.low, end))

    def capital(self, start: int) -> bool:
        """Tell whether a word has a capital that its place in the sentence does not explain."""
        return self.cased and self.text[start].isupper() and not _SENTENCE.search(self.before(start, 4))


def words_of(text: str, low: str) -> Words:
    """Return the words of a text; capitals mean something where there are some, and fewer than small letters."""
    head = text[:4000]
    upper, lower = sum(map(str.isupper, head)), sum(map(str.islower, head))
    return Words(text, low, 0 < upper < lower)
