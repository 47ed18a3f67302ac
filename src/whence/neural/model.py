"""The trained model as a file: three ONNX graphs, the tokenizer, and the thresholds found on the development data.

The file is a zip archive: `encoder.onnx` gives the states of words and the word-by-word tags, `roles.onnx` the type,
status and roles of triggers, `attribution.onnx` the source and content of cues. `model.json` holds the thresholds.
"""

import json
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whence.neural.decoding import Scores
from whence.neural.labels import CUE_ROLES, TAGS, TRIGGER_ROLES, width

CLS, SEP = 101, 102
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window: the states of its words and of the whole, the tags' scores by head, the kinds of sources."""

    words: Scores
    window: Scores
    tags: dict[str, Scores]
    kinds: Scores


class Model:
    """The reader model. Thread-safe: ONNX Runtime sessions may be run from several threads."""

    def __init__(self, path: Path | None = None, threads: int = 2) -> None:
        """Load the model from `path`, by default the one that comes with Whence; `threads` it may use."""
        with zipfile.ZipFile(path or packaged()) as archive:
            sessions = {k: _session(archive.read(f"{k}.onnx"), threads) for k in ("encoder", "roles", "attribution")}
            self.tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode("utf8"))
            self.biases: dict[str, float] = json.loads(archive.read("model.json"))["biases"]
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._encoder, self._roles, self._attribution = sessions.values()

    def encode(self, pieces: tuple[tuple[int, ...], ...]) -> Encoded:
        """Encode one window, given the word pieces of its words."""
        ids = np.array([[CLS, *(i for word in pieces for i in word), SEP]], dtype=np.int64)
        heads = np.cumsum([1, *map(len, pieces[:-1])], dtype=np.int64)[None]
        words, window, tags, kinds = self._encoder.run(None, {"ids": ids, "heads": heads})
        return Encoded(words, window, _parts(tags[0], TAGS), kinds[0])

    def roles(self, window: Encoded, spans: list[tuple[int, int]]) -> tuple[Scores, Scores, dict[str, Scores]]:
        """Return the types, statuses and roles for the triggers at `spans` (first and last word) of a window."""
        state, offset = _predicates(window, spans)
        feed = {"words": window.words, "window": window.window, "state": state, "offset": offset}
        types, statuses, roles = self._roles.run(None, feed)
        return types, statuses, _parts(roles, TRIGGER_ROLES)

    def attributions(self, window: Encoded, spans: list[tuple[int, int]]) -> dict[str, Scores]:
        """Return the scores of source and content for the cues at `spans` (first and last word) of a window."""
        state, offset = _predicates(window, spans)
        (roles,) = self._attribution.run(None, {"words": window.words, "state": state, "offset": offset})
        return _parts(roles, CUE_ROLES)


def packaged() -> Path:
    """Return the model file that is part of the package."""
    return Path(str(files("whence.neural") / "reader.zip"))


def _session(graph: bytes, threads: int) -> Any:
    """Open one graph."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # done when exported
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # else threads burn the time of others
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _parts(scores: Scores, groups: dict[str, tuple[str, ...]]) -> dict[str, Scores]:
    """Cut the last axis into the groups that it strings together."""
    ends = np.cumsum([width(v) for v in groups.values()])[:-1]
    return dict(zip(groups, np.split(scores, ends, axis=-1), strict=True))


def _predicates(window: Encoded, spans: list[tuple[int, int]]) -> tuple[Scores, Indices]:
    """Return the mean state of each predicate, and every word's signed distance from it."""
    state = np.stack([window.words[0, first:last].mean(axis=0) for first, last in spans])
    at = np.arange(window.words.shape[1])
    before = [np.minimum(at - first, 0) + np.maximum(at - last + 1, 0) for first, last in spans]
    return state, np.stack(before).astype(np.int64)
