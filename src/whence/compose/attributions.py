"""Who says what, as worded: cues with their sources and contents, and which stands inside which."""

from collections.abc import Sequence

from whence.neural import Cue
from whence.records import Attribution, Span

NEAR = 60  # cues to either side among which one can hold another; a window of the model has fewer


def attributions(cues: Sequence[Cue]) -> tuple[Attribution, ...]:
    """Return the attributions in the order of their cues. One that has neither source nor content says nothing."""
    told = [c for c in cues if c.source or c.content]
    return tuple(Attribution(c.source, (c.span,), c.content, _within(i, told)) for i, c in enumerate(told))


def _within(i: int, cues: Sequence[Cue]) -> int | None:
    """Return the index of the attribution with the shortest content that holds cue `i`."""
    holding = [
        (sum(s.end - s.start for s in c.content), n)
        for n, c in enumerate(cues[max(0, i - NEAR) : i + NEAR], max(0, i - NEAR))
        if n != i and any(s.covers(cues[i].span) for s in c.content) and not _inside(cues[i], c.span)
    ]
    return min(holding)[1] if holding else None


def _inside(cue: Cue, span: Span) -> bool:
    """Tell whether `span` lies in the content of `cue`, so that two can't each hold the other."""
    return any(s.covers(span) for s in cue.content)
