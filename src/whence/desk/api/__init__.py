"""The HTTP API: everything that the pages show, as JSON in the contract's names."""

from fastapi import APIRouter

from whence.desk.api import actors, claims, events, map, places, reports, review, search, sources, upload
from whence.desk.api.models import Refusal

router = APIRouter(
    prefix="/api",
    responses={401: {"model": Refusal}, 403: {"model": Refusal}, 404: {"model": Refusal}, 503: {"model": Refusal}},
)
for part in (events, map, claims, reports, places, actors, sources, search, review, upload):
    router.include_router(part.router)
