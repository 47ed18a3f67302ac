"""/reports/{id}: a report with its spans marked and its claims beside it. /originals/{id}: its bytes as received."""

import re
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from whence.desk.desk import AtHand
from whence.desk.errors import not_found
from whence.desk.marked import marks, tokens
from whence.desk.rendering import render
from whence.desk.wording import view
from whence.records import Span

router = APIRouter()


@router.get("/reports/{id:path}")
def report(request: Request, id: str, desk: AtHand) -> HTMLResponse:
    """Show a report."""
    reading = desk.store.reading(id)
    if reading is None:
        raise not_found("report", id)
    head, text = reading["report"], reading["report"]["text"]
    event_of = {c["id"]: c["event"] for c in reading["claims"]}
    accounts = sorted(desk.store.accounts(event_of), key=lambda a: (a.claim.trigger, a.claim.id))
    claims = [a.claim for a in accounts]
    marked = marks(reading, claims, desk.register)
    title = len(head["title"]) if head["title"] and text.startswith(head["title"] + "\n\n") else 0
    start = len(text) - len(text[title:].lstrip())
    copies = desk.store.copies_of(id)
    day = head["published"] and date.fromisoformat(head["published"])
    return render(
        request, "report.html", here="reports", report={**head, "published": day},
        outlet=desk.register.outlet(head["outlet"]) if head["outlet"] else None,
        title=list(tokens(text, marked, Span(0, title))) if title else [],
        body=list(tokens(text, marked, Span(start, len(text)))) if len(text) > start else [],
        claims=[view(c, id, lambda s: s.of(text), desk.register) for c in claims],
        event_of=event_of, tallies=desk.store.tallies(e for e in event_of.values() if e),
        copies=copies, heads=desk.store.heads({c.copy for c in copies} | {c.original for c in copies}),
    )  # fmt: skip


@router.get("/originals/{id:path}")
def original(id: str, desk: AtHand) -> Response:
    """Return the bytes of a report as they were received, to keep and not to show: a page in them is not run."""
    found = desk.store.report(id)
    if found is None:
        raise not_found("report", id)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", id).strip("._") or "report"
    name = f"attachment; filename=\"{plain}.txt\"; filename*=UTF-8''{quote(id, safe='')}.txt"
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff", "X-Sha256": found["sha256"]}
    return Response(bytes(found["raw"]), media_type="text/plain", headers=headers)
