"""A report cut into words, and the words into windows that the encoder can hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from whence.neural.misreadings import restored
from whence.neural.sentences import sentences
from whence.records import Span

_WORD = re.compile(r"[^\W\d_]{2,}-\n[a-z]\w*|\w+|[^\w\s]")  # first, a word that is divided at the end of a line
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which only Python strings can hold
_BATCH = 4096  # words tokenised at a time, which bounds memory on a report of megabytes


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, each with its word pieces; `breaks` are the indices of words that open a sentence."""

    spans: tuple[Span, ...]
    pieces: tuple[tuple[int, ...], ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` (exclusive) of a text, of which those from `own_first` to `own_last` are its own.

    The others are context, and belong to the windows beside it.
    """

    first: int
    last: int
    own_first: int
    own_last: int


def split(text: str, tokenizer: Tokenizer) -> Words:
    """Cut `text` into words (runs of letters and digits, or one other sign) and word pieces.

    A word that a line's end divides by a hyphen is one. Signs that the tokenizer drops, such as control characters, are
    no words.
    """
    spans: list[Span] = []
    pieces: list[tuple[int, ...]] = []
    found = [m.span() for m in _WORD.finditer(text)]
    for at in range(0, len(found), _BATCH):
        part = found[at : at + _BATCH]
        each = [_SURROGATE.sub("\ufffd", text[s:e].replace("-\n", "")) for s, e in part]
        encoding = tokenizer.encode(each, is_pretokenized=True, add_special_tokens=False)
        ids: list[list[int]] = [[] for _ in part]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None:
                ids[word].append(piece)
        for (s, e), read, word_ids in zip(part, each, ids, strict=True):
            if word_ids:
                whole = restored(read, tokenizer) if len(word_ids) > 1 else None
                spans.append(Span(s, e))
                pieces.append(tuple(word_ids[:16]) if whole is None else (whole,))
    starts, breaks = [s.start for s in spans], []
    word = 0
    for s, _ in sentences(text):
        while word < len(starts) and starts[word] < s:
            word += 1
        breaks.append(word)
    return Words(tuple(spans), tuple(pieces), tuple(sorted(set(breaks))))


def windows(words: Words, size: int, context: int) -> list[Window]:
    """Cut words into windows of at most `size` pieces, at sentence starts where there are any.

    Neighbours share up to `context` pieces; a word there is owned by the window in which it stands further inside.
    """
    lengths, breaks = [len(p) for p in words.pieces], set(words.breaks)
    out: list[tuple[int, int]] = []
    first = 0
    while first < len(lengths):
        last, used = first, 0
        while last < len(lengths) and used + lengths[last] <= size:
            used += lengths[last]
            last += 1
        if last < len(lengths):
            last = _cut(breaks, first, last, lengths, size // 3)
        out.append((first, last))
        if last >= len(lengths):
            break
        first = _back(breaks, last, lengths, context, first)
    return _own(out)


def _cut(breaks: set[int], first: int, last: int, lengths: Sequence[int], room: int) -> int:
    """Return the last sentence start before `last`, unless that wastes more than `room` pieces."""
    wasted = 0
    for word in range(last, first + 1, -1):
        if word in breaks:
            return word
        wasted += lengths[word - 1]
        if wasted > room:
            break
    return last


def _back(breaks: set[int], last: int, lengths: Sequence[int], context: int, first: int) -> int:
    """Return where the next window starts: a sentence start at most `context` pieces before `last`."""
    best, used, word = last, 0, last
    while word > first + 1 and used + lengths[word - 1] <= context:
        word -= 1
        used += lengths[word]
        if word in breaks:
            best = word
    return best if best < last or context == 0 else word


def _own(cuts: list[tuple[int, int]]) -> list[Window]:
    """Share out the words that two windows have in common: each half to the window it stands further inside."""
    out: list[Window] = []
    for i, (first, last) in enumerate(cuts):
        own_first = out[-1].own_last if out else first
        own_last = (last + cuts[i + 1][0]) // 2 if i + 1 < len(cuts) else last
        out.append(Window(first, last, own_first, own_last))
    return out
