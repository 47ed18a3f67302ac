"""JSON Lines, a JSON object, or a JSON array of objects; lines are streamed, one in memory at a time."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BufferedReader

from whence.ingest.decode import DecodeError, check_text, decode, is_marked
from whence.ingest.problem import Problem, Why
from whence.ingest.record import NotJsonError, parse, read_record
from whence.ingest.source import SIZE_LIMIT, Source
from whence.records import Report

_SPACE = " \t\r\n\ufeff"
_TOO_LONG = f"longer than {SIZE_LIMIT >> 20} MiB"


def read_json(source: Source, stream: BufferedReader) -> Iterator[Report | Problem]:
    """Yield the reports of a stream of JSON: by lines where its first line is a whole object, else as values."""
    number, first = 1, stream.readline(SIZE_LIMIT + 1)
    while first and not first.removeprefix(BOM_UTF8).strip():
        number, first = number + 1, stream.readline(SIZE_LIMIT + 1)
    if not first:
        yield source.refuse(Why.EMPTY, "the input is empty", "leave it out, or give its records")
        return
    try:
        check_text(first[:4096])
    except DecodeError as error:
        yield source.refuse(error.why, error.what, error.remedy, error.byte)
        return
    yield from (_values if _is_values(first, stream) else _lines)(source, number, first, stream)


def _is_values(first: bytes, stream: BufferedReader) -> bool:
    """Tell whether the JSON spreads over lines: an array, an object that goes on below, or wide characters."""
    marked = is_marked(first)
    if marked and marked[0] != "utf-8":
        return True
    text = first.removeprefix(BOM_UTF8).decode("utf-8", "replace").strip()
    if text.startswith("["):
        return True
    try:
        parse(text)
    except NotJsonError as error:  # cut between two tokens it may go on; but where the next record follows, it is cut
        return error.at >= len(text) and not stream.peek(1).lstrip().startswith(b"{")
    return False


def _lines(source: Source, number: int, line: bytes, stream: BufferedReader) -> Iterator[Report | Problem]:
    while line:
        here = source.at(number)
        if len(line) > SIZE_LIMIT:
            _skip(line, stream)
            yield here.refuse(Why.TOO_LONG, f"the line is {_TOO_LONG}", "split it")
        elif raw := line.strip():
            yield from _line(here, raw)
        number, line = number + 1, stream.readline(SIZE_LIMIT + 1)


def _skip(line: bytes, stream: BufferedReader) -> None:
    """Read on to the end of a line that is too long to keep."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _line(source: Source, raw: bytes) -> Iterator[Report | Problem]:
    try:
        decoded = decode(raw)
        value, end, odd = parse(decoded.text, _past(decoded.text, 0, _SPACE))
        if decoded.text[end:].strip():
            raise NotJsonError("more follows the record on its line", end)
    except DecodeError as error:
        yield source.refuse(error.why, error.what, error.remedy, error.byte)
    except NotJsonError as error:
        at = len(decoded.text[: error.at].encode("utf-8", "surrogatepass"))
        yield source.refuse(Why.NOT_JSON, error.what, "write one whole JSON object per line", at)
    else:
        yield from read_record(source, value, raw)
        yield from _remarks(source, decoded.remark, odd)


def _remarks(source: Source, remark: str, odd: bool) -> Iterator[Problem]:
    if remark:
        yield source.remark(Why.ENCODING, remark, "write JSON in UTF-8")
    if odd:
        yield source.remark(Why.NOT_JSON, "NaN or Infinity was read as null: JSON has neither", "write null")


def _values(source: Source, number: int, head: bytes, stream: BufferedReader) -> Iterator[Report | Problem]:
    data = head + stream.read(SIZE_LIMIT + 1 - len(head))
    if len(data) > SIZE_LIMIT:
        yield source.refuse(Why.TOO_LONG, f"the JSON array is {_TOO_LONG}", "write it as JSON Lines: jq -c '.[]'")
        return
    try:
        decoded = decode(data)
    except DecodeError as error:
        yield source.refuse(error.why, error.what, error.remedy, error.byte)
        return
    yield from _each(source, number, decoded.text, decoded.encoding)
    yield from _remarks(source, decoded.remark, odd=False)


def _each(source: Source, line: int, text: str, encoding: str) -> Iterator[Report | Problem]:
    """Yield what the values of `text` hold, one by one, whether in an array or one after the other."""
    at = _past(text, 0, _SPACE)
    in_array = text[at : at + 1] == "["
    first = at = _past(text, at + in_array, _SPACE)
    counted = 0
    while at < len(text) and not (in_array and text[at] == "]"):
        line, counted = line + text.count("\n", counted, at), at
        here = source.at(line)
        try:
            value, end, odd = parse(text, at)
        except NotJsonError as error:
            remedy = "correct it; what follows it in this input was not read"
            yield here.refuse(Why.NOT_JSON, error.what, remedy)
            return
        yield from read_record(here, value, text[at:end].encode(encoding))
        yield from _remarks(here, "", odd)
        at = _past(text, end, _SPACE + ("," if in_array else ""))
    after = _past(text, at + in_array, _SPACE)
    here = source.at(line + text.count("\n", counted, after))
    if in_array and at >= len(text):
        yield here.refuse(Why.NOT_JSON, "the JSON array is cut short: no ] ends it", "check that all of it is there")
    elif after < len(text):
        yield here.refuse(Why.NOT_JSON, "what follows the JSON array was not read", "give it as an input of its own")
    elif at == first:
        yield source.refuse(Why.EMPTY, "the JSON array is empty", "leave it out, or give its records")


def _past(text: str, at: int, skip: str) -> int:
    while at < len(text) and text[at] in skip:
        at += 1
    return at
