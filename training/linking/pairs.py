"""Pairs of accounts or tellings to learn from, and whether each is of one event."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from training.linking.material import Told
from whence.link.row import Rows
from whence.neural.labels import CLAIM_TYPES

PRIOR = 20.0  # pairs' worth of belief in the mean of all types
EASY = 0.1  # share of the pairs that no key joins among those the far model learns from


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs by index, how much of each is of one event (0…1), the weight of each."""

    index: NDArray[np.int64]
    same: NDArray[np.float64]
    weight: NDArray[np.float64]

    def some(self, which: NDArray[np.bool_]) -> "Pairs":
        """Return the pairs for which `which` is true."""
        return Pairs(self.index[which], self.same[which], self.weight[which])


def within(told: Sequence[Told]) -> Pairs:
    """Return all pairs of accounts of one report."""
    by_report = defaultdict(list)
    for i, t in enumerate(told):
        by_report[t.account.report.report].append(i)
    index = np.array([p for v in by_report.values() for p in combinations(v, 2)], dtype=np.int64)
    same = np.array([told[i].event == told[j].event for i, j in index], dtype=float)
    return Pairs(index, same, np.ones(len(index)))


def across(told: Sequence[Sequence[Told]], joined: NDArray[np.int64], easy: float = EASY) -> Pairs:
    """Return pairs of tellings of two reports of one batch.

    They are those `joined`, those of one event, and a share `easy` of the others.
    """
    batches, reports = [t[0].batch for t in told], [t[0].account.report.report for t in told]
    events = [Counter(x.event for x in t) for t in told]
    by_event = defaultdict(list)
    for i, e in enumerate(events):
        for event in e:
            by_event[event].append(i)
    found = {p for v in by_event.values() for p in combinations(v, 2)} | {(int(i), int(j)) for i, j in joined}
    chance = np.random.default_rng(0)
    by_batch = defaultdict(list)
    for i, b in enumerate(batches):
        by_batch[b].append(i)
    for v in by_batch.values():
        found |= {p for p in combinations(v, 2) if chance.random() < easy}
    index = np.array(sorted(p for p in found if reports[p[0]] != reports[p[1]] and batches[p[0]] == batches[p[1]]))
    same = [
        sum(events[i][e] * events[j][e] for e in events[i]) / (len(told[i]) * len(told[j])) for i, j in index.tolist()
    ]
    weight = np.sqrt([len(told[i]) * len(told[j]) for i, j in index.tolist()]).clip(1, 6)
    return Pairs(index, np.array(same), weight)


def affinity(rows: Rows, pairs: Pairs) -> NDArray[np.float32]:
    """Return types × types: the log odds that a pair of these types is of one event, smoothed."""
    size = len(CLAIM_TYPES)
    seen, same = np.zeros((size, size)), np.zeros((size, size))
    a, b = (rows["type"][pairs.index[:, i]] for i in (0, 1))
    for x, y in ((a, b), (b, a)):
        np.add.at(seen, (x, y), 1)
        np.add.at(same, (x, y), pairs.same)
    alike = np.eye(size, dtype=bool)
    prior = np.where(alike, same[alike].sum() / seen[alike].sum(), same[~alike].sum() / seen[~alike].sum())
    chance = (same + PRIOR * prior) / (seen + PRIOR)
    out: NDArray[np.float32] = np.log(chance / (1 - chance)).round(3).astype(np.float32)
    return out
