"""Which reports are stored."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from whence.store import schema as t
from whence.store.numbers import chunks
from whence.store.schema import clean


def standing(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of those reports that are stored, by id as the store has it."""
    r = t.report.c
    wanted = chunks(clean(id) for id in ids)
    rows = (row for some in wanted for row in connection.execute(select(r.id, r.sha256).where(r.id.in_(some))))
    return {row.id: row.sha256 for row in rows}
