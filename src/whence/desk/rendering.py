"""Pages from templates. What comes from a report is text: escaped, its controls visible, its direction its own."""

import hashlib
import re
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from whence.desk import called, links
from whence.desk.desk import at_hand
from whence.view import harmless

HERE = Path(__file__).parent
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
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
    made.filters |= {"iso_days": iso_days, "type": called.kind_of_claim, "short": called.short}
    made.filters |= {"placed": called.placed, "country": called.country, "first_up": first_up}
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


def iso_days(text: str) -> str:
    """Return words in which days written 2017-05-25 are written as people do."""

    def worded(found: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(found[0]))
        except ValueError:  # digits that are no day
            return found[0]

    return _ISO_DAY.sub(worded, text)


def first_up(text: str) -> str:
    """Return words with a capital at the beginning, the others as they are."""
    return text[:1].upper() + text[1:]


def number(value: int) -> str:
    """Return a number with its thousands set apart by thin spaces."""
    return f"{value:,}".replace(",", "\u2009")


def day(value: date | None) -> str:
    """Return a day as people write it: 25 May 2017."""
    return "" if value is None else f"{value.day} {value:%b} {value.year}"


def days(first: date | None, last: date | None) -> str:
    """Return the day, or the days between which it was, in few words; whole months and years by name."""
    if first is None or last is None or first == last:
        return day(first or last)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _months(first: date, last: date) -> str:
    """Return a span of whole months: 2016, 2014–2016, Aug 2016, Jun–Aug 2016, Nov 2015 – Feb 2016."""
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{first:%b} {first.year} – {last:%b} {last.year}"
    return f"{last:%b} {last.year}" if first.month == last.month else f"{first:%b}–{last:%b} {last.year}"


@cache
def static(name: str) -> str:
    """Return the address of a static file, which changes with what is in it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
