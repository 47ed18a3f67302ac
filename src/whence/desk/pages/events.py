"""/events: all events, under the conditions in the address."""

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from whence.desk import links
from whence.desk.asked import EventForm, mark, query
from whence.desk.called import kind_of_claim, types
from whence.desk.desk import AtHand
from whence.desk.rendering import render
from whence.records import Status

router = APIRouter()
ORDERS = {
    "reports": "most reports first",
    "roots": "most independent roots first",
    "newest": "newest first",
    "time": "oldest first",
}


@router.get("/events")
def events(request: Request, asked: Annotated[EventForm, Query()], desk: AtHand) -> HTMLResponse:
    """Show the events that fit."""
    problem = ""
    try:
        rows = desk.store.event_rows(query(asked, desk, desk.settings.rows + 1))
    except HTTPException as error:
        if error.status_code != 404:
            raise
        rows, problem = (), str(error.detail)
    shown = rows[: desk.settings.rows]
    more = links.events(**asked.given(), after=mark(shown[-1].past)) if len(rows) > len(shown) else ""
    return render(
        request, "events.html", status=404 if problem else 200, here="events", asked=asked, rows=shown, more=more,
        first=links.events(**asked.given()), problem=problem, types=sorted(types(), key=kind_of_claim),
        statuses=get_args(Status), orders=ORDERS,
        without_shape=links.events(**{k: v for k, v in asked.given().items() if k != "polygon"}),
    )  # fmt: skip
