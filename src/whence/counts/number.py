"""Numbers as they are written: 1,200 · 2.5 million · twenty-five · half a million · tens of thousands · 25 lakh."""

import re
from dataclasses import dataclass
from functools import cache

from whence.counts.vocabulary import any_of, table

_FIGURE = re.compile(r"\d{1,3}(?:(?: ?, ?|[ \u00a0\u202f])\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s-]+")
_AND = re.compile(r"[\s-]+(?:and[\s-]+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, its value, and whether it is only a lower bound (`dozens`)."""

    start: int
    end: int
    value: float
    vague: bool = False
    rough: bool = False


def number_at(text: str, at: int) -> Number | None:
    """Return the number that begins at `at`, as long as it can be read, or None where none begins there."""
    return _fraction(text, at) or _vague(text, at) or _figure(text, at) or _written(text, at)


def _word(text: str, at: int) -> tuple[str, int]:
    found = _WORD.match(text, at)
    return (found[0].lower(), found.end()) if found else ("", at)


def _figure(text: str, at: int) -> Number | None:
    """Read digits with their separators, then what multiplies them."""
    found = _FIGURE.match(text, at)
    if not found:
        return None
    digits, end = re.sub(r"\s", "", found[0]), found.end()
    suffix, after = _word(text, end)
    scale = table()["suffixes"].get(suffix)
    if after > end and scale is None:  # 82mm, 5th, 21st: no count
        return None
    multiplier, end = _multiplied(text, end) if scale is None else (scale, after)
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits) and multiplier == 1:
        digits = digits.replace(".", "")
    try:
        return Number(at, end, _exact(float(digits.replace(",", ".")) * multiplier))
    except ValueError:  # dotted like an address or a version
        return None


def _multiplied(text: str, at: int) -> tuple[int, int]:
    """Return the product of the multipliers after `at` ("hundred thousand", "million") and where they end."""
    product, end = 1, at
    while gap := _GAP.match(text, end):
        word, after = _word(text, gap.end())
        if word not in table()["multipliers"]:
            break
        product, end = product * table()["multipliers"][word], after
    return product, end


def _exact(value: float) -> float:
    return round(value) if abs(value - round(value)) < 1e-6 * max(1.0, abs(value)) and value < 1e15 else value


def _written(text: str, at: int) -> Number | None:
    """Read a number in words by the usual sums: units add, hundred multiplies, thousand and above close a group."""
    total, group, end, seen, dozen = 0, 0, at, False, False
    position: int | None = at
    last = 1000
    while position is not None:
        word, after = _word(text, position)
        value, scale = table()["numbers"].get(word), table()["multipliers"].get(word)
        if value is not None and (not seen or value < last) and not (value and last < 20):
            group, last = group + value, value
        elif scale is not None and (seen or word in ("hundred", "thousand", "million", "dozen")):
            dozen = dozen or scale in (12, 20)
            if scale <= 100:
                group, last = max(group, 1) * scale, scale
            else:
                total, group, last = total + max(group, 1) * scale, 0, scale
        elif not seen and word in table()["one"] and _leads_to_scale(text, after):
            group = 1
        else:
            break
        seen, end = True, after
        gap = _AND.match(text, after)
        position = gap.end() if gap else None
    return Number(at, end, total + group, rough=dozen) if seen else None


def _leads_to_scale(text: str, at: int) -> bool:
    gap = _GAP.match(text, at)
    return bool(gap) and _word(text, gap.end())[0] in table()["multipliers"] if gap else False


@cache
def _fractions() -> re.Pattern[str]:
    scale = any_of(table()["multipliers"])
    return re.compile(rf"(?:(half)\s+an?|a\s+(half)|a\s+(quarter)\s+of\s+a|(quarter)\s+of\s+a)[\s-]+({scale})\b", re.I)


def _fraction(text: str, at: int) -> Number | None:
    """Read half or a quarter of a multiplier."""
    found = _fractions().match(text, at)
    if not found:
        return None
    part = 4 if found[3] or found[4] else 2
    scale = table()["multipliers"][found[5].lower()]
    return Number(at, found.end(), scale // part, rough=scale == 12)


@cache
def _vagues() -> re.Pattern[str]:
    vague, scale = any_of(table()["vague"]), any_of(table()["multipliers"])
    return re.compile(
        rf"(?:a\s+)?({vague})(?!\w)((?:\s+(?:of\s+)?(?:{any_of(table()['vague'])}|{scale})(?!\w))*)", re.I
    )


def _vague(text: str, at: int) -> Number | None:
    """Read a word with only a lower bound, and what it multiplies: several, dozens, tens of thousands."""
    found = _vagues().match(text, at)
    if not found or re.search(r"\bas\s+$", text[max(0, at - 9) : at], re.I):  # as many as 20
        return None
    first, scales = re.sub(r"\s+", " ", found[1].lower()), _WORD.findall(found[2].lower())
    scales = [word.removesuffix("s") for word in scales if word != "of"]
    if first in ("few", "many", "handful") and scales:  # a few hundred is hundreds
        first, scales = scales[0] + "s", scales[1:]
    value = table()["vague"].get(first, 3)
    for word in scales:
        value *= table()["multipliers"].get(word, 1)
    return Number(at, found.end(), value, vague=True)
