"""One JSON record with `text` and, where it has them, `id, title, outlet, published, url`."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from whence.ingest.problem import Problem, Why, quote
from whence.ingest.published import day
from whence.ingest.source import Fields, Source, finish
from whence.records import Report

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNITS = "write it as a string"


class NotJsonError(ValueError):
    """The text is no JSON value: what is wrong, and at which character."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what, self.at = what, at


def parse(text: str, start: int = 0) -> tuple[Any, int, bool]:
    """Return the JSON value that begins at `start`, where it ends, and whether NaN or Infinity stood in it (now null).

    Raises NotJsonError, also for what is nested too deep or holds a number too long to read.
    """
    odd: list[str] = []
    decoder = json.JSONDecoder(parse_constant=odd.append)
    try:
        value, end = decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        cut = not text[error.pos :].strip() or error.msg.startswith("Unterminated")
        raise NotJsonError("the JSON is cut short" if cut else f"this is not JSON: {error.msg}", error.pos) from error
    except RecursionError as error:
        raise NotJsonError("the JSON is nested too deep", start) from error
    except ValueError as error:  # Python refuses integers of more than 4300 digits
        raise NotJsonError("the JSON holds a number too long to read", start) from error
    return value, end, bool(odd)


def read_record(source: Source, value: Any, raw: bytes) -> Iterator[Report | Problem]:
    """Yield the report that a parsed record holds, and a note for each field of it that could not be used."""
    if not isinstance(value, dict):
        kind = type(value).__name__ if value is not None else "null"
        yield source.refuse(Why.NOT_A_RECORD, f"a JSON {kind}, not an object", 'write {"text": …} per report')
        return
    body = value.get("text")
    if not isinstance(body, str):
        what = f"'text' is {quote(body)}, not a string" if "text" in value else "there is no 'text'"
        yield source.refuse(Why.NO_TEXT, what, "give the report's body as a string in 'text'")
        return
    notes: list[Problem] = []
    fields = Fields(
        _scalars(source, "text", body, notes),
        title=_words(source, "title", value, notes),
        id=_id(source, value, notes),
        outlet=_words(source, "outlet", value, notes),
        published=_day(source, value, notes),
        url=_words(source, "url", value, notes) or None,
    )
    yield from finish(source, fields, raw)
    yield from notes


def _words(source: Source, name: str, record: dict[str, Any], notes: list[Problem]) -> str:
    value = record.get(name)
    if isinstance(value, str):
        return _scalars(source, name, value, notes)
    if value is not None:
        notes.append(source.remark(Why.BAD_FIELD, f"'{name}' is {quote(value)}, not a string; left empty", _UNITS))
    return ""


def _scalars(source: Source, name: str, value: str, notes: list[Problem]) -> str:
    """Return `value` with each lone surrogate, which no encoding can carry, replaced by U+FFFD: lengths hold."""
    clean, n = _SURROGATE.subn("\ufffd", value)
    if n:
        what = f"'{name}' holds {n} lone surrogates, now U+FFFD"
        notes.append(source.remark(Why.ENCODING, what, "write the characters themselves, in UTF-8"))
    return clean


def _id(source: Source, record: dict[str, Any], notes: list[Problem]) -> str:
    value = record.get("id")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _words(source, "id", record, notes)


def _day(source: Source, record: dict[str, Any], notes: list[Problem]) -> date | None:
    value = record.get("published")
    if value is None or value == "":
        return None
    found = day(value) if isinstance(value, str) else None
    if found is None:
        what = f"'published' is {quote(value)}, no date that can be read; left empty"
        notes.append(source.remark(Why.BAD_DATE, what, "write it as YYYY-MM-DD"))
    return found
