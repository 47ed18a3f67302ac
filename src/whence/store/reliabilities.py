"""How reliable a person judges a party to be, A to F; whoever is not judged is F, and has no row."""

from sqlalchemy import Connection, delete, insert, select

from whence.store import schema as t


def reliabilities(connection: Connection) -> dict[str, str]:
    """Return the grades that people have set, by party."""
    return {row.party: row.grade for row in connection.execute(select(t.reliability))}


def judge(connection: Connection, party: str, grade: str) -> None:
    """Set the grade of a party; F takes it back."""
    connection.execute(delete(t.reliability).where(t.reliability.c.party == party))
    if grade != "F":
        connection.execute(insert(t.reliability), {"party": party, "grade": grade})
