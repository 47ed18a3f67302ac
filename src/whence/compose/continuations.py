"""Sentences that go on with an unnamed source's account without saying so."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whence.compose.voices import Voices
from whence.neural import Trigger
from whence.records import Span


def continued(triggers: Sequence[Trigger], voices: Voices) -> tuple[Trigger, ...]:
    """Return the triggers; those without a source between two of one unnamed voice get that voice's.

    Only unnamed ones: an agency that has a source at the ministry tells nothing else in between, while a named speaker
    is often one of several.
    """
    out = list(triggers)
    told = [i for i, t in enumerate(triggers) if t.sources]
    for a, b in pairwise(told):
        first, second = _origin(triggers[a]), _origin(triggers[b])
        if b - a > 1 and voices.are_one(first, second) and voices.link(first).kind == "anonymous":
            out[a + 1 : b] = [replace(t, sources=triggers[a].sources, cues=()) for t in triggers[a + 1 : b]]
    return tuple(out)


def _origin(trigger: Trigger) -> Span:
    """Return the mention of who spoke first, as against who passes it on."""
    return next((s for s in trigger.sources if not s.relay), trigger.sources[0]).span
