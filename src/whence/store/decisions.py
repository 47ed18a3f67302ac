"""Decisions as rows: written once, never changed but for who took them back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, true, update

from whence.records import Span
from whence.review.decision import Anchor, Decision
from whence.store import schema as t
from whence.store.numbers import chunks, numbers


def write(connection: Connection, decision: Decision) -> int:
    """Insert a decision; return its number."""
    n = next(numbers(connection, t.decision))
    kept = ("kind", "field", "value", "claim", "words", "note", "by")
    row = {k: getattr(decision, k) for k in kept} | {"n": n, "at": int(decision.at.timestamp())}
    connection.execute(insert(t.decision), row)
    sides = [(0, a) for a in sorted(set(decision.a))] + [(1, b) for b in sorted(set(decision.b))]
    anchors = [
        {"decision": n, "side": side, "sha256": a.sha256, "start": a.span.start, "end": a.span.end} for side, a in sides
    ]
    connection.execute(insert(t.anchor), anchors)
    return n


def undo(connection: Connection, n: int, by: str, at: datetime) -> bool:
    """Note who takes a decision back; tell whether it stood."""
    query = update(t.decision).where(t.decision.c.n == n, t.decision.c.undone_at.is_(None))
    return bool(connection.execute(query.values(undone_by=by, undone_at=int(at.timestamp()))).rowcount)


def of_texts(connection: Connection, texts: Iterable[str]) -> list[Decision]:
    """Return the standing decisions that judge words of these texts, given by SHA-256, in their order."""
    found: set[int] = set()
    for some in chunks(sorted(set(texts))):
        query = select(t.anchor.c.decision).join(t.decision, t.decision.c.n == t.anchor.c.decision)
        query = query.where(t.anchor.c.sha256.in_(some), t.decision.c.undone_at.is_(None))
        found.update(connection.execute(query).scalars())
    return read(connection, t.decision.c.n.in_(sorted(found))) if found else []


def read(
    connection: Connection, where: ColumnElement[bool] | None = None, *, last: int | None = None
) -> list[Decision]:
    """Return decisions, the first ones first; `last`: only so many of the latest, the latest first."""
    d = t.decision.c
    query = select(t.decision).where(true() if where is None else where)
    query = query.order_by(d.n) if last is None else query.order_by(d.n.desc()).limit(last)
    rows = connection.execute(query).mappings().all()
    sides = _anchors(connection, [r["n"] for r in rows])
    return [_decision(r, sides) for r in rows]


def _anchors(connection: Connection, decisions: list[int]) -> dict[tuple[int, int], list[Anchor]]:
    out: dict[tuple[int, int], list[Anchor]] = defaultdict(list)
    a = t.anchor.c
    for some in chunks(decisions):
        query = select(t.anchor).where(a.decision.in_(some)).order_by(a.sha256, a.start, a.end)
        for n, side, digest, start, end in connection.execute(query):
            out[n, side].append(Anchor(digest, Span(start, end)))
    return out


def _decision(row: Any, sides: dict[tuple[int, int], list[Anchor]]) -> Decision:
    kept = ("n", "kind", "field", "value", "claim", "words", "note", "by", "undone_by")
    return Decision(
        **{k: row[k] for k in kept},
        a=tuple(sides.get((row["n"], 0), ())), b=tuple(sides.get((row["n"], 1), ())),
        at=_when(row["at"]), undone_at=None if row["undone_at"] is None else _when(row["undone_at"]),
    )  # fmt: skip


def _when(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
