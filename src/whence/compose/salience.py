"""How much a report is about a claim: a short list of named factors, fitted to which events headlines name."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from whence.neural import Trigger
from whence.records import Report


class Factors(NamedTuple):
    """What speaks for a claim being the news, each roughly 0 to 1."""

    in_title: float
    early: float
    retold: float
    filled: float
    sure: float


WEIGHTS = Factors(in_title=1.6, early=1.5, retold=1.2, filled=0.9, sure=1.0)
BIAS = -3.0


def salience(trigger: Trigger, all_: Sequence[Trigger], report: Report) -> float:
    """Return 0 to 1: how likely the claim is what the report is mainly about."""
    f = factors(trigger, all_, report)
    score = BIAS + sum(w * x for w, x in zip(WEIGHTS, f, strict=True))
    return round(1 / (1 + math.exp(-score)), 4)


def factors(trigger: Trigger, all_: Sequence[Trigger], report: Report) -> Factors:
    """Return the factors of a trigger among all those of its report."""
    title = len(report.title)
    at = max(0, trigger.span.start - title) / max(1, len(report.text) - title)
    same = sum(t.type == trigger.type for t in all_) - 1
    roles = (trigger.parties, trigger.places, trigger.times, trigger.counts)
    return Factors(
        in_title=float(trigger.span.end <= title),
        early=1 / (1 + 6 * at),
        retold=min(1.0, math.log1p(same) / math.log(6)),
        filled=sum(map(bool, roles)) / len(roles),
        sure=trigger.score,
    )
