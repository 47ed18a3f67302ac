"""What the API answers, field by field as the contract has it; `start` and `end` count code points, half open."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from whence.records import ContradictionKind, CountWhat, PlaceRole, SourceKind, Status, TimexType


class Refusal(BaseModel):
    """Why a request was not met."""

    detail: str


class Spanned(BaseModel):
    """Something that words of a report stand for."""

    start: int
    end: int


class Place(BaseModel):
    """A place of the gazetteer."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    kind: str


class ClaimRef(BaseModel):
    """Which claim of which report."""

    report: str
    claim: str


class Words(BaseModel):
    """Words that support a statement; no offsets where the text does not name it."""

    report: str
    start: int | None
    end: int | None
    text: str


class Root(BaseModel):
    """A party that vouches for an event first-hand."""

    id: str
    party: str | None
    kind: SourceKind
    name: str
    side: str
    claims: list[ClaimRef]
    words: list[Words]


class Dependence(BaseModel):
    """Two roots that don't count as two, and why."""

    a: str
    b: str
    rule: str
    because: str


class RootCount(BaseModel):
    """What one root counts; null where its words set no bound."""

    root: str
    low: int | None
    high: int | None


class CountRange(BaseModel):
    """The range that all roots' counts span, and each root's own."""

    what: CountWhat
    low: int | None
    high: int | None
    by: list[RootCount]


class Contradiction(BaseModel):
    """Two claims that can't both hold as worded."""

    kind: ContradictionKind
    a: ClaimRef
    b: ClaimRef
    because: str


class Factor(BaseModel):
    """One reason of a grade, and the step that it moves it by."""

    name: str
    value: float
    reason: str


class Grade(BaseModel):
    """Admiralty-style credibility: 1 confirmed to 5 improbable, 6 cannot be judged."""

    credibility: int
    because: list[Factor]


class Happening(BaseModel):
    """What is said to have happened, where and when."""

    id: str
    type: str
    status: Status
    place: Place | None
    earliest: date | None
    latest: date | None


class Event(Happening):
    """One happening as the stored reports tell it."""

    claims: list[ClaimRef]
    roots: list[Root]
    dependences: list[Dependence]
    independent_roots: int
    independent_sides: int
    counts: list[CountRange]
    contradictions: list[Contradiction]
    grade: Grade


class EventRow(Happening):
    """One event of a list; `sentence` is what the report that is most about it says, actors are ids of the register."""

    claims: int
    reports: int
    roots: int
    independent_roots: int
    independent_sides: int
    contradicted: bool
    credibility: int
    sentence: str
    report: str
    agents: list[str]
    targets: list[str]


class EventPage(BaseModel):
    """Some events, and what to ask for as `after` to go on; null at the end."""

    items: list[EventRow]
    next: str | None


class Party(Spanned):
    """An agent or target, and the actor that the words stand for."""

    actor: str | None


class ClaimPlace(Spanned):
    """A place in its role; `reason` says why none was chosen."""

    role: PlaceRole
    place: Place | None
    reason: str | None


class ClaimTime(Spanned):
    """When a claim puts it."""

    value: str
    earliest: date | None
    latest: date | None
    reason: str | None


class Count(Spanned):
    """How many, of what."""

    low: int | None
    high: int | None
    approx: bool
    what: CountWhat


class Link(BaseModel):
    """One link of a chain."""

    start: int | None
    end: int | None
    name: str
    kind: SourceKind
    party: str | None


class Acled(BaseModel):
    """An ACLED event type."""

    event_type: str
    sub_event_type: str


class Plover(BaseModel):
    """A PLOVER event and mode."""

    event: str
    mode: str | None


class Claim(BaseModel):
    """One reported happening or state, with who vouches for it: `chain` runs from the origin outwards."""

    id: str
    type: str
    trigger: Spanned
    agents: list[Party]
    targets: list[Party]
    places: list[ClaimPlace]
    time: ClaimTime | None
    counts: list[Count]
    status: Status
    chain: list[Link]
    cue: Spanned | None
    salience: float
    acled: Acled | None
    plover: Plover | None
    event: str | None


class Masthead(BaseModel):
    """What is known of a report but its text."""

    report: str
    outlet: str
    party: str | None
    published: date | None


