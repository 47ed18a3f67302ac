"""/api/events: what happened, as the stored reports tell it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from whence.desk.api import models
from whence.desk.asked import EventConditions, mark, query
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.provenance import provenance
from whence.records import Event
from whence.records.reading import plain

router = APIRouter(prefix="/events", tags=["events"])


class Conditions(EventConditions):
    """Conditions on events, and how many are wanted at once."""

    limit: Annotated[int, Query(ge=1, le=200)] = 50


@router.get("", response_model=models.EventPage)
def events(asked: Annotated[Conditions, Query()], desk: AtHand) -> Any:
    """Return the events that fit."""
    rows = desk.store.event_rows(query(asked, desk, asked.limit + 1))
    more = len(rows) > asked.limit
    shown = rows[: asked.limit]
    return {"items": [plain(row) for row in shown], "next": mark(shown[-1].past) if more else None}


@router.get("/{id}", response_model=models.Event)
def event(id: str, desk: AtHand) -> Any:
    """Return an event: its roots, counts, contradictions and grade."""
    return plain(stored(desk, id))


@router.get("/{id}/claims", response_model=list[models.Account])
def claims(id: str, desk: AtHand) -> Any:
    """Return the claims that tell of an event, each with its report's masthead and its sentence."""
    accounts = desk.store.accounts(c.claim for c in stored(desk, id).claims)
    return [account(a) for a in accounts]


@router.get("/{id}/copies", response_model=list[models.Copy])
def copies(id: str, desk: AtHand) -> Any:
    """Return which reports of an event are copies of each other."""
    return plain(desk.store.copies({c.report for c in stored(desk, id).claims}))


@router.get("/{id}/provenance", response_model=models.Provenance)
def graph(id: str, desk: AtHand) -> Any:
    """Return from whom each report of an event has it."""
    event = stored(desk, id)
    accounts = desk.store.accounts(c.claim for c in event.claims)
    reports = {c.report for c in event.claims}
    return plain(provenance(event, accounts, desk.store.copies(reports), desk.store.heads(reports), desk.register))


def stored(desk: Desk, id: str) -> Event:
    """Return the event with this id; raises "not found" where there is none."""
    event = desk.store.event(id)
    if event is None:
        raise not_found("event", id)
    return event


def account(one: Any) -> dict[str, Any]:
    """Return an account as the API has it."""
    return {"claim": plain(one.claim), "report": plain(one.report), "sentence": one.sentence, "at": one.at}
