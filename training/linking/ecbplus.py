"""Linking on ECB+, as the literature does: gold mentions, documents by topic, against the lemma baseline."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from training.linking.coreference import conll
from training.linking.fit import FOLDS, Course, projected
from training.linking.material import Told
from whence.actors import Register
from whence.link import ROW, Linker
from whence.link.model import Model
from whence.link.words import stems
from whence.neural.vectors import Projection

ALL_PAIRS = 0.3  # share of a topic's other pairs that the model learns from, which has no keys here


def crossed(told: Sequence[Told], folder: Path) -> dict[str, Any]:
    """Return the measures over all topics, each linked by models fitted to the topics of other folds, and the baseline.

    All mentions of a topic are compared, for a topic is what blocking would give. Singletons count.
    """
    course = Course(told, folder, easy=ALL_PAIRS)
    course.run(list(range(FOLDS)))
    register = Register.load()
    found: dict[str, str] = {}
    for f in range(FOLDS):
        home = course.projection(f).parent
        linker = Linker(register, Model.load(register, home))
        mine = projected(
            [t for t, at in zip(told, course.fold, strict=True) if at == f], Projection(home / "vectors.npz")
        )
        for topic in sorted({t.batch for t in mine}):
            found |= _linked([t for t in mine if t.batch == topic], linker)
    gold = [f"{t.batch} {t.event}" for t in told]
    return {
        "linking": conll(gold, [found[t.account.claim.id] for t in told]),
        "lemma baseline": conll(gold, list(map(lemma, told))),
        "mentions": len(told),
    }


def lemma(told: Told) -> str:
    """Return the cluster of a mention by the baseline: the topic and the stems of its words."""
    words = told.account.words(told.account.claim.trigger)
    return f"{told.batch} {stems(words) or words.lower()}"


def _linked(told: Sequence[Told], linker: Linker) -> dict[str, str]:
    reports = defaultdict(list)
    for t in told:
        reports[t.account.report.report].append(t.account)
    tellings = [t for told in linker.tell_all(reports.values()) for t in told]
    rows = np.frombuffer(b"".join(map(linker.row, tellings)), dtype=ROW)
    report = [t.accounts[0].report.report for t in tellings]
    pairs = np.array([p for p in combinations(range(len(rows)), 2) if report[p[0]] != report[p[1]]], dtype=np.int64)
    scores = linker.model.far(rows, pairs)
    groups = linker.cluster(rows, pairs[scores > 0], scores[scores > 0])
    return {a.claim.id: tellings[g[0]].id for g in groups for i in g for a in tellings[i].accounts}
