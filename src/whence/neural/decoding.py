"""From the scores of begin and inside tags to spans of words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words `first` to `last` (exclusive) with role number `role`; `score` is the mean probability of its tags."""

    role: int
    first: int
    last: int
    score: float


def softmax(logits: Scores) -> Scores:
    """Return probabilities along the last axis."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: Scores = e / e.sum(axis=-1, keepdims=True)
    return out


def spans(logits: Scores, bias: float = 0.0, gap: int = 0, *, join: bool = False) -> list[Tagged]:
    """Return the tagged spans of one row of words.

    logits: words × tags, tag 0 outside, then begin and inside of each role.
    bias: added to the outside tag; below zero it finds more spans, above zero fewer.
    gap: spans of one role with at most so many words between them are one, if the second opens with an inside tag.
    join: spans of one role with no word between them are one, whatever the second opens with.
    """
    shifted = logits.copy()
    shifted[:, 0] += bias
    best = shifted.argmax(axis=1)
    if not best.any():
        return []
    tags = softmax(logits)
    out: list[tuple[int, int, int]] = []
    for word in np.flatnonzero(best):
        role, inside = divmod(int(best[word]) - 1, 2)
        reach = gap if inside else 0 if join else -1
        if out and out[-1][0] == role and out[-1][2] >= word - reach:
            out[-1] = (role, out[-1][1], int(word) + 1)
        else:
            out.append((role, int(word), int(word) + 1))
    return [
        Tagged(role, first, last, float(tags[first:last, 1 + 2 * role : 3 + 2 * role].sum(axis=1).mean()))
        for role, first, last in out
    ]
