"""Sentences that only say who told the ones before: "About it said a source", "This was reported by the ministry"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.compose.quotations import is_part
from whence.neural import Cue, Mark, Source, Trigger, sentences
from whence.records import Span, Spans

_POINTS_BACK = re.compile(
    r"\s*(?:(?:about|on|of)\s+(?:it|this|that)\b"
    r"|(?:it|this|that|the\s+(?:information|news|incident))\s+(?:was|is|has\s+been|had\s+been)\s+"
    r"(?:also\s+)?(?:announced|confirmed|declared|disclosed|reported|said|stated|told|written)\s+(?:about\s+)?(?:by|to|in|on)\b)",
    re.IGNORECASE,
)


def referred(triggers: Sequence[Trigger], cues: Sequence[Cue], text: str) -> tuple[Trigger, ...]:
    """Return the triggers; those in the paragraph before such a sentence, and of no source, with its source.

    cues: cues of saying that have a source, in the order of the text. The paragraph is that of the sentence, up to it,
    or the one before where the sentence opens its own.
    """
    told = list(_told(cues, text))
    spans = Spans(span for span, _ in told)
    by = dict(told)
    return tuple(_with(t, next((by[s] for s in spans.over(t.span)), None)) for t in triggers)


def _told(cues: Sequence[Cue], text: str) -> Iterator[tuple[Span, Cue]]:
    """Yield what each such sentence speaks of, with its cue."""
    for start, end in sentences(text):
        if _POINTS_BACK.match(text, start):
            at = bisect_left(cues, start, key=lambda c: c.span.start)
            before = text[:start].rstrip()
            opens = before.rfind("\n\n")
            if before and cues[at : at + 1] and cues[at].span.start < end:
                yield Span(opens + 2 if opens >= 0 else 0, len(before)), cues[at]


def _with(trigger: Trigger, cue: Cue | None) -> Trigger:
    if cue is None or any(s.kind != "outlet" or not is_part(s, cue) for s in trigger.sources):
        return trigger
    source = Source(cue.source[-1], False, cue.kind, cue.score)  # "About it the agency said a source": it comes last
    return replace(trigger, sources=(source,), cues=(Mark(cue.span, "cue", cue.score),))
