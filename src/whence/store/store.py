"""The store: filed readings in, events out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import OperationalError

from whence.ingest import Problem
from whence.records import Account, Copy, Event, Filed, Place, Span
from whence.review.decision import OF_CLAIMS, Decision
from whence.store import decisions
from whence.store import schema as t
from whence.store.accounts import Accounts, load
from whence.store.codec import SPANS, loads
from whence.store.columns import Overviews
from whence.store.copied import among
from whence.store.dump import dump
from whence.store.known import standing
from whence.store.listing import Listing
from whence.store.numbers import chunks, numbers
from whence.store.opening import DEFAULT, StoreError, connect, reason, writing
from whence.store.people import People
from whence.store.query import Query, events
from whence.store.reliabilities import reliabilities
from whence.store.sources import Source, sources
from whence.store.words import matching

if TYPE_CHECKING:
    from whence.review.settle import Settled
    from whence.store.adding import Added, Adding


class Store(Listing, Overviews, People):
    """Reports, their claims and the events that these come to, in one database.

    Make it with `Store.open`. Each method is a transaction of its own: it sees, or does, all or nothing.
    """

    def __init__(self, engine: Engine) -> None:
        """Take a database whose tables are up to date."""
        self._engine = engine
        self._accounts = Accounts()
        self._turn = Lock()  # of this store's threads; the database's own lock is between connections

    @classmethod
    def open(cls, db: str | Path = DEFAULT, *, create: bool = False) -> Self:
        """Open the store in an SQLite file or at a PostgreSQL URL; `create` makes it where there is none.

        Raises StoreError where there is no store, or none that this version can read.
        """
        return cls(connect(db, create))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Use the store in a `with`."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # -- what is put in ------------------------------------------------------------------------------------------------

    def add(self, filed: Iterable[Filed], reader: str = "") -> "Added":
        """Store reports with their claims and link them, in one transaction: all of them are in, or none.

        A report that is there already is left as it is; one with the id of a stored report and other bytes is refused.
        `reader` is the version that read them. Raises StoreError where the database can't be written.
        """
        with self._writing() as connection:
            return self._adding.add(connection, filed, reader)

    def standing(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of those reports that are stored, by id."""
        with self._reading() as connection:
            return standing(connection, ids)

    def note(self, problem: Problem) -> None:
        """Keep a problem among the issues; the same one is kept once."""
        parts = {k: getattr(problem, k) for k in ("path", "line", "byte", "why", "what", "remedy")}
        row = {k: str(v) if isinstance(v, str) else v for k, v in parts.items()}
        digest = sha256(json.dumps(row).encode()).hexdigest()[:16]
        with self._writing() as connection:
            if not connection.execute(select(t.issue.c.n).where(t.issue.c.digest == digest)).scalar():
                n = next(numbers(connection, t.issue))
                connection.execute(insert(t.issue), {"n": n, **row, "digest": digest})

    def judge(self, party: str, grade: str) -> int:
        """Set how reliable a person judges a party to be, A to F; return how many events were weighed anew."""
        with self._writing() as connection:
            return self._adding.judge(connection, party, grade)

    def reread(self, filed: Iterable[Filed], reader: str = "") -> int:
        """Put newer readings in the place of those of stored reports, in one transaction; return of how many.

        Reports that are not stored, or with other bytes, are left aside. What people decided holds on.
        """
        with self._writing() as connection:
            return self._adding.reread(connection, filed, reader)

    def decide(self, decision: Decision) -> int:
        """Store a decision, and correct, link and weigh anew all that it touches; return its number."""
        with self._writing() as connection:
            return self._adding.decide(connection, decision)

    def undo(self, n: int, by: str, at: datetime) -> bool:
        """Take a decision back, and all that followed from it; tell whether it stood."""
        with self._writing() as connection:
            return self._adding.undo(connection, n, by, at)

    # -- what is asked -------------------------------------------------------------------------------------------------

    def events(self, query: Query | None = None) -> Iterator[Event]:
        """Yield the events that fit, in the query's order."""
        with self._reading() as connection:
            for (data,) in events(connection, query or Query(), (t.event.c.data,)):
                yield loads(Event, str(data))

    def event(self, id: str) -> Event | None:
        """Return an event by its id."""
        with self._reading() as connection:
            data = connection.execute(select(t.event.c.data).where(t.event.c.id == id)).scalar()
            return None if data is None else loads(Event, data)

    def event_of(self, claim: str) -> str | None:
        """Return the id of the event that a claim tells of."""
        query = select(t.event.c.id).join(t.event_claim, t.event_claim.c.event == t.event.c.n)
        query = query.join(t.claim, t.claim.c.n == t.event_claim.c.claim).where(t.claim.c.id == claim)
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def accounts(self, claims: Iterable[str]) -> tuple[Account, ...]:
        """Return the accounts of claims, in the order of their ids given; unknown ones are left out."""
        wanted = list(claims)
        with self._reading() as connection:
            n = {id: n for some in chunks(wanted) for id, n in connection.execute(_numbered(t.claim, some))}
            found = {kept.n: kept.account for kept in load(connection, t.claim.c.n, n.values())}
        return tuple(found[n[id]] for id in wanted if id in n)

    def claims_at(self, place: str, types: Sequence[str] = ()) -> tuple[Account, ...]:
        """Return the accounts of all claims (of these types) that name a place, given by id, in any role."""
        p = t.claim_place.c
        query = select(p.claim).join(t.place, t.place.c.n == p.place).where(t.place.c.id == place).distinct()
        if types:
            query = query.join(t.claim, t.claim.c.n == p.claim).where(t.claim.c.type.in_(types))
        with self._reading() as connection:
            kept = load(connection, t.claim.c.n, connection.execute(query).scalars().all())
        return tuple(k.account for k in sorted(kept, key=lambda k: k.order))

    def copies(self, reports: Iterable[str]) -> tuple[Copy, ...]:
        """Return which of these reports are copies of each other."""
        with self._reading() as connection:
            n = [n for some in chunks(reports) for _, n in connection.execute(_numbered(t.report, some))]
            return tuple(among(connection, n).values())

    def copies_of(self, report: str) -> tuple[Copy, ...]:
        """Return of which reports this one is a copy, and which are copies of it."""
        with self._reading() as connection:
            n = connection.execute(select(t.report.c.n).where(t.report.c.id == report)).scalar()
            c = t.copy.c
            near = select(c.original, c.copy).where((c.original == n) | (c.copy == n))
            found = among(connection, {m for pair in connection.execute(near) for m in pair})
            return tuple(c for pair, c in sorted(found.items(), key=lambda x: sorted(x[0])) if n in pair)

    def report(self, id: str) -> Mapping[str, Any] | None:
        """Return a report's columns, its text and its bytes as received (`raw`)."""
        d = t.document.c
        query = select(t.report, d.text, d.raw).join(t.document, d.n == t.report.c.n).where(t.report.c.id == id)
        with self._reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else {k: v for k, v in row.items() if k != "n"}

    def reading(self, id: str) -> dict[str, Any] | None:
        """Return a report's reading as the contract has it, each claim with the id of its event."""
        head = ("id", "sha256", "title", "outlet", "published", "url", "language")
        query = select(t.reading.c.n, t.reading.c.data, t.document.c.text, *(t.report.c[k] for k in head))
        query = query.join(t.document, t.document.c.n == t.reading.c.n).join(t.report, t.report.c.n == t.reading.c.n)
        with self._reading() as connection:
            row = connection.execute(query.where(t.report.c.id == id)).one_or_none()
            if row is None:
                return None
            claims = [json.loads(data) | {"event": event} for data, event in connection.execute(_claims(row.n))]
        day = row.published and row.published.isoformat()
        report = {k: getattr(row, k) for k in head} | {"published": day, "text": row.text}
        spans = json.loads(row.data)
        return {"report": report, **{k: spans[k] for k in SPANS}, "claims": claims}

    def settled(self, report: str) -> "tuple[Settled, ...]":
        """Return the claims of a report as people have left them, the rejected ones too, in the order of the text."""
        with self._reading() as connection:
            n = connection.execute(select(t.report.c.n).where(t.report.c.id == report)).scalar()
            return () if n is None else self._adding.settled(connection, n)

    def decisions(self, *, last: int = 100) -> list[Decision]:
        """Return the latest decisions, those taken back too, the latest first."""
        with self._reading() as connection:
            return decisions.read(connection, last=last)

    def decision(self, n: int) -> Decision | None:
        """Return a decision by its number."""
        with self._reading() as connection:
            return next(iter(decisions.read(connection, t.decision.c.n == n)), None)

    def judged_reports(self) -> tuple[str, ...]:
        """Return the ids of the reports that have claims on which a decision stands."""
        query = select(t.report.c.id).join(t.anchor, t.anchor.c.sha256 == t.report.c.sha256)
        query = query.join(t.decision, t.decision.c.n == t.anchor.c.decision)
        query = query.where(t.decision.c.undone_at.is_(None), t.decision.c.kind.in_(OF_CLAIMS))
        with self._reading() as connection:
            return tuple(connection.execute(query.distinct().order_by(t.report.c.id)).scalars())

    def judged_triggers(self, reports: Iterable[str]) -> dict[str, list[Span]]:
        """Return, by report, the triggers on which a decision on a claim stands."""
        a, out = t.anchor.c, defaultdict[str, list[Span]](list)
        query = select(t.report.c.id, a.start, a.end).join(t.anchor, a.sha256 == t.report.c.sha256)
        query = query.join(t.decision, t.decision.c.n == a.decision)
        query = query.where(t.decision.c.undone_at.is_(None), t.decision.c.kind.in_(OF_CLAIMS))
        with self._reading() as connection:
            for some in chunks(reports):
                for id, start, end in connection.execute(query.where(t.report.c.id.in_(some))):
                    out[id].append(Span(start, end))
        return out

    def readers(self) -> dict[str, str]:
        """Return by which version of the reader each report was read, by id."""
        query = select(t.report.c.id, t.reading.c.reader).join(t.reading, t.reading.c.n == t.report.c.n)
        with self._reading() as connection:
            return {row.id: row.reader for row in connection.execute(query.order_by(t.report.c.id))}

    def digests(self, reports: Iterable[str]) -> dict[str, str]:
        """Return the SHA-256 of the bytes of these reports, by id."""
        return self.standing(reports)

    def weighty(self, limit: int) -> list[Event]:
        """Return events on which much hangs: of those that are contradicted, and of all, those with most reports."""
        e = t.event.c
        query = select(e.n, e.data).order_by(e.reports.desc(), e.n).limit(limit)
        with self._reading() as connection:
            both = (connection.execute(q) for q in (query.where(e.contradicted), query))
            rows = {n: data for some in both for n, data in some}
            return [loads(Event, data) for _, data in sorted(rows.items())]

    def neighbours(self, event: str, limit: int = 12) -> tuple[str, ...]:
        """Return the ids of other events whose tellings are linked to those of this one, the likeliest first."""
        b, e = t.claim.alias(), t.event_claim.alias()
        mine = select(t.claim.c.telling).join(t.event_claim, t.event_claim.c.claim == t.claim.c.n)
        mine = mine.join(t.event, t.event.c.n == t.event_claim.c.event).where(t.event.c.id == event).distinct()
        found: dict[str, float] = {}
        with self._reading() as connection:
            tellings = connection.execute(mine).scalars().all()
            for here, there in ((t.link.c.a, t.link.c.b), (t.link.c.b, t.link.c.a)):
                query = select(t.event.c.id, func.max(t.link.c.score)).join(b, b.c.telling == there)
                query = query.join(e, e.c.claim == b.c.n).join(t.event, t.event.c.n == e.c.event)
                query = query.where(t.event.c.id != event).group_by(t.event.c.id)
                for some in chunks(tellings):
                    for id, score in connection.execute(query.where(here.in_(some))):
                        found[id] = max(score, found.get(id, 0.0))
        return tuple(sorted(found, key=lambda id: (-found[id], id))[:limit])

    def places(self, name: str) -> tuple[Place, ...]:
        """Return the places of stored claims that have this id, or this name in any letter case; most told of first."""
        p = t.place.c
        told = select(func.count()).where(t.claim_place.c.place == p.n).scalar_subquery()
        query = select(p.id, p.name, p.lat, p.lon, p.country, p.kind)
        query = query.where((p.id == name) | (p.folded == name.casefold())).order_by(told.desc(), p.id)
        with self._reading() as connection:
            return tuple(Place(*row) for row in connection.execute(query))

    def search(self, words: str, limit: int = 50) -> tuple[str, ...]:
        """Return the ids of reports that have all the words, newest first."""
        r = t.report.c
        with self._reading() as connection:
            found = select(r.id).where(r.n.in_(matching(connection, t.document, words)))
            found = found.order_by(r.published.is_(None), r.published.desc(), r.id).limit(limit)
            return tuple(connection.execute(found).scalars())

    def sources(self, least: int = 1) -> tuple[Source, ...]:
        """Return the record of each root that at least so many events rest on."""
        with self._reading() as connection:
            return tuple(sources(connection, least))

    def reliabilities(self) -> dict[str, str]:
        """Return the grades that people have set, by party."""
        with self._reading() as connection:
            return reliabilities(connection)

    def issues(self) -> tuple[Problem, ...]:
        """Return all problems that were kept, as they came."""
        i = t.issue.c
        with self._reading() as connection:
            rows = connection.execute(select(i.path, i.why, i.what, i.remedy, i.line, i.byte).order_by(i.n))
            return tuple(Problem(*row) for row in rows)

    def size(self) -> dict[str, int]:
        """Return how many rows each table has."""
        with self._reading() as connection:
            tables = t.metadata.sorted_tables
            return {x.name: connection.execute(select(func.count()).select_from(x)).scalar_one() for x in tables}

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows, numbers replaced by public ids: equal for stores that hold the same."""
        with self._reading() as connection:
            return dump(connection)

    # -- how -----------------------------------------------------------------------------------------------------------

    @cached_property
    def _adding(self) -> "Adding":
        """Return what adds, loaded when it is first asked for: questions need none of linking's libraries."""
        from whence.store.adding import Adding

        return Adding(self._accounts)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        kept = False
        with self._turn:
            try:
                with writing(self._engine) as connection:
                    yield connection
                kept = True
            except OperationalError as error:
                raise StoreError(f"cannot write the store: {reason(error)}; nothing of this step is stored") from error
            finally:
                self._accounts.settle(kept)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        engine = self._engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            yield connection


def _numbered(table: Any, ids: Sequence[str]) -> Any:
    return select(table.c.id, table.c.n).where(table.c.id.in_(ids))


def _claims(report: int) -> Any:
    query = select(t.claim.c.data, t.event.c.id).outerjoin(t.event_claim, t.event_claim.c.claim == t.claim.c.n)
    query = query.outerjoin(t.event, t.event.c.n == t.event_claim.c.event)
    return query.where(t.claim.c.report == report).order_by(t.claim.c.position)
