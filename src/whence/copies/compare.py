"""Two reports side by side: what they share, and which is likely to have had it from which."""

import re
from functools import lru_cache

from whence.actors import Register
from whence.copies.shingles import RUN, covered, shingles, words
from whence.records import Copy, Masthead

LEAST = 0.2  # of a report's words, from which it is a copy; two reports that quote one statement share less
LEAST_LATER = 0.6  # where more than `SOON` days lie between: the story so far, which outlets print anew, is less
SOON = 7
FEWEST = 25  # words in common, below which it may be a byline and a standing sentence
Printed = tuple[Masthead, str]  # a report's masthead and its text


def compare(a: Printed, b: Printed, register: Register) -> Copy | None:
    """Return who copied whom and how much, or None where two reports share too little text.

    The same comes out in either order. The original is the one that the other credits by its outlet's name; else the
    one published first; else the longer, in which the other stands.
    """
    first, second = sorted((a, b), key=lambda p: (p[0].report, p[1]))
    if _few(first[1], second[1]):
        return None
    share_first, share_second, common = shares(first[1], second[1])
    if common < FEWEST:
        return None
    original, copy, because = _direction(first, second, share_first, share_second, register)
    share = share_first if copy is first else share_second
    days = _days(original[0], copy[0])
    if share < (LEAST if days is None or abs(days) <= SOON else LEAST_LATER):
        return None
    return Copy(original[0].report, copy[0].report, round(share, 3), because)


def _days(a: Masthead, b: Masthead) -> int | None:
    """Return how many days after `a` `b` was published, or None where that is unknown."""
    return (b.published - a.published).days if a.published and b.published else None


def shares(a: str, b: str) -> tuple[float, float, int]:
    """Return which share of the words of each text stands in the other too, and how many words that are, at least."""
    (size_a, runs_a, set_a), (size_b, runs_b, set_b) = _runs(a), _runs(b)
    if set_a.isdisjoint(set_b):
        return 0.0, 0.0, 0
    in_a, in_b = covered(runs_a, set_b, size_a), covered(runs_b, set_a, size_b)
    return in_a / size_a, in_b / size_b, min(in_a, in_b)


def _few(a: str, b: str) -> bool:
    """Tell, faster than by counting, whether so few runs are common that fewer than `FEWEST` words can be."""
    (_, runs_a, set_a), (_, runs_b, set_b) = _runs(a), _runs(b)
    once = len(runs_a) == len(set_a) or len(runs_b) == len(set_b)
    return once and RUN * len(set_a & set_b) < FEWEST


@lru_cache(maxsize=256)
def _runs(text: str) -> tuple[int, list[int], frozenset[int]]:
    """Return how many words a text has, and its runs, in order and as a set: a new report is compared with many."""
    found = words(text)
    runs = shingles(found)
    return len(found), runs, frozenset(runs)


def _direction(
    a: Printed, b: Printed, share_a: float, share_b: float, register: Register
) -> tuple[Printed, Printed, str]:
    """Return original, copy, and why."""
    days = _days(a[0], b[0])
    if not _same_outlet(a[0], b[0]):
        credit_a, credit_b = _credited(a[1], b[0], register), _credited(b[1], a[0], register)
        if credit_a and not credit_b and (days is None or days <= 1):
            return b, a, f"credits {credit_a}"
        if credit_b and not credit_a and (days is None or days >= -1):
            return a, b, f"credits {credit_b}"
    if days:
        early, late = (a, b) if days > 0 else (b, a)
        return early, late, f"published {late[0].published}, the other {early[0].published}"
    original, copy = (a, b) if (share_b, -len(b[1])) > (share_a, -len(a[1])) else (b, a)
    return original, copy, "more of it stands in the other than the other way round, and neither date nor credit tells"


def _same_outlet(a: Masthead, b: Masthead) -> bool:
    return (a.party or a.outlet) == (b.party or b.outlet)


def _credited(text: str, outlet: Masthead, register: Register) -> str:
    """Return the words that name an outlet in a text, or ""."""
    if not outlet.party or outlet.party not in register:
        return ""
    actor = register[outlet.party]
    found = _pattern((actor.name, *actor.aliases)).search(text)
    return found[0] if found else ""


@lru_cache(maxsize=1000)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the names, the longest first, as they are written: "The Sun" is no sun."""
    longest = sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
