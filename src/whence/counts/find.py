"""Noun phrases that say how many, found by their numbers alone."""

import re
from functools import cache

from whence.counts.number import Number, number_at
from whence.counts.vocabulary import any_of, table
from whence.records import Span

_YEAR = re.compile(r"(?:19|20)\d\d$")
_LOOSE = frozenset({"one", "few", "many", "second"})


def find(text: str) -> tuple[Span, ...]:
    """Return the quantity noun phrases of `text`, in order, apart: bound, number and up to four words of its noun.

    Left out: dates, years, times of day, ages, percentages, distances and spans of time, "one" as a pronoun.
    """
    found: list[Span] = []
    at = 0
    for start in _starts().finditer(text):
        none = _no_losses().match(text, start.start()) if start.start() >= at else None
        if none:
            at = none.end()
            found.append(Span(*none.span()))
            continue
        number = number_at(text, start.start()) if start.start() >= at else None
        if number is None or not _counts(text, number):
            continue
        span = Span(_begin(text, number.start, at), _end(text, number))
        found.append(span)
        at = span.end
    return tuple(found)


def _counts(text: str, number: Number) -> bool:
    """Tell whether a number counts something."""
    words, after = text[number.start : number.end], text[number.end : number.end + 20]
    if _not_a_count().match(after) or _labelled().search(text[max(0, number.start - 20) : number.start]):
        return False
    if _YEAR.match(words) or words.lower() in _LOOSE:
        noun = _noun().match(text, number.end)
        if noun is None or re.match(r"\s+of\b", after):
            return False
        return words.lower() == "one" or noun[1].endswith("s")
    return True


@cache
def _starts() -> re.Pattern[str]:
    """Match where a number may begin: digits, or a word that opens one. Most words are passed over without a look."""
    words = table()
    opening = [
        *words["numbers"],
        *words["multipliers"],
        *words["vague"],
        *words["one"],
        *words["none"],
        "half",
        "quarter",
    ]
    first = sorted({w.split()[0] for w in opening})
    return re.compile(rf"(?<![\w.,:/$€£#-])(?:\d|{any_of(first)}(?![^\W\d_]))", re.I)


@cache
def _no_losses() -> re.Pattern[str]:
    """Match "no casualties", which is a count too."""
    words = table()
    return re.compile(rf"{any_of(words['none'])}\s+(?:[^\W\d_]+\s+)?{any_of(words['losses'])}\b", re.I)


@cache
def _not_a_count() -> re.Pattern[str]:
    """Match what follows the number of a date, a time of day, a measure or an age."""
    words, months = table(), any_of(table()["months"])
    measure = rf"[\s-]*{any_of(words['units'])}s?(?!\w)|[\s-]*(?:square|cubic)\b|[\s-]*years?[\s-]*old"
    return re.compile(rf"\s*(?:of\s+)?{months}\b|[:/]\d|\s*{any_of(words['clocks'])}(?!\w)|{measure}", re.I)


@cache
def _labelled() -> re.Pattern[str]:
    """Match what stands before a number that is a day of the month, or the name of something."""
    return re.compile(rf"(?<!\w){any_of([*table()['months'], *table()['labels']])}\.?\s*$", re.I)


@cache
def _noun() -> re.Pattern[str]:
    """Match one more word of the counted noun phrase."""
    joint = r"\s+(?:of\s+(?:(?:the|its|his|their)\s+)?)?"
    return re.compile(rf"{joint}((?!{any_of(table()['closing'])}\b)[^\W\d_][\w'’-]*)", re.I)


def _begin(text: str, start: int, least: int) -> int:
    """Return where the words of a bound before a number begin, or the number itself."""
    found = _lead().search(text[max(least, start - 40) : start])
    return max(least, start - 40) + found.start() if found else start


@cache
def _lead() -> re.Pattern[str]:
    bounds = any_of(w for words in table()["bounds"].values() for w in words if w[0].isalpha())
    return re.compile(rf"(?<!\w)(?:{bounds}\s+)+(?:(?:the|another|a|an)\s+)?$", re.I)


def _end(text: str, number: Number) -> int:
    """Return where the noun after a number ends, as far as words alone can tell."""
    end = number.end
    for _ in range(4):
        noun = _noun().match(text, end)
        if not noun:
            break
        end = noun.end()
        if noun[1].lower().endswith("s") or noun[1].lower() in table()["plurals"]:
            break
    return end
