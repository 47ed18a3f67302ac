"""/events/{id}: the whole story of one event. /claims/{id}: a claim, in the page of its report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from whence.desk import links
from whence.desk.api.events import stored
from whence.desk.charts.provenance import colours, graph
from whence.desk.charts.ranges import ranges
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.provenance import Path, provenance
from whence.desk.rendering import render
from whence.desk.wording import GRADES, ClaimView, range_, sentence, view
from whence.records import Account, ClaimRef, Contradiction, Event, Span

router = APIRouter()
CLAIMS = 25  # of one page
PAIRS = 4  # contradictions of one kind that are shown side by side


@dataclass(frozen=True, slots=True)
class Quote:
    """What one report says: its sentence in three parts, the trigger in the middle."""

    before: str
    trigger: str
    after: str
    report: str
    claim: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Differing:
    """Contradictions of one kind: some side by side, and how many more there are."""

    kind: str
    pairs: tuple[tuple[Contradiction, Quote, Quote], ...]
    more: int


@router.get("/events/{id}")
def event(request: Request, id: str, desk: AtHand, all: bool = False) -> HTMLResponse:
    """Show an event."""
    found = stored(desk, id)
    accounts = desk.store.accounts(c.claim for c in found.claims)
    reports = {c.report for c in found.claims}
    copies = desk.store.copies(reports)
    heads = {id: replace(h, outlet=desk.outlet(h.outlet)) for id, h in desk.store.heads(reports).items()}
    source = provenance(found, accounts, copies, heads, desk.register)
    names = {s.id: s.name for s in (*source.sources, *source.deniers)}
    shades = colours(source.sources)
    paths: dict[tuple[str, bool], list[Path]] = {}
    for path in source.paths:
        paths.setdefault((path.root, path.denies), []).append(path)
    shown = accounts if all else accounts[:CLAIMS]
    counts = [c for c in found.counts if c.what != "other"]  # what is counted there differs from claim to claim
    sides = {side: _side(desk, found, side) for side in _sides(found)}
    return render(
        request, "event.html", here="events", event=found, said=sentence(found, accounts, desk.register),
        graph=graph(source), source=source, paths=paths, told_by=source.by_id, heads=heads, sides=sides,
        named=partial(_named, {**names, **sides}),
        counts=[ranges(c, names, shades) for c in counts if len(c.by) > 1],
        alone=[(range_(c), c.what, names.get(c.by[0].root, "")) for c in counts if len(c.by) == 1],
        differing=_differing(found, accounts), quote=quote(_telling(accounts)), grades=GRADES,
        claims=_claims(shown, desk), left_out=len(accounts) - len(shown),
    )  # fmt: skip


@router.get("/claims/{id}")
def claim(id: str, desk: AtHand) -> RedirectResponse:
    """Go to a claim in the page of its report."""
    accounts = desk.store.accounts([id])
    if not accounts:
        raise not_found("claim", id)
    return RedirectResponse(links.report(accounts[0].report.report, id), 307)


def quote(account: Account) -> Quote:
    """Return the sentence of a claim, cut at its trigger."""
    start, end = (x - account.at for x in (account.claim.trigger.start, account.claim.trigger.end))
    said = account.sentence
    return Quote(
        said[:start], said[start:end], said[end:], account.report.report, account.claim.id, account.report.outlet
    )


def _telling(accounts: Sequence[Account]) -> Account:
    """Return the account that tells most: with most of its parts named, of equals the weightiest of its report."""
    return max(accounts, key=lambda a: (_parts(a), a.claim.salience))


def _parts(account: Account) -> int:
    c = account.claim
    return sum(map(bool, (c.agents, c.targets, c.places, c.time, c.counts)))


def _named(names: dict[str, str], text: str) -> str:
    """Return a reason with names in place of the ids of roots and sides."""
    ids = sorted((id for id in names if id in text and id != names[id]), key=len, reverse=True)
    if not ids:
        return text
    found = re.compile("|".join(rf"(?<![\w.:]){re.escape(id)}(?![\w.:@])" for id in ids))
    return found.sub(lambda m: names[m[0]], text)


def _sides(event: Event) -> list[str]:
    """Return the camps among the roots that rest on no other."""
    resting = {d.a for d in event.dependences}
    free = [r for r in event.roots if r.id not in resting] or list(event.roots)
    return list(dict.fromkeys(r.side for r in free))[: event.independent_sides]


def _side(desk: Desk, event: Event, side: str) -> str:
    """Return what a camp is called: by the register, else by the first of its roots that the event has."""
    if side in desk.register or side == "third":
        return desk.name(side) if side != "third" else "third parties"
    return next((r.name for r in event.roots if r.side == side), side)


def _claims(accounts: Sequence[Account], desk: AtHand) -> list[ClaimView]:
    texts = desk.store.texts({a.report.report for a in accounts})
    return [view(a.claim, a.report.report, partial(_words, texts[a.report.report]), desk.register) for a in accounts]


def _words(text: str, span: Span) -> str:
    return span.of(text)


def _differing(event: Event, accounts: Sequence[Account]) -> list[Differing]:
    """Return the contradictions by kind; of several between the same two roots the first is shown."""
    by_ref = {a.ref: a for a in accounts}
    root = {c: r.id for r in event.roots for c in r.claims}
    out = []
    for kind, some in groupby(sorted(event.contradictions, key=lambda c: c.kind), key=lambda c: c.kind):
        found = list(some)
        first: dict[frozenset[str | ClaimRef], Contradiction] = {}
        for c in found:
            first.setdefault(frozenset((root.get(c.a, c.a), root.get(c.b, c.b))), c)
        shown = list(first.values())[:PAIRS]
        pairs = tuple((c, quote(by_ref[c.a]), quote(by_ref[c.b])) for c in shown)
        out.append(Differing(kind, pairs, len(found) - len(shown)))
    return out
