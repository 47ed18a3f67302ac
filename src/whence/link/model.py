"""The fitted models: one scores two claims of one report, one scores the tellings of two reports.

Both are gradient-boosted trees over named features (LightGBM), run by ONNX Runtime. `python -m training.linking` makes
the files in data/.
"""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from whence.actors import Register
from whence.link.actors import HOSTILE, Standings
from whence.link.features import Floats, near_features, pair_features
from whence.link.row import Rows
from whence.neural.labels import CLAIM_TYPES

CHUNK = 16_384  # pairs whose features are made at a time, about 30 MB
DIGITS = 3  # scores are rounded, so that the order of sums within a library is of no account
HOLDING = CLAIM_TYPES.index("hold_territory")
DATA = Path(str(files("whence.link") / "data"))


@dataclass(frozen=True, slots=True)
class Scorer:
    """One model. `neutral` is, of each feature, the value that speaks neither for nor against."""

    session: Any
    names: tuple[str, ...]
    neutral: dict[str, float]
    affinity: Floats
    standings: Standings
    near: bool

    def features(self, a: Rows, b: Rows) -> Floats:
        """Return pairs × features."""
        found = pair_features(a, b, self.standings, self.affinity)
        if self.near:
            found |= near_features(a, b)
        return np.stack([found[name] for name in self.names], axis=1)

    def chances(self, features: Floats) -> Floats:
        """Return the chance of being one happening for each row of features."""
        (raw,) = self.session.run(None, {"features": features})
        out: Floats = np.round(1 / (1 + np.exp(-raw[:, 0])), DIGITS)
        return out

    def __call__(self, rows: Rows, pairs: NDArray[np.int64]) -> Floats:
        """Return the chance of each pair of `rows`, given by index."""
        out = np.empty(len(pairs), dtype=np.float32)
        for at in range(0, len(pairs), CHUNK):
            some = pairs[at : at + CHUNK]
            a, b = rows[some[:, 0]], rows[some[:, 1]]
            chances = self.chances(self.features(a, b))
            chances[self._opposed(a, b)] = 0
            out[at : at + CHUNK] = chances
        return out

    def _opposed(self, a: Rows, b: Rows) -> NDArray[np.bool_]:
        """Tell of which pairs the holders are enemies: who holds one half of a town does not hold the other."""
        held: NDArray[np.bool_] = (a["type"] == HOLDING) & (b["type"] == HOLDING)
        held[held] = self.standings(a["agents"][held], b["agents"][held]).max(axis=(1, 2)) == HOSTILE
        return held


@dataclass(frozen=True, slots=True)
class Model:
    """Both scorers, and from which mean score on claims are one telling (`near`) and tellings one event (`far`)."""

    near: Scorer
    far: Scorer
    near_bound: float
    far_bound: float

    @classmethod
    def load(cls, register: Register, folder: Path = DATA) -> "Model":
        """Load the files of `folder`, by default those that come with Whence."""
        facts = json.loads((folder / "model.json").read_text("utf8"))
        standings = Standings(register)

        def scorer(name: str) -> Scorer:
            fact = facts[name]
            affinity = np.array(fact["affinity"], dtype=np.float32)
            names, neutral = tuple(fact["neutral"]), fact["neutral"]
            return Scorer(_session(folder / f"{name}.onnx"), names, neutral, affinity, standings, name == "near")

        return cls(scorer("near"), scorer("far"), facts["near"]["bound"], facts["far"]["bound"])


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
