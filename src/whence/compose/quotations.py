"""Who speaks in a quotation: whoever is said to, next to it, speaks all of it.

The model sees sentences of a long quotation that are far from "— said the source", and what a speaker refers to in it
("information confirmed by several channels"); the quotation marks tell who vouches.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.compose.speakers import is_part, spoken
from whence.neural import Cue, Source, Trigger
from whence.records import Span

LONGEST = 3_000  # characters; marks farther apart are a lost one and a stray one
PART = 0.3  # share of a quotation that a content must have; from .1 to .7 the development figures are alike
_MARK = re.compile(r"[“”«»]|(?<!\w)\"(?=\w)|(?<=[\w.,;:!?…)])\"(?!\w)")
_OPENING = re.compile(r"[“«]|\"(?=\w)")
_TO_SPEAKER = re.compile(r"[\s,.;:!?—–-]*(?:(?!\.\s)[^“”«»\"\n]){0,60}")
_FROM_SPEAKER = re.compile(r"[^.!?“”«»\"\n]{0,40}[,:]?\s*")
_CORROBORATED = re.compile(
    r"\b(?:confirmed|corroborated|verified|supported|backed(?:\s+up)?)\s+(?:also\s+)?(?:by|through|from|via)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def quotations(text: str) -> Iterator[Span]:
    """Yield the outermost quotations, without their marks; what is quoted within them is theirs."""
    open_at: list[int] = []
    for m in _MARK.finditer(text):
        if open_at and m.start() - open_at[0] > LONGEST:
            open_at = []
        if _OPENING.match(text, m.start()):
            opens_again = open_at and text[: m.start()].endswith("\n\n")  # each paragraph of a speech opens anew
            open_at += [] if opens_again else [m.end()]
        elif open_at:
            start = open_at.pop()
            if not open_at and start < m.start():
                yield Span(start, m.start())


def closed(cues: Sequence[Cue], text: str) -> tuple[Cue, ...]:
    """Return the cues; one whose content has a good part of a quotation has all of it, marks included."""
    all_ = list(quotations(text))
    return tuple(_closed(c, all_) for c in cues)


def _closed(cue: Cue, quotations: Sequence[Span]) -> Cue:
    if not cue.content:
        return cue
    first = bisect_left(quotations, min(s.start for s in cue.content), key=lambda q: q.end)
    last = bisect_left(quotations, max(s.end for s in cue.content), key=lambda q: q.start)
    whole = [Span(q.start - 1, q.end + 1) for q in quotations[first:last] if _share(q, cue.content) >= PART]
    return replace(cue, content=_merged([*cue.content, *whole])) if whole else cue


def _share(quotation: Span, content: Sequence[Span]) -> float:
    inside = (min(quotation.end, s.end) - max(quotation.start, s.start) for s in content)
    return sum(max(0, n) for n in inside) / (quotation.end - quotation.start)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch or overlap as one."""
    out: list[Span] = []
    for s in sorted(spans):
        if out and s.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(s)
    return tuple(out)


def quoted(triggers: Sequence[Trigger], cues: Sequence[Cue], text: str) -> tuple[Trigger, ...]:
    """Return the triggers; those in a quotation, and of nobody else's account, with the source of its speaker.

    cues: cues of saying that have a source, in the order of the text.
    """
    all_ = list(quotations(text))
    speakers = [_speaker(q, cues, text) for q in all_]

    def speaker(t: Trigger) -> Cue | None:
        at = bisect_right(all_, t.span.start, key=lambda q: q.start) - 1
        return speakers[at] if at >= 0 and all_[at].covers(t.span) else None

    return tuple(_spoken(t, speaker(t), text) for t in triggers)


def _speaker(quotation: Span, cues: Sequence[Cue], text: str) -> Cue | None:
    """Return the cue of saying right after a quotation, or right before it."""
    at = bisect_left(cues, quotation.end, key=lambda c: c.span.start)
    for cue in cues[at : at + 1]:
        if _TO_SPEAKER.fullmatch(text, quotation.end + 1, cue.span.start):
            return cue
    before = bisect_right(cues, quotation.start, key=lambda c: c.span.end)
    for cue in cues[max(0, before - 1) : before]:
        if _FROM_SPEAKER.fullmatch(text, cue.span.end, quotation.start - 1):
            return cue
    return None


def _spoken(trigger: Trigger, cue: Cue | None, text: str) -> Trigger:
    """Return a trigger that somebody speaks of, with him as its source, but where it has one of its own."""
    told = [s for s in trigger.sources if not _corroborates(s, text)]
    if cue is None or any(s.kind != "outlet" for s in told):
        return trigger
    relays = [s for s in told if not is_part(s, cue)]
    if relays and len(relays) == len(trigger.sources):
        return trigger
    return spoken(trigger, cue, cue.source[0], relays)


def _corroborates(source: Source, text: str) -> bool:
    """Tell whether a source is one that a speaker says has confirmed it: an assertion of his, and no voice."""
    return bool(_CORROBORATED.search(text[max(0, source.span.start - 40) : source.span.start]))
