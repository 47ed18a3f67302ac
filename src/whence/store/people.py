"""People who may log in, and their sessions; of a token only its SHA-256 is kept."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from whence.store import schema as t

Role = Literal["reader", "reviewer", "admin"]
SessionKind = Literal["browser", "program"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may log in; `created` in seconds since 1970."""

    name: str
    role: Role
    password: str
    created: int


class People:
    """What a store knows of people."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def people(self) -> tuple[Person, ...]:
        """Return everybody who may log in, by name."""
        with self._reading() as connection:
            return tuple(_people(connection, None))

    def person(self, name: str) -> Person | None:
        """Return who has this name."""
        with self._reading() as connection:
            return next(_people(connection, name), None)

    def add_person(self, name: str, role: Role, password: str) -> bool:
        """Add somebody, `password` being a hash; tell whether the name was free."""
        with self._writing() as connection:
            if next(_people(connection, name), None):
                return False
            row = {"name": name, "role": role, "password": password, "created": int(time.time())}
            connection.execute(insert(t.person), row)
            return True

    def change_person(self, name: str, *, role: Role | None = None, password: str | None = None) -> bool:
        """Give somebody another role or password hash; all sessions end. Tell whether there was such a person."""
        new = {k: v for k, v in (("role", role), ("password", password)) if v is not None}
        with self._writing() as connection:
            _end(connection, name)
            return bool(connection.execute(update(t.person).where(t.person.c.name == name).values(new)).rowcount)

    def remove_person(self, name: str) -> bool:
        """Remove somebody with all sessions; what they decided stays. Tell whether there was such a person."""
        with self._writing() as connection:
            _end(connection, name)
            return bool(connection.execute(delete(t.person).where(t.person.c.name == name)).rowcount)

    def admins(self) -> int:
        """Return how many admins there are."""
        with self._reading() as connection:
            query = select(func.count()).select_from(t.person).where(t.person.c.role == "admin")
            return connection.execute(query).scalar_one()

    def begin_session(self, token: str, name: str, kind: SessionKind, seconds: int) -> None:
        """Let whoever holds what `token` is the SHA-256 of be `name` for so long; sessions that are over are swept."""
        now = int(time.time())
        row = {"token": token, "person": name, "kind": kind, "created": now, "expires": now + seconds}
        with self._writing() as connection:
            connection.execute(delete(t.session).where(t.session.c.expires <= now))
            connection.execute(insert(t.session), row)

    def session(self, token: str, kind: SessionKind) -> Person | None:
        """Return whose session this is, None where it is nobody's or over."""
        p, s = t.person.c, t.session.c
        query = select(p.name, p.role, p.password, p.created).join(t.session, s.person == p.name)
        query = query.where(s.token == token, s.kind == kind, s.expires > int(time.time()))
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return row and Person(*row)

    def end_session(self, token: str) -> None:
        """End a session."""
        with self._writing() as connection:
            connection.execute(delete(t.session).where(t.session.c.token == token))


def _people(connection: Connection, name: str | None) -> Iterator[Person]:
    p = t.person.c
    query = select(p.name, p.role, p.password, p.created).order_by(p.name)
    for row in connection.execute(query if name is None else query.where(p.name == name)):
        yield Person(*row)


def _end(connection: Connection, name: str) -> None:
    connection.execute(delete(t.session).where(t.session.c.person == name))
