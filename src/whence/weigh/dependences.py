"""Which roots do not count as two, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from whence.records import Copy, Dependence
from whence.weigh.voices import Voice, originals
from whence.weigh.wording import reused

Edges = set[tuple[str, str]]
UNNAMED = "unnamed:"  # how the ids of roots begin whom nobody names


def dependences(
    voices: Sequence[Voice], copies: Sequence[Copy], idle: frozenset[str] = frozenset()
) -> tuple[Dependence, ...]:
    """Return the dependences among the roots of the voices, each pair once, in the order of the voices.

    A root rests on others where all that it tells is copied from a report of theirs, or told by somebody who elsewhere
    in these reports cites them. One report in which somebody of the party speaks for himself sets it free. The `idle`
    ones only speak of the happening and add nothing, nor does anybody rest on them.
    """
    order = {root: i for i, root in enumerate(dict.fromkeys(v.who.root for v in voices))}
    found: dict[tuple[str, str], Dependence] = {}
    telling = [v for v in voices if v.who.root not in idle]
    for d in (*_idle(order, idle), *_derived(telling, copies, order), *_family(telling, copies), *_vague(order)):
        found.setdefault((min(d.a, d.b), max(d.a, d.b)), d)
    return tuple(sorted(found.values(), key=lambda d: (order[d.a], order[d.b])))


def edges(found: Iterable[Dependence], roots: Sequence[str]) -> Edges:
    """Return the pairs of roots that aren't independent: the found ones, and two that rest on the same third."""
    found, at = list(found), {root: i for i, root in enumerate(roots)}
    on: defaultdict[str, set[str]] = defaultdict(set)
    for d in found:
        if d.rule in {"cites", "copy"}:
            on[d.a].add(d.b)
    reach = [sum(1 << at[r] for r in _reach(root, on)) for root in roots]
    idle = {d.a for d in found if d.rule == "comments"}
    vague = [root.startswith(UNNAMED) or root in idle for root in roots]
    pairs = combinations(range(len(roots)), 2)
    met = {(roots[i], roots[j]) for i, j in pairs if vague[i] or vague[j] or reach[i] & reach[j]}
    return met | {(d.a, d.b) for d in found}


def _reach(root: str, on: Mapping[str, set[str]]) -> set[str]:
    seen, todo = {root}, [root]
    while todo:
        for r in on.get(todo.pop(), ()):
            if r not in seen:
                seen.add(r)
                todo.append(r)
    return seen


def _derived(voices: Sequence[Voice], copies: Sequence[Copy], order: Mapping[str, int]) -> Iterator[Dependence]:
    """Yield a dependence of each root whose every account rests on others, on each of these."""
    cited, copied, worded = _cited(voices), _copied(voices, copies), reused(voices)
    bases: defaultdict[str, list[dict[str, Dependence]]] = defaultdict(list)
    for i, v in enumerate(voices):
        a = v.who.root
        on = {b.who.root: _repeats(v, b) for b in worded.get(i, ())} | {
            b: _cites(v, b) for b in sorted(cited[v.who.speaker] - {a}, key=order.__getitem__)
        }
        if v.own:
            on |= {b: d for b, d in copied.get(v.account.report.report, {}).items() if b != a}
        bases[a].append({b: Dependence(a, b, d.rule, d.because) for b, d in on.items()})
    for root in order:
        if bases[root] and all(bases[root]):
            yield from {b: d for on in bases[root] for b, d in on.items()}.values()


def _cited(voices: Iterable[Voice]) -> defaultdict[str, set[str]]:
    """Return by speaker the roots that he passes on."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for v in voices:
        for relay in v.relays:
            out[relay.speaker].add(v.who.root)
    return out


def _cites(voice: Voice, root: str) -> Dependence:
    return Dependence(voice.who.root, root, "cites", f"{voice.who.speaker} cites {root} for it")


def _repeats(voice: Voice, first: Voice) -> Dependence:
    because = f"{voice.account.report.report} has a sentence in the words of {first.account.report.report}"
    return Dependence(voice.who.root, first.who.root, "copy", because)


def _copied(voices: Sequence[Voice], copies: Iterable[Copy]) -> dict[str, dict[str, Dependence]]:
    """Return, by report, the roots of the reports that it copies."""
    roots: defaultdict[str, list[str]] = defaultdict(list)
    for v in voices:
        roots[v.account.report.report].append(v.who.root)
    out: defaultdict[str, dict[str, Dependence]] = defaultdict(dict)
    for c in copies:
        for root in roots.get(c.original, ()):
            out[c.copy].setdefault(root, Dependence("", root, "copy", f"{c.copy} copies {c.original}: {c.because}"))
    return out


def _family(voices: Sequence[Voice], copies: Sequence[Copy]) -> Iterator[Dependence]:
    """Yield a dependence of outlets whose reports copy one original that is not among these reports."""
    first, here = originals(copies), {v.account.report.report for v in voices}
    own: defaultdict[str, list[str]] = defaultdict(list)
    free = {v.who.root for v in voices if not v.own or v.account.report.report not in first}
    for v in voices:
        original = first.get(v.account.report.report)
        if original and original not in here and v.own and v.who.root not in free:
            own[original].append(v.who.root)
    for original, roots in own.items():
        for a, b in combinations(dict.fromkeys(roots), 2):
            yield Dependence(a, b, "copy", f"both copy {original}")


def _idle(order: Iterable[str], idle: frozenset[str]) -> Iterator[Dependence]:
    """Yield what makes comments add nothing beside another root: beside the first that tells."""
    order = list(order)
    first = next((r for r in order if r not in idle), "")
    for a in order:
        if a in idle:
            yield Dependence(a, first, "comments", f"{a} only speaks of it, and adds nothing beside {first}")


def _vague(order: Iterable[str]) -> Iterator[Dependence]:
    """Yield what makes words of nobody add nothing beside another root: beside the first that somebody stands for."""
    order = list(order)
    named = next((r for r in order if not r.startswith(UNNAMED)), order[0] if order else "")
    for a in order:
        if a.startswith(UNNAMED) and a != named:
            yield Dependence(a, named, "unnamed", f"{a} names nobody, and adds nothing beside {named}")
