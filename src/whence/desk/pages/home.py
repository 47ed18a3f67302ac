"""/: where the desk opens."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter()


@router.get("/")
def home() -> RedirectResponse:
    """Go to the map, which lists the events too."""
    return RedirectResponse("/map", 307)
