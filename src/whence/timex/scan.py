"""From text to expressions found: where they stand, which rule read them, and the words in its slots."""

import re
from dataclasses import dataclass, replace

from whence.timex.grammar import DIGITS, Rule, rules
from whence.timex.lexicon import lexicon
from whence.timex.neighbours import Words
from whence.timex.vet import acceptable

_WORD = re.compile(r"[a-z]+|\d+")
_WHOLE = tuple(
    w for w in (*lexicon().months, *lexicon().weekdays) if len(w) > 5 or w in ("march", "april", "may", "june", "july")
)
_OPEN = frozenset("$£€¥#")  # what stands before a number that is no date
_CLOCKS = frozenset({"clock", "part"})
_DAYS = frozenset({"day", "weekday", "today", "iso", "numeric"})
_CLOCK_FIRST = re.compile(r"[ \n]?,?[ \n]?(?:on|of)?[ \n]?(?:the)?[ \n]?$")
_CLOCK_LAST = re.compile(r"[ \n]?,?[ \n]?(?:at|around|about|in the)?[ \n]?(?:around|about)?[ \n]?$")
_LEAD = re.compile(
    r"\b(?:(?:at least|at most|more than|less than|fewer than|up to|about|around|nearly|within) )?(?:the )?$"
)
_TAKES_LEAD = frozenset(
    {
        "period",
        "span",
        "quarter",
        "season",
        "decade",
        "fiscal",
        "duration",
        "clock",
        "part",
        "century",
        "yearago",
        "distance",
        "day",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: offsets, the rule that read it, its slots, and a clock time or part of day it was joined with."""

    rule: str
    start: int
    end: int
    slots: dict[str, str]
    clock: "Found | None" = None


def scan(words: Words) -> list[Found]:
    """Return the expressions of a text from left to right, none overlapping; the longest reading at a word wins."""
    index, out, end = rules(), [], 0
    for word in _WORD.finditer(words.low):
        start = word.start()
        if start < end:
            continue
        tried = index.get(word[0] if word[0][0] > "9" else DIGITS)
        if tried and (found := _longest(words, start, tried)):
            out.append(found)
            end = found.end
    joined = _joined(words.low, out)
    floors = [0, *(f.end for f in joined)]
    return [_led(words.low, f, floor) for f, floor in zip(joined, floors, strict=False)]


def _longest(words: Words, start: int, tried: tuple[Rule, ...]) -> Found | None:
    if start and words.low[start].isdigit() and (words.low[start - 1] in _OPEN or _inside_number(words.low, start)):
        return None
    best: Found | None = None
    for rule in tried:
        m = rule.pattern.match(words.low, start)
        if m and m.end() > start and (best is None or m.end() > best.end):
            slots = {k: v for k, v in m.groupdict().items() if v is not None}
            if acceptable(rule.name, words, start, m.end(), slots):
                best = Found(rule.name, start, _trimmed(words.low, m.end()), slots)
    return best


def _trimmed(low: str, end: int) -> int:
    """Leave out the full stop after a word that is no abbreviation, and one that stands apart."""
    if low[end - 1] != ".":
        return end
    bare = end - 2 if low[end - 2] == " " else end - 1
    return bare if bare < end - 1 or low.endswith(_WHOLE, 0, bare) else end


def _inside_number(low: str, start: int) -> bool:
    return low[start - 1] in ".,:/" and start > 1 and low[start - 2].isdigit()


def _joined(low: str, found: list[Found]) -> list[Found]:
    """Join a clock time or part of the day with the day beside it."""
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        gap = low[last.end : f.start] if last and f.start - last.end <= 16 else None
        if last is None or gap is None or last.clock:
            out.append(f)
        elif last.rule in _CLOCKS and f.rule in _DAYS and "part" not in f.slots and _CLOCK_FIRST.match(gap):
            out[-1] = replace(f, start=last.start, clock=last)
        elif last.rule in _DAYS and f.rule in _CLOCKS and "part" not in last.slots and _CLOCK_LAST.match(gap):
            out[-1] = replace(last, end=f.end, clock=f)
        else:
            out.append(f)
    return out


def _led(low: str, found: Found, floor: int) -> Found:
    """Take in the words of measure and the article that stand before an expression."""
    if found.rule not in _TAKES_LEAD:
        return found
    at = max(floor, found.start - 16)
    m = _LEAD.search(low[at : found.start])
    if not m or not m[0]:
        return found
    lead = m[0]
    if found.rule == "day":
        return found if "the" in lead or lead.strip() != "around" else replace(found, start=at + m.start())
    return replace(found, start=at + m.start())
