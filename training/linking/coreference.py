"""The measures of coreference across documents: MUC, B³, CEAF-e, and CoNLL, their mean F1 (Pradhan et al. 2014)."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Groups = list[set[int]]


def groups(labels: Sequence[Hashable]) -> Groups:
    """Return the clusters of mentions, given each mention's label."""
    out: defaultdict[Hashable, set[int]] = defaultdict(set)
    for i, label in enumerate(labels):
        out[label].add(i)
    return list(out.values())


def conll(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """Return MUC, B³, CEAF-e and CoNLL F1, in percent; singletons count."""
    a, b = groups(gold), groups(found)
    scores = {
        "MUC": _f1(_muc(a, found), _muc(b, gold)),
        "B3": _f1(_b3(a, b, len(gold)), _b3(b, a, len(gold))),
        "CEAFe": _ceaf(a, b),
    }
    return {k: round(100 * v, 1) for k, v in {**scores, "CoNLL": sum(scores.values()) / 3}.items()}


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(keys: Groups, labels: Sequence[Hashable]) -> float:
    """Return how many of the links that hold the clusters of one side together the other side has."""
    links = sum(len(k) - 1 for k in keys)
    return sum(len(k) - len({labels[i] for i in k}) for k in keys) / links if links else 0.0


def _b3(keys: Groups, others: Groups, size: int) -> float:
    of = {i: o for o in others for i in o}
    return sum(len(k & of[i]) / len(k) for k in keys for i in k) / size


def _ceaf(a: Groups, b: Groups) -> float:
    """Return CEAF with φ4: each cluster is matched with at most one of the other side."""
    of = {i: n for n, o in enumerate(b) for i in o}
    alike = np.zeros((len(a), len(b)))
    for m, k in enumerate(a):
        for n in {of[i] for i in k}:
            alike[m, n] = 2 * len(k & b[n]) / (len(k) + len(b[n]))
    best = alike[linear_sum_assignment(-alike)].sum()
    return _f1(best / len(a), best / len(b))
