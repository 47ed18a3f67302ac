"""What words say of status where the model errs: violence announced without a condition is a threat, and what somebody
denies is denied.
"""

import re

from whence.neural import Trigger
from whence.records import Status

VIOLENT = frozenset({"airstrike", "attack", "clash", "destruction", "execution", "shelling"})
_CONDITION = re.compile(
    r"\b(?:if|unless|should|would|could|once|until|otherwise|when|provided|in\s+(?:the\s+)?(?:case|event)|as\s+long\s+as)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall)\s+(?:be\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|refut(?:e[sd]?|ing)|rejected|dismissed\s+as)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:denied|denies|denying|deny|refuted|rejected|dismissed)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT = re.compile(r"(?:\b(?:not|never|nor|neither|without|cannot)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ALL_THE_TIME = re.compile(
    r"\b(?:a?round\s+the\s+clock|day\s+and\s+night|non-?stop|24\s+hours\s+a\s+day)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|until|ended|after|before)\b", re.IGNORECASE)
# Of 90 gold claims of the training reports after such words, 76 are planned, two happened.
_AIM = re.compile(
    r"\b(?:aim(?:s|ed|ing)?\s+(?:at|to|of|is)|(?:goal|objective|purpose)s?\s+(?:of|is|was)|plan(?:s|ned|ning)?\s+(?:to|for)|"
    r"in\s+order\s+to|prepar(?:e|es|ed|ing|ations?)\s+(?:for|to)|ahead\s+of|want(?:s|ed|ing)?\s+to|promis(?:e|es|ed|ing)\s+to|"
    r"going\s+to|set\s+to|will)\s+(?:(?:the|an?|full|complete|further|be|soon|\w+ly)\s+){0,2}$",
    re.IGNORECASE,
)
# What is told of a truce that is broken is that it does not hold: so claims.md, and all 14 such gold claims.
_BROKEN = re.compile(r"\b(?:violat|breach|brok|break|collaps)", re.IGNORECASE)
_SUSPECTED = re.compile(r"\b(?:suspected|presumed|feared|potential)\s+$", re.IGNORECASE)
_GOAL = re.compile(
    r"\s+of\s+[^.;,]{1,40}?\s+(?:is|was|remains?|are|were)\s+(?:\w+\s+){0,6}?(?:goals?|aims?|objectives?|priorit(?:y|ies))\b",
    re.IGNORECASE,
)
LASTING = frozenset({"deployment", "siege", "surveillance"})
BEFORE = 40  # characters before a word in which its auxiliary or negation stands


def by_words(trigger: Trigger, sentence: str, text: str) -> Status:
    """Return the status of a trigger in its sentence: "will be suppressed" is no condition where no "if" stands by."""
    if trigger.status == "happened" and any(_is_denial(c.span.start, c.span.end, text) for c in trigger.cues):
        return "denied"
    if trigger.status == "happened" and trigger.type in LASTING and _lasts(sentence):
        return "ongoing"
    before = text[max(0, trigger.span.start - BEFORE) : trigger.span.start]
    if trigger.type == "ceasefire" and _BROKEN.search(trigger.span.of(text)):
        return "denied"
    if trigger.status == "happened" and _SUSPECTED.search(before):
        return "possible"
    if trigger.status == "happened" and _is_aim(trigger, text):
        return "planned"
    unsure = trigger.status in {"conditional", "possible"} and trigger.type in VIOLENT
    announced = unsure and _WILL.search(before)
    return "threatened" if announced and not _CONDITION.search(sentence) else trigger.status


def _is_aim(trigger: Trigger, text: str) -> bool:
    """Tell whether a trigger is what somebody aims at: "preparing to", "capture of Bara is one of the main goals"."""
    return bool(
        _AIM.search(text[max(0, trigger.span.start - BEFORE) : trigger.span.start])
        or _GOAL.match(text, trigger.span.end)
    )


def _lasts(sentence: str) -> bool:
    """Tell whether a sentence says of something that it goes on all the time, and not that it did."""
    return bool(_ALL_THE_TIME.search(sentence)) and not _PAST.search(sentence)


def _is_denial(start: int, end: int, text: str) -> bool:
    """Tell whether a cue denies: "denied", or the "reports" that somebody "denied"; "did not deny" denies nothing."""
    before = text[max(0, start - BEFORE) : start]
    if _DENIES.search(text[start:end]):
        return not _NOT.search(before)
    denied = _DENIED.search(before)
    return denied is not None and not _NOT.search(before[: denied.start()])
