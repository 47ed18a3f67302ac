"""From accounts to a row: a pure function of what one report tells of one happening, and of what it is about."""

import struct
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from math import cos, radians, sin
from typing import Any, TypeVar

import numpy as np

from whence.link.row import (
    AROUND,
    COUNTS,
    EARLIER,
    NAMED,
    PARTIES,
    PLACES,
    TOLD,
    TRIGGERS,
    WORDS,
    level,
    number,
)
from whence.link.words import BITS, before, sets, stems
from whence.neural.labels import CLAIM_TYPES, COUNTED, STATUSES
from whence.neural.vectors import PARTS
from whence.records import Account, Claim, Place, Span

_TYPE = {t: i for i, t in enumerate(CLAIM_TYPES)}
_STATUS = {s: 1 << i for i, s in enumerate(STATUSES)}
_COUNTED = {c: i for i, c in enumerate(COUNTED)}
_WHOLE = sum(PARTS)
_FORMAT = struct.Struct(
    f"<QiiiBQB{PLACES}I{PLACES}B{PLACES}H{3 * PLACES}f{AROUND}I{AROUND}I{NAMED}I{PARTIES}I{PARTIES}I{WORDS}I{WORDS}I"
    f"{TRIGGERS}I{COUNTS}B{COUNTS}i{COUNTS}i{BITS // 8}s{BITS // 8}s{_WHOLE}sfBBIB"
)
"""The layout of `ROW`, packed at once: filling its fields one by one takes ten times as long."""
_MOST = 2**30
_ZEROS: list[Any] = [0] * 16
T = TypeVar("T", int, float)


@dataclass(frozen=True, slots=True)
class Around:
    """What a report as a whole is about: numbers of places finer than a country, and of parties, the chief ones.

    `types` counts its claims by type, in the order of `CLAIM_TYPES`. `day` is when it was published, by number; where
    that is not known the last day that it tells of, for reports tell of what is new; 0 where it tells of none.
    """

    places: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    types: tuple[int, ...] = (0,) * len(CLAIM_TYPES)
    day: int = 0


def around(accounts: Sequence[Account]) -> Around:
    """Return what a report is about, given all its accounts: what its weightiest claims name, by their salience."""
    places: dict[int, float] = {}
    parties: dict[int, float] = {}
    types = [0] * len(CLAIM_TYPES)
    for a in accounts:
        types[_type(a.claim)] += 1
        for place in {p.place for p in a.claim.places if p.place and level(p.place.kind) > 1}:
            places[number(place.id)] = places.get(number(place.id), 0.0) + a.claim.salience
        for actor in {p.actor for p in (*a.claim.agents, *a.claim.targets) if p.actor}:
            parties[number(actor)] = parties.get(number(actor), 0.0) + a.claim.salience
    chief = [sorted(x, key=lambda n: (-x[n], n))[:AROUND] for x in (places, parties)]
    return Around(tuple(chief[0]), tuple(chief[1]), tuple(types), _day(accounts))


def _day(accounts: Sequence[Account]) -> int:
    """Return the day of `Around`. What is only planned or threatened may lie ahead and does not count."""
    for a in accounts:
        if a.report.published:
            return a.report.published.toordinal()
    times = [a.claim.time for a in accounts if a.claim.status in ("happened", "ongoing", "denied")]
    days = (t.latest.toordinal() for t in times if t and t.earliest and t.latest and t.earliest == t.latest)
    return max(days, default=0)


def row(accounts: Sequence[Account], about: Around) -> bytes:
    """Return the row of what one report tells of one happening; `about` as `around` returns it of all its accounts."""
    claims = [a.claim for a in accounts]
    head = accounts[0].report
    types = Counter(map(_type, claims))
    best = max(claims, key=lambda c: (types[_type(c)], c.salience, -c.trigger.start))
    flags = [before(a.sentence, a.claim.trigger.start - a.at) for a in accounts]
    return _FORMAT.pack(
        int.from_bytes(sha256(head.report.encode("utf8", "surrogatepass")).digest()[:8], "big"),
        about.day,
        *_time(claims),
        _type(best),
        sum(1 << i for i in types),
        sum(_STATUS[s] for s in {c.status for c in claims}),
        *_places([p.place for c in claims for p in c.places if p.place]),
        *_filled(about.places, AROUND),
        *_filled(about.parties, AROUND),
        *_often(_stems(accounts, lambda c: [p.span for p in c.places if not p.place]), NAMED),
        *_often((number(p.actor) for c in claims for p in c.agents if p.actor), PARTIES),
        *_often((number(p.actor) for c in claims for p in c.targets if p.actor), PARTIES),
        *_often(_stems(accounts, lambda c: [p.span for p in c.agents]), WORDS),
        *_often(_stems(accounts, lambda c: [p.span for p in c.targets]), WORDS),
        *_often(_stems(accounts, lambda c: [c.trigger]), TRIGGERS),
        *_counts(claims),
        *_texts(accounts),
        _vector(accounts),
        max(c.salience for c in claims),
        min(255, len(claims)),
        min(255, max(0, sum(about.types[i] for i in types) - len(claims))),
        min(c.trigger.start for c in claims),
        EARLIER * all(earlier for earlier, _ in flags) + TOLD * all(told for _, told in flags),
    )


