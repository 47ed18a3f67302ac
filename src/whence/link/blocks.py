"""Pairs of tellings that are compared: those of two reports that share a key, or that copy each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from whence.link.row import Rows
from whence.records import Copy

AT_ONCE = 4_000_000  # pairs listed before those named twice are thrown out
Numbers = NDArray[np.int64]


def meeting(rows: Rows, keys: Sequence[Sequence[int]]) -> Numbers:
    """Return the pairs (i, j), i < j, sorted, of rows of two reports that share one of their keys."""
    owner = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
    key = np.fromiter((k for some in keys for k in some), dtype=np.int64, count=len(owner))
    order = np.lexsort((owner, key))
    owner, key, report = owner[order], key[order], rows["report"]
    found, step = np.zeros(0, dtype=np.int64), 1
    listed: list[Numbers] = []
    alive = np.arange(max(0, len(key) - 1))
    while len(alive):  # every entry of a block with the one `step` further on, while any block is that long
        alive = alive[alive + step < len(key)]
        alive = alive[key[alive] == key[alive + step]]
        i, j = owner[alive], owner[alive + step]
        apart = report[i] != report[j]
        listed.append(i[apart] * len(keys) + j[apart])
        if sum(map(len, listed)) > AT_ONCE:
            found, listed = np.unique(np.concatenate([found, *listed])), []
        step += 1
    return _pairs(np.unique(np.concatenate([found, *listed])), len(keys))


def copied(reports: Sequence[str], copies: Iterable[Copy]) -> Numbers:
    """Return all pairs (i, j), i < j, of tellings of reports that copy each other; reports[i] is that of one."""
    of: defaultdict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        of[report].append(i)
    size = len(reports)
    pairs = {min(i, j) * size + max(i, j) for c in copies for i, j in product(of[c.original], of[c.copy]) if i != j}
    return _pairs(np.array(sorted(pairs), dtype=np.int64), size)


def both(a: Numbers, b: Numbers, size: int) -> Numbers:
    """Return the pairs that stand in either list, each once, sorted."""
    return _pairs(np.union1d(a[:, 0] * size + a[:, 1], b[:, 0] * size + b[:, 1]), size)


def _pairs(numbers: Numbers, size: int) -> Numbers:
    return np.stack([numbers // max(1, size), numbers % max(1, size)], axis=1)
