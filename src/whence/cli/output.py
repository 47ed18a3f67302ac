"""How readings and events leave: a line of JSON for programs, a page for people; at once, whatever comes after."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any

import click

from whence.records import Reading
from whence.records.reading import plain
from whence.view.harmless import HARMFUL


def printer(as_json: bool) -> Callable[[Reading], None]:
    """Return the function that prints one reading on standard output, in UTF-8 whatever the locale."""
    in_utf8()
    return print_json if as_json else _page_printer()


def in_utf8() -> None:
    """Have standard output take any character, whatever the locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def json_line(record: Any) -> str:
    """Return a record as one line of JSON; characters that could steer a terminal are escaped in it."""
    line = json.dumps(plain(record), ensure_ascii=False, allow_nan=False)
    return HARMFUL.sub(_escape, line)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


@contextmanager
def _writing() -> Iterator[None]:
    """Turn the failure to write into its one message; what is still to be flushed at exit goes nowhere."""
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.ClickException(
            f"standard output cannot be written: {error.strerror}; what should stand there is lost"
        ) from error


@_writing()
def print_json(record: Any) -> None:
    """Print a record as one line of JSON."""
    sys.stdout.write(json_line(record) + "\n")
    sys.stdout.flush()


@_writing()
def print_page(*parts: Any) -> None:
    """Print what rich can render; piped, a line stays one line."""
    from rich.console import Console

    from whence.view import THEME

    in_utf8()
    console = Console(theme=THEME, highlight=False, markup=False, emoji=False)
    console.print(*parts, soft_wrap=not console.is_terminal)
    sys.stdout.flush()


@_writing()
def _page_printer() -> Callable[[Reading], None]:
    from rich.console import Console

    from whence.view import THEME, Legend, Page

    console = Console(theme=THEME, highlight=False, markup=False, emoji=False)
    piped = not console.is_terminal  # there a line stays one line, for grep and for editors
    console.print(Legend(), soft_wrap=piped)

    @_writing()
    def show(reading: Reading) -> None:
        console.print(Page(reading), soft_wrap=piped)
        sys.stdout.flush()

    return show
