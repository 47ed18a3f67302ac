"""The door: what a person decides goes in, with all that follows from it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from whence.actors import Register
from whence.records import Place
from whence.review.correction import Correction, NotACorrectionError
from whence.review.decision import Anchor, Decision, Kind
from whence.review.fields import dumps
from whence.review.queue import Pending, Queue
from whence.review.settle import Settled

if TYPE_CHECKING:
    from whence.gazetteer import Gazetteer
    from whence.store import Store

LONGEST_NOTE = 2000


class Review:
    """Decisions on one store.

    Every method that decides returns the number of the decision, with which it can be undone. They raise KeyError for
    a claim or an event that is not there, NotACorrectionError for what cannot stand, StoreError where nothing can be
    written.
    """

    def __init__(self, store: "Store", register: Register) -> None:
        """Take the store and the register of actors."""
        self._store, self._register = store, register
        self._gazetteer: Gazetteer | None = None
        self.waiting = Queue(store, register)

    def queue(self, limit: int = 30) -> list[Pending]:
        """Return the claims to judge, the one on which most hangs first."""
        return self.waiting.pending(limit)

    def case(self, claim: str, report: str | None = None) -> tuple[str, Settled]:
        """Return the id of a claim's report, and the claim as it stands; with `report` a rejected one too."""
        if report is None:
            told = self._store.accounts([claim])
            if not told:
                raise KeyError(claim)
            report = told[0].report.report
        return report, next((s for s in self._store.settled(report) if s.claim.id == claim), None) or _none(claim)

    def accept(self, claim: str, by: str, note: str = "", report: str | None = None) -> int:
        """Note that all of a claim is what its report says. No reader changes it any more."""
        return self._decide("accept", claim, report, by, note)

    def reject(self, claim: str, by: str, note: str = "", report: str | None = None) -> int:
        """Note that the report does not claim this; it goes out of its event."""
        return self._decide("reject", claim, report, by, note)

    def correct(self, claim: str, field: str, given: Any, by: str, note: str = "", report: str | None = None) -> int:
        """Set one field of a claim; `given` as `Correction` takes it."""
        report, settled = self.case(claim, report)
        found = self._store.report(report) or _none(report)
        value = Correction(found["text"], settled.claim.trigger, self).value(field, given)
        return self._decide("correct", claim, report, by, note, field=field, value=value)

    def split(self, event: str, claims: Iterable[str], by: str, note: str = "") -> int:
        """Note that these claims of an event tell of another happening than its other ones."""
        away = set(claims)
        all_ = [c.claim for c in (self._store.event(event) or _none(event)).claims]
        if not away or not away < set(all_):
            raise NotACorrectionError("some of the event's claims go, not none and not all")
        a = self._anchors(c for c in all_ if c in away)
        b = self._anchors(c for c in all_ if c not in away)
        return self._store.decide(Decision("split", a, by, _now(), b=b, note=note[:LONGEST_NOTE]))

    def merge(self, event: str, other: str, by: str, note: str = "") -> int:
        """Note that two events are one happening."""
        a, b = ((self._store.event(id) or _none(id)).claims for id in (event, other))
        if event == other:
            raise NotACorrectionError("an event is one with itself already")
        sides = [self._anchors(c.claim for c in some) for some in (a, b)]
        return self._store.decide(Decision("merge", sides[0], by, _now(), b=sides[1], note=note[:LONGEST_NOTE]))

    def undo(self, n: int, by: str) -> bool:
        """Take a decision back; it stays on record, with who took it back. Tell whether it stood."""
        if self._store.decision(n) is None:
            raise KeyError(n)
        return self._store.undo(n, by, _now())

    def actor(self, id: str) -> bool:
        """Tell whether the register has this actor."""
        return id in self._register

    def place(self, id: str) -> Place | None:
        """Return the place with this id: one that claims name, or one of the gazetteer."""
        scheme, _, number = id.partition(":")
        if found := self._store.place(id):
            return found
        if scheme != "geonames" or not number.isascii() or not number.isdigit() or len(number) > 12:
            return None
        try:
            return self.gazetteer.row(int(number)).place
        except KeyError:
            return None

    def places(self, words: str) -> tuple[Place, ...]:
        """Return the places that words may stand for, the likeliest first."""
        return tuple(dict.fromkeys(m.row.place for m in self.gazetteer.lookup(words)))[:12] if words.strip() else ()

    @property
    def gazetteer(self) -> "Gazetteer":
        """Return the gazetteer, opened when it is first asked for."""
        if self._gazetteer is None:
            from whence.gazetteer import Gazetteer

            self._gazetteer = Gazetteer()
        return self._gazetteer

    def _decide(
        self,
        kind: Kind,
        claim: str,
        report: str | None,
        by: str,
        note: str,
        field: str | None = None,
        value: str | None = None,
    ) -> int:
        report, settled = self.case(claim, report)
        text = (self._store.report(report) or _none(report))["text"]
        words = settled.anchor.span.of(text)
        decision = Decision(
            kind, (settled.anchor,), by, _now(), claim=dumps(settled.claim), words=words,
            note=note[:LONGEST_NOTE], field=field, value=value,
        )  # fmt: skip
        return self._store.decide(decision)

    def _anchors(self, claims: Iterable[str]) -> tuple[Anchor, ...]:
        told = self._store.accounts(claims)
        texts = self._store.digests({a.report.report for a in told})
        return tuple(Anchor(texts[a.report.report], a.claim.trigger) for a in told)


def _none(what: object) -> Any:
    raise KeyError(what)


def _now() -> datetime:
    return datetime.now(UTC)
