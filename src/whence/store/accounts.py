"""Accounts in the store: the claims of a telling with their report, found again by number."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Column, Connection, select

from whence.records import Account, Claim, Masthead
from whence.store import schema as t
from whence.store.codec import loads
from whence.store.numbers import chunks

REMEMBERED = 20_000  # tellings kept in memory, about 6 KB each: what a bulk load asks for again and again


class Kept(NamedTuple):
    """An account with the numbers of its claim, its telling and its report."""

    n: int
    telling: int
    report: int
    account: Account

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Return where it stands in the order that does not depend on when it came: by day, report and place in it."""
        a = self.account
        return (a.report.published or date.max, a.report.report, a.claim.trigger.start, a.claim.id)


class Accounts:
    """The accounts of a store by telling, the last used ones at hand.

    A number always means the same telling once it is committed; `settle` tells whether it was.
    """

    def __init__(self) -> None:
        """Start with none at hand."""
        self._at_hand: OrderedDict[int, list[Kept]] = OrderedDict()
        self._revision = 0

    def keep(self, new: Mapping[int, list[Kept]]) -> None:
        """Have these at hand, by telling."""
        self._at_hand.update(new)
        while len(self._at_hand) > REMEMBERED:
            self._at_hand.popitem(last=False)

    def as_of(self, revision: int) -> None:
        """Note how many replacements of claims the store has seen; since others' may have used a number again."""
        if revision != self._revision:
            self._at_hand.clear()
            self._revision = revision

    def forget(self, tellings: Iterable[int]) -> None:
        """Have these at hand no more."""
        for n in tellings:
            self._at_hand.pop(n, None)

    def settle(self, kept: bool) -> None:
        """Note that a transaction is over; where it was not kept, its numbers will mean other claims."""
        if not kept:
            self._at_hand.clear()

    def get(self, connection: Connection, tellings: Iterable[int]) -> dict[int, list[Kept]]:
        """Return the accounts of these tellings."""
        wanted = set(tellings)
        found = {n: self._at_hand[n] for n in wanted if n in self._at_hand}
        for n in found:
            self._at_hand.move_to_end(n)
        missing: dict[int, list[Kept]] = defaultdict(list)
        for kept in load(connection, t.claim.c.telling, wanted - found.keys()):
            missing[kept.telling].append(kept)
        self.keep(missing)
        return found | missing


_COLUMNS = (
    *(t.claim.c[k] for k in ("n", "telling", "report", "data", "sentence", "vector", "start")),
    *(t.report.c[k] for k in ("id", "outlet", "party", "published")),
)


def load(connection: Connection, by: Column[int], wanted: Iterable[int]) -> list[Kept]:
    """Read the accounts of the claims in whose column `by` one of these numbers stands."""
    query = select(*_COLUMNS).join(t.report, t.report.c.n == t.claim.c.report)
    rows = (r for some in chunks(wanted) for r in connection.execute(query.where(by.in_(some))))
    return [
        Kept(n, telling, report, Account(loads(Claim, data), Masthead(*masthead), sentence, bytes(vector), start))
        for n, telling, report, data, sentence, vector, start, *masthead in rows
    ]
