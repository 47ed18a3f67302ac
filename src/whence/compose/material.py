"""What claims are composed from: the marks of the model and what the deterministic steps made of them."""

from dataclasses import dataclass

from whence.neural import Marks, sentences
from whence.records import Report, Span, Toponym
from whence.timex import TimeReading


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
    quantities: tuple[Span, ...]
    actors: dict[Span, str | None]
    outlet: str | None = None

    def words(self, span: Span) -> str:
        """Return the words of a span, with blanks and line breaks made one blank."""
        return " ".join(span.of(self.report.text).split())

    def sentence(self, span: Span) -> str:
        """Return the sentence in which a span begins."""
        cut = next(((s, e) for s, e in sentences(self.report.text) if s <= span.start < e), (span.start, span.end))
        return self.report.text[slice(*cut)]

    def toponym(self, span: Span) -> Toponym | None:
        """Return the toponym that shares most characters with a span."""
        over = [t for t in self.toponyms if t.span.overlaps(span)]
        return max(over, key=lambda t: min(t.span.end, span.end) - max(t.span.start, span.start), default=None)
