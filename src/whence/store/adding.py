"""Filed readings into the database, with all that follows from them; the caller's transaction is around it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from whence.records import Filed
from whence.review.decision import OF_EVENTS, Decision
from whence.review.settle import Settled
from whence.store import copying, decisions, filing, happenings, pairing, refiling, settling, ties
from whence.store import schema as t
from whence.store.accounts import Accounts
from whence.store.known import standing
from whence.store.numbers import chunks
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
        self._look(connection)
        new, known, refused = _sifted(connection, list(filed))
        put = filing.put(connection, new, self._shop.linker, self._shop.register, reader)
        copies = copying.find(connection, put.reports, self._shop.register)
        pairing.link(connection, put.tellings, copies, self._shop.linker)
        happenings.refresh(connection, put.accounts, self._shop)
        for n in _judged(connection, put.reports):
            refiling.resettle(connection, n, self._shop, always=True)
        return Added(len(new), sum(len(f.accounts) for f in new), known, tuple(refused))

    def judge(self, connection: Connection, party: str, grade: str) -> int:
        """Set the grade of a party; return how many events were weighed anew."""
        self._look(connection)
        judge(connection, party, grade)
        touched = set(happenings.resting_on(connection, party))
        happenings.reweigh(connection, touched, self._shop)
        return len(touched)

    def reread(self, connection: Connection, filed: Iterable[Filed], reader: str) -> int:
        """Put newer readings in the place of stored ones; return of how many reports."""
        self._look(connection)
        number = 0
        for one in filed:
            report = one.reading.report
            query = select(t.report.c.n).where(t.report.c.id == clean(report.id), t.report.c.sha256 == report.sha256)
            n = connection.execute(query).scalar()
            if n is not None:
                refiling.reread(connection, n, one, reader, self._shop)
                number += 1
        return number

    def decide(self, connection: Connection, decision: Decision) -> int:
        """Store a decision with all that follows from it; return its number."""
        self._look(connection)
        n = decisions.write(connection, decision)
        self._follow(connection, replace(decision, n=n))
        return n

    def undo(self, connection: Connection, n: int, by: str, at: datetime) -> bool:
        """Take a decision back with all that followed from it; tell whether it stood."""
        self._look(connection)
        if not decisions.undo(connection, n, by, at):
            return False
        self._follow(connection, decisions.read(connection, t.decision.c.n == n)[0])
        return True

    def settled(self, connection: Connection, report: int) -> tuple[Settled, ...]:
        """Return the claims of a report as people have left them, the rejected ones too."""
        kept = settling.source(connection, report)
        standing = settling.Standing(connection, [kept.report.sha256])
        return settling.settled(kept, standing.claims, self._shop.register)

    def _follow(self, connection: Connection, decision: Decision) -> None:
        """Bring all that a decision judges to where the standing decisions have it."""
        of_event = decision.kind in OF_EVENTS
        tied = ties.forget(connection, decision.n)
        texts = {a.sha256 for a in (*decision.a, *decision.b)}
        both = {a.sha256 for a in decision.a} & {b.sha256 for b in decision.b}
        for n, digest in _with_texts(connection, texts):
            if not of_event or digest in both:
                refiling.resettle(connection, n, self._shop, always=of_event)
            else:
                tied |= refiling.retie(connection, n, decision, self._shop)
        if tied:
            there = select(t.telling.c.n).where(t.telling.c.n.in_(tied))
            happenings.refresh(connection, {}, self._shop, connection.execute(there).scalars().all())

    def _look(self, connection: Connection) -> None:
        """See whether others have replaced claims since."""
        last = connection.execute(select(func.max(t.replacement.c.n))).scalar()
        self._shop.accounts.as_of(last or 0)


def _judged(connection: Connection, reports: Iterable[int]) -> list[int]:
    """Return those of these reports whose text people have judged already, under another id."""
    out: list[int] = []
    for some in chunks(reports):
        query = select(t.report.c.n).join(t.anchor, t.anchor.c.sha256 == t.report.c.sha256)
        query = query.where(t.report.c.n.in_(some)).distinct().order_by(t.report.c.n)
        out += connection.execute(query).scalars()
    return out


def _with_texts(connection: Connection, texts: Iterable[str]) -> list[tuple[int, str]]:
    """Return the reports, by number, that have these texts, with the SHA-256."""
    r = t.report.c
    rows = (
        x for some in chunks(sorted(texts)) for x in connection.execute(select(r.n, r.sha256).where(r.sha256.in_(some)))
    )
    return sorted((n, digest) for n, digest in rows)


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
