"""What an input is: JSON, HTML or text, by its name where that says, else by how it begins."""

import re
from pathlib import PurePath
from typing import Literal

Form = Literal["json", "html", "text"]
HEAD = 4096  # bytes that are looked at

_BY_SUFFIX: dict[str, Form] = {
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_JSON = re.compile(rb"\s*(?:\{\s*(?:\"|\}|$)|\[\s*(?:\{|\]\s*$))")
# Atomic and possessive: many comments in a row must not be cut up in every possible way.
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article|main|div|p)[\s>]",
    re.I | re.S,
)


def form(name: str, head: bytes) -> Form:
    """Return the form of an input called `name` (or "-") that begins with the bytes `head`."""
    known = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if known:
        return known
    head = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head  # UTF-16: ASCII shows through
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _JSON.match(head):
        return "json"
    return "html" if _HTML.match(head) else "text"
