"""What a quantity counts, by the words in it and beside it: a fallback where no model says so."""

import re
from functools import cache
from typing import Any, cast

from whence.counts.number import number_at
from whence.counts.vocabulary import load
from whence.records import CountWhat, Span

_REACH = 140  # characters to either side
_CLAUSE = re.compile(r"[.;:?!\n](?=\s|$)")
_BREAK = re.compile(r"\b(?:and|while|but|after|when|as|who|which|that)\b|,", re.I)


def what(text: str, span: Span) -> CountWhat | None:
    """Return what the noun phrase `span` of `text` counts, or None where no word near it tells.

    A word in the phrase decides ("12 dead", "three rockets"); else the nearest cue of its clause does. Words that
    follow count only up to the next joint of the sentence, for what comes after it has its own quantity.
    """
    phrase = span.of(text)
    if (named := _within(phrase)) and not (named == "strikes" and is_people(phrase)):
        return named
    before = _CLAUSE.split(text[max(0, span.start - _REACH) : span.start])[-1]
    after = _CLAUSE.split(text[span.end : span.end + _REACH])[0]
    found = [*_cues(before, phrase, is_after=False), *_cues(after, phrase, is_after=True)]
    return min(found)[1] if found else None


def _within(phrase: str) -> CountWhat | None:
    """Return what the phrase itself says is counted; the last such word is its head."""
    hits = [(m.start(), kind) for kind, pattern in _patterns("within").items() for m in pattern.finditer(phrase)]
    return max(hits)[1] if hits else None


def _cues(side: str, phrase: str, is_after: bool) -> list[tuple[float, CountWhat]]:
    """Return the cues on one side of a phrase with their distances in characters, unfitting ones left out."""
    found: list[tuple[float, CountWhat]] = []
    for kind, pattern in _patterns("beside").items():
        if not _fits(kind, phrase):
            continue
        for cue in pattern.finditer(side):
            gap = side[: cue.start()] if is_after else side[cue.end() :]
            found.append((_distance(gap, is_after), kind))
    return [hit for hit in found if hit[0] < _REACH]


def _distance(gap: str, is_after: bool) -> float:
    """Return how far a cue is: each joint of the sentence counts for more, another number after the phrase ends it."""
    joints = len(_BREAK.findall(gap))
    if is_after and joints and any(number_at(gap, m.start()) for m in re.finditer(r"\b\w", gap)):
        return _REACH
    return len(gap) + joints * (60 if is_after else 35) + (0 if is_after else 4)


def _fits(kind: str, phrase: str) -> bool:
    """Tell whether the counted things can be the object of a cue."""
    if is_people(phrase):
        return kind in load_cues()["people"]
    if _named("things").search(phrase):
        return kind in load_cues()["things"]
    return True


def is_people(phrase: str) -> bool:
    """Tell whether a noun phrase counts people."""
    return bool(_named("people").search(phrase))


@cache
def load_cues() -> dict[str, Any]:
    """Return cues.yml."""
    return load("cues.yml")


@cache
def _patterns(place: str) -> dict[CountWhat, re.Pattern[str]]:
    return {cast(CountWhat, kind): _pattern(words) for kind, words in load_cues()[place].items()}


@cache
def _named(sort: str) -> re.Pattern[str]:
    return _pattern(cast(list[str], load_cues()[f"{sort}_named"]))


def _pattern(words: list[str]) -> re.Pattern[str]:
    stems = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words)
    return re.compile(rf"(?<!\w)(?:{stems})(?!\w)", re.I)
