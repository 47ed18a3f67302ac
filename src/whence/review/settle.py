"""The claims of one report as people have left them: what the reader claims, with every standing decision applied."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Any

from whence.records import Claim, Span
from whence.review.decision import OF_CLAIMS, Anchor, Decision
from whence.review.fields import decode, read_claim

Recode = Callable[[Claim], Claim]
_CODED = frozenset({"trigger", "type", "status", "agents", "targets"})  # what the codes of ACLED and PLOVER rest on


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim of a report as it stands.

    Attributes:
        claim: with the corrections in it.
        machine: the reader's own claim that it comes of; None where the present reader does not make it.
        anchor: the key of the decisions on it, or the one that a decision on it would have.
        decisions: the standing ones, in order.
        rejected: a person has said that the report does not claim this.
    """

    claim: Claim
    machine: Claim | None
    anchor: Anchor
    decisions: tuple[Decision, ...] = ()
    rejected: bool = False


def settle(
    claims: Sequence[Claim], decisions: Iterable[Decision], report: tuple[str, str], recode: Recode
) -> tuple[Settled, ...]:
    """Return all claims of a report, the rejected ones too, in the order of the text.

    The result is a function of its arguments alone, so that a report read anew comes out the same whenever that is.

    claims: the reader's own. decisions: those on claims of this report; others and undone ones are left aside.
    report: its id and the SHA-256 of its bytes. recode: sets a claim's codes anew.
    """
    id, digest = report
    judged = _by_anchor(decisions, digest)
    owner = _matched(claims, judged)
    out = [Settled(c, c, Anchor(digest, c.trigger)) for i, c in enumerate(claims) if i not in owner.values()]
    taken = {c.id for c in claims}
    for anchor, some in judged.items():
        machine = claims[owner[anchor]] if anchor in owner else None
        one = _folded(machine, anchor, some, recode, _new_id(id, anchor, taken))
        out += one
    return tuple(sorted(out, key=lambda s: (s.claim.trigger, s.claim.id)))


def _by_anchor(decisions: Iterable[Decision], digest: str) -> dict[Anchor, tuple[Decision, ...]]:
    mine = [d for d in decisions if d.kind in OF_CLAIMS and d.stands and d.a[0].sha256 == digest]
    mine.sort(key=lambda d: (d.a[0], d.n))
    return {anchor: tuple(some) for anchor, some in groupby(mine, key=lambda d: d.a[0])}


def _matched(claims: Sequence[Claim], judged: dict[Anchor, tuple[Decision, ...]]) -> dict[Anchor, int]:
    """Return which claim each anchor means: the one whose trigger it overlaps most; a claim is meant once at most."""
    pairs = []
    for anchor, some in judged.items():
        type_ = read_claim(some[0].claim).type
        for i, claim in enumerate(claims):
            if claim.trigger.overlaps(anchor.span):
                pairs.append((-_alike(claim.trigger, anchor.span), claim.type != type_, anchor, i))
    owner: dict[Anchor, int] = {}
    for *_, anchor, i in sorted(pairs):
        if anchor not in owner and i not in owner.values():
            owner[anchor] = i
    return owner


def _alike(a: Span, b: Span) -> float:
    """Return the share (0…1) of the characters of two overlapping spans that both have."""
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _folded(
    machine: Claim | None, anchor: Anchor, some: tuple[Decision, ...], recode: Recode, new_id: str
) -> list[Settled]:
    """Apply decisions on one claim in their order; the claim itself too, where they say nothing of it any more."""
    base, rejected = machine, None
    fields: dict[str, Any] = {}
    for d in some:
        judged = read_claim(d.claim)
        rejected = judged if d.kind == "reject" else None
        if d.kind == "accept":
            base, fields = judged, {}
        elif d.kind == "correct" and d.field:
            base = base or judged
            fields[d.field] = decode(d.field, d.value)
    if rejected is not None and machine is not None and machine.type != rejected.type:
        # A newer reader claims something else of these words: that has not been judged.
        ghost = Settled(replace(rejected, id=new_id), None, anchor, some, rejected=True)
        return [Settled(machine, machine, Anchor(anchor.sha256, machine.trigger)), ghost]
    base = base or read_claim(some[-1].claim)
    claim = replace(base, id=machine.id if machine else new_id, event=None, **fields)
    if fields.keys() & _CODED:
        claim = recode(claim)
    return [Settled(claim, machine, anchor, some, rejected is not None)]


def _new_id(report: str, anchor: Anchor, taken: set[str]) -> str:
    """Return an id for a claim that only people make, by the same rule whenever it is asked for."""
    key = f"{report}\n{anchor.sha256}\n{anchor.span.start}-{anchor.span.end}"
    id = sha256(key.encode("utf8", "surrogatepass")).hexdigest()[:16]
    return id if id not in taken else sha256(f"review\n{key}".encode("utf8", "surrogatepass")).hexdigest()[:16]
