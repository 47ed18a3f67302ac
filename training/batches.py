"""Batches of windows, drawn anew each epoch."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.gold import Example, Predicate
from training.names import Names, Pieces
from whence.neural.labels import TAGS
from whence.neural.windows import Words, windows

CLS, SEP = 101, 102
PUNCTUATION_LOST = 0.12  # share of windows that are read without their punctuation marks
RENAMED = 0.3  # share of windows whose places have other names


@dataclass(slots=True)
class Piece:
    """A window of an example, with its marks counted from the window's first word."""

    example: Example
    first: int
    last: int
    kept: list[int]  # words of the example that are read
    renamed: dict[Pieces, Pieces]

    def pieces(self, word: int) -> Pieces:
        """Return the word pieces that are read for a word of the example."""
        pieces = self.example.words.pieces[word]
        return self.renamed.get(pieces, pieces)


@dataclass(slots=True)
class Predicates:
    """All triggers or cues of a batch, and the tags of every word for each of them."""

    window: Tensor
    first: Tensor
    last: Tensor
    type: Tensor
    status: Tensor
    tags: dict[str, Tensor]


@dataclass(slots=True)
class Batch:
    """Windows of one corpus, ready for the network. Tag -100 is not learnt from."""

    tasks: frozenset[str]
    ids: Tensor
    mask: Tensor
    heads: Tensor
    real: Tensor
    tags: dict[str, Tensor]
    triggers: Predicates | None
    cues: Predicates | None
    kinds: Tensor
    ours: bool


def cut(examples: Sequence[Example], rng: random.Random, size: int, names: Names) -> list[Piece]:
    """Cut examples into windows of at most `size` word pieces, at other places each time."""
    out = []
    for e in examples:
        if not e.words.spans:
            continue
        for w in windows(e.words, rng.randint(int(size * 0.7), size), 0):
            kept = list(range(w.first, w.last))
            if rng.random() < PUNCTUATION_LOST:
                kept = _without_punctuation(e, kept)
            if kept:
                renamed = names.swap(e, rng) if rng.random() < RENAMED else {}
                out.append(Piece(e, w.first, w.last, kept, renamed))
    return out


def _without_punctuation(example: Example, kept: list[int]) -> list[int]:
    """Drop single signs, but for those that are themselves a trigger or a cue."""
    needed = {i for p in (*example.triggers, *example.cues) if p.last - p.first == 1 for i in (p.first,)}
    lengths = example.words.spans
    letters = _is_word(example.words)
    return [i for i in kept if letters[i] or i in needed or lengths[i].end - lengths[i].start > 1]


def _is_word(words: Words) -> list[bool]:
    """Tell which words are no punctuation marks: BERT's single-sign pieces have small ids."""
    return [len(p) > 1 or p[0] > 1064 or 1014 <= p[0] <= 1023 or 1037 <= p[0] <= 1062 for p in words.pieces]


def batches(pieces: list[Piece], rng: random.Random, tokens: int) -> Iterator[list[Piece]]:
    """Yield groups of windows of like length, in random order, of at most `tokens` padded pieces."""
    lengths = {id(p): sum(len(p.pieces(i)) for i in p.kept) for p in pieces}
    ordered = sorted(pieces, key=lambda p: lengths[id(p)] + rng.randint(0, 24))
    groups: list[list[Piece]] = [[]]
    for p in ordered:
        longest = max(lengths[id(q)] for q in [*groups[-1], p]) + 2
        if groups[-1] and longest * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(p)
    rng.shuffle(groups)
    yield from groups


def collate(pieces: list[Piece]) -> Batch:
    """Make tensors of a group of windows."""
    rows = [[CLS, *(i for w in p.kept for i in p.pieces(w)), SEP] for p in pieces]
    pieces_wide, words_wide = max(map(len, rows)), max(len(p.kept) for p in pieces)
    ids = torch.zeros(len(rows), pieces_wide, dtype=torch.long)
    heads, real = torch.zeros(len(rows), words_wide, dtype=torch.long), torch.zeros(len(rows), words_wide)
    for n, (row, p) in enumerate(zip(rows, pieces, strict=True)):
        ids[n, : len(row)] = torch.tensor(row)
        position = 1
        for word_at, word in enumerate(p.kept):
            heads[n, word_at] = position
            position += len(p.pieces(word))
        real[n, : len(p.kept)] = 1
    places = [{word: at for at, word in enumerate(p.kept)} for p in pieces]
    tags = {k: _tags(k, pieces, places, real) for k in TAGS if k in pieces[0].example.tasks}
    kinds = [
        (n, *w, kind)
        for n, (p, place) in enumerate(zip(pieces, places, strict=True))
        for kind, first, last in p.example.kinds
        if (w := _moved(place, first, last))
    ]
    return Batch(
        pieces[0].example.tasks, ids, (ids > 0).long(), heads, real, tags,
        _predicates([p.example.triggers for p in pieces], places, real),
        _predicates([p.example.cues for p in pieces], places, real),
        torch.tensor(kinds, dtype=torch.long).reshape(-1, 4),
        pieces[0].example.ours,
    )  # fmt: skip


def _moved(place: dict[int, int], first: int, last: int) -> tuple[int, int] | None:
    """Return where words first..last of the example stand in the window, or None where they don't."""
    inside = [place[i] for i in range(first, last) if i in place]
    return (inside[0], inside[-1] + 1) if inside else None


def _write(row: Tensor, tag: int, first: int, last: int) -> None:
    """Write a begin tag and the inside tags after it."""
    row[first:last] = tag + 1
    row[first] = tag


def _tags(head: str, pieces: list[Piece], places: list[dict[int, int]], real: Tensor) -> Tensor:
    """Return the tags of a word-by-word head."""
    out = torch.where(real > 0, 0, -100)
    for n, (p, place) in enumerate(zip(pieces, places, strict=True)):
        for tag, first, last in p.example.tags.get(head, []):
            if w := _moved(place, first, last):
                _write(out[n], tag, *w)
    return out


def _predicates(each: list[list[Predicate]], places: list[dict[int, int]], real: Tensor) -> Predicates | None:
    """Return the predicates that stand in the windows, with the tags of their roles."""
    found = [
        (n, w, p)
        for n, (predicates, place) in enumerate(zip(each, places, strict=True))
        for p in predicates
        if (w := _moved(place, p.first, p.last))
    ]
    if not found:
        return None
    groups = {"party", "place", "time", "count", "chain", "cue"} if found[0][2].type >= 0 else {"source", "content"}
    tags = {g: torch.where(real[[n for n, _, _ in found]] > 0, 0, -100) for g in groups}
    for row, (n, _, p) in enumerate(found):
        for group, tag, first, last in p.roles:
            if w := _moved(places[n], first, last):
                _write(tags[group][row], tag, *w)
    window, first, last, kind, status = torch.tensor([(n, *w, p.type, p.status) for n, w, p in found]).T
    return Predicates(window, first, last, kind, status, tags)
