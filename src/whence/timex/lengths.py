"""Durations, sets, and references to now, before and after."""

import re
from collections.abc import Callable
from datetime import date

from whence.timex import calendar as cal
from whence.timex.lexicon import lexicon
from whence.timex.meaning import Meaning, Story, between
from whence.timex.numbers import FEW, days, duration, number
from whence.timex.slots import Slots
from whence.timex.tense import tense

_BEHIND = frozenset({"last", "past", "this past", "previous", "preceding", "recent", "latest"})
_AHEAD = frozenset({"next", "coming", "following", "this coming"})
_STILL = re.compile(
    r"\b(?:has|have)\b[^.;]{0,90}\b(?:for|lasted)[ \n]"
    r"(?:at least |more than |nearly |almost |about |over |around |up to )?[^.;]{0,30}$"
)
_OPENS = re.compile(r"(?:^|[.;\n] ?)for (?:at least |more than |nearly |almost |about |over |around )?$")
_ON = re.compile(r"[^.;\n]{0,60}\b(?:has|have)\b")


def _reach(anchor: date | None, count: float | None, letter: str, *, ahead: bool) -> tuple[date | None, date | None]:
    """Return first and last day of so many units up to, or from, the document's day."""
    if anchor is None or count is None:
        return None, None
    sign = 1 if ahead else -1
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(letter)
    far = (
        cal.months_on(anchor, int(sign * count * months)) if months else cal.shifted(anchor, sign * days(count, letter))
    )
    return (anchor, far) if ahead else (far, anchor)


def _span(s: Slots, story: Story) -> Meaning | None:
    rel, letter = s.get("rel", ""), lexicon().units[s["unit"]]
    if "num" not in s:
        return _loose(rel, letter, story)
    count = number(s.get("num2") or s["num"])
    if count is not None and "andhalf" in s:
        count += 0.5
    length = duration(count if "num2" not in s else None, letter)
    if "first" in s or (rel not in _BEHIND and rel not in _AHEAD):
        return Meaning("DURATION", length)
    if rel in _AHEAD and tense(story.low, story.start, story.end) == "past":  # they spent the next two days there
        return Meaning("DURATION", length)
    if count is None and rel in _BEHIND:
        count = FEW.get(letter)
    first, last = _reach(story.anchor, count, letter, ahead=rel in _AHEAD)
    return between("DURATION", length, first, last)


def _loose(rel: str, letter: str, story: Story) -> Meaning:
    """Return what "recent years" and "the coming weeks" stand for: no more than past or future."""
    if rel == "recent" and letter in FEW:
        first, last = _reach(story.anchor, FEW[letter], letter, ahead=False)
        return between("DURATION" if letter == "M" else "DATE", "PXM" if letter == "M" else "PAST_REF", first, last)
    if rel in ("recent", "past", "last", "previous"):
        return Meaning("DATE", "PAST_REF")
    if rel in _AHEAD:
        return Meaning("DATE", "FUTURE_REF")
    return Meaning("DURATION", duration(None, letter))


def _duration(s: Slots, story: Story) -> Meaning | None:
    letter = lexicon().units[s["unit"]]
    if "num" not in s:
        return Meaning(
            "DURATION",
            duration(
                1
                if s.get("long")
                and not story.low.endswith("s", story.start, story.end)
                and "s-" not in story.low[story.start : story.end]
                else None,
                letter,
            ),
        )
    count = None if "num2" in s else number(s["num"])
    if count is not None and count >= 1 and "half" in story.low[story.start : story.end]:
        count += 0.5
    if count is not None and "num2" not in s and _still(story):
        first, last = _reach(story.anchor, count, letter, ahead=False)
        return between("DURATION", duration(count, letter), first, last)
    return Meaning("DURATION", duration(count, letter))


def _still(story: Story) -> bool:
    """Tell whether a length reaches up to now: "it has lasted six days", "For six days they have shelled it"."""
    before = story.low[max(0, story.start - 110) : story.start]
    opens = _OPENS.search(before) or story.low.startswith("for ", story.start)
    return bool(
        _STILL.search(before + story.low[story.start : story.end]) or (opens and _ON.match(story.low, story.end))
    )


def _set(s: Slots, story: Story) -> Meaning | None:
    x = lexicon()
    if "word" in s:
        return Meaning("SET", x.adverbs[s["word"]])
    if "wd" in s:
        part = f"T{x.dayparts[s['part']]}" if "part" in s else ""
        return Meaning("SET", f"XXXX-WXX-{x.weekdays[s['wd']]}{part}")
    if "month" in s:
        return Meaning("SET", f"XXXX-{x.months[s['month']]:02d}")
    if "season" in s:
        return Meaning("SET", f"XXXX-{x.seasons[s['season']]}")
    if "part2" in s:
        return Meaning("SET", f"XXXX-XX-XXT{x.dayparts[s['part2']]}")
    count = 2.0 if "other" in s else number(s["num"]) if "num" in s else 1.0
    return Meaning("SET", duration(count, x.units[s["unit"]]))


def _presence(s: Slots, story: Story) -> Meaning | None:
    return Meaning("DATE", lexicon().presence[s["word"]])


LENGTHS: dict[str, Callable[[Slots, Story], Meaning | None]] = {
    "span": _span,
    "duration": _duration,
    "set": _set,
    "presence": _presence,
}
