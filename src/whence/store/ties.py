"""Which tellings the standing splits and merges mean: rows that follow from the decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from whence.link import Telling
from whence.review.partition import Ruling
from whence.review.settle import Settled
from whence.store import schema as t
from whence.store.accounts import Kept
from whence.store.numbers import chunks
from whence.store.settling import Standing, meant


class Rulings:
    """Splits that part what one report tells: claims that a person has told apart are never one telling."""

    def __init__(self, standing: Standing, claims: Mapping[str, Sequence[Settled]]) -> None:
        """Take the decisions and the claims of each text, by its SHA-256."""
        self._apart = {
            digest: [
                (meant(a, some) - meant(b, some), meant(b, some) - meant(a, some))
                for d, (a, b) in standing.ruled(digest)
                if d.kind == "split"
            ]
            for digest, some in claims.items()
        }

    def part(self, digest: str, tellings: Sequence[Telling]) -> list[Telling]:
        """Return the tellings of a report, those that a split goes through in two."""
        out = list(tellings)
        for a, b in self._apart.get(digest, []):
            out = [piece for one in out for piece in _parted(one, a, b)]
        return out


def _parted(telling: Telling, a: set[str], b: set[str]) -> list[Telling]:
    ids = {x.claim.id for x in telling.accounts}
    if not (ids & a and ids & b):
        return [telling]
    away = tuple(x for x in telling.accounts if x.claim.id in a)
    rest = tuple(x for x in telling.accounts if x.claim.id not in a)
    return [replace(telling, accounts=some) for some in (away, rest)]


def write(
    connection: Connection,
    reports: Iterable[tuple[str, Sequence[Settled], Mapping[int, list[Kept]]]],
    standing: Standing,
) -> set[int]:
    """Store which tellings of these reports the standing decisions mean, and return them.

    reports: the SHA-256, the claims and the accounts by telling of each.
    """
    rows: dict[tuple[int, int, int], dict[str, Any]] = {}
    for digest, claims, tellings in reports:
        of = {k.account.claim.id: n for n, kept in tellings.items() for k in kept}
        for decision, sides in standing.ruled(digest):
            for side, spans in enumerate(sides):
                for n in sorted({of[id] for id in meant(spans, claims) if id in of}):
                    rows[decision.n, side, n] = {"decision": decision.n, "side": side, "telling": n}
    if rows:
        connection.execute(insert(t.tie), list(rows.values()))
    return {n for _, _, n in rows}


def forget(connection: Connection, decision: int) -> set[int]:
    """Delete the ties of a decision; return the tellings that it meant."""
    found = set(connection.execute(select(t.tie.c.telling).where(t.tie.c.decision == decision)).scalars())
    connection.execute(delete(t.tie).where(t.tie.c.decision == decision))
    return found


def rulings(connection: Connection, tellings: Iterable[int]) -> list[Ruling]:
    """Return the rulings that mean any of these tellings, in the order in which they were made."""
    if connection.execute(select(t.tie.c.decision).limit(1)).scalar() is None:
        return []
    found: set[int] = set()
    for some in chunks(sorted(set(tellings))):
        found.update(connection.execute(select(t.tie.c.decision).where(t.tie.c.telling.in_(some))).scalars())
    out = []
    for n in sorted(found):
        kind = connection.execute(select(t.decision.c.kind).where(t.decision.c.n == n)).scalar_one()
        rows = connection.execute(select(t.tie.c.side, t.tie.c.telling).where(t.tie.c.decision == n)).all()
        a, b = (frozenset(m for side, m in rows if side == s) for s in (0, 1))
        out.append(Ruling(kind, a, b))
    return out
