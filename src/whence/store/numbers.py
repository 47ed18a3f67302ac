"""Numbers for new rows, handed out in turn, and lists of them in pieces."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select

Item = TypeVar("Item")
CHUNK = 5_000  # values of one IN list; SQLite takes 32,766


def numbers(connection: Connection, table: Table) -> Iterator[int]:
    """Yield the numbers for new rows of `table`; only who holds the writers' lock may ask."""
    last = connection.execute(select(func.max(table.c.n))).scalar()
    return count((last or 0) + 1)


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Yield `items` in pieces, by default such that an IN list can take."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece
