"""An HTML page: the article in it, without scripts, menus and comments, by trafilatura."""

import logging
import re
from collections.abc import Iterator
from datetime import date

from whence.ingest.decode import DecodeError, decode
from whence.ingest.problem import Problem, Why
from whence.ingest.published import day
from whence.ingest.source import Fields, Source, finish
from whence.records import Report

# Character references to what XML 1.0 cannot hold; one of them would cost trafilatura the whole article.
_NO_CHARACTER = re.compile(
    r"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])(?!\d)|x0*(?:[1-8bcef]|1[\da-f]|fff[ef])(?![\da-f]));?", re.I
)


def read_page(source: Source, data: bytes) -> Iterator[Report | Problem]:
    """Yield the article of the page, and what there is to say about it."""
    try:
        decoded = decode(data)
    except DecodeError as error:
        yield source.refuse(error.why, error.what, error.remedy, error.byte)
        return
    fields = article(decoded.text)
    if fields is None:
        yield source.refuse(Why.NO_TEXT, "no article was found in the page", "give the article as a text file")
        return
    yield from finish(source, fields, data)
    if decoded.remark:
        yield source.remark(Why.ENCODING, decoded.remark, "save it as UTF-8 to be sure of its letters")


def article(html: str) -> Fields | None:
    """Return title, body, outlet, day and address of the article in `html`, or None where there is none.

    The day is the one the page itself declares: trafilatura's search through the running text is off.
    """
    import trafilatura  # 0.4 s to import, so only where there is HTML to read
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would log is said as a problem
    try:
        found = trafilatura.bare_extraction(
            _whole(_NO_CHARACTER.sub("\ufffd", html)),
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _today()},
        )
    except RecursionError:  # elements nested deeper than trafilatura can walk
        return None
    if not isinstance(found, Document) or not found.text:
        return None
    title = (found.title or "").strip()
    return Fields(
        _below(title, found.text),
        title=title,
        outlet=found.sitename or found.hostname or "",
        published=day(found.date) if found.date else None,
        url=found.url,
    )


def _whole(html: str) -> str:
    """Return a page, also of a fragment of one: trafilatura doubts that what has no root element is HTML."""
    return html if re.search("<html", html, re.I) else f"<html><body>{html}</body></html>"


def _below(title: str, body: str) -> str:
    """Return the body without the headline that stands over it, for the report's text begins with the title."""
    first, _, rest = body.partition("\n")
    return rest if rest and first.strip() == title else body


def _today() -> str:
    return date.today().isoformat()
