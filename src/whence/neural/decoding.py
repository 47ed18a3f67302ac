"""From the scores of begin and inside tags to spans of words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words `first` to `last` (exclusive) with role number `role`; `score` how likely its words are tagged at all."""

    role: int
    first: int
    last: int
    score: float


def softmax(logits: Scores) -> Scores:
    """Return probabilities along the last axis."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: Scores = e / e.sum(axis=-1, keepdims=True)
    return out


def spans(logits: Scores, bias: float | Scores = 0.0, gap: int = 0, *, join: bool = False) -> list[Tagged]:
    """Return the tagged spans of one row of words, as `rows` does for many."""
    return rows(logits[None], [0], bias, gap, join=join)[0]


def rows(
    logits: Scores, starts: Sequence[int], bias: float | Scores = 0.0, gap: int = 0, *, join: bool = False
) -> list[list[Tagged]]:
    """Return the tagged spans of each row of words: all rows at once, for a report has hundreds of short ones.

    logits: rows × words × tags, tag 0 outside, then begin and inside of each role.
    starts: the number of each row's first word.
    bias: added to the outside tag, of all words or of each; below zero it finds more spans, above zero fewer.
    gap: spans of one role with at most so many words between them are one, if the second opens with an inside tag.
    join: spans of one role with no word between them are one, whatever the second opens with.
    """
    row, word = np.nonzero(logits[..., 1:].max(axis=-1) > logits[..., 0] + bias)
    found = logits[row, word]
    likely, tags = 1 - softmax(found)[:, 0], found[:, 1:].argmax(axis=1)
    out: list[list[tuple[int, int, int, float]]] = [[] for _ in starts]
    for i, at, tag, chance in zip(row.tolist(), word.tolist(), tags.tolist(), likely.tolist(), strict=True):
        (role, goes_on), first, before = divmod(tag, 2), at + starts[i], out[i]
        reach = gap if goes_on else 0 if join else -1
        if before and before[-1][0] == role and before[-1][2] >= first - reach:
            before[-1] = (role, before[-1][1], first + 1, before[-1][3] + chance)
        else:
            before.append((role, first, first + 1, chance))
    return [[Tagged(role, a, b, total / (b - a)) for role, a, b, total in each] for each in out]
