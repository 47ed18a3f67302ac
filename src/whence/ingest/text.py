"""A plain text file: its first line is the title when a blank line follows it."""

import re
from collections.abc import Iterator

from whence.ingest.decode import DecodeError, decode
from whence.ingest.problem import Problem, Why
from whence.ingest.source import Fields, Source, finish
from whence.records import Report

_TITLE = re.compile(
    r"([^\r\n]++)(?:\r\n|\n|\r)[ \t]*+(?:\r\n|\n|\r)"
)  # possessive: a megabyte on one line costs no more


def read_text(source: Source, data: bytes) -> Iterator[Report | Problem]:
    """Yield the report in `data`, and what there is to say about it. The body is what follows the blank line."""
    try:
        decoded = decode(data)
    except DecodeError as error:
        yield source.refuse(error.why, error.what, error.remedy, error.byte)
        return
    yield from finish(source, split(decoded.text), data)
    if decoded.remark:
        yield source.remark(Why.ENCODING, decoded.remark, "save it as UTF-8 to be sure of its letters")


def split(text: str) -> Fields:
    """Return title and body; the whole text is the body where no title stands over one."""
    found = _TITLE.match(text)
    if not found or found[1].isspace() or not text[found.end() :].strip():
        return Fields(text)
    return Fields(text[found.end() :], title=found[1])
