"""What the roots count, and the range that they span."""

from collections.abc import Sequence

from whence.records import Account, Count, CountRange, RootCount
from whence.records.reading import CountWhat
from whence.weigh.voices import Voice

Bounds = tuple[int | None, int | None]


def totals(account: Account) -> dict[CountWhat, Count]:
    """Return the largest count of each thing that a claim counts: the smaller ones are parts of it."""
    out: dict[CountWhat, Count] = {}
    for c in account.claim.counts:
        if c.what not in out or _size(c) > _size(out[c.what]):
            out[c.what] = c
    return out


def tally(voices: Sequence[Voice]) -> tuple[CountRange, ...]:
    """Return the range of each thing counted, and each root's own, in the order of the voices."""
    by: dict[CountWhat, dict[str, list[Bounds]]] = {}
    for v in voices:
        for what, count in totals(v.account).items():
            by.setdefault(what, {}).setdefault(v.who.root, []).append((count.low, count.high))
    return tuple(_range(what, roots) for what, roots in by.items())


def _range(what: CountWhat, roots: dict[str, list[Bounds]]) -> CountRange:
    low, high = hull([b for bounds in roots.values() for b in bounds])
    return CountRange(what, low, high, tuple(RootCount(root, *hull(bounds)) for root, bounds in roots.items()))


def hull(bounds: Sequence[Bounds]) -> Bounds:
    """Return the smallest range that holds all; a side that one leaves open is open."""
    lows, highs = [b[0] for b in bounds], [b[1] for b in bounds]
    low = None if None in lows else min(x for x in lows if x is not None)
    return low, None if None in highs else max(x for x in highs if x is not None)


def _size(count: Count) -> int:
    return max(count.low or 0, count.high or 0)
