"""/api/reports: what was published, and what was read out of it."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from whence.desk.api import models
from whence.desk.asked import Id, Words
from whence.desk.desk import AtHand
from whence.desk.errors import not_found
from whence.records.reading import plain
from whence.store.listing import ReportRow

router = APIRouter(prefix="/reports", tags=["reports"])


class ReportConditions(BaseModel):
    """Conditions on reports; several hold together."""

    model_config = ConfigDict(extra="forbid")

    outlet: str = Field("", max_length=400, description="Printed by this outlet: as the report names it, or its id.")
    since: date | None = Field(None, description="Published on this day or later.")
    until: date | None = Field(None, description="Published on this day or earlier.")
    q: Words = Field("", description='With all these words; "side by side" in quotes.')
    after: Id | None = Field(None, description="Go on after the page that named this as `next`.")
    limit: int = Field(50, ge=1, le=200)


@router.get("", response_model=models.ReportPage)
def reports(asked: Annotated[ReportConditions, Query()], desk: AtHand) -> Any:
    """Return the reports that fit, the newest first."""
    rows = desk.store.report_rows(
        outlet=asked.outlet, since=asked.since, until=asked.until, search=asked.q, limit=asked.limit + 1,
        past=past(asked.after) if asked.after else None,
    )  # fmt: skip
    shown = rows[: asked.limit]
    return {"items": [plain(r) for r in shown], "next": mark(shown[-1]) if len(rows) > asked.limit else None}


@router.get("/{id:path}", response_model=models.Reading)
def report(id: str, desk: AtHand) -> Any:
    """Return a report's reading, as `whence read --json` gives it, each claim with the id of its event."""
    reading = desk.store.reading(id)
    if reading is None:
        raise not_found("report", id)
    return reading


def mark(row: ReportRow) -> str:
    """Return where the page after this row goes on."""
    return f"{row.published.isoformat() if row.published else ''}~{row.id}"


def past(mark: str) -> tuple[date | None, str]:
    """Return day and id of the row that a page goes on after; raises "not found" for what is no mark."""
    day, _, id = mark.partition("~")
    try:
        return (date.fromisoformat(day) if day else None), id
    except ValueError as error:
        raise not_found("page after", mark) from error
