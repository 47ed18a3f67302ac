"""How much a report is about a claim: named factors, weighed by which events headlines name (training/salience.py)."""

import math
from typing import NamedTuple

from whence.neural import Trigger
from whence.records import Report


class Factors(NamedTuple):
    """What speaks for a claim being the news, each 0 to 1."""

    in_title: float  # the headline itself tells it
    early: float  # 1 at the start of the body, falling towards its end
    retold: float  # how many other claims of the report are of its type
    deadly: float  # it counts the dead or injured


# What the headline tells is the news by definition, so its weight is set above all others together, not fitted.
WEIGHTS = Factors(in_title=6.0, early=3.1, retold=2.0, deadly=0.65)
BIAS = -3.52


def salience(trigger: Trigger, told: int, report: Report) -> float:
    """Return 0 to 1: how likely the claim is what the report is mainly about."""
    score = BIAS + sum(w * x for w, x in zip(WEIGHTS, factors(trigger, told, report), strict=True))
    return round(1 / (1 + math.exp(-score)), 4)


def factors(trigger: Trigger, told: int, report: Report) -> Factors:
    """Return the factors of a trigger whose type `told` triggers of its report have, itself among them."""
    title = len(report.title)
    at = max(0, trigger.span.start - title) / max(1, len(report.text) - title)
    return Factors(
        in_title=float(trigger.span.end <= title),
        early=1 / (1 + 6 * at),
        retold=min(1.0, math.log(told) / math.log(6)),
        deadly=float(any(c.label in {"killed", "injured"} for c in trigger.counts)),
    )
