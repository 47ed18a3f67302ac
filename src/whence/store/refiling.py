"""Other claims in a stored report's place: after a decision, or a reading by a newer reader."""

import json
import time
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete, insert, select, text, update

from whence.records import Filed
from whence.records.reading import plain
from whence.review.decision import Decision
from whence.review.settle import Settled
from whence.store import filing, happenings, pairing, ties
from whence.store import schema as t
from whence.store.clustering import strong_neighbours
from whence.store.codec import SPANS, loads
from whence.store.numbers import chunks, numbers
from whence.store.settling import Source, Standing, accounts, keep, of_filed, settled, source
from whence.store.workshop import Workshop


def reread(connection: Connection, n: int, one: Filed, reader: str, shop: Workshop) -> None:
    """Put a newer reading of the same bytes in the place of the one before; what people decided holds on."""
    before = source(connection, n)
    new = of_filed(n, one, before.party)
    data = json.dumps({k: plain(getattr(one.reading, k)) for k in SPANS}, separators=(",", ":"))
    connection.execute(update(t.reading).where(t.reading.c.n == n).values(reader=reader, data=data))
    standing = Standing(connection, [before.report.sha256])
    connection.execute(delete(t.machine).where(t.machine.c.n == n))
    if standing.judged(before.report.sha256):
        keep(connection, new)
    _swap(connection, new, settled(new, standing.claims, shop.register), standing, reader, shop)


def resettle(connection: Connection, n: int, shop: Workshop, *, always: bool = False) -> None:
    """Bring a report's claims to where the standing decisions have them; `always`: also where they are there."""
    kept = source(connection, n)
    standing = Standing(connection, [kept.report.sha256])
    claims = settled(kept, standing.claims, shop.register)
    c = t.claim.c
    stored = connection.execute(select(c.data).where(c.report == n).order_by(c.position)).scalars().all()
    live = [s.claim for s in claims if not s.rejected]
    if (
        not always
        and [loads(type(x), data) for x, data in zip(live, stored, strict=False)] == live
        and len(stored) == len(live)
    ):
        return
    if not kept.kept:
        keep(connection, kept)
    _swap(connection, kept, claims, standing, "", shop)


def retie(connection: Connection, n: int, decision: Decision, shop: Workshop) -> set[int]:
    """Store which tellings of a report a standing split or merge means; return them."""
    if not decision.stands:
        return set()
    kept = source(connection, n)
    standing = Standing(connection, [kept.report.sha256])
    claims = settled(kept, standing.claims, shop.register)
    tellings = connection.execute(select(t.telling.c.n).where(t.telling.c.report == n)).scalars().all()
    standing.events = [d for d in standing.events if d.n == decision.n]
    return ties.write(connection, [(kept.report.sha256, claims, shop.accounts.get(connection, tellings))], standing)


def _swap(
    connection: Connection, kept: Source, claims: Sequence[Settled], standing: Standing, reader: str, shop: Workshop
) -> None:
    """Take out what a report tells, put in other claims, and link and weigh all that this touches."""
    n = kept.n
    old = set(connection.execute(select(t.telling.c.n).where(t.telling.c.report == n)).scalars())
    beside = happenings.take_apart(connection, old) | strong_neighbours(connection, old, shop.linker.model.far_bound)
    _take_out(connection, n, old)
    shop.accounts.forget(old)
    rulings = ties.Rulings(standing, {kept.report.sha256: claims})
    put = filing.put_claims(connection, {n: (kept.report.sha256, accounts(kept, claims))}, shop.linker, rulings.part)
    ties.write(connection, [(kept.report.sha256, claims, put.accounts)], standing)
    pairing.link(connection, put.tellings, _copies(connection, n), shop.linker)
    row = {"n": next(numbers(connection, t.replacement)), "report": n, "reader": reader, "at": int(time.time())}
    connection.execute(insert(t.replacement), row)
    happenings.refresh(connection, put.accounts, shop, beside - old)


def _copies(connection: Connection, n: int) -> list[tuple[int, int]]:
    c = t.copy.c
    return [(a, b) for a, b in connection.execute(select(c.original, c.copy).where((c.original == n) | (c.copy == n)))]


def _take_out(connection: Connection, report: int, tellings: Iterable[int]) -> None:
    """Delete the claims and tellings of a report with all that leads to them; its events are gone already."""
    claims = connection.execute(select(t.claim.c.n, t.claim.c.sentence).where(t.claim.c.report == report)).all()
    if claims and connection.dialect.name == "sqlite":
        sql = "INSERT INTO claim_words(claim_words, rowid, sentence) VALUES ('delete', :n, :sentence)"
        connection.execute(text(sql), [{"n": n, "sentence": sentence} for n, sentence in claims])
    for some in chunks([n for n, _ in claims]):
        for table in (t.claim_actor, t.claim_place):
            connection.execute(delete(table).where(table.c.claim.in_(some)))
    connection.execute(delete(t.claim).where(t.claim.c.report == report))
    for some in chunks(sorted(tellings)):
        connection.execute(delete(t.link).where(t.link.c.a.in_(some)))
        connection.execute(delete(t.link).where(t.link.c.b.in_(some)))
        _delete_of(connection, (t.block, t.tie), some)
    connection.execute(delete(t.telling).where(t.telling.c.report == report))


def _delete_of(connection: Connection, tables: Iterable[Table], tellings: Sequence[int]) -> None:
    for table in tables:
        connection.execute(delete(table).where(table.c.telling.in_(tellings)))
