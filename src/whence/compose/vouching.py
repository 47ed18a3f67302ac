"""Who vouches for a trigger, where the model's two readings of a report are put together.

One head asks of each trigger who its source is, another asks of each cue what it says. The first knows conflict
reports, the second long quotations; where the first finds nobody, a cue of saying whose content holds the trigger is
believed.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from whence.codes import SPEECH
from whence.compose.quotations import quoted
from whence.compose.references import referred
from whence.compose.speakers import spoken
from whence.compose.words import vocabulary
from whence.neural import Cue, Trigger
from whence.records import Spans

REACH = 3_000  # characters from a cue to the end of its content; a window of the model has fewer
_WORD = re.compile(r"\w+")


def vouched(
    triggers: Sequence[Trigger], cues: Sequence[Cue], text: str, sentences: Sequence[tuple[int, int]]
) -> tuple[Trigger, ...]:
    """Return the triggers, those without a source with that of the cue in whose content they stand.

    sentences: their offsets, see `neural.sentences`.
    """
    saying = sayings(cues, text)
    starts = [c.span.start for c in saying]

    def near(t: Trigger) -> Sequence[Cue]:
        return saying[bisect_left(starts, t.span.start - REACH) : bisect_left(starts, t.span.end + REACH)]

    acts = Spans(t.span for t in triggers if t.type not in SPEECH)
    said = (t if _is_said(t, acts, text) else _of_cue(replace(t, sources=(), cues=()), near(t)) for t in triggers)
    return referred(quoted(tuple(said), saying, text), saying, text, sentences)


def _is_said(trigger: Trigger, acts: Spans, text: str) -> bool:
    """Tell whether a trigger has a source that says it: who signs a deal does something, and vouches for nothing."""
    said = not trigger.cues or any(_says(c.span.of(text)) or not acts.over(c.span) for c in trigger.cues)
    return bool(trigger.sources) and said


def sayings(cues: Sequence[Cue], text: str) -> list[Cue]:
    """Return the cues of saying, as against wishing, knowing or seeming, that have a source."""
    return [c for c in cues if c.source and _says(c.span.of(text))]


def _says(cue: str) -> bool:
    return any(w.lower() in vocabulary().saying for w in _WORD.findall(cue))


def _of_cue(trigger: Trigger, cues: Sequence[Cue]) -> Trigger:
    """Give a trigger the source of the innermost cue around it. A trigger that is itself the cue vouches for itself."""
    around = [c for c in cues if any(s.covers(trigger.span) for s in c.content) and not c.span.overlaps(trigger.span)]
    if not around:
        return trigger
    cue = min(around, key=lambda c: sum(s.end - s.start for s in c.content))
    return spoken(trigger, cue, cue.source[0])
