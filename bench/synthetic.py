"""Invented reports at any scale, spread as real archives are: `World(seed).filed(claims)`.

A steady stream of reports a day; a report tells of twelve happenings, new ones and those of the last days, the more
often the more they have been told already; few places have most of what happens; one report in ten is a reprint.
Readings are made ready, with all spans: nothing of this goes through the model.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import product

import numpy as np

from whence.codes import code
from whence.neural.vectors import PARTS
from whence.records import (
    Account,
    AcledCode,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    Filed,
    Link,
    Masthead,
    Party,
    Place,
    PloverCode,
    Reading,
    Report,
    Span,
    Toponym,
)
from whence.records.reading import SourceKind

CLAIMS = 12  # of a report
A_DAY = 24  # reports
FRESH = 0.45  # chance that a claim tells of something that nobody has told of yet
REPRINTED = 0.1  # share of reports that are another's text
RECENT = 5  # days back to which happenings are told again
FIRST = date(2011, 3, 15)
NOISE = 0.5  # length of what sets two tellings' vectors apart, the happening's own part being 1

_TYPES = {  # each with its verb and its weight
    "airstrike": ("bombed", 5), "shelling": ("shelled", 5), "clash": ("fought", 6), "attack": ("attacked", 6),
    "bombing": ("blew up a car near", 2), "capture_territory": ("captured a post of", 2), "arrest": ("arrested", 2),
    "withdrawal": ("withdrew before", 1), "siege": ("besieged", 1), "displacement": ("drove out", 1),
    "abduction": ("abducted", 1), "destruction": ("destroyed a depot of", 2),
}  # fmt: skip
_WEIGHTS = tuple(weight for _, weight in _TYPES.values())
_SIDES = (
    "syria.army", "russia.airforce", "usa.airforce", "turkey.army", "iraq.army", "iran.army", "israel.airforce",
    "islamic_state", "sdf", "hezbollah", "al_nusra", "saudi_arabia.army", "yemen.army", "libya.army", "nigeria.army",
)  # fmt: skip
_SOURCES: tuple[tuple[str, SourceKind, str | None], ...] = (
    ("residents", "witness", None), ("a military source", "anonymous", None), ("activists", "anonymous", None),
    ("the defence ministry", "organisation", "russia.mod"), ("state television", "outlet", "sana"),
    ("a monitoring group", "organisation", "sohr"), ("a rebel commander", "person", None),
)  # fmt: skip
_OUTLETS = (*(f"gazette {i}" for i in range(60)), "sputnik", "reuters", "ria_novosti", "sana", "al_jazeera")
_SCALE = np.concatenate([np.full(k, k**-0.5, np.float32) for k in PARTS])
_SYLLABLES = ("ka", "ra", "tal", "bir", "sha", "deir", "mon", "ush", "qa", "lin", "zor", "hab", "em", "nu", "dor", "is")

# Words that say nothing: else all sentences would be alike, and all reports copies of each other.
_FILLING = tuple("".join(s) for s in product(_SYLLABLES, repeat=3))


@dataclass(frozen=True, slots=True)
class Happening:
    """What claims tell of."""

    kind: str
    place: Place
    day: date
    agent: str
    target: str
    killed: int
    vector: np.ndarray


class World:
    """Where it happens. The same seed gives the same reports, and the first of them whatever number is asked for."""

    def __init__(self, seed: int = 0, places: int = 4000) -> None:
        """Make the places."""
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._places = [self._place(i) for i in range(places)]
        self._told: deque[Happening] = deque()
        self._printed: deque[tuple[str, str, list[tuple[Claim, str, int, bytes]]]] = deque(maxlen=RECENT * A_DAY)

    def filed(self, claims: int) -> Iterator[Filed]:
        """Yield reports with so many claims in all, twelve each, in order of time."""
        for n in range(-(-claims // CLAIMS)):
            yield self._report(n, FIRST + timedelta(n // A_DAY), min(CLAIMS, claims - n * CLAIMS))

    def _place(self, i: int) -> Place:
        r = self._random
        name = "".join(r.choices(_SYLLABLES, k=r.randint(2, 4))).capitalize()
        lat, lon = round(r.uniform(10, 40), 4), round(r.uniform(-10, 60), 4)
        return Place(f"synthetic:{i}", name, lat, lon, r.choice(("SY", "IQ", "YE", "LY", "NG")), "town")

    def _report(self, n: int, day: date, claims: int) -> Filed:
        r = self._random
        outlet = r.choice(_OUTLETS)
        if self._printed and r.random() < REPRINTED and claims == CLAIMS:
            title, text, rows = r.choice(self._printed)
        else:
            title, text, rows = self._written(day, claims)
            self._printed.append((title, text, rows))
        report = Report(text, title=title, outlet=outlet, published=day, id=f"synthetic-{n}")
        masthead = Masthead(report.id, outlet, outlet if "gazette" not in outlet else None, day)
        named = [replace(c, id=f"{n:012x}{i:04x}") for i, (c, *_) in enumerate(rows)]
        accounts = tuple(Account(c, masthead, s, v, at) for c, (_, s, at, v) in zip(named, rows, strict=True))
        toponyms = tuple(Toponym(p.span, p.place) for c in named for p in c.places)
        return Filed(Reading(report, (), (), toponyms, (), tuple(named)), accounts)

    def _written(self, day: date, claims: int) -> tuple[str, str, list[tuple[Claim, str, int, bytes]]]:
        """Write a report: its title, its text, and a row for each claim: the sentence, its offset, the vector."""
        title = f"War notes of {day.isoformat()}, {self._random.randrange(10**6)}"
        text, rows = f"{title}\n\n", []
        while self._told and (day - self._told[0].day).days > RECENT:
            self._told.popleft()
        for _ in range(claims):
            happening = self._happening(day)
            at = len(text)
            words = _Words(at)
            claim = self._claim(happening, words)
            text += words.text + " "
            rows.append((claim, words.text, at, self._vector(happening)))
        return title, text.rstrip(), rows

    def _happening(self, day: date) -> Happening:
        r = self._random
        if self._told and r.random() > FRESH:
            happening = r.choice(self._told)
        else:
            agent, target = r.sample(_SIDES, 2)
            place = self._drawn()
            when = day - timedelta(int(r.expovariate(1.5)))
            kind = r.choices(list(_TYPES), _WEIGHTS)[0]
            happening = Happening(kind, place, when, agent, target, 1 + int(r.paretovariate(1.2)), self._unit())
        self._told.append(happening)
        return happening

    def _drawn(self) -> Place:
        """Return a place by Zipf's law, shifted by 3 (inverse of its distribution function, approximately)."""
        share = self._random.random()
        rank = 3 * ((len(self._places) + 3) / 3) ** share - 3
        return self._places[min(int(rank), len(self._places) - 1)]

    def _claim(self, h: Happening, words: "_Words") -> Claim:
        r = self._random
        agent = words.put(h.agent.replace(".", " ").replace("_", " "))
        trigger = words.put(_TYPES[h.kind][0])
        target = words.put(h.target.replace(".", " ").replace("_", " "))
        place = words.put(h.place.name, "in")
        time = words.put(f"{h.day.day} {h.day:%B %Y}", "on") if r.random() < 0.7 else None
        counted = words.put(str(h.killed), ", killing") if r.random() < 0.4 else None
        name, kind, party = r.choice(_SOURCES)
        source = words.put(name, ",") if r.random() < 0.8 else None
        cue = words.put("said") if source else None
        words.put(" ".join(r.choices(_FILLING, k=6)), ",")
        words.end()
        acled, plover = _code(h.kind)
        return Claim(
            id="", type=h.kind, trigger=trigger, agents=(Party(agent, h.agent),), targets=(Party(target, h.target),),
            places=(ClaimPlace(place, "at", h.place),),
            time=ClaimTime(time, h.day.isoformat(), h.day, h.day) if time else None,
            counts=(Count(counted, h.killed, h.killed, False, "killed"),) if counted else (),
            status="happened", chain=(Link(source, name, kind, party),) if source else (), cue=cue,
            salience=round(r.random(), 4), acled=acled, plover=plover,
        )  # fmt: skip

    def _unit(self) -> np.ndarray:
        """Return a vector whose parts have unit length, but for chance."""
        unit: np.ndarray = self._numbers.standard_normal(len(_SCALE), np.float32) * _SCALE
        return unit

    def _vector(self, h: Happening) -> bytes:
        near = (h.vector + NOISE * self._unit()) * (127 / (1 + NOISE**2) ** 0.5)
        rounded: bytes = near.clip(-127, 127).astype(np.int8).tobytes()
        return rounded


@cache
def _code(kind: str) -> tuple[AcledCode | None, PloverCode | None]:
    return code(kind, trigger="", status="happened", agent_kinds=[], target_kinds=[], context="")


class _Words:
    """A sentence while it is written."""

    def __init__(self, at: int) -> None:
        self.text = ""
        self._at = at

    def put(self, words: str, before: str = "") -> Span:
        """Add words, and others before them; return where they stand in the report."""
        lead = "" if before.startswith(",") or not self.text else " "
        self.text += lead + before + (" " if before else "")
        start = len(self.text)
        self.text += words
        return Span(self._at + start, self._at + len(self.text))

    def end(self) -> None:
        """Add the full stop."""
        self.text += "."
