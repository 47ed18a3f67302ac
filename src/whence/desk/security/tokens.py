"""Tokens: of sessions, and those that show that a request comes from a page of the desk (CSRF).

The token of a form is made from a cookie that no other site can read or set, so nothing need be kept of it. A session's
own token is the cookie, where there is one; before a login, and where none is needed, a cookie of the visit is.
"""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

SESSION, VISIT = "whence_session", "whence_visit"
FIELD, HEADER = "csrf", "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def new() -> str:
    """Return a token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what the store keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def name(kind: str, secure: bool) -> str:
    """Return the name of a cookie: over https one that no other host of the domain can set."""
    return f"__Host-{kind}" if secure else kind


def cookie(connection: HTTPConnection, kind: str) -> str | None:
    """Return the value of a cookie of ours."""
    return connection.cookies.get(name(kind, connection.url.scheme == "https"))


def session_cookie(token: str, seconds: int, *, secure: bool) -> str:
    """Return the Set-Cookie header of a session; of no seconds, the one that ends it."""
    return _header(name(SESSION, secure), token, secure, f"; Max-Age={seconds}", "Lax")


def visit_cookie(token: str, *, secure: bool) -> str:
    """Return the Set-Cookie header of a visit."""
    return _header(name(VISIT, secure), token, secure, "", "Strict")


def _header(name: str, value: str, secure: bool, age: str, site: str) -> str:
    return f"{name}={value}; Path=/; HttpOnly; SameSite={site}{age}" + ("; Secure" if secure else "")


def csrf(connection: HTTPConnection) -> str:
    """Return the token for the forms of a page; where there is no cookie to make it from, the answer sets one."""
    base = cookie(connection, SESSION) or cookie(connection, VISIT) or getattr(connection.state, "visit", None)
    if not base:
        base = connection.state.visit = new()
    return _made(base)


def matches(connection: HTTPConnection, given: str) -> bool:
    """Tell whether a token was made for this browser's cookie."""
    base = cookie(connection, SESSION) or cookie(connection, VISIT)
    return bool(base) and hmac.compare_digest(_made(base or ""), given)


def _made(base: str) -> str:
    return hmac.new(base.encode(), b"whence form", hashlib.sha256).hexdigest()


def foreign(connection: HTTPConnection) -> bool:
    """Tell whether a browser says that another site makes the request."""
    if connection.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = connection.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != connection.headers.get("host", "").lower()


def by_browser(connection: HTTPConnection) -> bool:
    """Tell whether a request may be a browser's: those say where they come from, or bring cookies."""
    told = ("origin", "cookie", "sec-fetch-site", "sec-fetch-mode", "referer")
    return any(h in connection.headers for h in told)
