"""Events: the clusters of linked claims, weighed, as rows to filter on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from whence.actors import Register
from whence.link import Linker
from whence.records import ClaimRef, Event
from whence.store import schema as t
from whence.store.accounts import Accounts, Kept
from whence.store.codec import dumps
from whence.store.components import Component, around
from whence.store.copying import Copies, among
from whence.store.filing import place_numbers
from whence.store.numbers import chunks, numbers
from whence.store.reliabilities import reliabilities
from whence.weigh import weigh

Cluster = tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What clustering and weighing need."""

    accounts: Accounts
    linker: Linker
    register: Register


def refresh(connection: Connection, new: Sequence[Kept], shop: Workshop) -> None:
    """Cluster anew whatever hangs together with new claims, and write the events that come of it."""
    shop.accounts.keep(new)
    at_hand = {kept.n: kept for kept in new}
    components = around(connection, at_hand)
    kept = shop.accounts.get(connection, {n for c in components for n in c.claims} - at_hand.keys()) | at_hand
    clusters = [cluster for c in components for cluster in _clusters(c, kept, shop.linker)]
    before = _before(connection, kept)
    touched = [c for c in clusters if frozenset(k.n for k in c) not in before or any(k.n in at_hand for k in c)]
    stays = {frozenset(k.n for k in c) for c in clusters} - {frozenset(k.n for k in c) for c in touched}
    _remove(connection, [event for claims, event in before.items() if claims not in stays])
    write(connection, touched, shop)


def reweigh(connection: Connection, events: Iterable[int], shop: Workshop) -> None:
    """Weigh events anew, with the same claims: after a person has judged a source."""
    for some in chunks(sorted(set(events))):
        query = select(t.event_claim.c.event, t.event_claim.c.claim).where(t.event_claim.c.event.in_(some))
        members: dict[int, list[int]] = {}
        for event, claim in connection.execute(query):
            members.setdefault(event, []).append(claim)
        kept = shop.accounts.get(connection, (n for claims in members.values() for n in claims))
        _remove(connection, members)
        write(connection, [_ordered(kept[n] for n in claims) for claims in members.values()], shop)


def _clusters(component: Component, kept: dict[int, Kept], linker: Linker) -> list[Cluster]:
    """Cut a component into clusters, each in the order that does not depend on when its claims came."""
    members = _ordered(kept[n] for n in component.claims)
    if len(members) == 1:
        return [members]
    at = {k.n: i for i, k in enumerate(members)}
    scores = {(min(at[a], at[b]), max(at[a], at[b])): s for (a, b), s in component.scores.items()}
    parts = linker.cluster([k.account for k in members], dict(sorted(scores.items())))
    return [tuple(members[i] for i in sorted(part)) for part in parts]


def _ordered(kept: Iterable[Kept]) -> Cluster:
    return tuple(sorted(kept, key=lambda k: k.order))


def _before(connection: Connection, claims: Iterable[int]) -> dict[frozenset[int], int]:
    """Return the events that these claims have been in so far, by their sets of claims."""
    members: dict[int, set[int]] = {}
    for some in chunks(sorted(claims)):
        query = select(t.event_claim.c.event, t.event_claim.c.claim).where(t.event_claim.c.claim.in_(some))
        for event, claim in connection.execute(query):
            members.setdefault(event, set()).add(claim)
    return {frozenset(claims): event for event, claims in members.items()}


def _remove(connection: Connection, events: Iterable[int]) -> None:
    for some in chunks(events):
        connection.execute(delete(t.event_root).where(t.event_root.c.event.in_(some)))
        connection.execute(delete(t.event_claim).where(t.event_claim.c.event.in_(some)))
        connection.execute(delete(t.event).where(t.event.c.n.in_(some)))


def write(connection: Connection, clusters: Sequence[Cluster], shop: Workshop) -> None:
    """Weigh clusters and insert their events."""
    copies = among(connection, {k.report for c in clusters if len(c) > 1 for k in c})
    grades = reliabilities(connection)
    weighed = [(c, _weigh(c, copies, grades, shop)) for c in clusters]
    places = place_numbers(connection, (e.place for _, e in weighed))
    free = numbers(connection, t.event)
    events: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    roots: list[dict[str, Any]] = []
    for cluster, event in weighed:
        n = next(free)
        events.append({"n": n, **_event(cluster, event, places)})
        claims.extend({"claim": k.n, "event": n} for k in cluster)
        roots.extend({"event": n, **row} for row in _roots(cluster, event))
    for table, rows in ((t.event, events), (t.event_claim, claims), (t.event_root, roots)):
        if rows:
            connection.execute(insert(table), rows)


def _weigh(cluster: Cluster, copies: Copies, grades: dict[str, str], shop: Workshop) -> Event:
    reports = sorted({k.report for k in cluster})
    pairs = [frozenset((a, b)) for i, a in enumerate(reports) for b in reports[i + 1 :]] if copies else []
    among_them = sorted((copies[p] for p in pairs if p in copies), key=lambda c: (c.original, c.copy))
    return weigh(tuple(k.account for k in cluster), tuple(among_them), shop.register, grades)


def _event(cluster: Cluster, event: Event, places: dict[str, int]) -> dict[str, Any]:
    place = event.place
    return {
        "id": event.id, "type": event.type, "status": event.status, "place": place and places[place.id],
        "lat": place and place.lat, "lon": place and place.lon, "country": place and place.country,
        "earliest": event.earliest, "latest": event.latest, "claims": len(cluster),
        "reports": len({k.report for k in cluster}), "roots": len(event.roots),
        "independent_roots": event.independent_roots, "independent_sides": event.independent_sides,
        "contradicted": bool(event.contradictions), "credibility": event.grade.credibility, "data": dumps(event),
    }  # fmt: skip


def _roots(cluster: Cluster, event: Event) -> Iterable[dict[str, Any]]:
    """Yield a row for each root: whether it stands alone, is contradicted, is borne out by a later independent one."""
    published = {k.account.ref: k.account.report.published for k in cluster}
    first = {r.id: min((d for c in r.claims if (d := published[c])), default=None) for r in event.roots}
    opposed: set[ClaimRef] = {c for x in event.contradictions for c in (x.a, x.b)}
    bound = {frozenset((d.a, d.b)) for d in event.dependences}
    for root in event.roots:
        others = [r for r in event.roots if r.id != root.id and frozenset((r.id, root.id)) not in bound]
        yield {
            "root": root.id, "party": root.party, "name": root.name, "kind": root.kind, "side": root.side,
            "claims": len(root.claims), "alone": not others, "contradicted": not opposed.isdisjoint(root.claims),
            "corroborated": any(_later(first[root.id], first[r.id]) for r in others),
        }  # fmt: skip


def _later(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first < second
