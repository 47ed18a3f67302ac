"""Lists to read: events with what tells them apart at a glance, reports with their heads, hits of a search."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from whence.records import Place, Status
from whence.store import schema as t
from whence.store.numbers import chunks
from whence.store.query import Past, Query, events, sorting
from whence.store.sources import Source, sources
from whence.store.words import matching, ranked


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a list.

    Attributes:
        sentence: the sentence of its first claim, and `report`, the id of the report that it stands in.
        agents, targets: ids of the register that its claims name in these roles.
        past: its sort values in the order asked for: where the next page goes on.
    """

    id: str
    type: str
    status: Status
    place: Place | None
    earliest: date | None
    latest: date | None
    claims: int
    reports: int
    roots: int
    independent_roots: int
    independent_sides: int
    contradicted: bool
    credibility: int
    sentence: str
    report: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    past: Past


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The head of a report, and how many claims it makes."""

    id: str
    title: str
    outlet: str
    party: str | None
    published: date | None
    language: str
    claims: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim whose sentence has the words searched for."""

    claim: str
    type: str
    status: Status
    sentence: str
    event: str | None
    report: ReportRow


@dataclass(frozen=True, slots=True)
class Found:
    """What a search comes to: the best few, and how many there are in all."""

    claims: tuple[Hit, ...]
    claims_in_all: int
    reports: tuple[tuple[ReportRow, str], ...]  # each with its text
    reports_in_all: int


class Listing:
    """The lists of a store."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def event_rows(self, query: Query) -> tuple[EventRow, ...]:
        """Return the events that fit, in the query's order, as rows of a list."""
        with self._reading() as connection:
            found = [tuple(row) for row in events(connection, query, [e for e in t.event.c if e.name != "data"])]
            return _event_rows(connection, found, query)

    def heads(self, ids: Iterable[str]) -> dict[str, ReportRow]:
        """Return the heads of these reports, by id."""
        with self._reading() as connection:
            rows = (r for some in chunks(ids) for r in connection.execute(_heads().where(t.report.c.id.in_(some))))
            return {row.id: ReportRow(*row) for row in rows}

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the texts of these reports, by id."""
        query = select(t.report.c.id, t.document.c.text).join(t.document, t.document.c.n == t.report.c.n)
        with self._reading() as connection:
            rows = (r for some in chunks(ids) for r in connection.execute(query.where(t.report.c.id.in_(some))))
            return dict(map(tuple, rows))

    def tallies(self, events: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return how many reports and independent roots these events have, by id."""
        e = t.event.c
        query = select(e.id, e.reports, e.independent_roots)
        with self._reading() as connection:
            rows = (r for some in chunks(events) for r in connection.execute(query.where(e.id.in_(some))))
            return {id: (reports, roots) for id, reports, roots in rows}

    def report_rows(
        self, *, outlet: str = "", since: date | None = None, until: date | None = None, search: str = "",
        limit: int = 50, past: tuple[date | None, str] | None = None,
    ) -> tuple[ReportRow, ...]:  # fmt: skip
        """Return the reports that fit, the newest first, those without a day last; `past`: day and id to go on from."""
        r = t.report.c
        query = _heads().order_by(r.published.desc().nulls_last(), r.id).limit(limit)
        if outlet:
            query = query.where((r.outlet == outlet) | (r.party == outlet))
        if since:
            query = query.where(r.published >= since)
        if until:
            query = query.where(r.published <= until)
        if past:
            day, id = past
            here = and_(r.published.is_(None) if day is None else r.published == day, r.id > id)
            query = query.where(here if day is None else or_(r.published < day, r.published.is_(None), here))
        with self._reading() as connection:
            if search:
                query = query.where(r.n.in_(matching(connection, t.document, search)))
            return tuple(ReportRow(*row) for row in connection.execute(query))

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Return the outlets of all reports and how many each printed, those with most first."""
        number = func.count()
        query = select(t.report.c.outlet, number).group_by(t.report.c.outlet).order_by(number.desc(), t.report.c.outlet)
        with self._reading() as connection:
            return tuple((name, n) for name, n in connection.execute(query))

    def found(self, words: str, limit: int = 20) -> Found:
        """Search claims and reports for all of the words."""
        with self._reading() as connection:
            claims, claims_in_all = ranked(connection, t.claim, words, limit)
            reports, reports_in_all = ranked(connection, t.document, words, limit)
            return Found(_hits(connection, claims), claims_in_all, _texts(connection, reports), reports_in_all)

    def source(self, id: str) -> Source | None:
        """Return the record of one root, given by the id of its party."""
        with self._reading() as connection:
            return next(sources(connection, only=id), None)

    def places_like(self, name: str, limit: int = 8) -> tuple[Place, ...]:
        """Return places of stored claims whose name begins so, in any letter case."""
        p, start = t.place.c, name.casefold()
        query = select(p.id, p.name, p.lat, p.lon, p.country, p.kind)
        query = query.where(p.folded >= start, p.folded < start + "\U0010ffff").order_by(p.folded, p.id).limit(limit)
        with self._reading() as connection:
            return tuple(Place(*row) for row in connection.execute(query))

    def told_places(self, limit: int) -> tuple[tuple[Place, int], ...]:
        """Return the places where most events lie, and how many."""
        p, number = t.place.c, func.count().label("number")
        most = select(t.event.c.place, number).where(t.event.c.place.is_not(None)).group_by(t.event.c.place)
        top = most.order_by(number.desc(), t.event.c.place).limit(limit).subquery()
        query = select(top.c.number, p.id, p.name, p.lat, p.lon, p.country, p.kind).join(t.place, p.n == top.c.place)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(top.c.number.desc(), p.id))
            return tuple((Place(*place), n) for n, *place in rows)

    def told_actors(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the actors that most claims name as agent or target, and how many."""
        a, number = t.claim_actor.c, func.count()
        query = select(a.actor, number).where(a.role.in_(("agent", "target"))).group_by(a.actor)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(number.desc(), a.actor).limit(limit))
            return tuple((actor, n) for actor, n in rows)

    def place(self, id: str) -> Place | None:
        """Return the place with this id, where a stored claim names it."""
        p = t.place.c
        with self._reading() as connection:
            row = connection.execute(
                select(p.id, p.name, p.lat, p.lon, p.country, p.kind).where(p.id == id)
            ).one_or_none()
        return row and Place(*row)


