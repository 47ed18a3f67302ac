"""The named features by which a stretch that the gazetteer knows is told to be a place name here."""

from collections.abc import Sequence
from math import log10

import numpy as np

from whence.gazetteer import normal
from whence.places.features import Array
from whence.places.hits import Hit
from whence.places.lexicon import lexicon
from whence.places.pieces import Piece

EVIDENCE: dict[str, str] = {
    "bias": "always 1",
    "country": "a country has the name",
    "region": "a first-level unit has the name",
    "district": "a second-level unit has the name",
    "settlement": "a settlement has the name",
    "area": "an area, water or mountain has the name",
    "demonym": "it is what the people of a country or unit are called",
    "abbreviation": "it is an abbreviation of a unit or country",
    "only_alternate": "it is only another name of its places",
    "population": "how many live in the greatest place of the name, log10 over 7",
    "unlike": "how far the nearest spelling is from the written one",
    "pieces": "how many words the name has, less one",
    "short": "the name has fewer than five letters",
    "lower": "it is written in lower case",
    "upper": "it is written in capitals",
    "starts": "a sentence starts with it",
    "common": "it is a common English word",
    "given": "its first word is a given name",
    "surname": "it is a frequent surname",
    "common_starts": "it is a common English word that starts a sentence",
    "month": "it is the name of a month or day",
    "famous": "it is better known as something else than a place",
    "after_into": "a word such as in, near, from, northern stands before it",
    "after_of": "the word of stands before it",
    "after_the": "the word the stands before it",
    "after_title": "a title such as General or Judge stands before it",
    "after_given": "a given name stands before it",
    "after_capital": "another capitalised word, known for nothing, stands before it",
    "after_comma_hit": "a comma and another known name stand before it",
    "before_comma_hit": "a comma and another known name stand after it",
    "before_unit": "a comma and the name of a unit or country that holds one of its places stand after it",
    "before_capital": "another capitalised word stands after it",
    "before_organisation": "a word such as University or Police stands after it",
    "before_street": "a word such as Street or Road stands after it",
    "before_kind": "a word such as province, city or district stands after it",
    "before_speech": "a word such as said or told stands after it",
    "dateline": "a dash or an agency in brackets stands after it at a line's start",
    "hyphened": "a hyphen ties it to another word",
    "repeated_into": "elsewhere in the report in, near or from stands before the name",
    "repeated_person": "elsewhere in the report a given name or title stands before the name",
    "within": "it is a part of a longer known name",
    "surname_after_given": "it is a frequent surname and a capitalised word stands before it",
}
"""The features, in the order of their values."""
_AT = {name: i for i, name in enumerate(EVIDENCE)}


def evidence(text: str, found: Sequence[Piece], known: Sequence[Hit]) -> Array:
    """Return a row of EVIDENCE values for each hit."""
    out = np.zeros((len(known), len(EVIDENCE)))
    starts, ends = {h.first: h for h in reversed(known)}, {h.last: h for h in reversed(known)}
    rows = [_of(text, found, h, starts, ends) | _kinds(h) for h in known]
    keys = [normal(h.name) for h in known]
    into = {k for k, r in zip(keys, rows, strict=True) if r["after_into"]}
    person = {k for k, r in zip(keys, rows, strict=True) if r["after_given"] or r["after_title"]}
    reach = -1
    for line, hit, key, row in zip(out, known, keys, rows, strict=True):
        row["repeated_into"], row["repeated_person"] = key in into, key in person
        row["within"] = hit.last <= reach
        reach = max(reach, hit.last)
        for name, value in row.items():
            line[_AT[name]] = value
    return out


def _kinds(hit: Hit) -> dict[str, float]:
    """Return what the gazetteer says of the name."""
    kinds = {m.row.place.kind for m in hit.matches if m.role not in ("demonym", "abbreviation")}
    roles = {m.role for m in hit.matches}
    settled = kinds & {"city", "town", "village", "neighbourhood"}
    return {
        "bias": 1,
        "country": "country" in kinds,
        "region": "region" in kinds,
        "district": "district" in kinds,
        "settlement": bool(settled),
        "area": bool(kinds - settled - {"country", "region", "district"}),
        "demonym": "demonym" in roles,
        "abbreviation": "abbreviation" in roles,
        "only_alternate": roles <= {"alternate", "short"},
        "population": log10(1 + max(m.row.population for m in hit.matches)) / 7,
        "unlike": 1 - max(m.likeness for m in hit.matches),
        "pieces": hit.last - hit.first,
        "short": len(hit.name) < 5,
    }


def _of(text: str, found: Sequence[Piece], hit: Hit, starts: dict[int, Hit], ends: dict[int, Hit]) -> dict[str, float]:
    """Return what the words of the hit and its neighbours say."""
    words, classes = lexicon(), lexicon().classes
    first, before, after = found[hit.first], _at(found, hit.first - 1), _at(found, hit.last + 1)
    name = hit.name
    initials = len(name) <= 4 and name.isupper()  # "US" is no "us"
    low = "" if initials else name.lower()
    gap = text[before.end : first.start] if before else "\n"
    tail = text[hit.span.end : hit.span.end + 12]
    close = before is not None and gap.strip() in ("", ".") and "\n" not in gap
    joined = after is not None and after.joins and not tail.startswith(("-", "'", "’"))
    prior, later = (before.lower if close and before else ""), (after.lower if joined and after else "")
    next_hit = starts.get(hit.last + 1) if tail.lstrip(".").startswith((", ", " (")) else None
    last_hit = ends.get(hit.first - 1) if gap == ", " else None
    capital_before = bool(close and before and before.capital and not before.starts)
    return {
        "lower": name.islower(),
        "upper": name.isupper() and len(name) > 3,
        "starts": first.starts,
        "common": low in words.common,
        "given": first.lower in words.given,
        "surname": low in words.surnames,
        "common_starts": first.starts and low in words.common,
        "month": low in classes["months"],
        "famous": low in classes["famous"],
        "after_into": prior in classes["into"],
        "after_of": prior in classes["of"],
        "after_the": prior == "the",
        "after_title": prior in classes["titles"],
        "after_given": prior in words.given,
        "after_capital": capital_before and prior not in words.given and hit.first - 1 not in ends,
        "after_comma_hit": last_hit is not None,
        "before_comma_hit": next_hit is not None,
        "before_unit": next_hit is not None and _holds(next_hit, hit),
        "before_capital": bool(joined and after and after.capital and not after.starts),
        "before_organisation": later in classes["organisations"] and bool(after and after.capital),
        "before_street": later in classes["streets"],
        "before_kind": later in classes["kinds"],
        "before_speech": later in classes["speech"],
        "dateline": first.starts and tail.lstrip(" .").startswith(("—", "–", "-- ", "- ", "(", "— ", ": ")),
        "hyphened": tail[:1] == "-" or gap[-1:] == "-",
        "surname_after_given": low in words.surnames and capital_before,
    }


def _at(found: Sequence[Piece], i: int) -> Piece | None:
    return found[i] if 0 <= i < len(found) else None


def _holds(outer: Hit, inner: Hit) -> bool:
    """Tell whether some place of `outer` is the unit or country of some place of `inner`."""
    numbers = {m.row.number for m in outer.matches}
    countries = {m.row.place.country for m in outer.matches if m.row.place.kind == "country"}
    return any(
        m.row.number not in numbers
        and (m.row.admin1 in numbers or m.row.admin2 in numbers or m.row.place.country in countries)
        for m in inner.matches
    )
