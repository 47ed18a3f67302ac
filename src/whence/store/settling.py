"""What readers claimed and people decided, put together for the reports of a store."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from whence.actors import Register
from whence.filing import filed
from whence.records import Account, Claim, Filed, Masthead, Reading, Report, Span
from whence.records.reading import plain
from whence.review.codes import recoder
from whence.review.decision import OF_CLAIMS, OF_EVENTS, Decision
from whence.review.settle import Settled, settle
from whence.store import schema as t
from whence.store.codec import loads
from whence.store.decisions import of_texts


@dataclass(frozen=True, slots=True)
class Source:
    """A stored report, and what its reader claims: `vectors` by claim id; `kept`: it has a row of its own."""

    n: int
    report: Report
    party: str | None
    claims: tuple[Claim, ...]
    vectors: Mapping[str, bytes]
    kept: bool


def source(connection: Connection, n: int) -> Source:
    """Return a stored report with the reader's claims."""
    r, d = t.report.c, t.document.c
    head = connection.execute(
        select(r.id, r.sha256, r.title, r.outlet, r.published, r.url, r.language, r.party, d.text)
        .join(t.document, d.n == r.n)
        .where(r.n == n)
    ).one()
    fields = {k: getattr(head, k) for k in ("id", "sha256", "title", "outlet", "published", "url", "language", "text")}
    report = Report(**fields, raw=b"-")  # its bytes are not looked at here
    kept = connection.execute(select(t.machine.c.claims).where(t.machine.c.n == n)).scalar()
    if kept is not None:
        rows = json.loads(kept)
        claims = tuple(loads(Claim, json.dumps(row["claim"])) for row in rows)
        vectors = {row["claim"]["id"]: bytes.fromhex(row["vector"]) for row in rows}
        return Source(n, report, head.party, claims, vectors, True)
    c = t.claim.c
    stored = connection.execute(select(c.data, c.vector).where(c.report == n).order_by(c.position)).all()
    claims = tuple(loads(Claim, data) for data, _ in stored)
    vectors = {claim.id: bytes(v) for claim, (_, v) in zip(claims, stored, strict=True)}
    return Source(n, report, head.party, claims, vectors, False)


def of_filed(n: int, one: Filed, party: str | None) -> Source:
    """Return a report that was just read with its reader's claims."""
    vectors = {a.claim.id: a.vector for a in one.accounts}
    return Source(n, one.reading.report, party, one.reading.claims, vectors, True)


def keep(connection: Connection, kept: Source) -> None:
    """Store what the reader claims, in place of what one claimed before."""
    connection.execute(delete(t.machine).where(t.machine.c.n == kept.n))
    rows = [{"claim": plain(c), "vector": kept.vectors.get(c.id, b"").hex()} for c in kept.claims]
    connection.execute(insert(t.machine), {"n": kept.n, "claims": json.dumps(rows, separators=(",", ":"))})


def settled(kept: Source, decisions: Iterable[Decision], register: Register) -> tuple[Settled, ...]:
    """Return the claims of a report as people have left them, the rejected ones too."""
    report = kept.report
    return settle(kept.claims, decisions, (report.id, report.sha256), recoder(report.text, register))


def accounts(kept: Source, claims: Sequence[Settled]) -> tuple[Account, ...]:
    """Return the accounts of those claims that stand."""
    live = [s for s in claims if not s.rejected]
    vectors = {s.claim.trigger: kept.vectors.get(s.machine.id, b"") for s in live if s.machine}
    reading = Reading(kept.report, (), (), (), (), tuple(s.claim for s in live))
    made = filed(reading, vectors, kept.party).accounts
    masthead = Masthead(kept.report.id, kept.report.outlet, kept.party, kept.report.published)
    return tuple(replace(a, report=masthead) for a in made)


class Standing:
    """The standing decisions on some texts, by kind."""

    def __init__(self, connection: Connection, texts: Iterable[str]) -> None:
        """Read them."""
        found = of_texts(connection, texts)
        self.claims = [d for d in found if d.kind in OF_CLAIMS]
        self.events = [d for d in found if d.kind in OF_EVENTS]

    def judged(self, digest: str) -> bool:
        """Tell whether claims of this text have been judged."""
        return any(d.a[0].sha256 == digest for d in self.claims)

    def ruled(self, digest: str) -> list[tuple[Decision, tuple[tuple[Span, ...], tuple[Span, ...]]]]:
        """Return the splits and merges that name claims of this text, with the triggers that each side names."""
        out = []
        for d in self.events:
            spans = tuple(tuple(a.span for a in side if a.sha256 == digest) for side in (d.a, d.b))
            if any(spans):
                out.append((d, (spans[0], spans[1])))
        return out


def meant(spans: Iterable[Span], claims: Sequence[Settled]) -> set[str]:
    """Return the ids of the claims that these triggers mean now: of each, the one that it overlaps most."""
    out: set[str] = set()
    for span in spans:
        best: tuple[float, Any] = (0.0, None)
        for s in claims:
            shared = max(_shared(span, s.claim.trigger), _shared(span, s.anchor.span))
            if shared > best[0] and not s.rejected:
                best = (shared, s.claim.id)
        if best[1]:
            out.add(best[1])
    return out


def _shared(a: Span, b: Span) -> float:
    """Return the share (0…1) of the characters of two spans that both have."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))
