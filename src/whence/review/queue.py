"""What is to be judged, the claim on which most hangs first."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from whence.actors import Register
from whence.records import Account, Event, Span
from whence.review.impact import Impact, impacts

if TYPE_CHECKING:
    from whence.store import Store

LOOKED_AT = (100, 400, 1600)  # events that are weighed for a queue: more only where people have judged all of the first
LARGEST = 60  # claims of one event that are tried; of a greater event no single claim changes much
_REMEMBERED = 4000


@dataclass(frozen=True, slots=True)
class Pending:
    """A claim that nobody has judged yet, its event, and what hangs on it."""

    account: Account
    event: Event
    impact: Impact


class Queue:
    """The queue of one store. Holds what it has worked out: make it once and keep it."""

    def __init__(self, store: "Store", register: Register) -> None:
        """Work out nothing yet."""
        self._store, self._register = store, register
        self._known: OrderedDict[Event, dict[str, Impact]] = OrderedDict()
        self._turn = Lock()

    def pending(self, limit: int = 30) -> list[Pending]:
        """Return the claims to judge, the one on which most hangs first; of equals the order is that of their ids."""
        found: list[Pending] = []
        for number in LOOKED_AT:
            events = self._store.weighty(number)
            found = list(self.of(events))
            if len(found) >= limit or len(events) < number:
                break
        found.sort(key=lambda p: (-p.impact.value, p.account.ref))
        return found[:limit]

    def of(self, events: Iterable[Event], *, judged_too: bool = False) -> Iterator[Pending]:
        """Yield the claims of these events that nobody has judged, or all."""
        wanted = list(events)
        accounts = {a.claim.id: a for a in self._store.accounts(c.claim for e in wanted for c in e.claims[:LARGEST])}
        reports = {a.report.report for a in accounts.values()}
        judged = {} if judged_too else self._store.judged_triggers(reports)
        for event in wanted:
            told = [accounts[c.claim] for c in event.claims[:LARGEST] if c.claim in accounts]
            waiting = [a for a in told if not _judged(a, judged.get(a.report.report, ()))]
            if waiting:
                known = self._impacts(event, told)
                yield from (Pending(a, event, known[a.claim.id]) for a in waiting)

    def _impacts(self, event: Event, told: list[Account]) -> dict[str, Impact]:
        with self._turn:
            if event in self._known:
                self._known.move_to_end(event)
                return self._known[event]
        copies = self._store.copies({a.report.report for a in told}) if len(told) > 1 else ()
        found = impacts(event, told, copies, self._register, self._store.reliabilities())
        with self._turn:
            self._known[event] = found
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found


def _judged(account: Account, spans: Iterable[Span]) -> bool:
    return any(s.overlaps(account.claim.trigger) for s in spans)
