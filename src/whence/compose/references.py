"""Sentences that only say who told the ones before: "About it said a source", "This was reported by the ministry"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whence.compose.speakers import is_part, spoken
from whence.neural import Cue, Trigger
from whence.records import Span, Spans

_POINTS_BACK = re.compile(
    r"\s*(?:(?:about|on|of)\s+(?:it|this|that)\b"
    r"|(?:it|this|that|the\s+(?:information|news|incident))\s+(?:was|is|has\s+been|had\s+been)\s+"
    r"(?:also\s+)?(?:announced|confirmed|declared|disclosed|reported|said|stated|told|written)\s+(?:about\s+)?(?:by|to|in|on)\b)",
    re.IGNORECASE,
)


def referred(
    triggers: Sequence[Trigger], cues: Sequence[Cue], text: str, sentences: Sequence[tuple[int, int]]
) -> tuple[Trigger, ...]:
    """Return the triggers; those in the paragraph before such a sentence, and of no source, with its source.

    cues: cues of saying that have a source, in the order of the text. The paragraph is that of the sentence, up to it,
    or the one before where the sentence opens its own. sentences: their offsets.
    """
    told = list(_told(cues, text, sentences))
    spans = Spans(span for span, _ in told)
    by = dict(told)
    return tuple(_with(t, next((by[s] for s in spans.over(t.span)), None)) for t in triggers)


def _told(cues: Sequence[Cue], text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[Span, Cue]]:
    """Yield what each such sentence speaks of, with its cue."""
    for (_, before), (start, end) in pairwise(sentences):
        if _POINTS_BACK.match(text, start):
            at = bisect_left(cues, start, key=lambda c: c.span.start)
            opens = text.rfind("\n\n", 0, before)
            if cues[at : at + 1] and cues[at].span.start < end:
                yield Span(opens + 2 if opens >= 0 else 0, before), cues[at]


def _with(trigger: Trigger, cue: Cue | None) -> Trigger:
    if cue is None or any(s.kind != "outlet" or not is_part(s, cue) for s in trigger.sources):
        return trigger
    return spoken(trigger, cue, cue.source[-1])  # "About it the agency said a source": it comes last
