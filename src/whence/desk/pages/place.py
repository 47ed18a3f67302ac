"""/places/{id}: who held a place, by whose account, and what happened there."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from whence.desk import links
from whence.desk.api.places import holdings, stored
from whence.desk.called import short, source
from whence.desk.charts.timeline import bound, timeline
from whence.desk.desk import AtHand
from whence.desk.naming import places_like
from whence.desk.rendering import render
from whence.records import Account, Holding
from whence.store import Query as Events
from whence.weigh import roots

router = APIRouter()
EVENTS = 20
ROWS = 200


@router.get("/places")
def places(request: Request, desk: AtHand, name: Annotated[str, Query(max_length=400)] = "") -> HTMLResponse:
    """Show the places of that name, or those where most events lie."""
    rows = [(p, 0) for p in places_like(desk, name, ROWS)] if name.strip() else desk.most_told.get()[0]
    return render(request, "places.html", here="places", rows=rows, name=name)


@router.get("/places/{id}")
def place(request: Request, id: str, desk: AtHand) -> HTMLResponse:
    """Show a place."""
    found = stored(desk, id)
    held, accounts = holdings(desk, found)
    names = _roots(desk, accounts)

    def holder(h: Holding) -> str:
        return short(desk.name(h.holder)) if h.holder else h.name

    events = desk.store.event_rows(Events(places=(id,), order="reports", limit=EVENTS + 1))
    dated = [h for h in held if any((*h.since, *h.until))]
    return render(
        request, "place.html", here="places", place=found, holdings=held, dated=dated,
        undated=[h for h in held if h not in dated], holder=holder, tellers=names, bound=bound,
        timeline=timeline(held, holder, names), events=events[:EVENTS],
        more=links.events(place=id) if len(events) > EVENTS else "", sentences={a.claim.id: a for a in accounts},
    )  # fmt: skip


def _roots(desk: AtHand, accounts: tuple[Account, ...]) -> dict[str, str]:
    """Return what the roots of accounts are called, by id."""
    if not accounts:
        return {}
    reports = {a.report.report for a in accounts}
    found = roots(accounts, desk.store.copies(reports), desk.register).roots
    return {
        r.id: f"unnamed outlet ({r.id[7:]})" if r.id.startswith("report:") else source(desk.register, r.name, r.kind)
        for r in found
    }
