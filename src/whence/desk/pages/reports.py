"""/reports: all reports, the newest first."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, BeforeValidator, Field

from whence.desk import links
from whence.desk.api.reports import mark, past
from whence.desk.asked import Maybe, Words, day_of
from whence.desk.desk import AtHand
from whence.desk.rendering import render

router = APIRouter()


class ReportForm(BaseModel):
    """Conditions on reports, from a form: what is left empty asks for nothing."""

    outlet: str = Field("", max_length=400)
    since: Annotated[date | None, BeforeValidator(lambda v: day_of(v, last=False))] = None
    until: Annotated[date | None, BeforeValidator(lambda v: day_of(v, last=True))] = None
    q: Words = ""
    after: Maybe = None


@router.get("/reports")
def reports(request: Request, asked: Annotated[ReportForm, Query()], desk: AtHand) -> HTMLResponse:
    """Show the reports that fit."""
    most = desk.settings.rows
    rows = desk.store.report_rows(
        outlet=asked.outlet, since=asked.since, until=asked.until, search=asked.q, limit=most + 1,
        past=past(asked.after) if asked.after else None,
    )  # fmt: skip
    given = {k: v for k, v in asked.model_dump(mode="json", exclude_defaults=True).items() if k != "after"}
    more = links.reports(**given, after=mark(rows[most - 1])) if len(rows) > most else ""
    return render(
        request, "reports.html", here="reports", asked=asked, rows=rows[:most], more=more,
        first=links.reports(**given), outlets=desk.store.outlets()[:200],
    )  # fmt: skip
