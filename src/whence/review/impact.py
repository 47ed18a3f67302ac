"""How much a decision on a claim would change, as a short list of named factors."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from whence.actors import Register
from whence.records import Account, Copy, Event, Factor
from whence.weigh import weigh

ROOTS, GRADE, CONTRADICTIONS, ABSTAINED = 3.0, 2.0, 0.5, 0.5
"""What one independent root, one step of the grade, one contradiction and one part left open weigh: what a user of the
numbers would notice first counts most."""
MOST_CONTRADICTIONS = 6


@dataclass(frozen=True, slots=True)
class Impact:
    """What hangs on a claim: `because` multiplied out is `value`, and orders the queue."""

    value: float
    because: tuple[Factor, ...]


def impacts(
    event: Event, accounts: Sequence[Account], tried: Collection[str], copies: Sequence[Copy], register: Register,
    grades: Mapping[str, str],
) -> dict[str, Impact]:  # fmt: skip
    """Return, for each claim to be tried, how far its event would change if the claim were not, or stood otherwise.

    accounts: all of the event's.

    Two changes are tried, by weighing anew: the claim is rejected; and it is nobody's word but the outlet's own. The
    greater one counts, times how many reports the event has and how far its report is about the claim.
    """
    reports = len({a.report.report for a in accounts})
    reach = Factor("reach", round(1 + log2(reports), 3), f"the event has {reports} report{'s' if reports > 1 else ''}")
    out = {}
    for i, account in enumerate(accounts):
        if account.claim.id not in tried:
            continue
        rest = [*accounts[:i], *accounts[i + 1 :]]
        otherwise = replace(account, claim=replace(account.claim, chain=()))
        variants = [("if it is rejected", rest)]
        if account.claim.chain:
            variants.append(("if it is the outlet's own", [*rest, otherwise]))
        changed = [_change(how, event, some, copies, register, grades) for how, some in variants]
        change = max(changed, key=lambda factors: sum(f.value for f in factors))
        about = Factor("salience", round(0.5 + account.claim.salience, 3), "how far the report is about it")
        open_ = _left_open(account)
        value = (sum(f.value for f in change) + open_.value + 0.1) * reach.value * about.value
        out[account.claim.id] = Impact(round(value, 3), (*change, open_, reach, about))
    return out


def _change(
    how: str, event: Event, accounts: Sequence[Account], copies: Sequence[Copy], register: Register,
    grades: Mapping[str, str],
) -> tuple[Factor, ...]:  # fmt: skip
    if not accounts:
        return (Factor("event", 1.0, f"{how}, nothing is left of the event"),)
    new = weigh(accounts, copies, register, grades)
    roots = abs(new.independent_roots - event.independent_roots)
    grade = abs(new.grade.credibility - event.grade.credibility)
    apart = min(MOST_CONTRADICTIONS, abs(len(new.contradictions) - len(event.contradictions)))
    return (
        Factor("roots", ROOTS * roots, f"{how}, independent roots {event.independent_roots} → {new.independent_roots}"),
        Factor("grade", GRADE * grade, f"{how}, credibility {event.grade.credibility} → {new.grade.credibility}"),
        Factor(
            "contradictions", CONTRADICTIONS * apart,
            f"{how}, contradictions {len(event.contradictions)} → {len(new.contradictions)}",
        ),
    )  # fmt: skip


def _left_open(account: Account) -> Factor:
    """Return what the reader abstained from, which a person may know."""
    c = account.claim
    parts = [p for p in c.places if p.place is None] + [p for p in (*c.agents, *c.targets) if p.actor is None]
    number = len(parts) + (c.time is not None and not c.time.value)
    return Factor(
        "left_open", ABSTAINED * min(number, 4), f"{number} part{' is' if number == 1 else 's are'} left open"
    )
