"""Within one report: whom "the group", "the militants" or "the source" point back at.

A small scored model with named features. It abstains where no candidate reaches the floor or two stand too close.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
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
    """An actor named earlier, and where; `turn` counts all that was named, in the order in which it was met."""

    actor: str
    at: int
    turn: int


class Voice(NamedTuple):
    """A person or source that spoke earlier: whom it speaks for (None: nobody known), its words, where, and
    whether it opened its sentence."""

    actor: str | None
    words: frozenset[str]
    at: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """Where one actor is named: as the text was searched for names, then as its mentions were read; each in order.

    Keeps what points back from looking at the whole report before it, which would cost its length squared.
    """

    searched: list[Antecedent] = field(default_factory=list)
    read: list[Antecedent] = field(default_factory=list)

    def before(self, at: int) -> tuple[int, Antecedent | None]:
        """Return how often it is named before `at`, and the last of them: of mentions, if there is one."""
        searched, read = (bisect_left(named, at, key=_place) for named in (self.searched, self.read))
        last = self.read[read - 1] if read else self.searched[searched - 1] if searched else None
        return searched + read, last


@dataclass(slots=True)
class Memory:
    """What has been named so far in one report."""

    register: Register
    trails: dict[str, Trail] = field(default_factory=dict)
    voices: list[Voice] = field(default_factory=list)
    organs: set[str] = field(default_factory=set)
    parts: dict[str, str | None] = field(default_factory=dict)
    turns: int = 0

    def name(self, actor: str, at: int, *, read: bool) -> None:
        """Keep that an actor is named at `at`: `read` as a mention, else found in the text."""
        self.turns += 1
        trail = self.trails.setdefault(actor, Trail())
        (trail.read if read else trail.searched).append(Antecedent(actor, at, self.turns))

    def resolve(self, classes: Sequence[dict[str, Any]], at: int, definite: bool, speaks: bool) -> str | None:
        """Return the actor that a word of these classes, standing at `at`, points back at, or None.

        definite: the word has "the" or the like; speaks: a verb of saying follows it.
        """
        kinds = {k for c in classes for k in c["kinds"]}
        earlier = [t.before(at) for id, t in self.trails.items() if self.register[id].kind in kinds]
        total = sum(n for n, _ in earlier)
        scores = (
            (self._score(last, n / total, classes, at, definite, speaks), last.actor) for n, last in earlier if last
        )
        ranked = sorted(((s, id) for s, id in scores if s is not None), reverse=True)
        if not ranked or ranked[0][0] < FLOOR:
            return None
        clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MARGIN
        return ranked[0][1] if clear else None

    def last(self, fits: Callable[[str], bool], at: int) -> Antecedent | None:
        """Return the last before `at` of the actors that fit."""
        found = (t.before(at)[1] for id, t in self.trails.items() if fits(id))
        return max((a for a in found if a), key=lambda a: a.turn, default=None)

    def speaker(self, words: frozenset[str], at: int) -> str | None:
        """Return whom the latest fitting voice before `at` speaks for: one called by the same word, else one that
        opened its sentence, else the nearest.
        """
        first, last = (bisect_left(self.voices, p, key=_place) for p in (at - REACH, at))
        near = self.voices[first:last]
        same = [v for v in near if v.words & words]
        fitting = same or [v for v in near[-3:] if v.leads] or near
        return fitting[-1].actor if fitting else None

    def latest(self, organ: str, at: int) -> Antecedent | None:
        """Return the organ of this kind that was named last before `at`."""
        return self.last(lambda id: id.partition(".")[2] == organ, at)

    def only(self, organ: str) -> str | None:
        """Return the one organ of this kind that the whole report names, None where there is none or several."""
        ids = [id for id in self.organs if id.partition(".")[2] == organ]
        return ids[0] if len(ids) == 1 else None

    def _score(
        self,
        last: Antecedent,
        share: float,
        classes: Sequence[dict[str, Any]],
        at: int,
        definite: bool,
        speaks: bool,
    ) -> float | None:
        """Weigh one candidate, which has a `share` of all that was named; None where a class rules it out."""
        known_as = self.register[last.actor].known_as
        fits = any(known_as in c.get("is", ()) for c in classes)
        if not fits and all(c.get("only") for c in classes):
            return None
        features = {
            "recent": exp((last.at - at) / FADE),
            "salient": share,
            "known_as": float(fits or not any("is" in c for c in classes)),
            "definite": float(definite),
            "bare": float(not definite),
            "speaks": float(speaks and self.register[last.actor].kind in _REPORTS),
            "weak": float(all(c.get("weak") for c in classes)),
        }
        return sum(WEIGHTS[name] * value for name, value in features.items())


def _place(named: Antecedent | Voice) -> int:
    return named.at
