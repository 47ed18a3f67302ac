"""/api/actors: the register of actors."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from whence.desk.api import models
from whence.desk.asked import Id
from whence.desk.desk import AtHand, Desk
from whence.desk.errors import not_found
from whence.desk.naming import actors_like
from whence.records.reading import plain

router = APIRouter(prefix="/actors", tags=["actors"])


@router.get("", response_model=list[models.Actor])
def actors(
    desk: AtHand,
    name: Annotated[Id, Query(description="A name, or its beginning.")],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Any:
    """Return actors by name."""
    return [told(desk, id) for id in actors_like(desk, name, limit)]


@router.get("/{id}", response_model=models.Actor)
def actor(id: str, desk: AtHand) -> Any:
    """Return an actor: the names it goes by, whom it belongs to, who lists it."""
    if id not in desk.register:
        raise not_found("actor", id)
    return told(desk, id)


def told(desk: Desk, id: str) -> dict[str, Any]:
    """Return an actor as the API has it."""
    return {**plain(desk.register[id]), "parts": list(desk.parts.get(id, ()))}
