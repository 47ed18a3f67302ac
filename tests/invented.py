"""Filed reports made by hand: what a reader would make of them, without the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from whence.records import (
    Account,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    Entity,
    Filed,
    Link,
    Masthead,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Status,
    Toponym,
)
from whence.records.reading import SourceKind

ALIKE = bytes([11] * 128)  # the vector of every claim: as far as wording goes, they may all be one

RAQQA = Place("geonames:172955", "Ar Raqqah", 35.9528, 39.0079, "SY", "city")
PALMYRA = Place("geonames:163808", "Tadmur", 34.5624, 38.2840, "SY", "city")
MOSUL = Place("geonames:99072", "Mosul", 36.335, 43.1189, "IQ", "city")

Source = tuple[str, SourceKind, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence: who did what to whom, where, when, and who says so."""

    type: str
    words: str
    agent: tuple[str, str | None]
    target: tuple[str, str | None]
    place: Place | None = None
    day: date | None = None
    killed: int | None = None
    source: Source | None = None
    status: Status = "happened"


def report(id: str, told: Sequence[Told], *, outlet: str = "", published: date | None = None, title: str = "") -> Filed:
    """Return a filed report that tells these things, a sentence each."""
    text = f"{title}\n\n" if title else ""
    rows = []
    for i, one in enumerate(told):
        at = len(text)
        words = _Words(at)
        claim = _claim(one, words, sha256(f"{id}\n{i}".encode()).hexdigest()[:16])
        rows.append((claim, words.text, at))
        text += words.text + " "
    whole = Report(text.rstrip(), title=title, outlet=outlet, published=published, id=id)
    claims = tuple(c for c, _, _ in rows)
    masthead = Masthead(id, outlet, None, published)
    entities = tuple(Entity(p.span, "Organisation", p.actor) for c in claims for p in c.agents)
    toponyms = tuple(Toponym(p.span, p.place) for c in claims for p in c.places)
    reading = Reading(whole, (), entities, toponyms, (), claims)
    return Filed(reading, tuple(Account(c, masthead, s, ALIKE, at) for c, s, at in rows))


def _claim(told: Told, words: "_Words", id: str) -> Claim:
    agent = Party(words.put(told.agent[0]), told.agent[1])
    trigger = words.put(told.words)
    target = Party(words.put(told.target[0]), told.target[1])
    places = (ClaimPlace(words.put(told.place.name, "in"), "at", told.place),) if told.place else ()
    day = told.day
    time = ClaimTime(words.put(f"{day:%B} {day.day}", "on"), day.isoformat(), day, day) if day else None
    count = told.killed
    counts = (Count(words.put(str(count), "killing"), count, count, False, "killed"),) if count is not None else ()
    chain = (Link(words.put(told.source[0], "as told by"), *told.source),) if told.source else ()
    words.text += "."
    return Claim(
        id=id, type=told.type, trigger=trigger, agents=(agent,), targets=(target,), places=places, time=time,
        counts=counts, status=told.status, chain=chain, cue=None, salience=0.5, acled=None, plover=None,
    )  # fmt: skip


class _Words:
    """A sentence while it is written."""

    def __init__(self, at: int) -> None:
        self.text = ""
        self._at = at

    def put(self, words: str, before: str = "") -> Span:
        """Add words, and others before them; return where they stand in the report."""
        self.text = " ".join(filter(None, (self.text, before)))
        self.text += " " if self.text else ""
        start = len(self.text)
        self.text += words
        return Span(self._at + start, self._at + len(self.text))
