"""Who tells of a happening, and who only speaks of it: whoever condemns an attack has not seen it."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from whence.codes import SPEECH
from whence.records import Account
from whence.weigh.voices import Voice
from whence.weigh.words import vocabulary

# Of these one can be told in a word that takes up what is known, "the attack", and says nothing of it.
INCIDENTS = frozenset(
    {"abduction", "airstrike", "attack", "bombing", "casualties", "chemical_attack", "clash", "destruction",
     "execution", "shelling", "shootdown"}
)  # fmt: skip
TAKEN_UP = re.compile(
    r"(?:\b(?:the|this|these|those|such|its|their|his|her|(?:mon|tues|wednes|thurs|fri|satur|sun)days)|['’]s)\s+(?:(?!(?:had|has|have|was|were|is|are|be)\b)[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)

OBJECT = re.compile(r"(?:\s+(?!(?:after|as|because|that|when|while|who)\b)[\w'’-]+){0,7}\s+")


def commentators(voices: Sequence[Voice]) -> frozenset[str]:
    """Return the roots that tell nothing of the happening, where others do: nobody where all only speak of it.

    A voice only speaks of it where its claim is an act of speech in an event of deeds ("X accuses Y"), where it
    condemns, regrets, welcomes or demands, and where it takes up an incident ("Tuesday's attack on the town") of which
    it gives neither agent nor target nor number.
    """
    deeds = sum(v.account.claim.type not in SPEECH for v in voices) * 2 >= len(voices)
    by_root = groupby(sorted(voices, key=lambda v: v.who.root), key=lambda v: v.who.root)
    idle = {root for root, some in by_root if all(_comments(v, deeds) for v in some)}
    return frozenset(idle) if len(idle) < len({v.who.root for v in voices}) else frozenset()


def _comments(voice: Voice, deeds: bool) -> bool:
    claim = voice.account.claim
    if claim.type in SPEECH:
        return deeds
    return _reacts(voice) or (claim.type in INCIDENTS and _is_bare(voice.account))


def _reacts(voice: Voice) -> bool:
    """Tell whether what stands between who speaks and what happened is a reaction to it, and no telling of it."""
    a, link = voice.account, voice.link
    if not a.words(a.claim.trigger):
        return False
    if link is None:
        return _is_object(a.sentence[: a.claim.trigger.start - a.at])
    if a.claim.cue and _reaction().fullmatch(a.words(a.claim.cue)):
        return True
    if link.span is None or not a.words(link.span):
        return False
    first, second = sorted((link.span, a.claim.trigger), key=lambda s: s.start)
    between = a.sentence[first.end - a.at : max(first.end, second.start) - a.at]
    found = list(_reaction().finditer(between))
    return bool(found) and not _telling().search(between, found[-1].end())


def _is_object(before: str) -> bool:
    """Tell whether what comes next is what somebody reacts to, in the outlet's voice: "Norway condemned the attack"."""
    found = list(_reaction().finditer(before))
    return bool(found) and OBJECT.fullmatch(before, found[-1].end()) is not None


def _is_bare(account: Account) -> bool:
    claim = account.claim
    if claim.agents or claim.targets or claim.counts or not account.words(claim.trigger):
        return False
    return bool(TAKEN_UP.search(account.sentence[: claim.trigger.start - account.at]))


@cache
def _reaction() -> re.Pattern[str]:
    """Match a word of reaction in any of its forms."""
    return _forms(vocabulary().reactions)


@cache
def _telling() -> re.Pattern[str]:
    return _forms(vocabulary().tellings)


def _forms(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(stems))})\b", re.IGNORECASE)
