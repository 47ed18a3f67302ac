"""Figures of linking, by ../shared/score/score.py."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from training import scoring
from training.gold import read_text, rows
from training.linking.material import Told
from whence.link import Linker
from whence.records import Account


def on_gold(path: str, told: Sequence[Told], linker: Linker) -> dict[str, Any]:
    """Return the scorer's figures where the gold claims themselves are linked, each batch for itself."""
    batches = defaultdict(list)
    for t in told:
        batches[t.batch].append(t.account)
    events = {a.claim.id: e for accounts in batches.values() for a, e in linked(accounts, linker)}
    return scored(path, [t.account for t in told], events)


def linked(accounts: Iterable[Account], linker: Linker) -> list[tuple[Account, str]]:
    """Return each account with the name of its event."""
    return [(a, f"e-{found[0].claim.id}") for found in linker.link(accounts) for a in found]


def scored(path: str, accounts: Sequence[Account], events: dict[str, str]) -> dict[str, Any]:
    """Return the scorer's figures of accounts with their events against a gold file."""
    by_report = defaultdict(list)
    for a in accounts:
        claim = a.claim
        trigger = {"start": claim.trigger.start, "end": claim.trigger.end}
        by_report[a.report.report].append({"trigger": trigger, "type": claim.type, "event": events[claim.id]})
    gold = [r for r in rows(path) if r["id"] in by_report]
    readings = [{"report": {"id": r["id"], "text": read_text(r)}, "claims": by_report[r["id"]]} for r in gold]
    return scoring.score("linking", gold, readings)
