"""/api/search: words in claims and reports, and names of places and actors."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from whence.desk.api import models
from whence.desk.asked import Words
from whence.desk.desk import AtHand
from whence.desk.hits import marks, passages
from whence.desk.naming import actors_like
from whence.records import Span
from whence.records.reading import plain

router = APIRouter(prefix="/search", tags=["search"])


@router.get("", response_model=models.Found)
def search(
    desk: AtHand,
    q: Annotated[Words, Query(description='Words, all of which are there; "side by side" in quotes.')],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Any:
    """Search claims by their sentences and reports by their text."""
    found = desk.store.found(q, limit)
    return {
        "claims": [{**plain(hit), "marks": _offsets(marks(hit.sentence, q))} for hit in found.claims],
        "claims_in_all": found.claims_in_all,
        "reports": [{"report": plain(head), **_shown(text, q)} for head, text in found.reports],
        "reports_in_all": found.reports_in_all,
        "places": plain(desk.store.places_like(q)) if q.strip() else [],
        "actors": actors_like(desk, q, 8),
    }


def _shown(text: str, asked: str) -> dict[str, Any]:
    shown = [span.of(text) for span in passages(text, asked)]
    return {"passages": shown, "marks": [_offsets(marks(one, asked)) for one in shown]}


def _offsets(spans: list[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]
