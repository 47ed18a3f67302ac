"""One happening, told by one or more reports, and what weighing makes of the accounts."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from whence.records.account import ClaimRef
from whence.records.reading import CountWhat, Place, SourceKind, Status
from whence.records.span import Span

ContradictionKind = Literal["count", "agent", "place", "date", "denied", "status"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words in a report that support a statement; `span` is None for the outlet that the text does not name."""

    report: str
    span: Span | None
    text: str


@dataclass(frozen=True, slots=True)
class Root:
    """A party that vouches for an event first-hand.

    Attributes:
        id: unique within the event: the party's id, or one made from the words where the register has none.
        party: the register's id of the one party it counts as (a state for its organs and media), or None.
        name: the fullest wording of it.
        side: the camp it belongs to: the id of a belligerent party, or "third".
        claims: the claims that rest on it; empty is impossible.
        words: where reports name it.
    """

    id: str
    party: str | None
    kind: SourceKind
    name: str
    side: str
    claims: tuple[ClaimRef, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two roots that don't count as two, and why: `rule` is from a closed list, `because` says it in words."""

    a: str
    b: str
    rule: Literal["same_party", "belongs_to", "copy", "cites", "unnamed", "comments"]
    because: str


@dataclass(frozen=True, slots=True)
class RootCount:
    """What one root counts."""

    root: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class CountRange:
    """What is counted, the range that all roots' counts span, and each root's own."""

    what: CountWhat
    low: int | None
    high: int | None
    by: tuple[RootCount, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that can't both hold as worded, in which respect, and the difference in words."""

    kind: ContradictionKind
    a: ClaimRef
    b: ClaimRef
    because: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason of a grade: its name, its value, and what it means in words."""

    name: str
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty-style credibility, with its reasons.

    1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
    """

    credibility: int
    because: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as the stored reports tell it. `earliest` and `latest` bound the day, None where none says."""

    id: str
    type: str
    status: Status
    place: Place | None
    earliest: date | None
    latest: date | None
    claims: tuple[ClaimRef, ...]
    roots: tuple[Root, ...]
    dependences: tuple[Dependence, ...]
    independent_roots: int
    independent_sides: int
    counts: tuple[CountRange, ...]
    contradictions: tuple[Contradiction, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held a place from when until when, by one root's account; bounds are days, None where no words say.

    Attributes:
        holder: the register's id of the holder, or None; `name` is as worded.
        since: earliest and latest day of the beginning; until: of the end.
        contested: a siege or fighting for the place is told within the interval by the same account.
        root: whose account it is (an id as in Root).
        claims: what it rests on, in order of time.
    """

    place: Place
    holder: str | None
    name: str
    since: tuple[date | None, date | None]
    until: tuple[date | None, date | None]
    contested: bool
    root: str
    claims: tuple[ClaimRef, ...]
