"""How many a noun phrase says: bounds, both inclusive, and whether they are only about right."""

import re
from dataclasses import dataclass
from functools import cache

from whence.counts.number import Number, number_at
from whence.counts.vocabulary import after, any_of, before, table
from whence.records import Span

_LEFT = 40  # characters before the phrase that may hold its bound ("at least")
_AGE = re.compile(r"[\s-]*(?:year|month|week|day)s?[\s-]*old", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\bor\b|\band\b)\s*", re.I)
_STARTS = re.compile(r"(?<![\w.,])(?<![^\W\d_]-)\w")  # not inside M-16, S-300, 1.5
_BETWEEN = re.compile(r"(?:between|from)\s+$", re.I)
_ARTICLE = re.compile(r"(?:an?|another)\s", re.I)
_NAMED = re.compile(r"(?:[A-Z][\w'.-]+\s+)+[A-Z][\w'.-]+(?:,\s*|\s*\()", re.U)
_TAIL = re.compile(r"[^\W\d_]+[\"'”’»]")  # the end of a quoted name is no thing that is counted
_OWNED = re.compile(r"(?:his|her|their|its)\s", re.I)
_JOINT = re.compile(r"(?:\s*,)?\s+(?:and|as\s+well\s+as|along\s+with)\s+", re.I)
_AWAY = re.compile(
    r"\b(?:in|at(?!\s+(?:least|most))|on|by|from|for|with|to|near|after|carrying|who|whom|that|which|including|and)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` are inclusive; None where the words set no bound. `approx`: the words themselves are rough."""

    low: int | None
    high: int | None
    approx: bool = False


def parse(text: str, span: Span) -> Quantity | None:
    """Return how many the noun phrase `span` of `text` says, or None where it gives no whole number.

    A bound is also looked for right before the span ("at least", when only "43 people" is marked). A singular noun
    phrase is one; a plural without a number says nothing. The first number of the phrase counts.
    """
    phrase = span.of(text)
    left = text[max(0, span.start - _LEFT) : span.start]
    first, number = _one(phrase, left), _first(phrase)
    joint = _JOINT.search(phrase, number.end if number else 0)
    if first is None or first.low != first.high or joint is None or "," in phrase[: joint.start()]:
        return first
    rest = [part for part in _JOINT.split(phrase[joint.end() :]) if _begins_with_number(part)]
    return _sum(_one(phrase[: joint.start()], left), rest) or first


def _one(phrase: str, left: str) -> Quantity | None:
    """Return how many a phrase without co-ordinated parts says."""
    if _none().match(phrase):
        return Quantity(0, 0)
    number = _first(phrase)
    if number is None:
        return None if _TAIL.match(phrase) else _single(phrase)
    if number.value != int(number.value):
        return None
    return _bounded(number, phrase, left)


def _begins_with_number(part: str) -> bool:
    """Tell whether a co-ordinated part counts for itself: "a child", "his three sons", "her husband"."""
    return bool(_ARTICLE.match(part) or _OWNED.match(part) or number_at(part, 0))


def _sum(first: Quantity | None, parts: list[str]) -> Quantity | None:
    """Return the sum of the parts of "a man and his two sons"; None where a part gives no exact number."""
    quantities = [first, *(_one(part, "") for part in parts)]
    total = 0
    for quantity in quantities:
        if quantity is None or quantity.low is None or quantity.low != quantity.high or quantity.approx:
            return None
        total += quantity.low
    return Quantity(total, total)


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(table()['none'])}\b(?!\s+(?:fewer|less|more)\s+than\b)", re.I)


def _first(phrase: str) -> Number | None:
    """Return the first number that counts something: no ordinal, no age, no part of a name such as M-16."""
    for found in _STARTS.finditer(phrase):
        number = number_at(phrase, found.start()) or _set_at(phrase, found.start())
        if number and not _counts_nothing(phrase, number):
            return number
    return None


def _counts_nothing(phrase: str, number: Number) -> bool:
    """Tell whether a number is an age, a measure in a compound ("5-kg"), or belongs to a phrase within the phrase."""
    lead = phrase[: number.start]
    if _AGE.match(phrase, number.end) or _measured().match(phrase, number.end):
        return True
    if _NAMED.fullmatch(lead) and not phrase[number.end :].strip(" )"):  # a name and an age: "Jane Roe, 24"
        return True
    return bool(_ARTICLE.match(lead)) and bool(_AWAY.search(lead))


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(rf"-{any_of(table()['measures'])}s?(?!\w)", re.I)


@cache
def _sets() -> re.Pattern[str]:
    return re.compile(rf"(?:a\s+)?({any_of(table()['set'])})(?!\w)", re.I)


def _set_at(phrase: str, at: int) -> Number | None:
    """Return the number that a word for a set names: both, twin, a pair."""
    found = _sets().match(phrase, at)
    return Number(at, found.end(), table()["set"][found[1].lower()]) if found else None


def _bounded(number: Number, phrase: str, left: str) -> Quantity:
    value = int(number.value)
    lead, tail = _unfilled(phrase[: number.start]), phrase[number.end :]
    upper = _upper(phrase, number)
    if upper is not None:
        return Quantity(value, upper, bool(before("about", False).search(_BETWEEN.sub("", lead))))
    kind = _kind(lead, left if not lead.strip() else "", tail)
    approx = number.vague or number.rough or kind == "about"
    if kind == "more_than" and not number.vague:
        return Quantity(value + 1, None)
    if kind in ("more_than", "at_least") or number.vague:
        return Quantity(value, None, number.vague)
    if kind == "at_most":
        return Quantity(None, value)
    if kind == "less_than":
        return Quantity(None, value - 1)
    return Quantity(value, value, approx)


def _unfilled(lead: str) -> str:
    """Return what stands before a number without the words that may come between it and its bound."""
    filler = rf"(?:(?<!\w){any_of(table()['fillers'])}\s+|(?:us)?[$€£]\s*)$"
    while cut := re.search(filler, lead, re.I):
        if before("about", False).search(lead) or before("at_least", False).search(lead):
            break
        lead = lead[: cut.start()]
    return lead


def _kind(lead: str, left: str, tail: str) -> str | None:
    """Return which kind of bound the words around a number name."""
    for kind in ("at_least", "at_most", "less_than", "more_than", "about"):
        if before(kind, False).search(lead) or (left and before(kind, True).search(_unfilled(left))):
            return kind
    return next((kind for kind in ("about", "at_least", "at_most") if after(kind).search(tail)), None)


def _upper(phrase: str, number: Number) -> int | None:
    """Return the upper end of a range such as "20-30" or "between 20 and 30"."""
    link = _RANGE.match(phrase, number.end)
    if not link or number.vague:
        return None
    second = number_at(phrase, link.end())
    if second is None or second.vague or second.value != int(second.value):
        return None
    word = link[0].strip().lower()
    if word == "and" and not _BETWEEN.search(phrase[: number.start]):
        return None
    return int(second.value) if second.value > number.value else None


def _single(phrase: str) -> Quantity | None:
    words = re.findall(r"[^\W\d_]+", phrase)
    if not words or _portions().search(phrase):
        return None
    if words[0].lower() in table()["one"]:
        return Quantity(1, 1)
    head = re.split(_AWAY, re.split(r"\bof\b|,", phrase)[0])[0]
    last = (re.findall(r"[^\W\d_]+", head) or words)[-1].lower()
    plural = last in table()["plurals"] or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
    return None if plural else Quantity(1, 1)


@cache
def _portions() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(table()['portions'])}(?:\s+of\b|\W*$)|%", re.I)
