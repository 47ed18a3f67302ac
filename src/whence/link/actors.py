"""How the actors of two rows stand to each other, looked up for many pairs at once."""

import numpy as np
from numpy.typing import NDArray

from whence.actors import Register
from whence.link.row import number

UNKNOWN, HOSTILE, UNRELATED, ALLIED, PARTY, WITHIN, SAME = range(7)
_RELATED = {"hostile": HOSTILE, None: UNRELATED, "allied": ALLIED, "party": PARTY, "same": SAME}


class Standings:
    """A table of how any two actors stand, filled as pairs of them are met."""

    def __init__(self, register: Register) -> None:
        """Number the actors of the register."""
        self._register = register
        self._ids = {number(id): id for id in register}
        self._known = np.zeros(1, dtype=np.uint32)  # the numbers met, sorted; the place of each is its code
        self._table = np.zeros((1, 1), dtype=np.int8)

    def __call__(self, a: NDArray[np.uint32], b: NDArray[np.uint32]) -> NDArray[np.int8]:
        """Return pairs × actors of a × actors of b: how they stand; UNKNOWN for no actor."""
        self._meet(np.concatenate([a.ravel(), b.ravel()]))
        at_a, at_b = np.searchsorted(self._known, a), np.searchsorted(self._known, b)
        out = self._table[at_a[:, :, None], at_b[:, None, :]]
        missing = out < 0
        if missing.any():
            pairs = np.argwhere(missing)
            for i, j in {(int(at_a[p, x]), int(at_b[p, y])) for p, x, y in pairs}:
                self._table[i, j] = self._table[j, i] = self._standing(int(self._known[i]), int(self._known[j]))
            out = self._table[at_a[:, :, None], at_b[:, None, :]]
        return out

    def _meet(self, numbers: NDArray[np.uint32]) -> None:
        new = np.setdiff1d(numbers, self._known)
        if len(new):
            old, self._known = self._known, np.union1d(self._known, new)
            table = np.full((len(self._known), len(self._known)), -1, dtype=np.int8)
            at = np.searchsorted(self._known, old)
            table[np.ix_(at, at)] = self._table
            table[0, :] = table[:, 0] = UNKNOWN
            self._table = table

    def _standing(self, a: int, b: int) -> int:
        if a == b:
            return SAME
        first, second = self._ids.get(a), self._ids.get(b)
        if first is None or second is None:
            return UNRELATED
        if first in self._register.ancestors(second) or second in self._register.ancestors(first):
            return WITHIN
        return _RELATED[self._register.related(first, second)]
