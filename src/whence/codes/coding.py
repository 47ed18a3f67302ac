"""From a claim's type and its cues to the codes of ACLED and PLOVER, by the table's rules."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from whence.codes.table import Rule, Table, table
from whence.records import AcledCode, PloverCode

TYPES: Mapping[str, str] = {name: row.covers for name, row in table().types.items()}
SPEECH = frozenset(
    {"accuse", "demand", "reject", "statement_support", "threaten"}
)  # types of claims that are said, not done
"""The claim types, in the guideline's order, with what each covers."""


def code(
    type: str,
    *,
    trigger: str,
    status: str,
    agent_kinds: Sequence[str] = (),
    target_kinds: Sequence[str] = (),
    context: str = "",
) -> tuple[AcledCode | None, PloverCode | None]:
    """Return the ACLED and the PLOVER code of a claim, each None where the scheme has no place for it.

    ACLED records what took place, so a claim that is planned, threatened, called for, conditional, possible or denied
    has no code there. PLOVER records announcements, threats and calls as events of their own.

    Args:
        type: one of `TYPES`.
        trigger: the words of the trigger.
        status: one of `whence.records.Status`.
        agent_kinds, target_kinds: kinds, in the actor register, of those who do it and of those it is done to.
        context: the sentence of the trigger.

    Raises:
        ValueError: for a type or a status that is not in the table.
    """
    known = table()
    if type not in known.types or status not in known.statuses:
        raise ValueError(f"no such claim type or status: {type!r}, {status!r}")
    row, (recorded, plovers) = known.types[type], known.statuses[status]
    cues = _Cues(known, trigger, context, status, agent_kinds, target_kinds)
    acled, plover = cues.first(row.acled, recorded), cues.first(row.plover, plovers == "as it is" or row.speech)
    if plovers == "intent" and not row.speech:
        plover = known.intents[row.intent][status]
    return acled if isinstance(acled, AcledCode) else None, plover if isinstance(plover, PloverCode) else None


class _Cues:
    """What a claim shows, for rules to fit."""

    def __init__(
        self, known: Table, trigger: str, context: str, status: str, agents: Sequence[str], targets: Sequence[str]
    ) -> None:
        self.known, self.trigger, self.status = known, trigger, status
        self.context = f"{trigger}\n{context}"
        self.kinds = {"agents": frozenset(agents), "targets": frozenset(targets)}

    def first(self, rules: Sequence[Rule], recorded: bool) -> AcledCode | PloverCode | None:
        """Return the code of the first rule that fits; what is not `recorded` needs a rule that names its status."""
        for rule in rules:
            if (recorded or rule.status is not None) and self._fits(rule):
                return rule.code
        return None

    def _fits(self, rule: Rule) -> bool:
        return (
            (rule.status is None or self.status in rule.status)
            and self._has(rule.trigger, self.trigger)
            and self._has(rule.words, self.context)
            and (rule.without is None or not self._has(rule.without, self.context))
            and self._among(rule.agents, "agents")
            and self._among(rule.targets, "targets")
        )

    def _has(self, words: str | None, text: str) -> bool:
        return words is None or bool(_compiled(self.known.words[words]).search(text))

    def _among(self, kinds: str | None, role: str) -> bool:
        return kinds is None or bool(self.known.kinds[kinds] & self.kinds[role])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)