def _event_rows(connection: Connection, found: Sequence[Sequence[Any]], query: Query) -> tuple[EventRow, ...]:
    names = [c.name for c in t.event.c if c.name != "data"]
    rows = [dict(zip(names, row, strict=True)) for row in found]
    places = _places(connection, {r["place"] for r in rows if r["place"] is not None})
    told = _told(connection, [r["n"] for r in rows])
    actors = _actors(connection, [r["n"] for r in rows])
    kept = ("id", "type", "status", "earliest", "latest", "claims", "reports", "roots", "independent_roots",
            "independent_sides", "contradicted", "credibility")  # fmt: skip
    by = [column.name for column, _ in sorting(query.order)]
    return tuple(
        EventRow(
            **{k: r[k] for k in kept}, place=places.get(r["place"]), sentence=told[r["n"]][0], report=told[r["n"]][1],
            agents=actors[r["n"], "agent"], targets=actors[r["n"], "target"], past=tuple(r[k] for k in by),
        )
        for r in rows
    )  # fmt: skip


def _places(connection: Connection, numbers: Iterable[int]) -> dict[int, Place]:
    p = t.place.c
    query = select(p.n, p.id, p.name, p.lat, p.lon, p.country, p.kind)
    rows = (row for some in chunks(sorted(numbers)) for row in connection.execute(query.where(p.n.in_(some))))
    return {n: Place(*row) for n, *row in rows}


def _told(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return, for each event, the sentence of the claim that its report is most about, and the report's id."""
    e, c = t.event_claim.c, t.claim.c
    query = select(e.event, c.sentence, t.report.c.id).join(t.claim, c.n == e.claim)
    query = query.join(t.report, t.report.c.n == c.report).order_by(c.salience, c.n.desc())
    return {
        n: (sentence, report)
        for some in chunks(numbers)
        for n, sentence, report in connection.execute(query.where(e.event.in_(some)))
    }


def _actors(connection: Connection, numbers: Sequence[int]) -> defaultdict[tuple[int, str], tuple[str, ...]]:
    """Return who is agent and target of the claims of each event, those named most often first."""
    e, a = t.event_claim.c, t.claim_actor.c
    query = select(e.event, a.role, a.actor).join(t.claim_actor, a.claim == e.claim)
    query = query.where(a.role.in_(("agent", "target"))).group_by(e.event, a.role, a.actor)
    query = query.order_by(func.count().desc(), a.actor)
    out: defaultdict[tuple[int, str], tuple[str, ...]] = defaultdict(tuple)
    for some in chunks(numbers):
        for n, role, actor in connection.execute(query.where(e.event.in_(some))):
            out[n, role] += (actor,)
    return out


def _heads() -> Select[Any]:
    r = t.report.c
    claims = select(func.count()).where(t.claim.c.report == r.n).correlate(t.report).scalar_subquery()
    return select(r.id, r.title, r.outlet, r.party, r.published, r.language, claims)


def _hits(connection: Connection, numbers: Sequence[int]) -> tuple[Hit, ...]:
    c = t.claim.c
    query = _heads().add_columns(c.n, c.id, c.type, c.status, c.sentence, t.event.c.id)
    query = query.join(t.claim, c.report == t.report.c.n)
    query = query.outerjoin(t.event_claim, t.event_claim.c.claim == c.n)
    query = query.outerjoin(t.event, t.event.c.n == t.event_claim.c.event).where(c.n.in_(numbers))
    found = {}
    for row in connection.execute(query):
        n, claim, type, status, sentence, event = row[7:]
        found[n] = Hit(claim, type, status, sentence, event, ReportRow(*row[:7]))
    return tuple(found[n] for n in numbers)


def _texts(connection: Connection, numbers: Sequence[int]) -> tuple[tuple[ReportRow, str], ...]:
    query = _heads().add_columns(t.document.c.n, t.document.c.text).join(t.document, t.document.c.n == t.report.c.n)
    found = {
        row[7]: (ReportRow(*row[:7]), row[8]) for row in connection.execute(query.where(t.report.c.n.in_(numbers)))
    }
    return tuple(found[n] for n in numbers)
