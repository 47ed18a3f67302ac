"""The days on which what a row tells of may lie: happenings whose days lie apart are never one, however alike."""

import numpy as np
from numpy.typing import NDArray

from whence.link.row import Rows
from whence.neural.labels import CLAIM_TYPES, STATUSES

LASTING = (
    "aid", "agreement", "ceasefire", "clash", "deployment", "displacement", "hold_territory", "obstruct", "protest",
    "sanction", "siege", "statement_support", "support", "surveillance",
)  # fmt: skip
SLACK = 1  # days by which a told time may be wrong: evenings, time zones
GAP = 30  # days for which a state may go on, before and after the time at which it is told to last
EVER = 2**40
_LASTING = sum(1 << CLAIM_TYPES.index(t) for t in LASTING)
_ONGOING = 1 << STATUSES.index("ongoing")


def spans(rows: Rows) -> NDArray[np.int64]:
    """Return rows x 2: the first and the last day on which each may lie, wide open where no time is told."""
    lasts = ((rows["types"] & _LASTING) > 0) | ((rows["statuses"] & _ONGOING) > 0)
    slack = np.where(lasts, GAP, SLACK)
    told = rows["latest"] > 0
    first = np.where(told, rows["earliest"].astype(np.int64) - slack, -EVER)
    last = np.where(told, rows["latest"].astype(np.int64) + slack, EVER)
    return np.stack([first, last], axis=1)
