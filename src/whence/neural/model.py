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
from tokenizers import Tokenizer

from whence.neural.decoding import Scores
from whence.neural.labels import CUE_ROLES, TAGS, TRIGGER_ROLES, width

CLS, SEP = 101, 102
# Words before and after a predicate that are scored for it. Of what the heads found in whole windows of development
# reports, 998 in 1000 roles lie this near, and the rest are mistakes; long quotations are why a cue looks further.
ROLES_REACH, CUE_REACH = (40, 40), (64, 96)


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window: the states of its words and of the whole, the tags' scores by head, the kinds of sources."""

    words: Scores
    window: Scores
    tags: dict[str, Scores]
    kinds: Scores


@dataclass(frozen=True, slots=True)
class Around:
    """What heads say of the words around predicates: the first such word of each, the tags' scores by group."""

    first: list[int]
    tags: dict[str, Scores]


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

    def roles(self, window: Encoded, spans: list[tuple[int, int]]) -> tuple[Scores, Scores, Around]:
        """Return the types, statuses and roles for the triggers at `spans` (first and last word) of a window."""
        feed = _predicates(window, spans, *ROLES_REACH)
        types, statuses, roles = self._roles.run(None, feed | {"window": window.window})
        return types, statuses, Around(feed["at"][:, 0].tolist(), _parts(roles, TRIGGER_ROLES))

    def attributions(self, window: Encoded, spans: list[tuple[int, int]]) -> Around:
        """Return the scores of source and content for the cues at `spans` (first and last word) of a window."""
        feed = _predicates(window, spans, *CUE_REACH)
        (roles,) = self._attribution.run(None, feed)
        return Around(feed["at"][:, 0].tolist(), _parts(roles, CUE_ROLES))


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


def _predicates(window: Encoded, spans: list[tuple[int, int]], before: int, after: int) -> dict[str, Any]:
    """Return what the heads need of predicates: their mean states, and as many words around each as are in reach.

    A predicate near the window's edge gets more words on its other side: `at` are the words, `offset` how far they are.
    """
    words = window.words[0]
    first, last = np.array(spans, dtype=np.int64).T[..., None]
    size = min(len(words), before + after + int((last - first).max()))
    at = np.clip(first - before, 0, len(words) - size) + np.arange(size)
    offset = np.minimum(at - first, 0) + np.maximum(at - last + 1, 0)
    state = np.stack([words[a:b].mean(axis=0) for a, b in spans])
    return {"words": window.words, "state": state, "at": at, "offset": offset}
