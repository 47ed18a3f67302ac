"""The pages, as HTML: all can be read without JavaScript, and every state of them stands in the address."""

from fastapi import APIRouter

from whence.desk.pages import (
    actor,
    event,
    events,
    home,
    map,
    place,
    report,
    reports,
    review,
    search,
    sources,
    upload,
    users,
)

router = APIRouter()
for part in (home, map, events, event, reports, report, place, actor, sources, search, review, upload, users):
    router.include_router(part.router)
