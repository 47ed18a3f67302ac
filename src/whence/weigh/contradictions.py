"""Where two accounts of one happening can't both hold, in which respect."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

from whence.actors import Register
from whence.records import Account, ClaimPlace, Contradiction, ContradictionKind, Count
from whence.weigh.tally import totals
from whence.weigh.voices import Voice

FAR = 25.0  # km; what two reports call the same town may lie this far apart
ABOUT = 0.2  # how far "about 100" reaches to either side
MUTUAL = frozenset({"agreement", "ceasefire", "clash", "talks"})
LASTING = frozenset({"hold_territory", "siege", "surveillance", "deployment", "support", "displacement"})
POINTS = frozenset({"city", "town", "village", "neighbourhood", "facility"})
PEOPLE = frozenset({"killed", "injured", "captured", "missing"})
SURE = frozenset({"happened", "ongoing"})
UNSURE = frozenset({"planned", "possible"})  # a threat, a call, an "if" say nothing of whether it happened
Test = Callable[[Account, Account], str]
Value = Callable[[Account], Hashable]


@dataclass(slots=True)
class _Camp:
    """The accounts that say the same in one respect: the first of each root, and of each root and day."""

    first: Account
    roots: dict[str, Account] = field(default_factory=dict)
    days: dict[tuple[str, date | None], Account] = field(default_factory=dict)


def contradictions(voices: Sequence[Voice], denials: Sequence[Voice], register: Register) -> tuple[Contradiction, ...]:
    """Return the contradictions among accounts, by kind.

    What is said in one respect is told once for each way it is said, against the first that it can't hold beside.
    Within one root a later report that differs is news, and within one report it is another part of the story.
    """
    tests: dict[ContradictionKind, tuple[Value, Test]] = {
        "count": (_counted, _count),
        "agent": (_agents, lambda a, b: _agent(a, b, register)),
        "place": (_places, _place),
        "date": (_days, _date),
        "status": (lambda a: (a.claim.status, a.report.published), _status),
    }
    out: list[Contradiction] = []
    for kind, (value, test) in tests.items():
        out += _found(kind, value, test, voices)
    return (*out, *_denied(voices, denials))


def _found(kind: ContradictionKind, value: Value, test: Test, voices: Sequence[Voice]) -> Iterator[Contradiction]:
    camps: dict[Hashable, _Camp] = {}
    for v in voices:
        said = value(v.account)
        if said:
            camp = camps.setdefault(said, _Camp(v.account))
            camp.roots.setdefault(v.who.root, v.account)
            camp.days.setdefault((v.who.root, v.account.report.published), v.account)
    told = list(camps.values())
    for i, y in enumerate(told):
        for x in told[:i]:
            because = test(x.first, y.first)
            pair = _pair(x, y) if because else None
            if pair:
                yield Contradiction(kind, pair[0].ref, pair[1].ref, because)
                break


def _pair(x: _Camp, y: _Camp) -> tuple[Account, Account] | None:
    """Return two accounts of two roots, else two of one root and one day in two reports."""
    for root, b in y.roots.items():
        a = next((a for r, a in x.roots.items() if r != root), None)
        if a is not None:
            return a, b
    same = ((x.days[key], b) for key, b in y.days.items() if key in x.days)
    return next(((a, b) for a, b in same if a.report.report != b.report.report), None)


def _denied(voices: Sequence[Voice], denials: Sequence[Voice]) -> Iterator[Contradiction]:
    """Yield one for each party that denies what another says."""
    seen = set()
    for d in denials:
        v = next((v for v in voices if v.who.root != d.who.root), None) or next(iter(voices), None)
        if v is not None and d.who.root not in seen:
            seen.add(d.who.root)
            yield Contradiction("denied", v.account.ref, d.account.ref, f"{d.who.root} denies what {v.who.root} says")


def _counted(account: Account) -> Hashable:
    return tuple((c.what, c.low, c.high, c.approx, _noun(account, c)) for c in totals(account).values())


def _agents(account: Account) -> Hashable:
    return account.claim.type in MUTUAL, tuple(p.actor for p in account.claim.agents if p.actor)


def _places(account: Account) -> Hashable:
    return tuple(p.place.id for p in _points(account) if p.place)


def _days(account: Account) -> Hashable:
    time = account.claim.time
    lasting = account.claim.type in LASTING or account.claim.status == "ongoing"
    return None if time is None or lasting else (time.earliest, time.latest)


def _count(a: Account, b: Account) -> str:
    ours, theirs = (totals(x) for x in (a, b))
    for what, x in ours.items():
        y = theirs.get(what)
        if y is not None and _apart(x, y) and (what in PEOPLE or _noun(a, x) == _noun(b, y) != ""):
            return f"{what}: {_said(a, x)} against {_said(b, y)}"
    return ""


def _apart(x: Count, y: Count) -> bool:
    """Tell whether no number fits both counts."""
    (low_x, high_x), (low_y, high_y) = _reach(x), _reach(y)
    return high_x < low_y or high_y < low_x


def _reach(c: Count) -> tuple[float, float]:
    slack = ABOUT if c.approx else 0.0
    low = 0.0 if c.low is None else c.low * (1 - slack)
    return low, float("inf") if c.high is None else c.high * (1 + slack)


def _said(account: Account, count: Count) -> str:
    words = " ".join(account.words(count.span).split())
    return f'"{words}"' if words else f"{count.low if count.low == count.high else (count.low, count.high)}"


def _noun(account: Account, count: Count) -> str:
    """Return what is counted, as far as its last word says."""
    words = account.words(count.span).lower().split()
    return words[-1].rstrip("s") if len(words) > 1 else ""


def _agent(a: Account, b: Account, register: Register) -> str:
    if a.claim.type in MUTUAL or b.claim.type in MUTUAL:
        return ""
    ours, theirs = ([p.actor for p in x.claim.agents if p.actor in register] for x in (a, b))
    if not ours or not theirs or any(register.same_side(x, y) for x in ours for y in theirs if x and y):
        return ""
    return (
        f"by {', '.join(register[x].name for x in ours if x)} or by {', '.join(register[x].name for x in theirs if x)}"
    )


def _place(a: Account, b: Account) -> str:
    ours, theirs = (_points(x) for x in (a, b))
    if not ours or not theirs:
        return ""
    near = min(((_km(x, y), x, y) for x in ours for y in theirs), key=lambda m: m[0])
    if near[0] <= FAR or near[1].place is None or near[2].place is None:
        return ""
    return f"at {near[1].place.name} or at {near[2].place.name}, {near[0]:.0f} km apart"


def _points(account: Account) -> list[ClaimPlace]:
    return [p for p in account.claim.places if p.role == "at" and p.place and p.place.kind in POINTS]


def _km(x: ClaimPlace, y: ClaimPlace) -> float:
    """Return the distance on a sphere of 6371 km (haversine)."""
    if x.place is None or y.place is None:
        return 0.0
    p, q = radians(x.place.lat), radians(y.place.lat)
    dq, dl = q - p, radians(y.place.lon - x.place.lon)
    return 12742 * asin(sqrt(sin(dq / 2) ** 2 + cos(p) * cos(q) * sin(dl / 2) ** 2))


def _date(a: Account, b: Account) -> str:
    x, y = a.claim.time, b.claim.time
    if not (x and y and x.earliest and x.latest and y.earliest and y.latest):
        return ""
    return f"{x.value} or {y.value}" if x.latest < y.earliest or y.latest < x.earliest else ""


def _status(a: Account, b: Account) -> str:
    for x, y in ((a, b), (b, a)):
        if x.claim.status in SURE and y.claim.status in UNSURE and not _earlier(y, x):
            return f"{x.claim.status} or only {y.claim.status.replace('_', ' ')}"
    return ""


def _earlier(a: Account, b: Account) -> bool:
    """Tell whether `a` was published on an earlier day: what was planned then may well have happened since."""
    return bool(a.report.published and b.report.published and a.report.published < b.report.published)
