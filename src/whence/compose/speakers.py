"""A claim on somebody's word: the trigger with the source of a cue."""

from collections.abc import Sequence
from dataclasses import replace

from whence.neural import Cue, Mark, Source, Trigger
from whence.records import Span


def spoken(trigger: Trigger, cue: Cue, source: Span, relays: Sequence[Source] = ()) -> Trigger:
    """Return a trigger with one of a cue's sources as its own, and the cue; `relays` pass it on."""
    said = Source(source, False, cue.kind, cue.score)
    return replace(trigger, sources=(said, *relays), cues=(Mark(cue.span, "cue", cue.score),))


def is_part(source: Source, cue: Cue) -> bool:
    """Tell whether a source is one of a cue's own, or a part of it: "the agency" of "the agency's interlocutor"."""
    return any(s.overlaps(source.span) for s in cue.source)
