"""/review: claims to judge, the one on which most hangs first; events to split and merge; what was decided."""

from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from whence.codes import TYPES
from whence.desk.api.events import stored
from whence.desk.corrections import BY_NAME, changes, rows
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.forms import Form, all_words, words
from whence.desk.rendering import render
from whence.desk.security import Reviewer, tokens
from whence.desk.users import User
from whence.desk.wording import ClaimView, sentence, view
from whence.records import Claim, Event, Span
from whence.records.reading import CountWhat, PlaceRole, SourceKind, Status
from whence.review import NotACorrectionError, Settled
from whence.review.queue import Pending

router = APIRouter(prefix="/review")
SHOWN = 20  # of the queue
AROUND = 700  # characters of the text on either side of a claim
CHOICES = {
    "types": tuple(TYPES), "statuses": get_args(Status), "roles": get_args(PlaceRole), "whats": get_args(CountWhat),
    "kinds": get_args(SourceKind),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a report around a claim; `kind` says what of the claim they are, "" where nothing."""

    text: str
    kind: str


@router.get("")
def queue(request: Request, user: Reviewer, desk: AtHand, claim: str = "", report: str = "", did: int = 0) -> Response:
    """Show a claim to judge, by default the one on which most hangs, and what comes after it."""
    return _page(request, desk, claim, report, did)


@router.post("")
async def decide(request: Request, user: Reviewer, desk: AtHand, form: Form) -> Response:
    """Accept, reject or correct a claim, and go on to the next one."""
    report, claim, do = words(form, "report"), words(form, "claim"), words(form, "do")
    try:
        last = await run_in_threadpool(_decided, desk, form, report, claim, do, user)
    except NotACorrectionError as error:
        return await run_in_threadpool(_page, request, desk, claim, report, 0, str(error))
    except KeyError as error:
        raise not_found("claim", claim) from error
    if do == "correct":
        return RedirectResponse(f"/review?{urlencode({'claim': claim, 'report': report, 'did': last})}", 303)
    following = words(form, "next")
    return RedirectResponse(
        f"/review?{urlencode({'claim': following, 'did': last} if following else {'did': last})}", 303
    )


@router.post("/undo")
async def undo(request: Request, user: Reviewer, desk: AtHand, form: Form) -> Response:
    """Take a decision back."""
    n = words(form, "n")
    found = desk.store.decision(int(n)) if n.isascii() and n.isdigit() and len(n) < 10 else None
    if found is None:
        raise not_found("decision", n)
    await run_in_threadpool(desk.review.undo, found.n, user.name)
    return RedirectResponse("/review/decisions" if words(form, "back") == "decisions" else "/review", 303)


@router.get("/decisions")
def decisions(request: Request, user: Reviewer, desk: AtHand) -> Response:
    """Show the latest decisions."""
    found = desk.store.decisions(last=200)
    return render(request, "review-decisions.html", here="review", decisions=found, csrf=tokens.csrf(request))


@router.get("/events/{id}")
def event(request: Request, id: str, user: Reviewer, desk: AtHand) -> Response:
    """Show an event's claims, to tell some of them apart, and events that it may be one with."""
    return _event(request, desk, id)


@router.post("/events/{id}")
async def change(request: Request, id: str, user: Reviewer, desk: AtHand, form: Form) -> Response:
    """Split an event, or merge it with another."""
    try:
        n = await run_in_threadpool(_changed, desk, form, id, user)
    except NotACorrectionError as error:
        return await run_in_threadpool(_event, request, desk, id, str(error))
    except KeyError as error:
        raise not_found("event", str(error.args[0])) from error
    return RedirectResponse(f"/review/decisions#decision-{n}", 303)


def _decided(desk: Desk, form: FormData, report: str, claim: str, do: str, user: User) -> int:
    note = words(form, "note")
    match do:
        case "accept":
            return desk.review.accept(claim, user.name, note, report)
        case "reject":
            return desk.review.reject(claim, user.name, note, report)
        case "correct":
            _, settled = desk.review.case(claim, report)
            text = desk.store.texts([report])[report]
            found = list(changes(form, settled.claim, text, desk))
            if not found:
                raise NotACorrectionError("nothing was changed")
            return [desk.review.correct(claim, field, given, user.name, note, report) for field, given in found][-1]
        case _:
            raise NotACorrectionError("choose accept, correct or reject")


def _changed(desk: Desk, form: FormData, event: str, user: User) -> int:
    note = words(form, "note")
    if words(form, "do") == "split":
        return desk.review.split(event, all_words(form, "away"), user.name, note)
    other = words(form, "other").strip() or words(form, "with")
    if not other:
        raise NotACorrectionError("choose the other event")
    return desk.review.merge(event, other.rstrip("/").rsplit("/", 1)[-1], user.name, note)


def _page(request: Request, desk: Desk, claim: str, report: str, did: int, said: str = "") -> Response:
    pending = desk.review.queue(SHOWN)
    if not claim and pending:
        claim, report = pending[0].account.claim.id, pending[0].account.report.report
    shown: dict[str, Any] = {"case": None}
    if claim:
        try:
            report, settled = desk.review.case(claim, report or None)
        except KeyError as error:
            raise not_found("claim", claim) from error
        shown = _case(desk, report, settled, pending)
    done = desk.store.decision(did) if 0 < did < 2**31 else None
    return render(
        request, "review.html", status=422 if said else 200, here="review", queue=pending, said=said, did=done,
        csrf=tokens.csrf(request), by_name=BY_NAME, **CHOICES, **shown,
    )  # fmt: skip


def _case(desk: Desk, report: str, settled: Settled, pending: list[Pending]) -> dict[str, Any]:
    text, head, claim = desk.store.texts([report])[report], desk.store.heads([report])[report], settled.claim
    found = desk.store.event(desk.store.event_of(claim.id) or "")
    ids = [p.account.claim.id for p in pending]
    after = ids[ids.index(claim.id) + 1 :] if claim.id in ids else [i for i in ids if i != claim.id]
    mine = next((p for p in pending if p.account.claim.id == claim.id), None)
    if mine is None and found:
        mine = desk.review.waiting.one(found, claim.id)
    actors = {p.actor for p in (*claim.agents, *claim.targets) if p.actor} | {x.party for x in claim.chain if x.party}
    return {
        "case": settled, "head": head, "pieces": pieces(claim, text), "event": found, "mine": mine,
        "event_said": _said(desk, found) if found else "",
        "shown": view(claim, report, lambda s: s.of(text), desk.register), "rows": rows(claim, text, desk),
        "trigger": claim.trigger.of(text), "time_words": claim.time.span.of(text) if claim.time else "",
        "next": after[0] if after else "", "actors": sorted(actors),
    }  # fmt: skip


def _event(request: Request, desk: Desk, id: str, said: str = "") -> Response:
    found = stored(desk, id)
    accounts = desk.store.accounts(c.claim for c in found.claims)
    texts = desk.store.texts({a.report.report for a in accounts})
    views: list[ClaimView] = [
        view(a.claim, a.report.report, lambda s, t=texts[a.report.report]: s.of(t), desk.register)  # type: ignore[misc]
        for a in accounts
    ]
    near = [e for i in desk.store.neighbours(id) if (e := desk.store.event(i))]
    others = [(e, _said(desk, e)) for e in near]
    return render(
        request, "review-event.html", status=422 if said else 200, here="review", event=found, said=said,
        event_said=sentence(found, accounts, desk.register), told=list(zip(accounts, views, strict=True)),
        heads=desk.store.heads(texts), others=others, csrf=tokens.csrf(request),
    )  # fmt: skip


def _said(desk: Desk, event: Event) -> str:
    return sentence(event, desk.store.accounts(c.claim for c in event.claims[:40]), desk.register)


def pieces(claim: Claim, text: str) -> list[Piece]:
    """Return the text around a claim in pieces, what belongs to it marked; of two that overlap the first stays."""
    marked = [(claim.trigger, "trigger")]
    marked += [(p.span, "actor") for p in (*claim.agents, *claim.targets)] + [(p.span, "place") for p in claim.places]
    marked += [(c.span, "count") for c in claim.counts] + ([(claim.time.span, "time")] if claim.time else [])
    marked += [(x.span, "source") for x in claim.chain if x.span] + ([(claim.cue, "cue")] if claim.cue else [])
    low, high = max(0, claim.trigger.start - AROUND), min(len(text), claim.trigger.end + AROUND)
    low = text.find(" ", low, claim.trigger.start) + 1 if low else 0
    high = max(text.rfind(" ", claim.trigger.end, high), claim.trigger.end) if high < len(text) else high
    kept: list[tuple[Span, str]] = []
    for span, kind in marked:
        if low <= span.start and span.end <= high and not any(span.overlaps(k) for k, _ in kept):
            kept.append((span, kind))
    out, at = [], low
    for span, kind in sorted(kept):
        out += [Piece(text[at : span.start], ""), Piece(span.of(text), kind)]
        at = span.end
    return [Piece("… " if low else "", ""), *out, Piece(text[at:high] + (" …" if high < len(text) else ""), "")]
