"""Which claims may tell of one happening: those that share a key. Their scores become links where they suffice."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from whence.link import Linker
from whence.store import schema as t
from whence.store.accounts import Accounts, Kept
from whence.store.copying import among
from whence.store.numbers import chunks, key

AT_ONCE = 50_000  # pairs scored at a time: bounds memory
_Numbers = NDArray[np.int64]


def link(connection: Connection, new: Sequence[Kept], accounts: Accounts, linker: Linker) -> None:
    """Store the keys of new claims and their links with each other and with all claims before them."""
    keys = sorted({(key(k), kept.n) for kept in new for k in linker.keys(kept.account)})
    if not keys:
        return
    connection.execute(insert(t.block), [{"key": k, "claim": n} for k, n in keys])
    pairs = _pairs(connection, np.unique(np.array(keys, np.int64)[:, 0]), min(kept.n for kept in new))
    at_hand = {kept.n: kept for kept in new}
    for first in range(0, len(pairs), AT_ONCE):
        _score(connection, pairs[first : first + AT_ONCE], at_hand, accounts, linker)


def _score(
    connection: Connection, pairs: _Numbers, at_hand: Mapping[int, Kept], accounts: Accounts, linker: Linker
) -> None:
    """Store those pairs that score enough; the score is of the pair in the order that all machines agree on."""
    old = accounts.get(connection, {n for n in np.unique(pairs).tolist() if n not in at_hand})
    sides = [[at_hand.get(n) or old[n] for n in pair] for pair in pairs.tolist()]
    for side in sides:
        side.sort(key=lambda kept: kept.order)
    copies = among(connection, {kept.report for side in sides for kept in side})
    scores = linker.score([(a.account, b.account) for a, b in sides], copies)
    rows = [
        {"a": min(a.n, b.n), "b": max(a.n, b.n), "score": float(score)}
        for (a, b), score in zip(sides, scores, strict=True)
        if score >= linker.threshold
    ]
    if rows:
        connection.execute(insert(t.link), rows)


def _pairs(connection: Connection, keys: _Numbers, first_new: int) -> _Numbers:
    """Return the pairs of claims that share one of `keys`, one of the two at least new: rows of two numbers."""
    held = [
        np.array(
            connection.execute(select(t.block.c.key, t.block.c.claim).where(t.block.c.key.in_(some))).all(), np.int64
        )
        for some in chunks(keys.tolist())
    ]
    rows = np.concatenate([h.reshape(-1, 2) for h in held])
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    edges = [0, *(np.flatnonzero(np.diff(rows[:, 0])) + 1).tolist(), len(rows)]
    blocks = [_of_block(rows[a:b, 1], first_new) for a, b in pairwise(edges)]
    codes = np.unique(np.concatenate(blocks))
    return np.stack((codes >> 32, codes & 0xFFFF_FFFF), axis=1)


def _of_block(claims: _Numbers, first_new: int) -> _Numbers:
    """Return the pairs within one block as single numbers: the lower claim in the upper half. New claims come last."""
    olds = int(np.searchsorted(claims, first_new))
    size = len(claims)
    later = np.arange(olds, size)
    lower = np.concatenate([np.arange(n) for n in later]) if len(later) else later
    return (claims[lower] << 32) | claims[np.repeat(later, later)]
