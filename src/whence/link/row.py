"""What scoring knows of a telling, in a row of fixed width: a pure function of the telling."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import cos, radians, sin
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from whence.link.words import BITS, before, sets, stems
from whence.neural.labels import CLAIM_TYPES, COUNTED, STATUSES
from whence.neural.vectors import PARTS
from whence.records import Account, Place

PLACES, PARTIES, TRIGGERS, COUNTS, NAMED, WORDS, AROUND = 4, 4, 6, 6, 4, 6, 2
EARLIER, TOLD = 1, 2
COARSE = frozenset(
    {"continent", "country", "territory", "region", "area", "sea", "desert", "water", "river", "mountain"}
)
COUNTRY = frozenset({"continent", "country", "territory"})
LEVELS = {"district": 3}  # of all that is neither a country (1) nor coarse (2) nor fine (4)

ROW = np.dtype(
    [
        ("report", "u8"),
        ("published", "i4"),  # days since year 1, as date.toordinal; 0 for none
        ("earliest", "i4"),
        ("latest", "i4"),
        ("type", "u1"),
        ("types", "u8"),  # a bit for each type
        ("statuses", "u1"),
        ("place", "u4", PLACES),
        ("level", "u1", PLACES),  # 1 country, 2 region, 3 district, 4 town or finer
        ("country", "u2", PLACES),
        ("point", "f4", (PLACES, 3)),  # on the unit sphere
        ("around", "u4", AROUND),  # places that the report as a whole is about
        ("parties", "u4", AROUND),  # parties that it is about
        ("named", "u4", NAMED),  # stems of place names that no place was chosen for
        ("agents", "u4", PARTIES),
        ("targets", "u4", PARTIES),
        ("agent_words", "u4", WORDS),
        ("target_words", "u4", WORDS),
        ("trigger", "u4", TRIGGERS),
        ("what", "u1", COUNTS),  # 0 for none, else one more than the label's number
        ("low", "i4", COUNTS),
        ("high", "i4", COUNTS),
        ("names", "u8", BITS // 64),
        ("words", "u8", BITS // 64),
        ("vector", "i1", sum(PARTS)),
        ("salience", "f4"),
        ("size", "u1"),  # claims
        ("offset", "u4"),  # of the first trigger in the text
        ("flags", "u1"),
    ]
)
Rows = NDArray[np.void]


def number(text: str) -> int:
    """Return a number for a name, never 0."""
    return crc32(text.encode("utf8", "surrogatepass")) or 1


def level(kind: str) -> int:
    """Return how fine a kind of place is: 1 a country, 2 a region, 3 a district, 4 anything finer."""
    return 1 if kind in COUNTRY else 2 if kind in COARSE else LEVELS.get(kind, 4)


@dataclass(frozen=True, slots=True)
class Around:
    """What a report as a whole is about: numbers of places finer than a country, and of parties, the chief ones."""

    places: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()


def around(accounts: Iterable[Account]) -> Around:
    """Return what a report is about, given all its accounts: what its weightiest claims name, by their salience."""
    places: dict[int, float] = {}
    parties: dict[int, float] = {}
    for a in accounts:
        for place in {p.place for p in a.claim.places if p.place and level(p.place.kind) > 1}:
            places[number(place.id)] = places.get(number(place.id), 0.0) + a.claim.salience
        for actor in {p.actor for p in (*a.claim.agents, *a.claim.targets) if p.actor}:
            parties[number(actor)] = parties.get(number(actor), 0.0) + a.claim.salience
    chief = [sorted(x, key=lambda n: (-x[n], n))[:AROUND] for x in (places, parties)]
    return Around(tuple(chief[0]), tuple(chief[1]))


def row(accounts: Sequence[Account], about: Around) -> bytes:
    """Return the row of what one report tells of one happening; `about` as `around` returns it of all its accounts."""
    out = np.zeros((), dtype=ROW)
    claims = [a.claim for a in accounts]
    head = accounts[0].report
    out["report"] = int.from_bytes(sha256(head.report.encode("utf8", "surrogatepass")).digest()[:8], "big")
    out["published"] = head.published.toordinal() if head.published else 0
    times = Counter(
        (t.earliest.toordinal(), t.latest.toordinal())
        for c in claims
        if (t := c.time) is not None and t.earliest is not None and t.latest is not None
    )
    if times:
        out["earliest"], out["latest"] = min(times, key=lambda t: (t[1] - t[0], -times[t], t))
    types = Counter(c.type for c in claims)
    best = max(claims, key=lambda c: (types[c.type], c.salience, -c.trigger.start))
    out["type"] = CLAIM_TYPES.index(best.type)
    out["types"] = sum(1 << CLAIM_TYPES.index(t) for t in types)
    out["statuses"] = sum(1 << STATUSES.index(s) for s in {c.status for c in claims})
    _places(out, claims_places(accounts))
    out["around"][: len(about.places)] = about.places
    out["parties"][: len(about.parties)] = about.parties
    _put(out, "named", [s for a in accounts for p in a.claim.places if not p.place for s in stems(a.words(p.span))])
    _put(out, "agents", [number(p.actor) for c in claims for p in c.agents if p.actor])
    _put(out, "targets", [number(p.actor) for c in claims for p in c.targets if p.actor])
    _put(out, "agent_words", [s for a in accounts for p in a.claim.agents for s in stems(a.words(p.span))])
    _put(out, "target_words", [s for a in accounts for p in a.claim.targets for s in stems(a.words(p.span))])
    _put(out, "trigger", [s for a in accounts for s in stems(a.words(a.claim.trigger))])
    _counts(out, accounts)
    _texts(out, accounts)
    out["vector"] = _vector(accounts)
    out["salience"] = max(c.salience for c in claims)
    out["size"] = min(255, len(claims))
    out["offset"] = min(c.trigger.start for c in claims)
    return out.tobytes()


def claims_places(accounts: Iterable[Account]) -> list[Place]:
    """Return the places of claims, finest first, most frequent first."""
    found = [p.place for a in accounts for p in a.claim.places if p.place]
    often = Counter(p.id for p in found)
    unique = {p.id: p for p in found}
    return sorted(unique.values(), key=lambda p: (-level(p.kind), -often[p.id], p.id))


def _places(out: NDArray[Any], places: Sequence[Place]) -> None:
    for i, p in enumerate(places[:PLACES]):
        out["place"][i] = number(p.id)
        out["level"][i] = level(p.kind)
        out["country"][i] = int.from_bytes((p.country or "").encode()[:2], "big")
        a, b = radians(p.lat), radians(p.lon)
        out["point"][i] = (cos(a) * cos(b), cos(a) * sin(b), sin(a))


def _put(out: NDArray[Any], name: str, numbers: Iterable[int]) -> None:
    """Put the most frequent numbers into a field."""
    often = Counter(numbers)
    best = sorted(often, key=lambda n: (-often[n], n))[: out[name].size]
    out[name][: len(best)] = best


def _counts(out: NDArray[Any], accounts: Sequence[Account]) -> None:
    """Put the counts, those of persons and the greatest first."""
    found = {(COUNTED.index(c.what), c.low, c.high) for a in accounts for c in a.claim.counts}
    order = sorted(found, key=lambda c: (c[0], -(c[1] or c[2] or 0), c[2] or 0))
    for i, (what, low, high) in enumerate(order[:COUNTS]):
        out["what"][i] = what + 1
        out["low"][i] = min(low if low is not None else 0, 2**30)
        out["high"][i] = min(high if high is not None else 2**30, 2**30)


def _texts(out: NDArray[Any], accounts: Sequence[Account]) -> None:
    names = others = 0
    for a in {a.at: a for a in accounts}.values():
        more_names, more = sets(a.sentence)
        names, others = names | more_names, others | more
    width = BITS // 8
    out["names"] = np.frombuffer(names.to_bytes(width, "little"), dtype="<u8")
    out["words"] = np.frombuffer(others.to_bytes(width, "little"), dtype="<u8")
    flags = [before(a.sentence, a.claim.trigger.start - a.at) for a in accounts]
    out["flags"] = EARLIER * all(f for f, _ in flags) + TOLD * all(f for _, f in flags)


def _vector(accounts: Sequence[Account]) -> NDArray[np.int8]:
    """Return the mean of the vectors, each part of unit length; zeros where there is none."""
    found = [np.frombuffer(a.vector, dtype=np.int8) for a in accounts if len(a.vector) == sum(PARTS)]
    if len(found) < 2:
        return found[0] if found else np.zeros(sum(PARTS), dtype=np.int8)
    mean = np.mean(found, axis=0, dtype=np.float32)
    parts = np.split(mean, np.cumsum(PARTS)[:-1])
    unit = np.concatenate([p * (127 / max(float(np.linalg.norm(p)), 1e-6)) for p in parts])
    rounded: NDArray[np.int8] = np.rint(unit).astype(np.int8)
    return rounded
