"""Within one report: whom "the group", "the militants" or "the source" point back at.

A small scored model with named features. It abstains where no candidate reaches the floor or two stand too close.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any, NamedTuple

from whence.actors.register import Register

# Fitted by hand on the training reports: docs/actors.md gives the figures.
WEIGHTS = {
    "recent": 0.4,
    "salient": 0.4,
    "known_as": 0.3,
    "definite": 0.15,
    "bare": -0.1,
    "weak": -0.35,
    "speaks": 0.35,
}
FLOOR = 0.55
MARGIN = 0.1
# How far back a mention fades to 1/e, in characters: some four sentences.
FADE = 700.0
# A source named further back than this is no longer "he".
REACH = 900
_REPORTS = frozenset({"monitor", "ngo", "agency", "outlet"})


class Antecedent(NamedTuple):
    """An actor named earlier, and where."""

    actor: str
    at: int


class Voice(NamedTuple):
    """A person or source that spoke earlier: whom it speaks for (None: nobody known), its words, where, and
    whether it opened its sentence."""

    actor: str | None
    words: frozenset[str]
    at: int
    leads: bool


@dataclass(slots=True)
class Memory:
    """What has been named so far in one report."""

    register: Register
    named: list[Antecedent] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    organs: set[str] = field(default_factory=set)
    parts: dict[str, str | None] = field(default_factory=dict)

    def resolve(self, classes: Sequence[dict[str, Any]], at: int, definite: bool, speaks: bool) -> str | None:
        """Return the actor that a word of these classes, standing at `at`, points back at, or None.

        definite: the word has "the" or the like; speaks: a verb of saying follows it.
        """
        kinds = {k for c in classes for k in c["kinds"]}
        earlier = [a for a in self.named if a.at < at and self.register[a.actor].kind in kinds]
        scores = {
            id: self._score(id, earlier, classes, at, definite, speaks)
            for id in dict.fromkeys(a.actor for a in earlier)
        }
        ranked = sorted(((s, id) for id, s in scores.items() if s is not None), reverse=True)
        if not ranked or ranked[0][0] < FLOOR:
            return None
        clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MARGIN
        return ranked[0][1] if clear else None

    def speaker(self, words: frozenset[str], at: int) -> str | None:
        """Return whom the latest fitting voice before `at` speaks for: one called by the same word, else one that
        opened its sentence, else the nearest.
        """
        near = [v for v in self.voices if at - REACH <= v.at < at]
        same = [v for v in near if v.words & words]
        fitting = same or [v for v in near[-3:] if v.leads] or near
        return fitting[-1].actor if fitting else None

    def latest(self, organ: str, at: int) -> Antecedent | None:
        """Return the organ of this kind that was named last before `at`."""
        return next((a for a in reversed(self.named) if a.at < at and a.actor.partition(".")[2] == organ), None)

    def only(self, organ: str) -> str | None:
        """Return the one organ of this kind that the whole report names, None where there is none or several."""
        ids = [id for id in self.organs if id.partition(".")[2] == organ]
        return ids[0] if len(ids) == 1 else None

    def _score(
        self,
        id: str,
        earlier: Sequence[Antecedent],
        classes: Sequence[dict[str, Any]],
        at: int,
        definite: bool,
        speaks: bool,
    ) -> float | None:
        """Weigh the features of one candidate; None where a class rules it out."""
        known_as = self.register[id].known_as
        fits = any(known_as in c.get("is", ()) for c in classes)
        if not fits and all(c.get("only") for c in classes):
            return None
        mine = [a for a in earlier if a.actor == id]
        features = {
            "recent": exp((mine[-1].at - at) / FADE),
            "salient": len(mine) / len(earlier),
            "known_as": float(fits or not any("is" in c for c in classes)),
            "definite": float(definite),
            "bare": float(not definite),
            "speaks": float(speaks and self.register[id].kind in _REPORTS),
            "weak": float(all(c.get("weak") for c in classes)),
        }
        return sum(WEIGHTS[name] * value for name, value in features.items())