def _type(claim: Claim) -> int:
    """Return the number of a claim's type: what is threatened may be told as a threat, or as the deed itself."""
    return _TYPE["threaten" if claim.status == "threatened" else claim.type]


def _time(claims: Iterable[Claim]) -> tuple[int, int]:
    """Return the shortest time told, the most frequent of these, as day numbers; zeros for none."""
    told = (c.time for c in claims)
    times = Counter((t.earliest.toordinal(), t.latest.toordinal()) for t in told if t and t.earliest and t.latest)
    return min(times, key=lambda t: (t[1] - t[0], -times[t], t), default=(0, 0))


def _places(found: Sequence[Place]) -> Iterable[float]:
    """Return numbers, levels, countries and points of places, the finest first, the most frequent of these first."""
    often = Counter(p.id for p in found)
    unique = {p.id: p for p in found}
    best = sorted(unique.values(), key=lambda p: (-level(p.kind), -often[p.id], p.id))[:PLACES]
    points = []
    for p in best:
        a, b = radians(p.lat), radians(p.lon)
        points += [cos(a) * cos(b), cos(a) * sin(b), sin(a)]
    return chain(
        _filled([number(p.id) for p in best], PLACES),
        _filled([level(p.kind) for p in best], PLACES),
        _filled([int.from_bytes((p.country or "").encode()[:2], "big") for p in best], PLACES),
        _filled(points, 3 * PLACES),
    )


def _filled(numbers: Sequence[T], size: int) -> list[T]:
    return [*numbers, *_ZEROS[: size - len(numbers)]]


def _stems(accounts: Iterable[Account], spans: Callable[[Claim], Iterable[Span]]) -> Iterable[int]:
    return (s for a in accounts for span in spans(a.claim) for s in stems(a.words(span)))


def _often(numbers: Iterable[int], size: int) -> list[int]:
    """Return the `size` most frequent numbers."""
    often = Counter(numbers)
    return _filled(sorted(often, key=lambda n: (-often[n], n))[:size], size)


def _counts(claims: Iterable[Claim]) -> Iterable[int]:
    """Return labels, lower and upper bounds of counts, those of persons and the greatest first."""
    found = {(_COUNTED[n.what], n.low, n.high) for c in claims for n in c.counts}
    best = sorted(found, key=lambda c: (c[0], -(c[1] or c[2] or 0), c[2] or 0))[:COUNTS]
    return chain(
        _filled([what + 1 for what, *_ in best], COUNTS),
        _filled([min(int(low or 0), _MOST) for _, low, _ in best], COUNTS),
        _filled([_MOST if high is None else min(int(high), _MOST) for *_, high in best], COUNTS),
    )


def _texts(accounts: Sequence[Account]) -> tuple[bytes, bytes]:
    """Return the names and the other words of the sentences, as sets."""
    names = others = 0
    for sentence in {a.at: a.sentence for a in accounts}.values():
        more_names, more = sets(sentence)
        names, others = names | more_names, others | more
    return names.to_bytes(BITS // 8, "little"), others.to_bytes(BITS // 8, "little")


def _vector(accounts: Sequence[Account]) -> bytes:
    """Return the mean of the vectors, each part of unit length; zeros where there is none."""
    found = [a.vector for a in accounts if len(a.vector) == _WHOLE]
    if len(found) < 2:
        return found[0] if found else bytes(_WHOLE)
    mean = np.frombuffer(b"".join(found), dtype=np.int8).reshape(len(found), _WHOLE).mean(axis=0, dtype=np.float32)
    parts = np.split(mean, np.cumsum(PARTS)[:-1])
    unit = np.concatenate([p * (127 / max(float(np.linalg.norm(p)), 1e-6)) for p in parts])
    rounded: bytes = np.rint(unit).astype(np.int8).tobytes()
    return rounded
