"""What claims are composed from: the marks of the model and what the deterministic steps made of them."""

from bisect import bisect_right
from dataclasses import dataclass, field

from whence.neural import Marks, sentences
from whence.records import Report, Span, Spans, Toponym
from whence.timex import TimeReading

LONGEST = 400  # characters around a trigger that count as its sentence where no full stop does


@dataclass(frozen=True, slots=True)
class Material:
    """One report, read but not yet composed.

    `quantities` are the noun phrases that say how many; `toponyms` are in the order of the text; `actors` says which
    actor each linked span stands for, `outlet` which one printed the report.
    """

    report: Report
    marks: Marks
    times: TimeReading
    toponyms: tuple[Toponym, ...]
    quantities: Spans
    actors: dict[Span, str | None]
    outlet: str | None = None
    places: Spans = field(init=False)  # where the toponyms stand
    sentences: list[tuple[int, int]] = field(init=False)
    _toponyms: dict[Span, Toponym] = field(init=False)
    _named: Spans = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what is looked up for every claim."""
        object.__setattr__(self, "sentences", sentences(self.report.text))
        object.__setattr__(self, "places", Spans(t.span for t in self.toponyms))
        object.__setattr__(self, "_toponyms", {t.span: t for t in self.toponyms})
        object.__setattr__(self, "_named", Spans(e.span for e in self.marks.entities if self.actors.get(e.span)))

    def words(self, span: Span) -> str:
        """Return the words of a span, with blanks and line breaks made one blank."""
        return " ".join(span.of(self.report.text).split())

    def whole(self, span: Span) -> Span:
        """Return the name of a known actor that a span is a part of, else the span: "forces" of "Lion Forces"."""
        return next((n for n in self._named.over(span) if n.covers(span)), span)

    def sentence(self, span: Span) -> str:
        """Return the sentence in which a span begins."""
        at = bisect_right(self.sentences, span.start, key=lambda s: s[0]) - 1
        start, end = self.sentences[at] if at >= 0 else (span.start, span.end)
        return self.report.text[max(start, span.start - LONGEST) : min(end, span.end + LONGEST)]

    def toponym(self, span: Span) -> Toponym | None:
        """Return the toponym that shares most characters with a span."""
        over = self.places.over(span)
        best = max(over, key=lambda s: min(s.end, span.end) - max(s.start, span.start), default=None)
        return self._toponyms[best] if best else None
