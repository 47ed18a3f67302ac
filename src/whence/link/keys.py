"""Blocking: keys of a telling, of which two tellings of one happening should share at least one.

A key joins a week, a family of claim types and an anchor: a place finer than a country, else one that the report is
about, else a party. What is told to the day has keys of that day and of what its report is about, too: one report may
name where a road begins, and another where it ends. States that last have keys of a year, their type and a place. All
are a pure function of the one telling, so that adding reports one by one finds the same pairs as adding all at once;
and a key is narrow, so that the number of pairs grows with how much is told of one place in one week, and not with how
much is told in all.
"""

from collections.abc import Iterator
from itertools import product
from zlib import crc32

import numpy as np

from whence.neural.labels import CLAIM_TYPES

WEEK = 7
YEAR = 365
LASTING = ("hold_territory", "siege", "ceasefire", "clash", "deployment", "agreement", "obstruct")
LONGEST = 31  # days; a longer time is known by its year alone
FAMILIES: dict[str, tuple[str, ...]] = {
    "violence": ("airstrike", "shelling", "bombing", "chemical_attack", "clash", "attack", "execution", "casualties",
                 "destruction", "shootdown"),
    "force": ("capture_territory", "hold_territory", "siege", "withdrawal", "movement", "deployment", "surveillance",
              "clash", "ceasefire"),
    "custody": ("abduction", "arrest", "sanction", "execution"),
    "relief": ("aid", "obstruct", "displacement", "support", "siege", "withdrawal"),
    "words": ("accuse", "reject", "demand", "threaten", "statement_support", "ceasefire", "agreement", "talks",
              "sanction", "other"),
    "street": ("protest", "other"),
}  # fmt: skip
WORDS = list(FAMILIES).index("words")
_OF_TYPE = [[i for i, ts in enumerate(FAMILIES.values()) if t in ts] for t in CLAIM_TYPES]


def keys(row: np.void) -> tuple[int, ...]:
    """Return the blocking keys of a telling's row, non-negative and below 2**63, in ascending order."""
    out = {_key(*parts) for parts in product(_families(row), _slots(row), _anchors(row))}
    out |= {_key(100 + kind, slot, (1, place)) for kind, slot, place in _lasting(row)}
    if WORDS in _families(row):  # what is said has a place only where it names one: it is of what its report is about
        chief = [(1, n) for n in row["around"].tolist() if n]
        out |= {_key(*parts) for parts in product((WORDS,), _slots(row), chief)}
    out |= {_key(200 + family, day, (1, place)) for family, day, place in product(_families(row), *_on_the_day(row))}
    return tuple(sorted(out))


def _families(row: np.void) -> list[int]:
    types = int(row["types"])
    return sorted({f for t, fs in enumerate(_OF_TYPE) if types >> t & 1 for f in fs})


def _slots(row: np.void) -> list[int]:
    """Return the weeks that the happening may lie in, or its year (below zero), or 0 where nothing says when."""
    first, last, printed = int(row["earliest"]), int(row["latest"]), int(row["published"])
    if last and last - first > LONGEST:
        return [-int((first + last) / 2 / 365.25)]
    if not last and not printed:
        return [0]
    if not last:
        first, last = printed - 6, printed
    return list(range((first - 1) // WEEK, (last + 1) // WEEK + 1))


def _anchors(row: np.void) -> Iterator[tuple[int, int]]:
    """Yield what the telling is about: its places, else those that its report is about, else the parties.

    A name that no place was chosen for is an anchor too.
    """
    own = [n for n, level in zip(row["place"].tolist(), row["level"].tolist(), strict=True) if level > 1]
    named = [n for n in row["named"].tolist() if n]
    yield from ((3, n) for n in named)
    if places := own or [n for n in row["around"].tolist() if n]:
        yield from ((1, n) for n in places)
    else:
        parties = (*row["agents"].tolist(), *row["targets"].tolist(), *row["parties"].tolist())
        yield from ((2, n) for n in parties if n)


def _on_the_day(row: np.void) -> tuple[list[int], list[int]]:
    """Return the days that the happening may lie on, where they are two at most, and the places of its report."""
    first, last = int(row["earliest"]), int(row["latest"])
    days = list(range(first, last + 1)) if last and last - first <= 1 else []
    return days, [n for n in row["around"].tolist() if n]


def _lasting(row: np.void) -> Iterator[tuple[int, int, int]]:
    """Yield the keys of a state: it is told of for years."""
    day = int(row["latest"] or row["published"])
    types = int(row["types"])
    for i, name in enumerate(LASTING):
        if types >> CLAIM_TYPES.index(name) & 1:
            for number, level in zip(row["place"].tolist(), row["level"].tolist(), strict=True):
                if level > 1:
                    for slot in (day // YEAR, (day + YEAR // 2) // YEAR + 10_000) if day else (0,):
                        yield 100 + i, slot, number


def _key(family: int, slot: int, anchor: tuple[int, int]) -> int:
    text = f"{family} {slot} {anchor[0]} {anchor[1]}".encode()
    return (crc32(text) << 31 | crc32(text, 7) >> 1) & ((1 << 63) - 1)
