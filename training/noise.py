"""What can happen to a report on its way to a reader: edits of its text that keep track of offsets.

A change takes a text and a random generator and returns edits; the same seed gives the same edits. What each one
does, and why, is in docs/robustness.md.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `new` in the place of text[start:end]; start == end inserts."""

    start: int
    end: int
    new: str


Change = Callable[[str, Random], Iterable[Edit]]


class Edited:
    """A text after edits, and where the spans of the old text are in it."""

    def __init__(self, old: str, edits: Iterable[Edit]) -> None:
        """Apply `edits` to `old`; of two that overlap, the one that starts first holds."""
        kept: list[Edit] = []
        for e in sorted(edits):
            if not kept or (e.start >= kept[-1].end and (e.start, e.end) != (kept[-1].start, kept[-1].end)):
                kept.append(e)
        self._starts, self._ends = [e.start for e in kept], [e.end for e in kept]
        self._shift = [0, *accumulate(len(e.new) - (e.end - e.start) for e in kept)]
        gaps = zip([0, *self._ends], [*self._starts, len(old)], strict=True)
        pieces = [old[s:e] for s, e in gaps]
        self.text = "".join(a + b for a, b in zip(pieces, [*(e.new for e in kept), ""], strict=True))

    def start(self, old: int) -> int:
        """Return where a span that began at `old` begins: at the beginning of an edit that it cuts in two."""
        i = bisect_right(self._ends, old)
        return min([old, *self._starts[i : i + 1]]) + self._shift[i]

    def end(self, old: int) -> int:
        """Return where a span that ended at `old` ends: at the end of an edit that it cuts in two."""
        i = bisect_left(self._starts, old)
        return max([old, *self._ends[max(i - 1, 0) : i]]) + self._shift[i]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets of old[start:end] without blanks around it, or None where nothing is left of it."""
        s, e = self.start(start), self.end(end)
        words = self.text[s:e].strip()
        if not words:
            return None
        s += self.text[s:e].index(words)
        return s, s + len(words)


def clean(text: str, chance: Random) -> Iterator[Edit]:
    """Change nothing."""
    yield from ()


def upper(text: str, chance: Random) -> Iterator[Edit]:
    """Write everything in capitals, as the wires of the 1980s did."""
    return (Edit(i, i + 1, c.upper()) for i, c in enumerate(text) if c.upper() != c)


def lower(text: str, chance: Random) -> Iterator[Edit]:
    """Write everything in small letters."""
    return (Edit(i, i + 1, c.lower()) for i, c in enumerate(text) if c.lower() != c)


_MARKS = re.compile(r"(?<=\w)[.,:/-](?=\w)|\s*[–—]\s*|['’‘]|[.,;:!?\"“”„«»()\[\]{}…`*|~/\\-]+")


def no_punctuation(text: str, chance: Random) -> Iterator[Edit]:
    """Drop punctuation. Hyphens in words stay, and what divides digits ("2.5", "20-30"), for the number hangs on it."""
    for m in _MARKS.finditer(text):
        s, e = m.span()
        before, mark, after = text[max(s - 1, 0) : s], m.group().strip(), text[e : e + 1]
        if mark in {"-", "–"} and before.isalnum() and after.isalnum():
            continue
        if len(mark) == 1 and mark in ".,:/" and before.isdigit() and after.isdigit():
            continue
        yield Edit(s, e, "" if mark in "'’‘" else _apart(before) and _apart(after))


def _apart(neighbour: str) -> str:
    """Return the blank that has to stand next to `neighbour`, a character or the edge of the text."""
    return "" if not neighbour or neighbour.isspace() else " "


_QUOTE = re.compile(r"``|''|[\"“”„«»]|['’‘]")
_POSSESSIVE = re.compile(r"s\b|\s")
STYLES = (('"', '"', "'"), ("``", "''", "'"), ("«", "»", "’"), ("“", "”", "’"), ("„", "“", "'"))


def quotes(text: str, chance: Random) -> Iterator[Edit]:
    """Write quotation marks in another style, set off by blanks, and split the apostrophe off: `` Syria 's war ''."""
    opening, closing, apostrophe = chance.choice([s for s in STYLES if s[0] not in text] or STYLES)
    for m in _QUOTE.finditer(text):
        s, e = m.span()
        before, after = text[max(s - 1, 0) : s], text[e : e + 1]
        if m.group() in "'’‘":
            split = before.isalnum() and _POSSESSIVE.match(text, e) is not None
            yield Edit(s, e, f" {apostrophe}" if split else apostrophe)
            continue
        opens = m.group() in {"``", "„", "«"} or (m.group() not in {"''", "»"} and (not before or before in " \n(["))
        new = opening if opens else closing
        yield Edit(s, e, _apart(before) + new + _apart(after))


MISREAD = {
    "rn": "m", "m": "rn", "cl": "d", "d": "cl", "li": "h", "vv": "w", "w": "vv", "ii": "u", "l": "1", "I": "l",
    "O": "0", "e": "c", "h": "b", "S": "5", "B": "8", "t": "f", "n": "ri", "g": "q", "i": "j", "E": "F", "u": "ii",
}  # fmt: skip
_MISREAD = re.compile("|".join(sorted(map(re.escape, MISREAD), key=len, reverse=True)))
RATE = 0.02  # of all characters
WIDTH = 64  # of a line, in characters
_LONG = re.compile(r"[^\W\d_]{7,}")


def ocr(text: str, chance: Random) -> Iterator[Edit]:
    """Misread letters, break lines and split long words there. Digits stay: nobody could tell what they had been."""
    found = list(_MISREAD.finditer(text))
    for m in chance.sample(found, min(len(found), round(RATE * len(text)))):
        yield Edit(*m.span(), MISREAD[m.group()])
    yield from _lines(text, chance)


def _lines(text: str, chance: Random) -> Iterator[Edit]:
    begun = 0
    for m in re.finditer(r"\S+", text):
        if "\n" in text[begun : m.start()]:
            begun = text.rindex("\n", 0, m.start()) + 1
        if m.end() - begun <= WIDTH or m.start() == begun:
            continue
        if (word := _LONG.fullmatch(m.group())) and chance.random() < 0.4:
            begun = m.start() + len(word.group()) // 2
            yield Edit(begun, begun, "-\n")
        else:
            begun = m.start()
            yield Edit(begun - 1, begun, "\n")
