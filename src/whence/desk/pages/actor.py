"""/actors/{id}: one actor of the register, and the events in which it acts or is acted upon."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from whence.desk import links
from whence.desk.desk import AtHand
from whence.desk.errors import not_found
from whence.desk.naming import actors_like, with_parts
from whence.desk.rendering import render
from whence.desk.wording import RELIABILITIES
from whence.store import Query as Events

router = APIRouter()
EVENTS = 12
ROWS = 200


@router.get("/actors")
def actors(request: Request, desk: AtHand, name: Annotated[str, Query(max_length=400)] = "") -> HTMLResponse:
    """Show the actors of that name, or those that most claims name."""
    found = [(id, 0) for id in actors_like(desk, name, ROWS)] if name.strip() else desk.most_told.get()[1]
    rows = [(desk.register[id], n) for id, n in found if id in desk.register]
    return render(request, "actors.html", here="actors", rows=rows, name=name)


@router.get("/actors/{id}")
def actor(request: Request, id: str, desk: AtHand) -> HTMLResponse:
    """Show an actor."""
    if id not in desk.register:
        raise not_found("actor", id)
    party = desk.register.party(id)
    ids = with_parts(desk, id)
    agent = desk.store.event_rows(Events(agents=ids, order="reports", limit=EVENTS + 1))
    target = desk.store.event_rows(Events(targets=ids, order="reports", limit=EVENTS + 1))
    return render(
        request, "actor.html", here="actors", actor=desk.register[id], above=desk.register.ancestors(id), ids=ids,
        parts=ids[1:], party=party, source=desk.store.source(party), reliabilities=RELIABILITIES,
        roles=(
            ("agent", "As agent", agent[:EVENTS], links.events(agent=id) if len(agent) > EVENTS else ""),
            ("target", "As target", target[:EVENTS], links.events(target=id) if len(target) > EVENTS else ""),
        ),
    )  # fmt: skip
