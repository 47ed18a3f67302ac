"""Fit the ranker: conditional logit over the candidates of each group, prior weights first, then with company."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from training.places.data import Gold, km
from whence.gazetteer import Gazetteer
from whence.places.around import ties
from whence.places.features import NAMES, STATIC, Array, Context, static
from whence.places.groups import Group, groups
from whence.places.mentions import mentions
from whence.places.ranker import ROUNDS, Ranker, softmax

RIGHT_KM = 161.0
"""100 miles, the field's bound for a right place (Gritta et al. 2019)."""


@dataclass(slots=True)
class Case:
    """A report laid out for fitting: static features, context, and which candidates are right."""

    groups: list[Group]
    context: Context
    words: Array
    right: Array
    weight: Array


def case(gold: Gold, gazetteer: Gazetteer) -> Case:
    """Lay out one report by its gold spans."""
    found = mentions(gold.text, gold.spans, gazetteer)
    grouped = groups(found, ties(gold.text, found))
    words = np.concatenate([static(g) for g in grouped]) if grouped else np.zeros((0, len(STATIC)))
    right = np.array([y for g in grouped for y in _right(g, gold)], dtype=float)
    weight = np.array([sum(gold.places[i] is not None for i in g.members) for g in grouped], dtype=float)
    return Case(grouped, Context(grouped), words, right, weight)


def _right(group: Group, gold: Gold) -> list[float]:
    """Mark the candidates that are right for most members: by GeoNames id, else by distance."""
    where = [p for i in group.members if (p := gold.places[i])]
    if not where:
        return [0.0] * len(group.matches)
    at = max(set(where), key=where.count)
    same = [float(m.row.number == at[2]) for m in group.matches]
    return same if any(same) else [float(km((m.row.place.lat, m.row.place.lon), at) < RIGHT_KM) for m in group.matches]


def fit(cases: Sequence[Case], decay: float = 1e-3) -> Ranker:
    """Fit prior and full weights to the cases."""
    prior = _logit(cases, [c.words for c in cases], decay)
    ranker = Ranker(
        dict(zip(STATIC, prior, strict=True)), dict.fromkeys(NAMES, 0.0) | dict(zip(STATIC, prior, strict=True))
    )
    for _ in range(ROUNDS):
        full = _logit(cases, [np.hstack([c.words, c.context(_chance(ranker, c))]) for c in cases], decay)
        ranker = Ranker(dict(zip(STATIC, prior, strict=True)), dict(zip(NAMES, full, strict=True)))
    return ranker


def _chance(ranker: Ranker, c: Case) -> Array:
    chances = ranker(c.groups)
    return np.concatenate(chances) if chances else np.zeros(0)


def _logit(cases: Sequence[Case], inputs: Sequence[Array], decay: float) -> list[float]:
    """Return the weights that make the right candidates likeliest; groups without a right one teach nothing."""
    x, right, index, n, weight = [], [], [], 0, []
    for c, values in zip(cases, inputs, strict=True):
        for g, (a, b) in enumerate(zip(c.context.starts, c.context.starts[1:], strict=False)):
            if c.right[a:b].any() and not c.right[a:b].all() and c.weight[g]:
                x.append(values[a:b])
                right.append(c.right[a:b])
                index += [n] * (b - a)
                weight.append(1 + np.log(c.weight[g]))
                n += 1
    xs, ys, ix = torch.tensor(np.vstack(x)), torch.tensor(np.concatenate(right)), torch.tensor(index)
    ws = torch.tensor(weight)
    w = torch.zeros(xs.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        e = torch.exp((xs @ w).clamp(-40, 40))
        all_, good = (torch.zeros(n, dtype=torch.float64).index_add(0, ix, v) for v in (e, e * ys))
        out = (ws * (torch.log(all_) - torch.log(good))).sum() / ws.sum() + decay * (w * w).sum()
        out.backward()
        return out

    optimizer.step(loss)
    return [float(v) for v in w.detach()]


__all__ = ["Case", "case", "fit", "softmax"]
