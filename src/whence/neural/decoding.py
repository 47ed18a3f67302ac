"""From the scores of begin and inside tags to spans of words."""

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
    """Return the tagged spans of one row of words.

    logits: words × tags, tag 0 outside, then begin and inside of each role.
    bias: added to the outside tag, of all words or of each; below zero it finds more spans, above zero fewer.
    gap: spans of one role with at most so many words between them are one, if the second opens with an inside tag.
    join: spans of one role with no word between them are one, whatever the second opens with.
    """
    inside = logits[:, 1:]
    found = np.flatnonzero(inside.max(axis=1) > logits[:, 0] + bias)
    if not len(found):
        return []
    rows = logits[found]
    likely = 1 - softmax(rows)[:, 0]
    out: list[tuple[int, int, int, float]] = []
    for word, tag, chance in zip(found.tolist(), rows[:, 1:].argmax(axis=1).tolist(), likely.tolist(), strict=True):
        role, goes_on = divmod(tag, 2)
        reach = gap if goes_on else 0 if join else -1
        if out and out[-1][0] == role and out[-1][2] >= word - reach:
            out[-1] = (role, out[-1][1], word + 1, out[-1][3] + chance)
        else:
            out.append((role, word, word + 1, chance))
    return [Tagged(role, first, last, total / (last - first)) for role, first, last, total in out]
