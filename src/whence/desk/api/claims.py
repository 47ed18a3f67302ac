"""/api/claims: one claim, and where it comes from."""

from typing import Any

from fastapi import APIRouter

from whence.desk.api import models
from whence.desk.api.events import account
from whence.desk.desk import AtHand
from whence.desk.errors import not_found
from whence.records.reading import plain

router = APIRouter(prefix="/claims", tags=["claims"])


@router.get("/{id}", response_model=models.Trace)
def claim(id: str, desk: AtHand) -> Any:
    """Return a claim with its chain, the root that it rests on, and the copies of its report."""
    accounts = desk.store.accounts([id])
    if not accounts:
        raise not_found("claim", id)
    told = accounts[0]
    event = desk.store.event(desk.store.event_of(id) or "")
    root = next((r for r in event.roots if told.ref in r.claims), None) if event else None
    copies = desk.store.copies_of(told.report.report)
    return {
        "account": account(told),
        "event": event and event.id,
        "root": plain(root),
        "copies": [plain(c) for c in copies],
    }
