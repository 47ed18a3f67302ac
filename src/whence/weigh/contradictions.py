"""Where two accounts of one happening can't both hold, in which respect."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement
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
UNSURE = frozenset({"planned", "threatened", "called_for", "conditional", "possible"})
MANY = 60  # accounts of one root that are compared; more say nothing new

Test = Callable[[Account, Account], str]


def contradictions(voices: Sequence[Voice], denials: Sequence[Voice], register: Register) -> tuple[Contradiction, ...]:
    """Return the contradictions among accounts, at most one of a kind for two roots, or within one root.

    Within one root a later report that differs is news, not a contradiction.
    """
    by: dict[str, list[Voice]] = {}
    for v in voices:
        by.setdefault(v.who.root, []).append(v)
    tests: dict[ContradictionKind, Test] = {
        "count": _count, "agent": lambda a, b: _agent(a, b, register),
        "place": _place, "date": _date, "status": _status,
    }  # fmt: skip
    out: list[Contradiction] = []
    for x, y in combinations_with_replacement(by, 2):
        out += (c for kind, test in tests.items() for c in _first(kind, test, by[x], by[y]))
    return (*out, *_denied(voices, denials))


def _first(
    kind: ContradictionKind, test: Test, left: Sequence[Voice], right: Sequence[Voice]
) -> Iterator[Contradiction]:
    """Yield the first pair that a test finds at odds."""
    same = left is right
    for i, v in enumerate(left[:MANY]):
        for w in right[i + 1 : MANY] if same else right[:MANY]:
            a, b = v.account, w.account
            if same and a.report.published != b.report.published:
                continue
            if because := test(a, b):
                yield Contradiction(kind, a.ref, b.ref, because)
                return


def _denied(voices: Sequence[Voice], denials: Sequence[Voice]) -> Iterator[Contradiction]:
    """Yield one for each root and each party that denies what the root says."""
    seen = set()
    for d in denials:
        for v in voices:
            pair = (v.who.root, d.who.root)
            if pair not in seen:
                seen.add(pair)
                because = f"{d.who.root} denies what {v.who.root} says"
                yield Contradiction("denied", v.account.ref, d.account.ref, because)


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
    lasting = {a.claim.type, b.claim.type} & LASTING or "ongoing" in {a.claim.status, b.claim.status}
    if lasting or not (x and y and x.earliest and x.latest and y.earliest and y.latest):
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
