"""Many spans of one text, found again without looking at all of them."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from whence.records.span import Span


class Spans:
    """Spans of which none overlap, in the order of the text."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Take spans in any order; of two that overlap, the one that comes first stays."""
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def __iter__(self) -> Iterator[Span]:
        """Go through the spans in the order of the text."""
        return iter(self._spans)

    def add(self, span: Span) -> bool:
        """Put a span among the others, unless it overlaps one; tell whether it was."""
        if self.over(span):
            return False
        insort(self._spans, span)
        return True

    def over(self, span: Span) -> list[Span]:
        """Return the spans that share a character with `span`."""
        first = bisect_right(self._spans, span.start, key=lambda s: s.end)
        return self._spans[first : bisect_left(self._spans, span.end, key=lambda s: s.start)]

    def beside(self, span: Span) -> list[Span]:
        """Return the nearest spans before and after `span`, none for a side where there is none."""
        before = bisect_right(self._spans, span.start, key=lambda s: s.end) - 1
        after = bisect_left(self._spans, span.end, key=lambda s: s.start)
        return [*self._spans[max(before, 0) : before + 1], *self._spans[after : after + 1]]
