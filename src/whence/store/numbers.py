"""Integers for the tables: row numbers handed out in turn, and keys made of words."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import count, islice
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select

Item = TypeVar("Item")
CHUNK = 5_000  # values of one IN list; SQLite takes 32,766


def numbers(connection: Connection, table: Table) -> Iterator[int]:
    """Yield the numbers for new rows of `table`; only who holds the writers' lock may ask."""
    last = connection.execute(select(func.max(table.c.n))).scalar()
    return count((last or 0) + 1)


def key(words: str) -> int:
    """Return the same 64-bit signed integer for the same words on every machine."""
    return int.from_bytes(blake2b(words.encode("utf8", "surrogatepass"), digest_size=8).digest(), signed=True)


def chunks(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """Yield `items` in pieces that an IN list can take."""
    rest = iter(items)
    while piece := list(islice(rest, CHUNK)):
        yield piece
