"""Who asks, and what they may."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from starlette.requests import HTTPConnection

from whence.desk.desk import AtHand, Desk
from whence.desk.forms import sent, words
from whence.desk.security import tokens
from whence.desk.users import RANKS, User

LOCAL = User("local", "admin")
"""Whoever sits at this machine, where no login is demanded."""


def known(connection: HTTPConnection, desk: Desk) -> User | None:
    """Return who asks, None for nobody that is known."""
    if not desk.settings.login:
        return LOCAL
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        person = desk.store.session(tokens.digest(bearer.strip()), "program")
    elif token := tokens.cookie(connection, tokens.SESSION):
        person = desk.store.session(tokens.digest(token), "browser")
    else:
        person = None
    return User(person.name, person.role) if person else None


def current(request: Request, desk: AtHand) -> User:
    """Return who asks, for every route but the login; nobody known is sent there."""
    user = known(request, desk)
    if user is None:
        raise _to_login(request)
    request.state.user = user
    request.state.private = desk.settings.login
    return user


def _to_login(request: Request) -> HTTPException:
    if request.url.path.startswith("/api/"):
        return HTTPException(401, "log in first, or send a token", {"WWW-Authenticate": 'Bearer realm="whence"'})
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    to = f"/login?to={quote(here, safe='')}" if request.method in tokens.SAFE else "/login"
    if "hx-request" in request.headers:
        return HTTPException(401, "log in first", {"HX-Redirect": to})
    return HTTPException(303, "log in first", {"Location": to})


async def from_us(request: Request, desk: AtHand) -> None:
    """Let an unsafe request through only where it comes from a page of the desk, or from no browser at all.

    A program sends JSON to the API, with its token where logins are demanded; no page of another site can do so, for
    browsers say where a request comes from, and ask before they send what is no form.
    """
    if request.method in tokens.SAFE:
        return
    if tokens.foreign(request):
        raise HTTPException(403, "another site makes this request")
    if request.url.path.startswith("/api/"):
        bearer = request.headers.get("authorization", "").lower().startswith("bearer ")
        if bearer or not (desk.settings.login or tokens.by_browser(request)):
            return
    given = request.headers.get(tokens.HEADER)
    if given is None and "json" not in request.headers.get("content-type", ""):
        given = words(await sent(request), tokens.FIELD)
    if not tokens.matches(request, given or ""):
        raise HTTPException(403, "the form is out of date: load the page again and send it anew")


def least(role: str) -> Callable[[User], User]:
    """Return what lets only those go on who have this role or a greater one, and says who it is."""

    def allowed(user: Annotated[User, Depends(current)]) -> User:
        if RANKS[user.role] < RANKS[role]:
            raise HTTPException(403, f"this needs the role {role}; {user.name} is {user.role}")
        return user

    return allowed


Reviewer = Annotated[User, Depends(least("reviewer"))]
Admin = Annotated[User, Depends(least("admin"))]
