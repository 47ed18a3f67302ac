"""Events: the clusters of linked claims, weighed, as rows to filter on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from whence.records import ClaimRef, Event
from whence.review.partition import ruled
from whence.store import schema as t
from whence.store.accounts import Kept
from whence.store.clustering import Cluster, bound_events, patch
from whence.store.codec import dumps
from whence.store.copied import Copies, among
from whence.store.filing import place_numbers
from whence.store.numbers import chunks, numbers
from whence.store.reliabilities import reliabilities
from whence.store.ties import rulings
from whence.store.workshop import Workshop
from whence.weigh import weigh

AT_ONCE = 1_000  # events weighed before they are written: bounds memory


def refresh(connection: Connection, new: Mapping[int, list[Kept]], shop: Workshop, beside: Iterable[int] = ()) -> None:
    """Cluster anew what new tellings touch, and write the events that come of it.

    beside: other tellings that something has changed for.
    """
    shop.accounts.keep(new)
    found = patch(connection, {*new, *beside}, shop.linker)
    clusters = ruled(found.clusters, rulings(connection, (n for c in found.clusters for n in c)), found.scores)
    before = found.events
    touched = [c for c in clusters if c not in before]
    _remove(connection, [before[c] for c in before.keys() - set(clusters)])
    for some in chunks(touched, AT_ONCE):
        write(connection, some, shop)


def take_apart(connection: Connection, tellings: Iterable[int]) -> set[int]:
    """Delete the events that these tellings are in; return all tellings that were in them."""
    events, bound = bound_events(connection, tellings)
    _remove(connection, events)
    return bound.union(*events.values())


def resting_on(connection: Connection, party: str) -> Iterator[int]:
    """Yield the events that rest on a party: as a root, as a source somewhere in a chain, or as the printing outlet."""
    r, a, e = t.event_root.c, t.claim_actor.c, t.event_claim.c
    yield from connection.execute(select(r.event).where((r.party == party) | (r.root == party))).scalars()
    cited = select(e.event).join(t.claim_actor, a.claim == e.claim).where(a.actor == party, a.role == "source")
    yield from connection.execute(cited).scalars()
    printed = select(e.event).join(t.claim, t.claim.c.n == e.claim).join(t.report, t.report.c.n == t.claim.c.report)
    yield from connection.execute(printed.where(t.report.c.party == party)).scalars()


def reweigh(connection: Connection, events: Iterable[int], shop: Workshop) -> None:
    """Weigh events anew, with the same claims: after a person has judged a source."""
    for some in chunks(sorted(set(events)), AT_ONCE):
        query = select(t.event_claim.c.event, t.claim.c.telling).join(t.claim, t.claim.c.n == t.event_claim.c.claim)
        members: dict[int, set[int]] = defaultdict(set)
        for event, telling in connection.execute(query.where(t.event_claim.c.event.in_(some))):
            members[event].add(telling)
        _remove(connection, members)
        write(connection, [frozenset(tellings) for tellings in members.values()], shop)


def _remove(connection: Connection, events: Iterable[int]) -> None:
    for some in chunks(events):
        connection.execute(delete(t.event_root).where(t.event_root.c.event.in_(some)))
        connection.execute(delete(t.event_claim).where(t.event_claim.c.event.in_(some)))
        connection.execute(delete(t.event).where(t.event.c.n.in_(some)))


def write(connection: Connection, clusters: Sequence[Cluster], shop: Workshop) -> None:
    """Weigh clusters and insert their events."""
    accounts = shop.accounts.get(connection, (n for c in clusters for n in c))
    told = [sorted((k for n in c for k in accounts[n]), key=lambda k: k.order) for c in clusters]
    copies = among(connection, {k.report for kept in told if kept[0].report != kept[-1].report for k in kept})
    grades = reliabilities(connection)
    weighed = [(kept, _weigh(kept, copies, grades, shop)) for kept in told]
    places = place_numbers(connection, (e.place for _, e in weighed))
    free = numbers(connection, t.event)
    events: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    roots: list[dict[str, Any]] = []
    for kept, event in weighed:
        n = next(free)
        events.append({"n": n, **_event(kept, event, places)})
        claims.extend({"claim": k.n, "event": n} for k in kept)
        roots.extend({"event": n, **row} for row in _roots(kept, event))
    for table, rows in ((t.event, events), (t.event_claim, claims), (t.event_root, roots)):
        if rows:
            connection.execute(insert(table), rows)


def _weigh(kept: Sequence[Kept], copies: Copies, grades: dict[str, str], shop: Workshop) -> Event:
    reports = sorted({k.report for k in kept})
    pairs = [frozenset((a, b)) for i, a in enumerate(reports) for b in reports[i + 1 :]] if copies else []
    among_them = sorted((copies[p] for p in pairs if p in copies), key=lambda c: (c.original, c.copy))
    return weigh(tuple(k.account for k in kept), tuple(among_them), shop.register, grades)


def _event(kept: Sequence[Kept], event: Event, places: dict[str, int]) -> dict[str, Any]:
    place = event.place
    return {
        "id": event.id, "type": event.type, "status": event.status, "place": place and places[place.id],
        "lat": place and place.lat, "lon": place and place.lon, "country": place and place.country,
        "earliest": event.earliest, "latest": event.latest, "claims": len(kept),
        "reports": len({k.report for k in kept}), "roots": len(event.roots),
        "independent_roots": event.independent_roots, "independent_sides": event.independent_sides,
        "contradicted": bool(event.contradictions), "credibility": event.grade.credibility, "data": dumps(event),
    }  # fmt: skip


def _roots(kept: Sequence[Kept], event: Event) -> Iterable[dict[str, Any]]:
    """Yield a row for each root: whether it stands alone, is contradicted, is borne out by a later independent one."""
    published = {k.account.ref: k.account.report.published for k in kept}
    first = {r.id: min((d for c in r.claims if (d := published[c])), default=None) for r in event.roots}
    opposed: set[ClaimRef] = {c for x in event.contradictions for c in (x.a, x.b)}
    bound = {frozenset((d.a, d.b)) for d in event.dependences}
    vague = {d.a for d in event.dependences if d.rule in {"unnamed", "comments"}}
    for root in event.roots:
        beside = () if root.id in vague else (r for r in event.roots if r.id != root.id and r.id not in vague)
        others = [r for r in beside if frozenset((r.id, root.id)) not in bound]
        yield {
            "root": root.id, "party": root.party, "name": root.name, "kind": root.kind, "side": root.side,
            "claims": len(root.claims), "alone": not others and root.id not in vague,
            "contradicted": not opposed.isdisjoint(root.claims),
            "corroborated": any(_later(first[root.id], first[r.id]) for r in others),
        }  # fmt: skip


def _later(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first < second
