"""What is to be judged, the claim on which most hangs first."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from whence.actors import Register
from whence.records import Account, Event, Span
from whence.review.impact import Impact, impacts

if TYPE_CHECKING:
    from whence.store import Store

LOOKED_AT = (
    40,
    160,
    640,
    2560,
)  # events that are weighed for a queue: more only where people have judged all of the first
LARGEST = 60  # claims of an event; of a greater one no single claim changes much
TRIED = 8  # claims of one event that are in the queue at a time
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

    def one(self, event: Event, claim: str) -> Pending | None:
        """Return what hangs on one claim of an event, judged or not; None where the event is too large to tell."""
        told = list(self._store.accounts(c.claim for c in event.claims)) if len(event.claims) <= LARGEST else []
        account = next((a for a in told if a.claim.id == claim), None)
        if account is None:
            return None
        return Pending(account, event, self._impacts(event, told, {claim})[claim])

    def of(self, events: Iterable[Event]) -> Iterator[Pending]:
        """Yield the claims of these events that nobody has judged: of each the `TRIED` likeliest to matter."""
        wanted = [e for e in events if len(e.claims) <= LARGEST]
        accounts = {a.claim.id: a for a in self._store.accounts(c.claim for e in wanted for c in e.claims)}
        reports = {a.report.report for a in accounts.values()}
        judged = self._store.judged_triggers(reports)
        for event in wanted:
            told = [accounts[c.claim] for c in event.claims if c.claim in accounts]
            waiting = [a for a in told if not _judged(a, judged.get(a.report.report, ()))]
            first = sorted(waiting, key=_likeliest(event))[:TRIED]
            known = self._impacts(event, told, {a.claim.id for a in first})
            yield from (Pending(a, event, known[a.claim.id]) for a in first)

    def _impacts(self, event: Event, told: list[Account], tried: set[str]) -> dict[str, Impact]:
        with self._turn:
            known = self._known.setdefault(event, {})
            self._known.move_to_end(event)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        if unknown := tried - known.keys():
            copies = self._store.copies({a.report.report for a in told}) if len(told) > 1 else ()
            found = impacts(event, told, unknown, copies, self._register, self._store.reliabilities())
            with self._turn:
                known |= found
        return known


def _likeliest(event: Event) -> Callable[[Account], tuple[bool, bool, float, str]]:
    """Return what sorts claims: first those on which a root rests alone, then those that contradict another."""
    alone = {r.claims[0] for r in event.roots if len(r.claims) == 1}
    opposed = {c for x in event.contradictions for c in (x.a, x.b)}
    return lambda a: (a.ref not in alone, a.ref not in opposed, -a.claim.salience, a.claim.id)


def _judged(account: Account, spans: Iterable[Span]) -> bool:
    return any(s.overlaps(account.claim.trigger) for s in spans)
