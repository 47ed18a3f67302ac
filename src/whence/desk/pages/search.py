"""/search: words in claims and reports, names of places and actors."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from whence.desk.asked import Words
from whence.desk.desk import AtHand
from whence.desk.hits import cut, passages
from whence.desk.naming import actors_like, places_like
from whence.desk.rendering import render
from whence.store.listing import Hit

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
        claims=[(some, cut(some[0].sentence, q)) for some in _by_sentence(found.claims)],
        reports=[(head, [cut(p.of(text), q) for p in passages(text, q)]) for head, text in found.reports],
        places=places_like(desk, q, 8), actors=actors_like(desk, q, 8),
        tallies=desk.store.tallies(hit.event for hit in found.claims if hit.event),
    )  # fmt: skip


def _by_sentence(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Return hits together that stand in one sentence, one of a kind and event, in the order of the first."""
    together: dict[tuple[str, str], dict[tuple[str | None, str, str], Hit]] = {}
    for hit in hits:
        same = together.setdefault((hit.report.id, hit.sentence), {})
        same.setdefault((hit.event, hit.type, hit.status), hit)
    return [list(some.values()) for some in together.values()]