class Account(BaseModel):
    """One claim with its report, and the sentence of its trigger, which begins at `at`."""

    claim: Claim
    report: Masthead
    sentence: str
    at: int


class Copy(BaseModel):
    """Two reports that share text: `share` (0 to 1) of the words of `copy` stand in `original`."""

    original: str
    copied: str = Field(alias="copy")
    share: float
    because: str


class Source(BaseModel):
    """A root of a provenance graph."""

    id: str
    name: str
    party: str | None
    kind: str
    side: str
    independent: bool
    rests_on: str | None
    because: str
    reports: int


class Path(BaseModel):
    """How one report has it: from which root, through whom, in which claims; or that it denies it."""

    root: str
    relays: list[str]
    report: str
    claims: list[str]
    denies: bool


class Told(BaseModel):
    """A report of a provenance graph, and the report that it copies."""

    id: str
    title: str
    outlet: str
    published: date | None
    copies: str | None
    share: float


class Provenance(BaseModel):
    """Where an event comes from."""

    sources: list[Source]
    deniers: list[Source]
    paths: list[Path]
    reports: list[Told]


class Trace(BaseModel):
    """One claim with its report, its event, the root that it rests on, and the copies of its report."""

    account: Account
    event: str | None
    root: Root | None
    copies: list[Copy]


class ReportRow(BaseModel):
    """The head of a report, and how many claims it makes."""

    id: str
    title: str
    outlet: str
    party: str | None
    published: date | None
    language: str
    claims: int


class ReportPage(BaseModel):
    """Some reports, and what to ask for as `after` to go on; null at the end."""

    items: list[ReportRow]
    next: str | None


class Report(BaseModel):
    """A report as it was received."""

    id: str
    sha256: str
    title: str
    outlet: str
    published: date | None
    url: str | None
    language: str
    text: str


class Attribution(BaseModel):
    """Who says what, as worded; `within` is the index of the attribution in whose content it stands."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    within: int | None


class Entity(Spanned):
    """A named or described thing."""

    label: str
    actor: str | None


class Toponym(Spanned):
    """A place name and the place chosen for it; `reason` says why there is none."""

    place: Place | None
    reason: str | None


class Timex(Spanned):
    """A TIMEX3 expression."""

    type: TimexType
    value: str
    earliest: date | None
    latest: date | None
    reason: str | None


class Reading(BaseModel):
    """All that was read out of one report: an object of the contract."""

    report: Report
    attributions: list[Attribution]
    entities: list[Entity]
    toponyms: list[Toponym]
    timexes: list[Timex]
    claims: list[Claim]


class Holding(BaseModel):
    """Who held a place, by one root's account; `since` and `until` bound the days of beginning and end."""

    place: Place
    holder: str | None
    name: str
    since: tuple[date | None, date | None]
    until: tuple[date | None, date | None]
    contested: bool
    root: str
    claims: list[ClaimRef]


class Designation(BaseModel):
    """A listing of an actor."""

    by: str
    since: str
    until: str
    ref: str


class Actor(BaseModel):
    """An actor of the register; `parts` are the ids of all that belong to it."""

    id: str
    name: str
    kind: str
    country: list[str]
    aliases: list[str]
    known_as: str
    part_of: str | None
    owned_by: str | None
    state_media_of: str | None
    allied_with: list[str]
    hostile_to: list[str]
    designations: list[Designation]
    parts: list[str]


class SourceRecord(BaseModel):
    """A root over all events, and how it has fared; reliability is A to F, as a person has set it."""

    id: str
    name: str
    kind: str
    side: str
    events: int
    claims: int
    alone: int
    contradicted: int
    corroborated: int
    reliability: Literal["A", "B", "C", "D", "E", "F"]


class Hit(BaseModel):
    """A claim whose sentence has the words; `marks` are where, as offsets into the sentence."""

    claim: str
    type: str
    status: Status
    sentence: str
    marks: list[tuple[int, int]]
    event: str | None
    report: ReportRow


class ReportHit(BaseModel):
    """A report that has the words, and the passages that show them; `marks` are offsets into each."""

    report: ReportRow
    passages: list[str]
    marks: list[list[tuple[int, int]]]


class Found(BaseModel):
    """The best hits of a search, and how many there are in all."""

    claims: list[Hit]
    claims_in_all: int
    reports: list[ReportHit]
    reports_in_all: int
    places: list[Place]
    actors: list[str]
