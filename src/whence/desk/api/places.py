"""/api/places: places of claims, and who held them when."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from whence.control import control as history
from whence.desk.api import models
from whence.desk.asked import Id
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.naming import places_like
from whence.records import Account, Holding, Place
from whence.records.reading import plain

router = APIRouter(prefix="/places", tags=["places"])
TELL_OF_CONTROL = ("capture_territory", "hold_territory", "withdrawal", "siege", "clash")


@router.get("", response_model=list[models.Place])
def places(
    desk: AtHand,
    name: Annotated[Id, Query(description="How the name begins, or another name in full.")],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Any:
    """Return places of stored claims by name."""
    return plain(places_like(desk, name, limit))


@router.get("/{id}", response_model=models.Place)
def place(id: str, desk: AtHand) -> Any:
    """Return a place that stored claims name."""
    return plain(stored(desk, id))


@router.get("/{id}/control", response_model=list[models.Holding])
def control(
    id: str, desk: AtHand, at: Annotated[date | None, Query(description="Only who may have held it then.")] = None
) -> Any:
    """Return who held a place from when until when, and by whose account."""
    found = holdings(desk, stored(desk, id))[0]
    return [plain(h) for h in found if at is None or _may_hold(h, at)]


def stored(desk: Desk, id: str) -> Place:
    """Return the place with this id; raises "not found" where no stored claim names it."""
    place = desk.store.place(id)
    if place is None:
        raise not_found("place", id)
    return place


def holdings(desk: Desk, place: Place) -> tuple[tuple[Holding, ...], tuple[Account, ...]]:
    """Return the control history of a place and the accounts that it is made of."""
    accounts = desk.store.claims_at(place.id, TELL_OF_CONTROL)
    copies = desk.store.copies({a.report.report for a in accounts})
    return history(accounts, place, desk.register, copies), accounts


def _may_hold(holding: Holding, day: date) -> bool:
    since, until = holding.since[0], holding.until[1]
    return (since is None or since <= day) and (until is None or day <= until)
