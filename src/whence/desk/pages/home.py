"""/: where the desk opens."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter()


@router.get("/")
def home() -> RedirectResponse:
    """Go to the events."""
    return RedirectResponse("/events", 307)
