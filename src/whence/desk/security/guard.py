"""Before all routes: the Host header, the size of bodies, tokens of unsafe requests; behind them, headers."""

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whence.desk.security import tokens
from whence.desk.security.limits import Limits
from whence.desk.security.policy import HEADERS, body_limit, trusted
from whence.desk.settings import Settings

_LASTING = "/static/"


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guard before an app; call it last, so that a request meets it first."""
    app.state.limits = Limits()
    app.add_middleware(Guard, settings=settings)


class Guard:
    """An ASGI middleware: it refuses early, keeps count of what a body brings, and adds headers and cookies."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Stand before `app`."""
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not trusted(headers.get("host", ""), self._settings):
            answer = PlainTextResponse("the desk does not answer to this name; see whence serve --name\n", 421)
            await answer(scope, receive, _adding(send, {}))
            return
        limit = body_limit(scope["path"])
        if _number(headers.get("content-length")) > limit:
            answer = PlainTextResponse(f"more than {limit >> 20} MiB\n", 413)
            await answer(scope, receive, _adding(send, {}))
            return
        scope.setdefault("state", {})
        connection = HTTPConnection(scope)
        await self._app(scope, _counted(receive, limit), _adding(send, scope["state"], connection))


def _number(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() else 0


def _counted(receive: Receive, limit: int) -> Receive:
    """Return `receive` that raises "too large" once a body of unknown length has brought more than `limit` bytes."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, f"more than {limit >> 20} MiB")
        return message

    return counting


def _adding(send: Send, state: dict[str, object], connection: HTTPConnection | None = None) -> Send:
    """Return `send` that adds the headers of every answer, and the cookie that a form on it needs."""

    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if connection and not connection.url.path.startswith(_LASTING):
                headers.setdefault("Cache-Control", "no-store" if state.get("private") else "no-cache")
            if connection and (fresh := state.get("visit")):
                headers.append("Set-Cookie", tokens.visit_cookie(str(fresh), secure=connection.url.scheme == "https"))
        await send(message)

    return adding
