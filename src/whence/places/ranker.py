"""Weigh the candidates of a report's places: a conditional logit, first by words, then by the company they keep."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

from whence.places.features import CONTEXT, NAMES, STATIC, Array, Context, outlet, static
from whence.places.groups import Group

WEIGHTS = Path(__file__).parent / "data" / "ranker.json"
HOME = 0.7
"""Weight of the outlet's home: what ten times the inhabitants weigh (population less behind, of full, over 7).

Set and not fitted, for no report of the training corpora says where it was printed: enough to choose between
namesakes when nothing else does, too little against what the report names besides.
"""
ROUNDS = 2  # how often the company is weighed again with what the round before made of it


class Ranker:
    """Gives each candidate of each group its chance.

    Args:
        prior: weights of STATIC, by name, used before anything is known of the company.
        full: weights of STATIC and CONTEXT, by name.
    """

    def __init__(self, prior: dict[str, float], full: dict[str, float]) -> None:
        """Lay the weights out in the order of the features."""
        self.prior = np.array([prior[n] for n in STATIC])
        self.full = np.array([full[n] for n in NAMES])

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read weights from a JSON file with `prior` and `full`."""
        weights = json.loads(path.read_text(encoding="utf-8"))
        return cls(weights["prior"], weights["full"])

    def __call__(self, groups: Sequence[Group], home: str | None = None) -> list[Array]:
        """Return for each group the chances of its candidates, in their order; they add up to 1.

        `home` is the country of the outlet (ISO 3166-1 alpha-2), where it is known.
        """
        context = Context(groups)
        words = np.concatenate([static(g) for g in groups]) if groups else np.zeros((0, len(STATIC)))
        at_home = HOME * outlet(groups, home)
        chance = softmax(words @ self.prior + at_home, context)
        for _ in range(ROUNDS):
            company = context(chance) @ self.full[len(STATIC) :]
            chance = softmax(words @ self.full[: len(STATIC)] + company + at_home, context)
        return [chance[a:b] for a, b in zip(context.starts, context.starts[1:], strict=False)]


def softmax(score: Array, context: Context) -> Array:
    """Return the softmax of the scores within each group."""
    out = np.empty_like(score)
    for a, b in zip(context.starts, context.starts[1:], strict=False):
        if b > a:
            e = np.exp(score[a:b] - score[a:b].max())
            out[a:b] = e / e.sum()
    return out


__all__ = ["CONTEXT", "Ranker", "softmax"]
