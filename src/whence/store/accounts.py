"""Accounts in the store: one claim with its report, found again by number."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from whence.records import Account, Claim, Masthead
from whence.store import schema as t
from whence.store.codec import loads
from whence.store.numbers import chunks

REMEMBERED = 20_000  # accounts kept in memory, about 5 KB each: what a bulk load asks for again and again


class Kept(NamedTuple):
    """An account with the numbers of its claim and report."""

    n: int
    report: int
    account: Account

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Return where it stands in the order that does not depend on when it came: by day, report and place in it."""
        a = self.account
        return (a.report.published or date.max, a.report.report, a.claim.trigger.start, a.claim.id)


class Accounts:
    """The accounts of a store by number, the last used ones at hand.

    A number always means the same claim once it is committed; `settle` tells whether it was.
    """

    def __init__(self) -> None:
        """Start with none at hand."""
        self._at_hand: OrderedDict[int, Kept] = OrderedDict()

    def keep(self, new: Iterable[Kept]) -> None:
        """Have these at hand."""
        for kept in new:
            self._at_hand[kept.n] = kept
        while len(self._at_hand) > REMEMBERED:
            self._at_hand.popitem(last=False)

    def settle(self, kept: bool) -> None:
        """Note that a transaction is over; where it was not kept, its numbers will mean other claims."""
        if not kept:
            self._at_hand.clear()

    def get(self, connection: Connection, wanted: Iterable[int]) -> dict[int, Kept]:
        """Return the accounts of these claims."""
        found: dict[int, Kept] = {}
        missing: list[int] = []
        for n in set(wanted):
            kept = self._at_hand.get(n)
            if kept is None:
                missing.append(n)
            else:
                self._at_hand.move_to_end(n)
                found[n] = kept
        for kept in load(connection, missing):
            found[kept.n] = kept
            self._at_hand[kept.n] = kept
        self.keep(())
        return found


_COLUMNS = (
    *(t.claim.c.n, t.claim.c.report, t.claim.c.data, t.claim.c.sentence, t.claim.c.vector, t.claim.c.start),
    *(t.report.c.id, t.report.c.outlet, t.report.c.party, t.report.c.published),
)


def load(connection: Connection, wanted: Iterable[int]) -> list[Kept]:
    """Read the accounts of these claims."""
    query = select(*_COLUMNS).join(t.report, t.report.c.n == t.claim.c.report)
    rows = (r for some in chunks(wanted) for r in connection.execute(query.where(t.claim.c.n.in_(some))))
    return [
        Kept(n, report, Account(loads(Claim, data), Masthead(*masthead), sentence, bytes(vector), start))
        for n, report, data, sentence, vector, start, *masthead in rows
    ]
