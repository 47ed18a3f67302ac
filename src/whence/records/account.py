"""A claim as one report gives it: what linking, weighing and control read of a stored report."""

from dataclasses import dataclass
from datetime import date

from whence.records.reading import Claim, Reading
from whence.records.span import Span


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """Which claim of which report."""

    report: str
    claim: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """What is known of a report but its text: `outlet` as the input names it, `party` its id in the actor register."""

    report: str
    outlet: str = ""
    party: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One claim, with the report that gives it.

    Attributes:
        sentence: the words of the sentence that the trigger stands in, and `at`, where in the report's text it begins.
        vector: the reader's own view of the trigger in its context, int8 components, unit length before rounding;
            empty where there is none.
    """

    claim: Claim
    report: Masthead
    sentence: str = ""
    vector: bytes = b""
    at: int = 0

    @property
    def ref(self) -> ClaimRef:
        """Return which claim this is."""
        return ClaimRef(self.report.report, self.claim.id)

    def words(self, span: Span) -> str:
        """Return the words of one of the claim's spans, or "" for one outside the trigger's sentence."""
        start, end = span.start - self.at, span.end - self.at
        return self.sentence[start:end] if start >= 0 and end <= len(self.sentence) else ""


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share text: `share` (0…1) of the words of `copy` stand in `original`.

    Which is which is what dates and credits point to; `because` says in words what does.
    """

    original: str
    copy: str
    share: float
    because: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A reading with what is kept beside it for linking: one account per claim, in the claims' order."""

    reading: Reading
    accounts: tuple[Account, ...]
