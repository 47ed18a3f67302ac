"""The matrix that makes vectors of the encoder's states: linear discriminants of events.

Directions in which mentions of one event vary are shrunk, those in which events differ are kept (Fisher 1936;
within-class covariance normalisation, Hatch et al. 2006). Another encoder's states give another matrix, by the same
steps.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.neural.vectors import PARTS

RIDGE = 0.05  # of the mean variance, added to each direction's variance within events


def fit(states: NDArray[np.float32], events: Sequence[str], path: Path) -> None:
    """Fit to `states` (rows × parts × components), of which each row tells of one of `events`; write to `path`."""
    mean = states.mean(axis=0)
    groups = defaultdict(list)
    for i, event in enumerate(events):
        groups[event].append(i)
    told_twice = [g for g in groups.values() if len(g) > 1]
    parts = [_discriminants(states[:, i] - mean[i], told_twice, k) for i, k in enumerate(PARTS)]
    matrix = np.concatenate(parts, axis=1)
    np.savez_compressed(path, mean=mean.astype(np.float16), matrix=matrix.astype(np.float16))


def _discriminants(x: NDArray[np.float32], groups: list[list[int]], size: int) -> NDArray[np.float32]:
    """Return the `size` directions that tell events apart best, one a column."""
    spread = np.concatenate([x[g] - x[g].mean(axis=0) for g in groups])
    inside, total = spread.T @ spread / len(spread), x.T @ x / len(x)
    inside += RIDGE * np.trace(total) / len(total) * np.eye(len(total), dtype=np.float32)
    values, vectors = np.linalg.eigh(inside)
    white = vectors / np.sqrt(values)
    best = np.linalg.eigh(white.T @ total @ white)[1][:, ::-1][:, :size]
    out = white @ best
    scaled: NDArray[np.float32] = (out / np.abs(out).max()).astype(np.float32)
    return scaled
