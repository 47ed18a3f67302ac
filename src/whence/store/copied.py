"""Which reports copy which, as stored."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from whence.records import Copy
from whence.store import schema as t
from whence.store.numbers import chunks

Copies = dict[frozenset[int], Copy]


def among(connection: Connection, reports: Iterable[int]) -> Copies:
    """Return the copies among these reports, by the two they are of."""
    wanted = set(reports)
    original, copy = t.report.alias(), t.report.alias()
    query = (
        select(t.copy, original.c.id, copy.c.id)
        .join(original, original.c.n == t.copy.c.original)
        .join(copy, copy.c.n == t.copy.c.copy)
    )
    found: Copies = {}
    for some in chunks(sorted(wanted)):
        for a, b, share, because, one, other in connection.execute(query.where(t.copy.c.original.in_(some))):
            if b in wanted:
                found[frozenset((a, b))] = Copy(one, other, share, because)
    return found
