"""Whether the words around a bare weekday or month speak of what was or of what is to come."""

import re
from datetime import date
from typing import Literal

from whence.timex.lexicon import lexicon

Tense = Literal["past", "future"]

_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)?|'ll|[.;!?\n](?=[\s\"”'])|\n\n")
_BACK, _AHEAD = 110, 70
_BREAKS = frozenset(".;!?\n")
_UNTIL = frozenset({"until", "till"})
_OPENING = frozenset({"begin", "start", "resume", "convene", "vote", "visit"})
_BOUND = frozenset({"set", "likely", "ready", "poised", "bound"})
_TO_COME = _OPENING | {
    "be",
    "end",
    "meet",
    "take",
    "arrive",
    "leave",
    "expire",
    "open",
    "close",
    "hold",
    "go",
    "face",
    "return",
}
_CLOSED = re.compile(r"\s*(?:[.,;)]|$)")
_PASSIVE = frozenset({"be", "to", "being"})


def tense(low: str, start: int, end: int) -> Tense | None:
    """Return the tense that the nearest verb says: the one before the expression, else the one after it."""
    before = [m[0] for m in _TOKEN.finditer(low, max(0, start - _BACK), start)]
    leads = before[-1] if before else ""
    awaited = leads == "for" and _CLOSED.match(low, end)  # scheduled for Friday, but not: revenge for Friday's raid
    if "starting" in before[-2:] or awaited or not _UNTIL.isdisjoint(before[-3:]):
        return "future" if "had" not in before[-6:] else "past"
    if before[-3:-1] and "to" in before[-3:-1] and not _OPENING.isdisjoint(before[-2:]):
        return "future"
    if leads == "since":
        return "past"
    for i in range(len(before) - 1, -1, -1):
        if before[i][0] in _BREAKS:
            break
        if found := _cue(before, i):
            return found
    after = [m[0] for m in _TOKEN.finditer(low, end, end + _AHEAD)]
    for i, word in enumerate(after):
        if word[0] in _BREAKS:
            break
        if found := _cue(after, i):
            return found
    return "future" if leads == "by" else None


def _cue(words: list[str], i: int) -> Tense | None:
    word, x = words[i], lexicon()
    last = words[i - 1] if i else ""
    if word == "due" and words[i + 1 : i + 2] == ["to"] and _TO_COME.isdisjoint(words[i + 2 : i + 3]):
        return None  # because of
    if word in x.ahead_cues or (word in _BOUND and words[i + 1 : i + 2] == ["to"]):
        return "past" if "had" in words[max(0, i - 4) : i] else "future"
    if word == "to" and last in ("is", "are", "was", "were"):
        return "future"
    if last in _PASSIVE:
        return None
    if word in x.after_cues or (word.endswith("ed") and len(word) > 4 and word not in x.not_past):
        return "past"
    return None


def far(day: date, anchor: date, when: Tense | None) -> float:
    """Return how far a day without a year lies off, the more so where it lies against the tense."""
    back, ahead = {"past": (1.0, 4.0), "future": (4.0, 1.0)}.get(when or "", (1.0, 1.6))
    return (day - anchor).days * ahead if day > anchor else (anchor - day).days * back
