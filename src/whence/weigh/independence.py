"""The largest set of roots that are independent two by two: a maximum independent set, exactly."""

from collections.abc import Iterable, Sequence


def largest(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return a largest set of nodes no two of which share an edge; of several, one that the order of nodes decides.

    Branch and bound (Tarjan & Trojanowski 1977 in its simplest form): a node with at most one neighbour is always
    taken; else the node with most neighbours is taken or left. Cliques, which copies and citations make, never branch
    deep.
    """
    at = {node: i for i, node in enumerate(nodes)}
    near = [0] * len(nodes)
    for a, b in edges:
        if a != b:
            near[at[a]] |= 1 << at[b]
            near[at[b]] |= 1 << at[a]
    chosen = 0
    for part in _components((1 << len(nodes)) - 1, near):
        chosen |= _solve(part, near)
    return tuple(node for node, i in at.items() if chosen >> i & 1)


def _solve(left: int, near: Sequence[int]) -> int:
    """Return the bits of a largest independent set within `left`."""
    taken = 0
    while left:
        degrees = [((near[i] & left).bit_count(), i) for i in _bits(left)]
        low = next((i for _, i in sorted(degrees) if _simplicial(i, left, near)), None)
        if low is None:
            break
        taken |= 1 << low
        left &= ~(near[low] | 1 << low)
    if not left:
        return taken
    _, pivot = max(degrees, key=lambda d: (d[0], -d[1]))
    with_it, without = left & ~(near[pivot] | 1 << pivot), left & ~(1 << pivot)
    a, b = (_joint(rest, near) for rest in (with_it, without))
    a |= 1 << pivot
    return taken | (a if a.bit_count() >= b.bit_count() else b)


def _joint(left: int, near: Sequence[int]) -> int:
    """Solve the parts of what is left that have fallen apart, one by one."""
    chosen = 0
    for part in _components(left, near):
        chosen |= _solve(part, near)
    return chosen


def _simplicial(i: int, left: int, near: Sequence[int]) -> bool:
    """Tell whether all neighbours of a node are neighbours of each other: then some largest set has the node."""
    around = near[i] & left
    return all((near[j] | 1 << j) & around == around for j in _bits(around))


def _components(left: int, near: Sequence[int]) -> list[int]:
    out = []
    while left:
        part = left & -left
        reach = part
        while reach:
            i = reach.bit_length() - 1
            reach &= ~(1 << i)
            new = near[i] & left & ~part
            part |= new
            reach |= new
        out.append(part)
        left &= ~part
    return out


def _bits(mask: int) -> list[int]:
    out = []
    while mask:
        low = mask & -mask
        out.append(low.bit_length() - 1)
        mask ^= low
    return out
