"""A condition needs its word: violence announced without one is a threat."""

import re

from whence.neural import Trigger
from whence.records import Status

VIOLENT = frozenset({"airstrike", "attack", "clash", "destruction", "execution", "shelling"})
_CONDITION = re.compile(
    r"\b(?:if|unless|should|would|could|once|until|otherwise|when|provided|in\s+(?:the\s+)?(?:case|event)|as\s+long\s+as)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall)\s+(?:be\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)


def by_words(trigger: Trigger, sentence: str, text: str) -> Status:
    """Return the status of a trigger in its sentence: "will be suppressed" is no condition where no "if" stands by."""
    unsure = trigger.status in {"conditional", "possible"} and trigger.type in VIOLENT
    announced = unsure and _WILL.search(text[max(0, trigger.span.start - 40) : trigger.span.start])
    return "threatened" if announced and not _CONDITION.search(sentence) else trigger.status
