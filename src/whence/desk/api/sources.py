"""/api/sources: who stands behind the claims, and how each root has fared."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from whence.desk.api import models
from whence.desk.desk import AtHand
from whence.records.reading import plain

router = APIRouter(prefix="/sources", tags=["sources"])


@router.get("", response_model=list[models.SourceRecord])
def sources(
    desk: AtHand,
    min_events: Annotated[int, Query(ge=1, le=1_000_000, description="That so many events rest on, or more.")] = 1,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Any:
    """Return the record of each root, those that most events rest on first."""
    found = [s for s in desk.sources.get() if s.events >= min_events]
    return [plain(s) for s in found[skip : skip + limit]]
