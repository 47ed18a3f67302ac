"""Who held a place from when until when, by whose account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from whence.actors import Register
from whence.control.telling import Telling, held, tellings
from whence.records import Account, ClaimRef, Copy, Holding, Place
from whence.weigh import ordered, roots

Day = date | None
_ORDER = {"left": 0, "taken": 1, "held": 2, "fight": 3}  # of what is told of one day


@dataclass(slots=True)
class _Stay:
    """A holding while it is put together: bounds of its beginning and end, None where no words say."""

    root: str
    key: str
    first: Telling
    since: tuple[Day, Day] = (None, None)
    until: tuple[Day, Day] = (None, None)
    seen: Day = None
    ended: bool = False
    contested: bool = False
    claims: list[ClaimRef] = field(default_factory=list)


def control(
    accounts: Iterable[Account], place: Place, register: Register, copies: Iterable[Copy] = ()
) -> tuple[Holding, ...]:
    """Return the holdings of a place in order of time, each by the account of one root.

    A capture ends the holding before it, whoever tells of the capture, unless the teller of the holding says that it
    lasted; accounts that disagree stand side by side. Who held a place before it was taken is told only where words do,
    and a place is not taken with another that contains it or lies in it.

    Args:
        accounts: claims of any kind; those that tell nothing of control over the place are passed over.
        place: the place, by its id in the gazetteer.
        register: who belongs to whom.
        copies: which reports copy which, so that a copy speaks for its original.
    """
    told = ordered(a for a in accounts if place.id in held(a))
    if not told:
        return ()
    voices = roots(told, tuple(copies), register).voices
    tells = [t for v in voices for t in tellings(v.account, v.who.root, place.id, register)]
    stays: list[_Stay] = []
    for root in dict.fromkeys(t.root for t in tells):
        stays += _stays([t for t in tells if t.root == root], register)
    _end_by_others(stays, register)
    stays.sort(key=_order)
    return tuple(_holding(s, place) for s in stays)


def _stays(tells: Sequence[Telling], register: Register) -> list[_Stay]:
    """Return the holdings that one root tells of, in order of time; what has no date is told apart."""
    dated = sorted((t for t in tells if t.earliest), key=lambda t: (t.earliest, t.latest, _ORDER[t.kind]))
    out: list[_Stay] = []
    for t in (t for t in dated if t.kind != "fight"):
        _tell(t, out, register)
    for t in (t for t in tells if not t.earliest and t.kind != "fight"):
        _tell_undated(t, out, register)
    for t in (t for t in tells if t.kind == "fight"):
        for s in out:
            s.contested |= _within(t, s)
    return out


def _tell(t: Telling, out: list[_Stay], register: Register) -> None:
    """Put a dated telling to the holdings so far, all of which began no later."""
    mine = [s for s in out if _one(s.key, t.key, register)]
    last = mine[-1] if mine and not mine[-1].ended else None
    if t.kind == "left":
        stay = last or next((s for s in mine if _meet(s.until, t)), None) or _open(t, out)
        stay.until, stay.ended = (t.earliest, t.latest), True
    elif t.kind == "taken" or t.begins:
        stay = next((s for s in reversed(out) if _meet(s.since, t) and _may_be(s, t, register)), None) or _begin(t, out)
        if t.key and not stay.key:
            stay.key, stay.first = t.key, t  # who took it is told at last
    else:
        stay = last or _open(t, out)
        if stay.since == (None, None):
            stay.since = (None, t.latest)
        stay.until = (t.earliest, None)
    stay.seen = max((d for d in (stay.seen, t.earliest) if d), default=None)
    stay.claims.append(t.account.ref)


def _begin(t: Telling, out: list[_Stay]) -> _Stay:
    """Open a holding that begins with a change, and end those before it."""
    for s in out:
        if not s.ended:
            lasted = max((d for d in (s.until[0], t.earliest) if d), default=None)
            s.until, s.ended = (lasted, t.latest), True
    stay = _open(t, out)
    stay.since = (t.earliest, t.latest)
    return stay


def _meet(days: tuple[Day, Day], t: Telling) -> bool:
    """Tell whether bounded days and those of a telling can be the same."""
    first, last = days
    return bool(first and last and t.earliest and t.latest and t.earliest <= last and first <= t.latest)


def _may_be(s: _Stay, t: Telling, register: Register) -> bool:
    """Tell whether a change was told before: by the same party, or by one that one of the two tellings leaves out."""
    return not s.key or not t.key or _one(s.key, t.key, register)


def _tell_undated(t: Telling, out: list[_Stay], register: Register) -> None:
    """Put a telling without a date to the one holding of that holder, or let it stand alone."""
    same = [s for s in out if _one(s.key, t.key, register)]
    stay = same[-1] if len(same) == 1 else _open(t, out)
    stay.ended |= t.kind == "left"
    stay.claims.append(t.account.ref)


def _open(t: Telling, out: list[_Stay]) -> _Stay:
    stay = _Stay(t.root, t.key, t)
    out.append(stay)
    return stay


def _end_by_others(stays: Sequence[_Stay], register: Register) -> None:
    """End holdings whose own teller tells no end by the first capture, by somebody else, that anybody tells of.

    A capture before the last day on which the teller still has it held is a disagreement and ends nothing.
    """
    begun = sorted((s for s in stays if s.since[0] and s.since[1]), key=lambda s: (s.since[0] or date.max, s.key))
    for s in stays:
        from_day = s.seen or s.since[1]
        if s.ended or from_day is None:
            continue
        later = (b for b in begun if b.root != s.root and not _one(b.key, s.key, register))
        end = next((b for b in later if b.since[0] and b.since[0] > from_day), None)
        if end is not None:
            s.until, s.ended = end.since, True
            s.claims.append(end.first.account.ref)


def _one(a: str, b: str, register: Register) -> bool:
    """Tell whether two holders are one: the army and its ministry hold a town for one party."""
    return bool(a) and (a == b or (a in register and b in register and register.party(a) == register.party(b)))


def _within(t: Telling, s: _Stay) -> bool:
    """Tell whether a fight falls into a holding as far as dates say; without a date into one that has none either."""
    if t.earliest is None or t.latest is None:
        return s.since == (None, None) == s.until
    begun, over = s.since[0], s.until[1]
    return (begun is None or t.latest >= begun) and (over is None or t.earliest <= over)


def _order(s: _Stay) -> tuple[date, date, str, str]:
    known = [d for d in (*s.since, *s.until) if d]
    return (known[0] if known else date.max, known[-1] if known else date.max, s.key, s.root)


def _holding(s: _Stay, place: Place) -> Holding:
    holder = s.first.holder
    return Holding(
        place=place,
        holder=holder.actor if holder else None,
        name=s.first.name,
        since=s.since,
        until=s.until,
        contested=s.contested,
        root=s.root,
        claims=tuple(dict.fromkeys(s.claims)),
    )
