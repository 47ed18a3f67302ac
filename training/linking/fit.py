"""Fit the models of linking: gradient-boosted trees on pairs within a report, then on tellings across reports."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from training.linking import projection, trees
from training.linking.material import Told
from training.linking.pairs import EASY, Pairs, across, affinity, within
from whence.actors import Register
from whence.link.actors import Standings
from whence.link.blocks import meeting
from whence.link.clusters import clusters
from whence.link.features import near_features, pair_features
from whence.link.keys import keys
from whence.link.pack import around, row
from whence.link.row import ROW, Rows
from whence.link.spans import spans
from whence.neural.labels import CLAIM_TYPES
from whence.neural.vectors import PARTS, Projection

FOLDS = 5
NEAR_BOUND, FAR_BOUND = 0.35, 0.25  # where B³ in cross-validation is at its top, flat from 0.3 to 0.45, 0.2 to 0.45
ROUNDS = 150
TREES = {
    "objective": "cross_entropy", "learning_rate": 0.08, "num_leaves": 15, "max_depth": 6, "min_data_in_leaf": 25,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "seed": 3, "verbose": -1,
    "max_bin": 63, "deterministic": True, "force_row_wise": True, "num_threads": 1,
}  # fmt: skip
RISING = frozenset(
    {
        *("type_same", "type_shared", "type_affinity", "trigger_alike", "sentence_alike", "report_alike"),
        *("trigger_word", "names_within", "names_jaccard", "words_within", "words_jaccard", "place_same"),
        *("place_common", "around_places", "around_place", "count_equal", "number_equal", "time_same"),
        "parties_common",
    }
)
"""Features of which more never lowers a score."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """One model, with what it needs beside the trees."""

    booster: lightgbm.Booster
    affinity: NDArray[np.float32]
    neutral: dict[str, float]


def states(told: Sequence[Told]) -> NDArray[np.float32]:
    """Return the raw states that the accounts carry, rows × parts × components; zeros where there are none."""
    width = max(len(t.account.vector) for t in told) // 2
    blank = np.zeros(width, dtype=np.float16).tobytes()
    raw = np.frombuffer(b"".join(t.account.vector or blank for t in told), dtype=np.float16)
    return raw.reshape(len(told), len(PARTS), -1).astype(np.float32)


def projected(told: Sequence[Told], by: Projection) -> list[Told]:
    """Return accounts with vectors in place of raw states."""
    vectors = by(states(told))
    return [replace(t, account=replace(t.account, vector=v)) for t, v in zip(told, vectors, strict=True)]


def folds(told: Sequence[Told]) -> NDArray[np.int64]:
    """Return the fold of each account: batches are shared out whole, for what is linked is linked within one."""
    batches = sorted({t.batch for t in told})
    of = {b: i % FOLDS for i, b in enumerate(np.random.default_rng(1).permutation(batches).tolist())}
    return np.array([of[t.batch] for t in told])


class Course:
    """All that is fitted to a set of gold claims, in order: `projection`, `near`, `far`, each by cross-fitting."""

    def __init__(self, told: Sequence[Told], folder: Path, easy: float = EASY) -> None:
        """Fit projections: one to all, and one for each fold to the others.

        easy: share of pairs that no key joins among those that the far model learns from.
        """
        self.folder, self.fold, self.easy = folder, folds(told), easy
        raw, events = states(told), [f"{t.batch} {t.event}" for t in told]
        self.told = list(told)
        for f in (None, *range(FOLDS)):
            seen = self.fold != f if f is not None else np.ones(len(told), dtype=bool)
            path = self.projection(f)
            projection.fit(raw[seen], [e for e, k in zip(events, seen, strict=True) if k], path)
            if f is not None:
                mine = np.flatnonzero(self.fold == f).tolist()
                for i, t in zip(mine, projected([told[i] for i in mine], Projection(path)), strict=True):
                    self.told[i] = t
        self.standings = Standings(Register.load())

    def projection(self, fold: int | None) -> Path:
        """Return where the projection fitted without a fold, or to all, is."""
        return self._folder(fold) / "vectors.npz"

    def run(self, which: Sequence[int | None]) -> None:
        """Fit both models and write them, for each of `which`: to all (None), or to all but a fold."""
        reports = defaultdict(list)
        for t in self.told:
            reports[t.account.report.report].append(t.account)
        about = {k: around(v) for k, v in reports.items()}
        rows = np.frombuffer(b"".join(row((t.account,), about[t.account.report.report]) for t in self.told), dtype=ROW)
        pairs = within(self.told)
        near, chances = self._cross(rows, pairs, self.fold[pairs.index[:, 0]], which, near=True)
        groups = clusters([1] * len(rows), pairs.index, chances.astype(np.float32), NEAR_BOUND, spans(rows))
        told = [[self.told[i] for i in g] for g in groups]
        tellings = np.frombuffer(
            b"".join(row([t.account for t in g], about[g[0].account.report.report]) for g in told), dtype=ROW
        )
        joined = meeting(tellings, [keys(r) for r in tellings])
        pairs = across(told, joined, self.easy)
        fold = self.fold[[g[0] for g in groups]]
        far, _ = self._cross(tellings, pairs, fold[pairs.index[:, 0]], which, near=False)
        for f in which:
            self._write(self._folder(f), near[f], far[f])

    def _folder(self, fold: int | None) -> Path:
        out = self.folder / ("all" if fold is None else str(fold))
        out.mkdir(parents=True, exist_ok=True)
        return out

    def _cross(
        self, rows: Rows, pairs: Pairs, fold: NDArray[np.int64], which: Sequence[int | None], *, near: bool
    ) -> tuple[dict[int | None, Fitted], NDArray[np.float64]]:
        """Return models by the fold they were fitted without, and each pair's chance by one that has not seen it."""
        names, features = self._features(rows, pairs, near=near)
        at, types = names.index("type_affinity"), rows["type"][pairs.index]
        chances = np.zeros(len(pairs.index))
        out: dict[int | None, Fitted] = {}
        for f in {*which, *(range(FOLDS) if near else ())}:
            seen = fold != f if f is not None else np.ones(len(fold), dtype=bool)
            table = affinity(rows, pairs.some(seen))
            features[:, at] = table[types[:, 0], types[:, 1]]
            middle = np.median(features[seen], axis=0).round(3).tolist()
            booster = _boost(names, features[seen], pairs.some(seen))
            out[f] = Fitted(booster, table, dict(zip(names, middle, strict=True)))
            if f is not None:
                chances[~seen] = booster.predict(features[~seen])
        return out, chances

    def _features(self, rows: Rows, pairs: Pairs, *, near: bool) -> tuple[list[str], NDArray[np.float32]]:
        """Return names and values of the features of all pairs, that of `type_affinity` still blank."""
        table = np.zeros((len(CLAIM_TYPES), len(CLAIM_TYPES)), dtype=np.float32)
        parts = []
        names: list[str] = []
        for at in range(0, len(pairs.index), 16_384):
            a, b = (rows[pairs.index[at : at + 16_384, i]] for i in (0, 1))
            found = pair_features(a, b, self.standings, table) | (near_features(a, b) if near else {})
            names = list(found)
            parts.append(np.stack(list(found.values()), axis=1))
        return names, np.concatenate(parts)

    def _write(self, folder: Path, near: Fitted, far: Fitted) -> None:
        facts: dict[str, Any] = {}
        for name, fitted, bound in (("near", near, NEAR_BOUND), ("far", far, FAR_BOUND)):
            trees.write(fitted.booster, folder / f"{name}.onnx")
            facts[name] = {"bound": bound, "neutral": fitted.neutral, "affinity": fitted.affinity.tolist()}
        text = json.dumps({k: {n: [[round(x, 3) for x in r] for r in v] if n == "affinity" else v for n, v in f.items()}
                           for k, f in facts.items()})  # fmt: skip
        (folder / "model.json").write_text(text + "\n", "utf8")


def _boost(names: list[str], features: NDArray[np.float32], pairs: Pairs) -> lightgbm.Booster:
    rising = [int(n in RISING) for n in names]
    data = lightgbm.Dataset(features, pairs.same, weight=pairs.weight, feature_name=names)
    return lightgbm.train({**TREES, "monotone_constraints": rising}, data, ROUNDS)
