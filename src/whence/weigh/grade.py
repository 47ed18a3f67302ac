"""How far an event can be believed: the Admiralty's credibility, as a sum of named factors.

The scale (NATO STANAG 2511, JDP 2-00): 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable,
6 cannot be judged. It grades the information; the reliability of a source, A to F, is F until a person sets it.
"""

from collections.abc import Iterator, Mapping, Sequence

from whence.records import Contradiction, Factor, Grade
from whence.weigh.roots import Rooting, asserted

RELIABLE = frozenset({"A", "B"})
UNRELIABLE = frozenset({"D", "E"})
SURE = frozenset({"happened", "ongoing"})


def grade(rooting: Rooting, contradictions: Sequence[Contradiction], reliabilities: Mapping[str, str]) -> Grade:
    """Grade an event. Each factor's value is the step it moves the grade by; they add up to it.

    reliabilities: what people have set, A to F, by id of root, party or actor.
    """
    factors = list(_factors(rooting, contradictions, reliabilities))
    if factors[0].value == 6:
        return Grade(6, tuple(factors))
    total = sum(round(f.value) for f in factors)
    best = 1 if len(rooting.independent) > 1 else 2
    limit = min(5, max(best, total))
    if limit != total:
        reason = "one root alone confirms nothing" if limit == 2 else "the scale goes from 1 to 5"
        factors.append(Factor("limit", float(limit - total), reason))
    return Grade(limit, tuple(factors))


def _factors(
    rooting: Rooting, contradictions: Sequence[Contradiction], reliabilities: Mapping[str, str]
) -> Iterator[Factor]:
    yield from _support(rooting)
    yield from _doubt(rooting, contradictions)
    yield from _sources(rooting, reliabilities)


def _support(rooting: Rooting) -> Iterator[Factor]:
    n = len(rooting.independent)
    if not n:
        yield Factor("independent_roots", 6.0, "nobody vouches for it")
    elif all(r.kind == "unknown" for r in rooting.roots):
        yield Factor("independent_roots", 6.0, "nobody who vouches for it is named")
    elif n == 1:
        yield Factor("independent_roots", 3.0, "one independent root: possible, and not confirmed")
    else:
        yield Factor("independent_roots", 2.0, f"{n} independent roots")
    sides = len(rooting.sides)
    if n > 1 and sides > 1:
        yield Factor("independent_sides", -1.0, f"they stand on {sides} sides: {', '.join(rooting.sides)}")
    elif n > 1:
        yield Factor("independent_sides", 0.0, f"they stand on one side: {rooting.sides[0]}")
    reports = len({v.account.report.report for v in rooting.voices})
    if reports > n > 0:
        add = "adds" if reports - n == 1 else "add"
        yield Factor("repeats", 0.0, f"{reports} reports, of which {reports - n} {add} no independent root")


def _doubt(rooting: Rooting, contradictions: Sequence[Contradiction]) -> Iterator[Factor]:
    deniers = list(dict.fromkeys(v.who.root for v in rooting.denials))
    if deniers:
        more = len(deniers) > len(rooting.independent)
        words = f"denied by {', '.join(deniers)}" + (", more than vouch for it" if more else "")
        yield Factor("denied", 2.0 if more else 1.0, words)
    kinds = list(dict.fromkeys(c.kind for c in contradictions if c.kind in {"agent", "place", "date", "status"}))
    if kinds:
        yield Factor("contradicted", 1.0, f"accounts differ in {', '.join(kinds)}")
    if any(c.kind == "count" for c in contradictions):
        yield Factor("counts_differ", 0.0, "accounts differ in numbers, not in whether it happened")
    if rooting.voices and not any(v.account.claim.status in SURE for v in rooting.voices):
        yield Factor(
            "not_said_to_have_happened", 0.0, "graded is that it was said, for nobody says that it has happened"
        )


def _sources(rooting: Rooting, reliabilities: Mapping[str, str]) -> Iterator[Factor]:
    if rooting.roots and all(r.kind == "anonymous" for r in rooting.roots):
        yield Factor("anonymous", 1.0, "nobody who vouches for it gives a name")
    if words := asserted(rooting.voices):
        yield Factor("asserted_confirmation", 0.0, f'"{words}" is the source\'s own word, and adds no root')
    names = {v.who.root: {v.who.root, v.who.speaker} for v in rooting.voices}
    for v in rooting.voices:
        names[v.who.root].add(v.who.speaker)
    marks = [max((reliabilities.get(n, "F") for n in names[id]), key="FABCDE".index) for id in rooting.independent]
    if marks and all(m in RELIABLE for m in marks):
        yield Factor("reliability", -1.0, f"its sources have been judged {', '.join(sorted(set(marks)))}")
    elif marks and all(m in UNRELIABLE for m in marks):
        yield Factor("reliability", 1.0, f"its sources have been judged {', '.join(sorted(set(marks)))}")
    elif marks:
        yield Factor("reliability", 0.0, f"its sources: {', '.join(sorted(set(marks)))} (F: not judged by a person)")
