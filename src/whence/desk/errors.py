"""What is said where a request cannot be met: a page to people, JSON to programs."""

from http import HTTPStatus

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response

from whence.desk.rendering import render
from whence.store import StoreError


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
        said = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
        return _answer(request, 422, said, {})

    @app.exception_handler(StoreError)
    async def store_failed(request: Request, error: StoreError) -> Response:
        return _answer(request, 503, str(error), {"Retry-After": "5"})


def _program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _answer(request: Request, status: int, said: str, headers: dict[str, str]) -> Response:
    if _program(request):
        return JSONResponse({"detail": said}, status, headers)
    response = render(
        request, "error.html", status=status, here="", code=status, title=HTTPStatus(status).phrase, said=said
    )
    response.headers.update(headers)
    return response
