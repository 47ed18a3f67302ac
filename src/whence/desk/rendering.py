"""Pages from templates. What comes from a report is text: escaped, its controls visible, its direction its own."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from whence.desk import links
from whence.desk.desk import at_hand
from whence.view import harmless

HERE = Path(__file__).parent
STATIC = HERE / "static"


def render(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page."""
    desk = at_hand(request)
    user = getattr(request.state, "user", None)
    page = environment().get_template(template).render(request=request, user=user, desk=desk, **shown)
    return HTMLResponse(page, status)


@cache
def environment() -> Environment:
    """Return where templates are looked up, and the filters and functions that they use."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"words": words, "bdi": bdi, "keep": harmless, "kind": kind, "number": number, "day": day}
    made.globals |= {"static": static, "link": links, "days": days}
    return made


def words(text: str) -> str:
    """Return words of a report on one line, nothing in them hidden."""
    return harmless(" ".join(text.split()))


def bdi(text: str) -> Markup:
    """Return words of a report as an element of its own, whose direction is that of its script and ends with it."""
    return Markup(f'<bdi dir="auto">{escape(words(text))}</bdi>')  # half the time of Markup.format


def kind(name: str) -> str:
    """Return the name of a type or status as people write it."""
    return name.replace("_", " ")


def number(value: int) -> str:
    """Return a number with its thousands set apart by thin spaces."""
    return f"{value:,}".replace(",", "\u2009")


def day(value: date | None) -> str:
    """Return a day as people write it: 25 May 2017."""
    return "" if value is None else f"{value.day} {value:%b} {value.year}"


def days(first: date | None, last: date | None) -> str:
    """Return the day, or the days between which it was, as short as they can be told."""
    if first is None or last is None or first == last:
        return day(first or last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


@cache
def static(name: str) -> str:
    """Return the address of a static file, which changes with what is in it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
