"""Pairs of tellings that are compared: those of two reports that share a key, or that copy each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from whence.records import Copy

AT_ONCE = 4_000_000  # pairs listed before those named twice are thrown out


def meeting(keys: Sequence[Sequence[int]], reports: Sequence[str], copies: Iterable[Copy] = ()) -> NDArray[np.int64]:
    """Return the pairs (i, j), i < j, sorted, of tellings of two reports; keys[i] and reports[i] are those of one."""
    codes = np.unique(np.array(reports, dtype=object), return_inverse=True)[1] if reports else np.zeros(0, np.int64)
    owner = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
    key = np.fromiter((k for some in keys for k in some), dtype=np.int64, count=len(owner))
    order = np.lexsort((owner, key))
    owner, key = owner[order], key[order]
    found = [_copied(reports, copies), np.zeros(0, dtype=np.int64)]
    listed: list[NDArray[np.int64]] = []
    step = 1
    alive = np.arange(len(key) - 1)
    while len(alive):  # every entry of a block with the one `step` further on, while any block is that long
        alive = alive[alive + step < len(key)]
        alive = alive[key[alive] == key[alive + step]]
        i, j = owner[alive], owner[alive + step]
        apart = codes[i] != codes[j]
        listed.append(i[apart] * len(keys) + j[apart])
        if sum(map(len, listed)) > AT_ONCE:
            found.append(np.unique(np.concatenate(listed)))
            listed = []
        step += 1
    pairs = np.unique(np.concatenate([*found, *listed]))
    return np.stack([pairs // max(1, len(keys)), pairs % max(1, len(keys))], axis=1)


def _copied(reports: Sequence[str], copies: Iterable[Copy]) -> NDArray[np.int64]:
    """Return all pairs of tellings of reports that copy each other, each as one number."""
    of: defaultdict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        of[report].append(i)
    pairs = [
        min(i, j) * len(reports) + max(i, j) for c in copies for i, j in product(of[c.original], of[c.copy]) if i != j
    ]
    return np.array(pairs, dtype=np.int64)
