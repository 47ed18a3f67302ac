"""Find place names without a model: what the gazetteer knows, kept where the words around it speak for a place."""

import json
from math import exp, log
from pathlib import Path
from typing import Self

import numpy as np

from whence.gazetteer import Gazetteer
from whence.places.evidence import EVIDENCE, evidence
from whence.places.hits import Hit, hits
from whence.places.pieces import pieces
from whence.records import Span

WEIGHTS = Path(__file__).parent / "data" / "finder.json"


class Finder:
    """Tells place names in a text.

    Args:
        gazetteer: the names it knows.
        weights: a weight for each of EVIDENCE; a logistic model.
        least: the chance from which a stretch counts as a place name.
    """

    def __init__(self, gazetteer: Gazetteer, weights: dict[str, float], least: float) -> None:
        """Lay the weights out in the order of the features."""
        self.gazetteer, self.least = gazetteer, least
        self._weights = np.array([weights[name] for name in EVIDENCE])

    @classmethod
    def load(cls, gazetteer: Gazetteer, path: Path = WEIGHTS) -> Self:
        """Read weights and bound from a JSON file with `weights` and `least`."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(gazetteer, data["weights"], data["least"])

    def __call__(self, text: str) -> tuple[Span, ...]:
        """Return the place names of a text in text order; none overlap."""
        return tuple(span for span, _ in self.weighed(text))

    def weighed(self, text: str, least: float | None = None) -> tuple[tuple[Span, float], ...]:
        """Return the place names of a text, each with its chance; `least` is by default the fitted bound."""
        found = pieces(text)
        known = hits(text, found, self.gazetteer)
        score = evidence(text, found, known) @ self._weights
        bound = self.least if least is None else least
        taken = choose(known, score.tolist(), log(bound / (1 - bound)))
        return tuple(sorted((known[i].span, 1 / (1 + exp(-score[i]))) for i in taken))


def choose(known: list[Hit], score: list[float], floor: float) -> list[int]:
    """Return the indexes of the hits that score at least `floor`, best first, none overlapping one already taken."""
    taken: list[int] = []
    used: set[int] = set()
    for value, _, i in sorted(
        ((s, h.last - h.first, i) for i, (s, h) in enumerate(zip(score, known, strict=True))), reverse=True
    ):
        at = range(known[i].first, known[i].last + 1)
        if value >= floor and used.isdisjoint(at):
            taken.append(i)
            used.update(at)
    return taken
