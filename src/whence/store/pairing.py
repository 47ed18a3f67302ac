"""Which tellings may be of one happening: those that share a key. Their scores become links where they suffice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from whence.link import LEAST, ROW, Linker, Telling
from whence.store import schema as t
from whence.store.numbers import chunks

AT_ONCE = 200_000  # pairs scored at a time: bounds memory
_Numbers = NDArray[np.int64]


def link(connection: Connection, new: Mapping[int, Telling], copies: Iterable[tuple[int, int]], linker: Linker) -> None:
    """Store the keys of new tellings, given by number, and their links with each other and all before them.

    copies: pairs of reports that share text, one of them new: all that they tell is compared.
    """
    keys = sorted((k, n) for n, telling in new.items() for k in linker.keys(telling))
    codes = _copied(connection, list(copies))
    if keys:
        connection.execute(insert(t.block), [{"key": k, "telling": n} for k, n in keys])
        codes = np.union1d(codes, _meeting(connection, np.unique(np.array(keys, np.int64)[:, 0]), min(new)))
    for first in range(0, len(codes), AT_ONCE):
        some = codes[first : first + AT_ONCE]
        _score(connection, np.stack((some >> 32, some & 0xFFFF_FFFF), axis=1), linker)


def _score(connection: Connection, pairs: _Numbers, linker: Linker) -> None:
    """Store those pairs that score enough. A pair is scored in the order of its ids, on every machine the same."""
    numbers, places = np.unique(pairs, return_inverse=True)
    rows, order = _rows(connection, numbers)
    sides = places.reshape(-1, 2)
    apart = rows["report"][sides[:, 0]] != rows["report"][sides[:, 1]]
    sides, pairs = sides[apart], pairs[apart]
    first = np.where(order[sides[:, 0]] < order[sides[:, 1]], sides[:, 0], sides[:, 1])
    scores = linker.score(rows[first], rows[sides.sum(axis=1) - first])
    good = scores >= LEAST
    links = zip(pairs[good].tolist(), scores[good].tolist(), strict=True)
    found = [{"a": a, "b": b, "score": round(score, 6)} for (a, b), score in links]
    if found:
        connection.execute(insert(t.link), found)


def _rows(connection: Connection, numbers: _Numbers) -> tuple[NDArray[np.void], _Numbers]:
    """Return the rows of tellings in the order of their numbers, and where each stands in the order of ids."""
    query = select(t.telling.c.n, t.telling.c.id, t.telling.c.row).order_by(t.telling.c.n)
    found = [r for some in chunks(numbers.tolist()) for r in connection.execute(query.where(t.telling.c.n.in_(some)))]
    ids = np.array([id for _, id, _ in found])
    return np.frombuffer(b"".join(row for *_, row in found), dtype=ROW), np.argsort(np.argsort(ids))


def _copied(connection: Connection, copies: Sequence[tuple[int, int]]) -> _Numbers:
    """Return all pairs of tellings of reports that copy each other, each as one number."""
    of: dict[int, list[int]] = defaultdict(list)
    for some in chunks({n for pair in copies for n in pair}):
        query = select(t.telling.c.report, t.telling.c.n).where(t.telling.c.report.in_(some))
        for report, n in connection.execute(query):
            of[report].append(n)
    pairs = [min(a, b) << 32 | max(a, b) for one, other in copies for a, b in product(of[one], of[other])]
    return np.unique(np.array(pairs, np.int64))


def _meeting(connection: Connection, keys: _Numbers, first_new: int) -> _Numbers:
    """Return the pairs of tellings that share one of `keys`, one of the two at least new, each as one number."""
    query = select(t.block.c.key, t.block.c.telling)
    found = (connection.execute(query.where(t.block.c.key.in_(some))) for some in chunks(keys.tolist()))
    rows = np.fromiter((n for some in found for row in some for n in row), np.int64).reshape(-1, 2)
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    edges = [0, *(np.flatnonzero(np.diff(rows[:, 0])) + 1).tolist(), len(rows)]
    return np.unique(np.concatenate([_of_block(rows[a:b, 1], first_new) for a, b in pairwise(edges)]))


def _of_block(tellings: _Numbers, first_new: int) -> _Numbers:
    """Return the pairs within one block as single numbers, the lower telling in the upper half; new ones come last."""
    olds = int(np.searchsorted(tellings, first_new))
    later = np.arange(olds, len(tellings))
    lower = np.concatenate([np.arange(n) for n in later]) if len(later) else later
    codes: _Numbers = (tellings[lower] << 32) | tellings[np.repeat(later, later)]
    return codes
