"""A report's text with the spans of its reading in it, as tokens that nest well whatever overlaps."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whence.actors import Register
from whence.records import Claim, Span

RANKS = ("content", "source", "cue", "count", "actor", "place", "time", "trigger")  # outermost first


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch.

    Attributes:
        kind: of RANKS.
        claims: numbers of the claims that it is part of.
        voices: numbers of the attributions that it is part of.
        depth: of an attribution's content, 1 the outermost.
        title: what the words stand for.
        id: the id of the claim that it is the trigger of.
    """

    span: Span
    kind: str
    claims: tuple[int, ...] = ()
    voices: tuple[int, ...] = ()
    depth: int = 0
    title: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """Text, or a mark's opening (`mark`) or closing (`closes`, its kind); `goes_on`: opened again, having been cut."""

    text: str = ""
    mark: Mark | None = None
    closes: str = ""
    goes_on: bool = False


def marks(reading: Mapping[str, Any], claims: Sequence[Claim], register: Register) -> list[Mark]:
    """Return all marks of a reading (as the contract has it); claims are numbered from 1 in their order."""
    gathered: dict[tuple[int, int, str], Mark] = {}

    def add(start: int | None, end: int | None, kind: str, **more: Any) -> None:
        if start is None or end is None:
            return
        had = gathered.get((start, end, kind)) or Mark(Span(start, end), kind)
        given: dict[str, Any] = {k: v or getattr(had, k) for k, v in more.items()}
        given |= {k: (*getattr(had, k), *more.get(k, ())) for k in ("claims", "voices")}
        gathered[start, end, kind] = replace(had, **given)

    for n, a in enumerate(reading["attributions"], 1):
        for kind in ("content", "source", "cue"):
            for start, end in a[kind]:
                add(start, end, kind, voices=(n,), depth=_depth(reading["attributions"], n - 1))
    for e in reading["entities"]:
        if e["actor"]:
            add(e["start"], e["end"], "actor", title=_name(e["actor"], register))
    for p in reading["toponyms"]:
        add(p["start"], p["end"], "place", title=_where(p))
    for x in reading["timexes"]:
        add(x["start"], x["end"], "time", title=x["value"])
    for n, c in enumerate(claims, 1):
        for span, kind, title in _parts(c, register):
            add(span.start, span.end, kind, claims=(n,), title=title, id=c.id if kind == "trigger" else "")
    return list(gathered.values())


def tokens(text: str, marks: Sequence[Mark], within: Span) -> Iterator[Token]:
    """Yield the text of `within`, marks opened and closed in it; one that overlaps another is cut in two.

    Marks nest by where they begin, the longer outside, of equals by rank.
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda m: (-m.span.end, m.depth, RANKS.index(m.kind))):
        if mark.span.overlaps(within):
            opening[max(mark.span.start, within.start)].append(mark)
    ends = {min(m.span.end, within.end) for some in opening.values() for m in some}
    stack: list[Mark] = []
    at = within.start
    for here in sorted({*opening, *ends, within.end}):
        if here > at:
            yield Token(text[at:here])
        at = here
        yield from _close(stack, here, within.end)
        for mark in opening.get(here, ()):
            stack.append(mark)
            yield Token(mark=mark)


def _close(stack: list[Mark], here: int, last: int) -> Iterator[Token]:
    """Close what ends here; what lies above it on the stack is closed too and opened again."""
    over = [i for i, m in enumerate(stack) if min(m.span.end, last) <= here]
    if not over:
        return
    above = [m for m in stack[over[0] :] if min(m.span.end, last) > here]
    for mark in reversed(stack[over[0] :]):
        yield Token(closes=mark.kind)
    del stack[over[0] :]
    for mark in above:
        stack.append(mark)
        yield Token(mark=mark, goes_on=True)


def _depth(attributions: Sequence[Mapping[str, Any]], n: int) -> int:
    """Return how deep an attribution stands in others; a circle ends where it closes."""
    seen: list[int] = []
    inner: int | None = n
    while inner is not None and inner not in seen:
        seen.append(inner)
        inner = attributions[inner]["within"]
    return len(seen)


def _parts(claim: Claim, register: Register) -> Iterator[tuple[Span, str, str]]:
    yield claim.trigger, "trigger", claim.type.replace("_", " ")
    for p in (*claim.agents, *claim.targets):
        yield p.span, "actor", _name(p.actor, register)
    for place in claim.places:
        yield place.span, "place", ""
    if claim.time:
        yield claim.time.span, "time", claim.time.value
    for count in claim.counts:
        yield count.span, "count", count.what
    for link in claim.chain:
        if link.span:
            yield link.span, "source", _name(link.party, register)
    if claim.cue:
        yield claim.cue, "cue", ""


def _name(actor: str | None, register: Register) -> str:
    return register[actor].name if actor and actor in register else ""


def _where(toponym: Mapping[str, Any]) -> str:
    place = toponym["place"]
    if place is None:
        return f"no place chosen: {(toponym['reason'] or 'unknown').replace('_', ' ')}"
    return ", ".join(x for x in (place["name"], place["kind"], place["country"]) if x)
