"""What the reader makes of a trigger, as a short vector that linking compares: 128 bytes a claim.

A vector has three parts, each of unit length before it is rounded to int8: the trigger's words, its sentence, and all
of the window around it. Each part is the mean of the encoder's states, less the mean of many such, times a matrix that
`python -m training.linking` fits; both are package data (`vectors.npz`), to be made anew with every new encoder.
"""

from importlib.resources import files
from pathlib import Path

import numpy as np

from whence.neural.decoding import Scores

PARTS = (64, 32, 32)  # components of the trigger, its sentence, its window
Range = tuple[int, int]  # first word and the first after, in a window


def states(words: Scores, triggers: list[Range], sentences: list[Range]) -> Scores:
    """Return triggers × parts × components: the mean states of each trigger, its sentence and the whole window.

    words: words × components, the encoder's states of one window.
    """
    window = words.mean(axis=0)
    rows = [
        (words[a:b].mean(axis=0), words[c:d].mean(axis=0), window)
        for (a, b), (c, d) in zip(triggers, sentences, strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(PARTS), words.shape[1])


class Projection:
    """From states to vectors."""

    def __init__(self, path: Path | None = None) -> None:
        """Load the weights from `path`, by default those that come with Whence."""
        with np.load(path or packaged()) as weights:
            self._mean = weights["mean"].astype(np.float32)  # parts × components
            matrix = weights["matrix"].astype(np.float32)  # components × all parts' components
        self._matrices = np.split(matrix, np.cumsum(PARTS)[:-1], axis=1)

    def __call__(self, states: Scores) -> list[bytes]:
        """Return the vector of each row of `states` (rows × parts × components) as int8."""
        parts = [(states[:, i] - self._mean[i]) @ m for i, m in enumerate(self._matrices)]
        unit = [p / np.maximum(np.linalg.norm(p, axis=1, keepdims=True), 1e-6) for p in parts]
        rounded = np.rint(np.concatenate(unit, axis=1) * 127).astype(np.int8)
        return [row.tobytes() for row in rounded]


def packaged() -> Path:
    """Return the weights that are part of the package."""
    return Path(str(files("whence.neural") / "vectors.npz"))
