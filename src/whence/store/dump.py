"""All that a store holds, in one order and under public ids alone: stores that hold the same have equal dumps."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from whence.store import schema as t

Row = tuple[Any, ...]


def dump(connection: Connection) -> dict[str, list[Row]]:
    """Return the rows of all tables, with public ids in place of numbers, sorted."""
    names = {table.name: _names(connection, table) for table in (t.report, t.telling, t.claim, t.place, t.event)}
    tables = [x for x in t.metadata.sorted_tables if x not in (t.person, t.session, t.replacement)]
    return {table.name: sorted(_rows(connection, table, names), key=repr) for table in tables}


def _names(connection: Connection, table: Table) -> dict[int, str]:
    return {row.n: row.id for row in connection.execute(select(table.c.n, table.c.id))}


def _rows(connection: Connection, table: Table, names: dict[str, dict[int, str]]) -> Iterator[Row]:
    columns = [c for c in table.c if not (c.name == "n" and not c.foreign_keys)]
    targets = [_target(c) for c in columns]
    for row in connection.execute(select(*columns)):
        public = [names[of][v] if of in names and v is not None else v for v, of in zip(row, targets, strict=True)]
        yield tuple(sorted(public[:2]) + public[2:] if table is t.link else public)


def _target(column: Column[Any]) -> str | None:
    """Return the table that a column points at."""
    return next((key.column.table.name for key in column.foreign_keys), None)
