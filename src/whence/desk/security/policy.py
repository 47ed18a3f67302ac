"""Who may listen and be called how: hosts, headers, sizes."""

import ipaddress
import re

from whence.desk.settings import Settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer. Nothing inline runs: what a report says is text even where an escape were forgotten."""

BODY_LIMIT = 1 << 20
"""Bytes of a request's body, but for uploads."""
UPLOAD_LIMIT = 65 << 20
"""Bytes of an upload: what `whence.ingest` takes of one input, and the form around it."""
UPLOADS = frozenset({"/upload", "/api/uploads/files"})
"""Where these may come: their bodies are read only once it is known who sends them."""

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_.-]{1,253})(?::\d{1,5})?", re.I)


def loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def trusted(host: str, settings: Settings) -> bool:
    """Tell whether a Host header is one that the desk answers to.

    A web page can have its own name lead to this machine and read what is served here; it cannot have an address or
    "localhost" lead elsewhere. So these are answered, and names are where they have been set.
    """
    found = _HOST.fullmatch(host)
    if not found:
        return False
    name = found["name"].lower().rstrip(".")
    if name in {settings.host.lower(), *(n.lower() for n in settings.names)} or loopback(name):
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return settings.login


def body_limit(path: str) -> int:
    """Return how many bytes a request to a path may bring."""
    return UPLOAD_LIMIT if path in UPLOADS else BODY_LIMIT
