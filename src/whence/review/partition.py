"""Events as people have split and merged them: the machine's clusters, with their rulings applied in turn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Cluster = frozenset[int]
Scores = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on tellings, given by number: those of `a` and those of `b` are one happening (merge) or two."""

    kind: Literal["split", "merge"]
    a: frozenset[int]
    b: frozenset[int]


def ruled(clusters: Iterable[Cluster], rulings: Iterable[Ruling], scores: Scores) -> list[Cluster]:
    """Return the clusters after the rulings, the last of which is the strongest.

    A merge joins all clusters that it names. A split parts a cluster that has tellings of both sides; what it does not
    name goes to the side that its links speak for, where they say nothing to that of `b`.
    """
    out = list(clusters)
    for one in rulings:
        a, b = one.a - one.b, one.b - one.a
        if one.kind == "merge" and one.a and one.b:
            named = [c for c in out if c & (one.a | one.b)]
            out = [c for c in out if not c & (one.a | one.b)]
            out += [frozenset().union(*named)] if named else []
        elif one.kind == "split":
            out = [part for c in out for part in (_parted(c, a, b, scores) if c & a and c & b else (c,))]
    return out


def _parted(cluster: Cluster, a: Cluster, b: Cluster, scores: Scores) -> tuple[Cluster, Cluster]:
    sides = (cluster & a, cluster & b)

    def pull(one: int, side: Cluster) -> float:
        return sum(scores.get((min(one, n), max(one, n)), 0.0) for n in side) / len(side)

    drawn = frozenset(n for n in cluster - a - b if pull(n, sides[0]) > pull(n, sides[1]))
    return sides[0] | drawn, cluster - sides[0] - drawn
