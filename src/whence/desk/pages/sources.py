"""/sources: every root, and how it has fared."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from whence.desk.desk import AtHand
from whence.desk.rendering import render
from whence.desk.wording import RELIABILITIES

router = APIRouter()
ROWS = 100


@router.get("/sources")
def sources(
    request: Request,
    desk: AtHand,
    min_events: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    skip: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:
    """Show the record of each root."""
    found = [s for s in desk.sources.get() if s.events >= min_events]
    return render(
        request, "sources.html", here="sources", rows=found[skip : skip + ROWS], in_all=len(found), skip=skip,
        step=ROWS, min_events=min_events, reliabilities=RELIABILITIES,
        most=max((s.events for s in found), default=1),
    )  # fmt: skip
