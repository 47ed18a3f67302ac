"""The app: store, routes, and what stands before them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from whence.desk import api, errors, pages
from whence.desk.desk import Desk
from whence.desk.files import Files
from whence.desk.rendering import STATIC
from whence.desk.settings import Settings
from whence.desk.users import current_user
from whence.store import Store

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(store_url: str, settings: Settings | None = None) -> FastAPI:
    """Return the app over the store at `store_url`, an SQLite file or a PostgreSQL URL.

    Raises StoreError where there is no store, or none that this version can read.
    """
    settings = settings or Settings()
    store = Store.open(store_url)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="Whence",
        version=version("whence"),
        description="Who says what of an armed conflict, and where they had it from.",
        lifespan=life,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = Desk(store, settings)
    _middleware(app, settings)
    errors.install(app)
    app.include_router(api.router, dependencies=[Depends(current_user)])
    app.include_router(pages.router, dependencies=[Depends(current_user)], include_in_schema=False)
    app.mount("/static", Files(directory=STATIC), name="static")
    return app


def _middleware(app: FastAPI, settings: Settings) -> None:
    """Put before the routes what holds for all of them; what is added last meets a request first."""
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)

    @app.middleware("http")
    async def guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await go_on(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response
