"""From scored pairs to clusters: average link, so that a chain of likely pairs makes no cluster by itself.

Two clusters are joined while the mean score of all pairs across them is at least a bound, the best pair first, unless
no day fits all of their times. A pair that was never scored counts as `UNSCORED`. What comes out depends on scores,
times and the given order alone.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

UNSCORED = 0.0


def clusters(
    sizes: Sequence[int],
    pairs: NDArray[np.int64],
    scores: NDArray[np.float32],
    bound: float,
    spans: NDArray[np.int64] | None = None,
) -> list[list[int]]:
    """Return the clusters of `len(sizes)` nodes, each sorted, in the order of their first nodes.

    sizes: how much each node weighs.
    pairs: two nodes each, no pair twice; scores: 0…1.
    bound: of the mean score, from which two clusters are one.
    spans: the first and the last day on which each node may lie; without them, any day.
    """
    fits = [(first, last) for first, last in spans.tolist()] if spans is not None else [(0, 0)] * len(sizes)
    members = {i: [i] for i in range(len(sizes))}
    weight = list(map(float, sizes))
    sums: list[dict[int, float]] = [{} for _ in sizes]
    for (i, j), score in zip(pairs.tolist(), scores.tolist(), strict=True):
        sums[i][j] = sums[j][i] = score * weight[i] * weight[j]
    heap = [(-s / (weight[i] * weight[j]), i, j) for i, row in enumerate(sums) for j, s in row.items() if i < j]
    heap = [h for h in heap if -h[0] >= bound]
    heapify(heap)
    while heap:
        mean, i, j = heappop(heap)
        if i not in members or j not in members or -mean != sums[i].get(j, UNSCORED) / (weight[i] * weight[j]):
            continue  # joined or changed since
        first, last = max(fits[i][0], fits[j][0]), min(fits[i][1], fits[j][1])
        if first > last:
            continue
        fits[i] = (first, last)
        _join(i, j, members, weight, sums)
        for k, s in sums[i].items():
            if (now := s / (weight[i] * weight[k])) >= bound:
                heappush(heap, (-now, min(i, k), max(i, k)))
    return [sorted(m) for _, m in sorted(members.items())]


def _join(i: int, j: int, members: dict[int, list[int]], weight: list[float], sums: list[dict[int, float]]) -> None:
    """Put cluster j into cluster i."""
    members[i] += members.pop(j)
    weight[i] += weight[j]
    for k, s in sums[j].items():
        del sums[k][j]
        if k != i:
            sums[i][k] = sums[k][i] = sums[i].get(k, UNSCORED) + s
    sums[j].clear()
