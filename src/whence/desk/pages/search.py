"""/search: words in claims and reports, names of places and actors."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from whence.desk.asked import Words
from whence.desk.desk import AtHand
from whence.desk.hits import cut, passages
from whence.desk.naming import actors_like
from whence.desk.rendering import render

router = APIRouter()
HITS = 30


@router.get("/search")
def search(request: Request, desk: AtHand, q: Annotated[Words, Query()] = "") -> HTMLResponse:
    """Show what a search finds."""
    if not q.strip():
        return render(request, "search.html", here="search", q="", found=None)
    found = desk.store.found(q, HITS)
    return render(
        request, "search.html", here="search", q=q, found=found,
        claims=[(hit, cut(hit.sentence, q)) for hit in found.claims],
        reports=[(head, [cut(p.of(text), q) for p in passages(text, q)]) for head, text in found.reports],
        places=desk.store.places_like(q.strip()), actors=actors_like(desk, q, 8),
        tallies=desk.store.tallies(hit.event for hit in found.claims if hit.event),
    )  # fmt: skip
