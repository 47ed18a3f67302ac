"""The type of a claim where not the trigger but who acts tells the means."""

import re

from whence.compose.words import vocabulary
from whence.neural import Trigger

_WORD = re.compile(r"\w+")
OPEN = frozenset({"attack", "casualties", "clash", "destruction", "shelling"})


def by_means(trigger: Trigger, text: str) -> str:
    """Return the type of a trigger: what aircraft do to somebody, whatever the verb, is an airstrike.

    Of gold claims of violence with aircraft or an air force as agent, 172 are airstrikes and 11 of the types in `OPEN`.
    """
    agents = {w.lower() for m in trigger.parties if m.label == "agents" for w in _WORD.findall(m.span.of(text))}
    hits = trigger.type in OPEN and (trigger.counts or any(m.label == "targets" for m in trigger.parties))
    return "airstrike" if hits and agents & vocabulary().aircraft else trigger.type
