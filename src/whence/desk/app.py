"""The app: store, routes, and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from whence.desk import api, errors, pages, security
from whence.desk.desk import Desk
from whence.desk.files import Files
from whence.desk.pages import login
from whence.desk.rendering import STATIC
from whence.desk.security.roles import current, from_us
from whence.desk.settings import Settings
from whence.store import Store


def create_app(store_url: str, settings: Settings | None = None) -> FastAPI:
    """Return the app over the store at `store_url`, an SQLite file or a PostgreSQL URL.

    Raises StoreError where there is no store, or none that this version can read.
    """
    settings = settings or Settings()
    store = Store.open(store_url)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        app.state.desk.overview.begin()
        yield
        app.state.desk.close()
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
    guards = [Depends(current), Depends(from_us)]
    app.include_router(api.router, dependencies=guards)
    app.include_router(pages.router, dependencies=guards, include_in_schema=False)
    app.include_router(login.router, include_in_schema=False)
    app.mount("/static", Files(directory=STATIC), name="static")
    return app


def _middleware(app: FastAPI, settings: Settings) -> None:
    """Put before the routes what holds for all of them; what is added last meets a request first."""
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    security.install(app, settings)
