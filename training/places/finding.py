"""Fit the finder: logistic regression over the stretches that the gazetteer knows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from training.places.data import Gold
from whence.gazetteer import Gazetteer
from whence.places.evidence import EVIDENCE, evidence
from whence.places.features import Array
from whence.places.finder import choose
from whence.places.hits import Hit, hits
from whence.places.pieces import pieces
from whence.records import Span


@dataclass(slots=True)
class Page:
    """A report laid out for fitting: the hits of its body, their evidence, and which are place names."""

    hits: list[Hit]
    values: Array
    right: Array


def page(gold: Gold, gazetteer: Gazetteer) -> Page:
    """Lay out one report; titles carry no gold toponyms and are left out."""
    found = pieces(gold.text)
    known = hits(gold.text, found, gazetteer)
    values = evidence(gold.text, found, known)
    keep = [i for i, h in enumerate(known) if h.span.start >= gold.body]
    right = [float(any(_same(known[i].span, s) for s in gold.spans)) for i in keep]
    return Page([known[i] for i in keep], values[keep], np.array(right))


def _same(a: Span, b: Span) -> bool:
    """Tell whether two spans share at least half of what they cover together."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= max(a.end, b.end) - min(a.start, b.start)


def fit(pages: Sequence[Page], decay: float = 1e-4) -> dict[str, float]:
    """Return the weights of EVIDENCE."""
    x = torch.tensor(np.vstack([p.values for p in pages]))
    y = torch.tensor(np.concatenate([p.right for p in pages]))
    w = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        out = torch.nn.functional.binary_cross_entropy_with_logits(x @ w, y) + decay * (w[1:] ** 2).sum()
        out.backward()
        return out

    optimizer.step(loss)
    return dict(zip(EVIDENCE, w.detach().tolist(), strict=True))


def chosen(p: Page, weights: dict[str, float], least: float) -> list[Hit]:
    """Return the hits of a page that the weights choose."""
    score = p.values @ np.array([weights[n] for n in EVIDENCE])
    return [p.hits[i] for i in choose(p.hits, score.tolist(), float(np.log(least / (1 - least))))]
