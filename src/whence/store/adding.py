"""Filed readings into the database, with all that follows from them; the caller's transaction is around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from whence.records import Filed
from whence.store import copying, filing, happenings, pairing
from whence.store.accounts import Accounts
from whence.store.known import standing
from whence.store.reliabilities import judge
from whence.store.schema import clean
from whence.store.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to: new reports, their claims, reports that were there already, and the ids of those refused."""

    reports: int
    claims: int
    known: int
    refused: tuple[str, ...]


class Adding:
    """Adds reports, and weighs anew what a person's judgement touches."""

    def __init__(self, accounts: Accounts) -> None:
        """Take the accounts that are at hand."""
        self._shop = Workshop(accounts)

    def add(self, connection: Connection, filed: Iterable[Filed], reader: str) -> Added:
        """Store reports with their claims, copies, links and events."""
        new, known, refused = _sifted(connection, list(filed))
        put = filing.put(connection, new, self._shop.linker, self._shop.register, reader)
        copies = copying.find(connection, put.reports, self._shop.register)
        pairing.link(connection, put.tellings, copies, self._shop.linker)
        happenings.refresh(connection, put.accounts, self._shop)
        return Added(len(new), sum(len(f.accounts) for f in new), known, tuple(refused))

    def judge(self, connection: Connection, party: str, grade: str) -> int:
        """Set the grade of a party; return how many events were weighed anew."""
        judge(connection, party, grade)
        touched = set(happenings.resting_on(connection, party))
        happenings.reweigh(connection, touched, self._shop)
        return len(touched)


def _sifted(connection: Connection, filed: list[Filed]) -> tuple[list[Filed], int, list[str]]:
    """Return the reports that are new, how many are known, and the ids of those that are stored with other bytes."""
    stored = standing(connection, (f.reading.report.id for f in filed))
    new, known, refused = [], 0, []
    for f in filed:
        id, digest = f.reading.report.id, f.reading.report.sha256
        match stored.get(clean(id)):
            case None:
                stored[clean(id)] = digest
                new.append(f)
            case same if same == digest:
                known += 1
            case _:
                refused.append(id)
    return new, known, refused
