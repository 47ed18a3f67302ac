"""From whom each report has it: roots, who passes on, reports; and which reports are copies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from whence.actors import Register
from whence.desk.called import outlet, source
from whence.records import Account, Copy, Event
from whence.store.listing import ReportRow
from whence.weigh.dependences import edges
from whence.weigh.identity import Identities, Identity
from whence.weigh.independence import largest
from whence.weigh.voices import Voice, listen
from whence.weigh.words import fold


@dataclass(frozen=True, slots=True)
class Source:
    """A root of the graph.

    Attributes:
        independent: it is one of those that are counted.
        rests_on: the id of the root that it rests on, where it is not, and `because` why.
        reports: how many reports rest on it.
    """

    id: str
    name: str
    party: str | None
    kind: str
    side: str
    independent: bool
    rests_on: str | None
    because: str
    reports: int


@dataclass(frozen=True, slots=True)
class Path:
    """How one report has it: from which root, through whom, in which of its claims; or that it denies it."""

    root: str
    relays: tuple[str, ...]
    report: str
    claims: tuple[str, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the graph, and the report that it copies, with the share of its words that stand there."""

    id: str
    title: str
    outlet: str
    published: date | None
    copies: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an event comes from. `deniers` are the roots of those who deny it: they vouch for nothing."""

    sources: tuple[Source, ...]
    deniers: tuple[Source, ...]
    paths: tuple[Path, ...]
    reports: tuple[Told, ...]

    @property
    def by_id(self) -> dict[str, Told]:
        """Return the reports by id."""
        return {t.id: t for t in self.reports}


def provenance(
    event: Event, accounts: Sequence[Account], copies: Sequence[Copy], heads: dict[str, ReportRow], register: Register
) -> Provenance:
    """Return where an event comes from: its roots as they were counted, and who passes on what each says."""
    identities = Identities(accounts, register)
    voices = listen(accounts, copies, identities)
    root_of = {c: r.id for r in event.roots for c in r.claims}
    vouching = [v for v in voices if v.account.ref in root_of]
    denials = [v for v in voices if v.account.claim.status == "denied" and v.account.ref not in root_of]
    paths = [
        *_paths([(v, root_of[v.account.ref]) for v in vouching], identities, False),
        *_paths([(v, v.who.root) for v in denials], identities, True),
    ]
    of: dict[str, set[str]] = {}
    for p in paths:
        of.setdefault(p.root, set()).add(p.report)
    order = [r.id for r in event.roots]
    independent = largest(order, edges(event.dependences, order))
    rests = {d.a: d for d in reversed(event.dependences) if d.a not in independent}
    sources = tuple(
        Source(
            r.id, source(register, r.name, r.kind), r.party, r.kind, r.side, r.id in independent,
            rests[r.id].b if r.id in rests else None, rests[r.id].because if r.id in rests else "",
            len({c.report for c in r.claims}),
        )
        for r in event.roots
    )  # fmt: skip
    deniers = {v.who.root: v for v in reversed(denials)}
    denying = tuple(_denier(v, len(of[id]), register) for id, v in sorted(deniers.items()))
    return Provenance(sources, denying, tuple(paths), _told(accounts, copies, heads))


def _paths(told: Iterable[tuple[Voice, str]], identities: Identities, denies: bool) -> list[Path]:
    """Return one path for each report, root and way between them, with all claims that take it."""
    ways: dict[tuple[str, tuple[str, ...], str], list[str]] = {}
    for v, root in told:
        printed = identities.outlet(v.account.report)
        relays = tuple(_name(r, v.account, identities.register) for r in v.relays if r != printed)
        ways.setdefault((root, relays, v.account.report.report), []).append(v.account.claim.id)
    return [Path(*way, tuple(claims), denies) for way, claims in ways.items()]


def _name(who: Identity, account: Account, register: Register) -> str:
    """Return what a relay is called: by the register, else in the words of the chain."""
    if who.speaker in register:
        return register[who.speaker].name
    key = who.speaker.partition(":")[2].partition("@")[0] or who.speaker.partition("@")[0]
    return next((link.name for link in account.claim.chain if fold(link.name) == key), key.replace("_", " "))


def _denier(voice: Voice, reports: int, register: Register) -> Source:
    who, link = voice.who, voice.link
    name = link.name if link else outlet(register, voice.account.report.outlet) or "the outlet itself"
    if who.party:
        name = register[who.party].name
    return Source(who.root, name, who.party, link.kind if link else "outlet", "", False, None, "", reports)


def _told(accounts: Sequence[Account], copies: Iterable[Copy], heads: dict[str, ReportRow]) -> tuple[Told, ...]:
    """Return the reports in the order of the accounts; of several originals the one most of a copy stands in."""
    best: dict[str, Copy] = {}
    for c in copies:
        if c.copy not in best or c.share > best[c.copy].share:
            best[c.copy] = c
    out = []
    for id in dict.fromkeys(a.report.report for a in accounts):
        head, copied = heads[id], best.get(id)
        original, share = (copied.original, copied.share) if copied else (None, 0.0)
        out.append(Told(id, head.title, head.outlet, head.published, original, share))
    return tuple(out)
