"""One decision of a person, keyed to the text that it judged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from whence.records import Span

Kind = Literal["accept", "correct", "reject", "split", "merge"]
OF_CLAIMS: tuple[Kind, ...] = ("accept", "correct", "reject")
OF_EVENTS: tuple[Kind, ...] = ("split", "merge")


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """The words judged: a stretch of the text that was read from the bytes with this SHA-256, a claim's trigger."""

    sha256: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, and when.

    Attributes:
        n: its number; later decisions have higher ones. 0 before it is stored.
        a: of a claim, its one anchor; of an event, the claims told apart (split) or of one event (merge).
        b: the claims that those of `a` are told apart from, or put together with; empty for a decision on a claim.
        field, value: what a correction sets: the name of a claim's field, and JSON of the contract.
        claim: JSON of the claim as it stood when it was judged: what a newer reader does not find is not lost.
        words: the words judged.
        note: why, in the person's words.
        undone_by, undone_at: who took it back and when; None while it stands.
    """

    kind: Kind
    a: tuple[Anchor, ...]
    by: str
    at: datetime
    b: tuple[Anchor, ...] = ()
    field: str | None = None
    value: str | None = None
    claim: str | None = None
    words: str = ""
    note: str = ""
    undone_by: str | None = None
    undone_at: datetime | None = None
    n: int = 0

    @property
    def stands(self) -> bool:
        """Tell whether nobody took it back."""
        return self.undone_at is None
