"""What is claimed, in words: one sentence for an event, one line for each part of a claim."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whence.actors import Register
from whence.desk.called import outlet, placed, spoken, types
from whence.desk.rendering import days, kind, number, words
from whence.records import Account, Claim, ClaimPlace, Count, CountRange, Event, Party, RootCount, Span, Status

STATUSES: dict[Status, str] = {
    "happened": "is said to have happened",
    "ongoing": "is said to be going on",
    "planned": "is said to be planned",
    "threatened": "is threatened",
    "called_for": "is called for",
    "conditional": "is said to depend on a condition",
    "possible": "is said to be possible",
    "denied": "is denied",
}
GRADES = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
RELIABILITIES = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
_NAMED = 2  # actors of a headline
_AT = frozenset({"river", "lake", "water", "mountain", "facility", "feature"})  # kinds of places that things happen at


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what words stand for: an id of the register or gazetteer, None where they stand for nobody known."""

    words: str
    id: str | None
    role: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as a reader sees it; each part in the report's own words."""

    id: str
    report: str
    type: str
    status: Status
    trigger: str
    agents: tuple[Named, ...]
    targets: tuple[Named, ...]
    places: tuple[Named, ...]
    time: str
    days: str
    counts: tuple[str, ...]
    chain: tuple[Named, ...]
    salience: float


def sentence(event: Event, accounts: Sequence[Account], register: Register) -> str:
    """Return what is claimed in one sentence, in the accounts' commonest parts."""
    row = types().get(event.type, types()["other"])
    where = event.place.name if event.place else ""
    said = row["placed"].format(where) if where and "placed" in row else row["noun"]
    worded = "placed" not in row  # "took areas in the north from the east": no party
    agents = parties(accounts, "agents", register, worded)
    targets = parties(accounts, "targets", register, worded, but=agents)
    by, to = f" by {agents}" if agents else "", f" {row['target']} {targets}" if targets else ""
    said += to + by if row["target"] == "of" else by + to
    if event.place and "placed" not in row:
        said += f" {'at' if event.place.kind in _AT else 'in'} {where}"
    if when := days(event.earliest, event.latest):
        said += f", {when},"
    verb = STATUSES[event.status]
    said = f"{said} {verb.replace('is', 'are', 1) if 'plural' in row else verb}."
    return said[0].upper() + said[1:]


def parties(accounts: Sequence[Account], role: str, register: Register, worded: bool = True, but: str = "") -> str:
    """Return who is agent or target of most accounts, by name; where the register has none, as `worded` most often.

    Of several of one party only the commonest is named, a second only where it is told half as often, `but` never.
    """
    told: Counter[str] = Counter()
    for a in accounts:
        told.update({p.actor for p in getattr(a.claim, role) if p.actor and p.actor in register})
    if told:
        most = sorted((a for a in told if spoken(register[a].name) not in but), key=lambda actor: (-told[actor], actor))
        most = [a for a in most if 2 * told[a] >= told[most[0]]]
        one_each = {register.party(actor): actor for actor in reversed(most)}
        named = [spoken(register[actor].name) for actor in most if actor in one_each.values()]
        return listed(named[:_NAMED]) if most else ""
    said = (words(a.words(p.span)) for a in accounts for p in getattr(a.claim, role))
    most_said = Counter(w for w in said if len(w) > 4) if worded else Counter[str]()
    return next((w for w, _ in most_said.most_common(1)), "")


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def range_(count: CountRange | RootCount) -> str:
    """Return bounds as words: 32, 30–45, more than 120, up to 80."""
    low, high = count.low, count.high
    if low is None and high is None:
        return "an unknown number"
    if low is None:
        return f"up to {number(high or 0)}"
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def view(claim: Claim, report: str, text: Callable[[Span], str], register: Register) -> ClaimView:
    """Return a claim for reading; `text` gives the words of a span."""
    return ClaimView(
        claim.id, report, claim.type, claim.status, words(text(claim.trigger)),
        tuple(_party(p, text, register) for p in claim.agents),
        tuple(_party(p, text, register) for p in claim.targets),
        tuple(
            Named(words(text(p.span)), p.place.id if p.place else None, p.role, _place(p))
            for p in claim.places
        ),
        words(text(claim.time.span)) if claim.time else "",
        days(claim.time.earliest, claim.time.latest) if claim.time else "",
        tuple(_count(c, text) for c in claim.counts),
        tuple(
            Named(
                words(link.name if link.span else outlet(register, link.name)), link.party, link.kind,
                _known(link.party, register),
            )
            for link in claim.chain
        ),
        claim.salience,
    )  # fmt: skip


def _party(party: Party, text: Callable[[Span], str], register: Register) -> Named:
    name = _known(party.actor, register)
    return Named(words(text(party.span)) or name, party.actor, title=name)


def _known(actor: str | None, register: Register) -> str:
    return register[actor].name if actor and actor in register else ""


def _count(count: Count, text: Callable[[Span], str]) -> str:
    said = words(text(count.span))
    return said if count.what == "other" else f"{said} {count.what}"


def _place(toponym: ClaimPlace) -> str:
    return placed(toponym.place) if toponym.place else kind(toponym.reason or "")
