"""What is said where a request cannot be met: a page to people, JSON to programs."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response

from whence.desk.rendering import first_up, render
from whence.store import StoreError

TITLES = {
    401: "Log in first", 403: "Not allowed", 404: "Not here", 405: "Not in this way", 413: "Too large",
    422: "This cannot be understood", 429: "Too often", 503: "Not just now",
}  # fmt: skip
_DAY = "a day is written 2017-05-25, a month 2017-05, a year 2017"
_FIELDS = {
    "since": ("From", _DAY), "until": ("To", _DAY), "near": ("Near a point", "latitude and longitude: 35.95,39.01"),
    "km": ("Within km", "a number up to 20 000"), "min_roots": ("Independent roots", "a number"),
    "at": ("The middle of the map", "latitude, longitude and zoom: 35.95,39.01,8"),
    "q": ("Words", "400 letters at most"), "type": ("Type", ""), "status": ("Status", ""), "order": ("Order", ""),
    "min_events": ("Events", "a number from 1"),
}  # fmt: skip


def not_found(what: str, id: str) -> HTTPException:
    """Return the error that there is no such thing."""
    return HTTPException(404, f"no {what} {id!r} in the store")


def install(app: FastAPI) -> None:
    """Have the app answer errors so."""

    @app.exception_handler(StarletteHTTPException)
    async def refused(request: Request, error: StarletteHTTPException) -> Response:
        return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def misread(request: Request, error: RequestValidationError) -> Response:
        if _program(request):
            found = [{"loc": [str(x) for x in e["loc"]], "msg": e["msg"], "type": e["type"]} for e in error.errors()]
            return JSONResponse({"detail": found}, 422)
        return _answer(request, 422, ". ".join(dict.fromkeys(map(_misread, error.errors()))), {})

    @app.exception_handler(StoreError)
    async def store_failed(request: Request, error: StoreError) -> Response:
        return _answer(request, 503, str(error), {"Retry-After": "5"})


def _misread(error: dict[str, Any]) -> str:
    """Return what is wrong with a field, in the words of the form."""
    place = next((str(x) for x in reversed(error["loc"]) if not isinstance(x, int)), "")
    name, how = _FIELDS.get(place, (place, ""))
    return f"{name}: “{str(error['input'])[:100]}” is not what belongs there" + f" ({how or error['msg']})"


def _program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _answer(request: Request, status: int, said: str, headers: dict[str, str]) -> Response:
    if _program(request):
        return JSONResponse({"detail": said}, status, headers)
    if said == HTTPStatus(status).phrase:
        said = "There is no page at this address." if status == 404 else said
    said = first_up(said) if said.endswith((".", "?", "!")) else f"{first_up(said)}."
    title = TITLES.get(status, HTTPStatus(status).phrase)
    response = render(request, "error.html", status=status, here="", code=status, title=title, said=said)
    response.headers.update(headers)
    return response
