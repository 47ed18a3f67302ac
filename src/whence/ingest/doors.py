"""The doors: `reports` reads everything, `count` says how many to expect."""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from whence.ingest.ledger import Ledger
from whence.ingest.lines import read_json
from whence.ingest.page import read_page
from whence.ingest.problem import Problem, Why
from whence.ingest.sniff import HEAD, form
from whence.ingest.source import SIZE_LIMIT, Source
from whence.ingest.text import read_text
from whence.ingest.walk import trouble, walk
from whence.records import Report

_ENOUGH = 64  # bytes that tell the form of an input
_COUNT_AT_MOST = 256 << 20  # bytes that are read for a total; more would keep the first report waiting


def reports(paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Report | Problem]:
    """Yield, in input order, each report of the files and directories in `paths`, and each problem met.

    "-" stands for `stdin` (default: the process's standard input). Nothing is read before it is asked for, and no
    more than one report is held; nothing is raised for bad input. Of records with one id, the first is read: an
    exact repetition is a note, a different record a fatal problem, for a claim must name one report.
    """
    ledger = Ledger()
    for source in walk(paths):
        if isinstance(source, Problem):
            yield source
        else:
            yield from _source(replace(source, ledger=ledger), stdin)


def count(paths: Iterable[str | Path]) -> int | None:
    """Return about how many reports `paths` hold, for a progress bar; None where that takes long to find out."""
    total, left = 0, _COUNT_AT_MOST
    for source in walk(paths):
        if isinstance(source, Problem):
            continue
        path = Path(source.path)
        if source.path == "-" or not path.is_file():
            return None
        try:
            if path.suffix.lower() not in (".jsonl", ".ndjson", ".json"):
                total += 1
                continue
            left -= path.stat().st_size
            if left < 0 or path.suffix.lower() == ".json":
                return None
            with path.open("rb") as stream:
                total += sum(bool(line.strip()) for line in stream)
        except OSError:
            continue
    return total


def _source(source: Source, stdin: BinaryIO | None) -> Iterator[Report | Problem]:
    try:
        if source.path == "-":
            yield from _stream(source, stdin or sys.stdin.buffer)
        else:
            with Path(source.path).open("rb") as stream:
                yield from _stream(source, stream)
    except OSError as error:
        yield trouble(source.path, error)


def _stream(source: Source, stream: BinaryIO) -> Iterator[Report | Problem]:
    head = b""
    while len(head.strip()) < _ENOUGH and len(head) < HEAD and (more := _some(stream, HEAD)):
        head += more
    whole: io.BufferedReader = io.BufferedReader(_Rejoined(head, stream), 1 << 16)
    kind = form(source.path, head)
    if kind == "json":
        yield from read_json(source, whole)
        return
    data = whole.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield source.refuse(Why.TOO_LONG, f"longer than {SIZE_LIMIT >> 20} MiB", "split it into reports")
    elif not data:
        yield source.refuse(Why.EMPTY, "the input is empty", "leave it out, or give its text")
    else:
        yield from (read_page if kind == "html" else read_text)(source, data)


def _some(stream: BinaryIO, most: int) -> bytes:
    """Return what the stream has by now, b"" at its end: a pipe's first record must not wait for its thousandth."""
    return stream.read1(most) if isinstance(stream, io.BufferedIOBase) else stream.read(most)


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were looked at put back before it; standard input cannot seek."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)] or _some(self._rest, len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)
