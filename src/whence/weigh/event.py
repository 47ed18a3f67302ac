"""Accounts of one happening to a weighed event."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from whence.actors import Register
from whence.records import Account, Copy, Event, Place, Status
from whence.weigh.contradictions import contradictions
from whence.weigh.grade import grade
from whence.weigh.roots import roots
from whence.weigh.tally import tally

_FINE = ("facility", "neighbourhood", "village", "town", "city", "mountain", "island", "district", "area", "region")
_REAL: tuple[Status, ...] = ("happened", "ongoing")


def weigh(
    accounts: Iterable[Account],
    copies: Iterable[Copy],
    register: Register,
    reliabilities: Mapping[str, str] | None = None,
) -> Event:
    """Return the event that accounts of one happening make, with its roots counted and its disagreements laid open.

    The same accounts give the same event in whatever order they come.

    Args:
        accounts: at least one; raises ValueError for none.
        copies: which of their reports copy which; others are not looked at.
        register: who belongs to whom and stands with whom.
        reliabilities: A to F by id of root, party or actor, as set by people; F (cannot be judged) for all others.
    """
    told = ordered(accounts)
    if not told:
        raise ValueError("an event has at least one account")
    reports = {a.report.report for a in told}
    known = tuple(sorted((c for c in copies if c.copy in reports), key=lambda c: (c.copy, c.original)))
    rooting = roots(told, known, register)
    found = contradictions(rooting.voices, rooting.denials, register)
    earliest, latest = _when(told)
    return Event(
        id=event_id(told),
        type=_most(a.claim.type for a in told),
        status=_status(told),
        place=_where(told),
        earliest=earliest,
        latest=latest,
        claims=tuple(a.ref for a in told),
        roots=rooting.roots,
        dependences=rooting.dependences,
        independent_roots=len(rooting.independent),
        independent_sides=len(rooting.sides),
        counts=tally(rooting.voices),
        contradictions=found,
        grade=grade(rooting, found, reliabilities or {}),
    )


def ordered(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return accounts in the order that decides everything else: by day, report, place in it, and id."""
    return tuple(
        sorted(accounts, key=lambda a: (a.report.published or date.max, a.report.report, a.claim.trigger, a.claim.id))
    )


def event_id(told: Sequence[Account]) -> str:
    """Return the id of the event whose ordered accounts these are."""
    return "e-" + hashlib.sha256(told[0].claim.id.encode()).hexdigest()[:16]


def _most(values: Iterable[str]) -> str:
    """Return the commonest value, of equals the first."""
    return Counter(values).most_common(1)[0][0]


def _status(told: Sequence[Account]) -> Status:
    """Return "happened" or "ongoing" where anybody vouches for that, else the commonest status."""
    count = Counter(a.claim.status for a in told)
    real = [s for s in count if s in _REAL]
    return max(real or list(count), key=lambda s: count[s])


def _where(told: Sequence[Account]) -> Place | None:
    """Return the place that most reports name, of equals the finest; where it happened before where it led."""
    for roles in ({"at"}, {"near"}, {"to", "from", "via"}):
        named = {(a.report.report, p.place) for a in told for p in a.claim.places if p.place and p.role in roles}
        if named:
            count = Counter(place for _, place in named)
            return min(count, key=lambda p: (-count[p], _coarseness(p), p.id))
    return None


def _coarseness(place: Place) -> int:
    return _FINE.index(place.kind) if place.kind in _FINE else len(_FINE)


def _when(told: Sequence[Account]) -> tuple[date | None, date | None]:
    """Return the days of the account that most others agree with, of equals the narrowest, then the first."""
    spans = [(t.earliest, t.latest) for a in told if (t := a.claim.time) and t.earliest and t.latest]
    if not spans:
        return None, None
    count = Counter(spans)
    fits = {s: sum(n for t, n in count.items() if t[0] <= s[1] and s[0] <= t[1]) for s in count}
    return min(count, key=lambda s: (-fits[s], s[1] - s[0], s))
