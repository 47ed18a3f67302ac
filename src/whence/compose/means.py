"""The type of a claim where not the trigger but who acts, or what with, tells the means."""

import re

from whence.compose.words import vocabulary
from whence.neural import Trigger

_WORD = re.compile(r"\w+")
OPEN = frozenset({"attack", "casualties", "clash", "destruction", "shelling"})
VAGUE = frozenset({"deployment", "movement", "support"})
_OF_WATCHING = re.compile(
    r"\W*(?:(?:all|the|its|their|types?|kinds?|forms?|of|and|aerial|air|ground)\W+){0,5}"
    r"(?:intelligence|reconnaissance|surveillance)\b(?!\W+(?:agenc|chief|co-?operat|offic|servic|shar|support))",
    re.IGNORECASE,
)
_TO_WATCH = re.compile(r"\W*(?:[\w-]+\W+){0,5}?to\s+(?:monitor|observe|survey|track|watch)\b", re.IGNORECASE)


def by_means(trigger: Trigger, text: str) -> str:
    """Return the type of a trigger: what aircraft do to somebody, whatever the verb, is an airstrike.

    Of gold claims of violence with aircraft or an air force as agent, 172 are airstrikes and 11 of the types in `OPEN`.
    And what is stepped up of reconnaissance, or what aircraft are sent out to watch, is surveillance.
    """
    agents = {w.lower() for m in trigger.parties if m.label == "agents" for w in _WORD.findall(m.span.of(text))}
    flown = bool(agents & vocabulary().aircraft)
    after = trigger.span.end
    if trigger.type in VAGUE and (_OF_WATCHING.match(text, after) or (flown and _TO_WATCH.match(text, after))):
        return "surveillance"
    hits = trigger.type in OPEN and (trigger.counts or any(m.label == "targets" for m in trigger.parties))
    return "airstrike" if hits and flown else trigger.type
