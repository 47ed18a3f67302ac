"""A claim as a form, and a form as what a person corrects in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException

from whence.desk.desk import Desk
from whence.desk.naming import actor
from whence.desk.rendering import words
from whence.records import Claim, Place, Span
from whence.review import NotACorrectionError
from whence.review.correction import Correction
from whence.review.fields import FIELDS, dumps

BY_NAME = "?"
"""What stands for "the place that goes by this name"."""
_BLANK = {"agents": 1, "targets": 1, "places": 1, "counts": 1, "chain": 1}  # empty rows to add to
_ROWS = tuple(_BLANK)
_EMPTY: dict[str, Any] = {
    "actor": "", "role": "at", "place": "", "low": None, "high": None, "approx": False, "what": "killed", "name": "",
    "kind": "organisation", "party": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form: the words, where they stand, and what else there is to say, by name."""

    words: str
    start: int | None
    end: int | None
    more: Mapping[str, Any]
    choices: tuple[Place, ...] = ()


def rows(claim: Claim, text: str, desk: Desk) -> dict[str, list[Row]]:
    """Return the rows of each part of a claim, with empty ones to add to."""
    out: dict[str, list[Row]] = {
        "agents": [_row(p.span, text, actor=p.actor or "") for p in claim.agents],
        "targets": [_row(p.span, text, actor=p.actor or "") for p in claim.targets],
        "places": [_place(p, text, desk) for p in claim.places],
        "counts": [_row(c.span, text, low=c.low, high=c.high, approx=c.approx, what=c.what) for c in claim.counts],
        "chain": [_row(x.span, text, name=x.name, kind=x.kind, party=x.party or "") for x in claim.chain],
    }
    for part, number in _BLANK.items():
        out[part] += [Row("", None, None, _EMPTY) for _ in range(number)]
    return out


def _row(span: Span | None, text: str, **more: Any) -> Row:
    if span is None:
        return Row("", None, None, {**_EMPTY, **more})
    return Row(span.of(text), span.start, span.end, {**_EMPTY, **more})


def _place(one: Any, text: str, desk: Desk) -> Row:
    said = one.span.of(text)
    choices = tuple(dict.fromkeys((*((one.place,) if one.place else ()), *desk.review.places(said))))
    return Row(
        said, one.span.start, one.span.end, {"role": one.role, "place": one.place.id if one.place else ""}, choices
    )


def changes(form: Mapping[str, Any], claim: Claim, text: str, desk: Desk) -> Iterator[tuple[str, Any]]:
    """Yield the fields that a form changes, each with what is given for it. Raises NotACorrectionError."""
    correction = Correction(text, claim.trigger, desk.review)
    given: dict[str, Any] = {
        "trigger": _span(form, "trigger"), "type": form.get("type"), "status": form.get("status"),
        "time": _time(form), **{part: list(_parts(form, part, desk)) for part in _ROWS},
    }  # fmt: skip
    names = {words(link.name): link.name for link in claim.chain}  # a form shows what is hidden in them
    for link in given["chain"]:
        link["name"] = names.get(link["name"], link["name"])
    for field in FIELDS:
        if f"{field}-shown" in form and correction.value(field, given[field]) != _plain(field, claim):
            yield field, given[field]


def _plain(field: str, claim: Claim) -> str:
    return dumps(getattr(claim, field))


def _parts(form: Mapping[str, Any], part: str, desk: Desk) -> Iterator[dict[str, Any]]:
    for i in range(40):
        at = f"{part}-{i}"
        if f"{at}-words" not in form:
            return
        span = _span(form, at)
        named = part == "chain" and _word(form, f"{at}-name")
        if span or named:
            yield span | _ROWED[part](form, at, desk, span)


def _party(form: Mapping[str, Any], at: str, desk: Desk, _: Any) -> dict[str, Any]:
    return {"actor": _actor(_word(form, f"{at}-actor"), desk)}


def _placed(form: Mapping[str, Any], at: str, desk: Desk, span: Mapping[str, Any]) -> dict[str, Any]:
    place = _word(form, f"{at}-place")
    if place == BY_NAME:
        found = desk.review.places(str(span.get("words") or _word(form, f"{at}-words")))
        place = found[0].id if found else ""
    return {"role": _word(form, f"{at}-role") or "at", "place": place or None}


def _counted(form: Mapping[str, Any], at: str, _desk: Desk, _: Any) -> dict[str, Any]:
    bounds = {k: _number(_word(form, f"{at}-{k}")) for k in ("low", "high")}
    return {**bounds, "approx": f"{at}-approx" in form, "what": _word(form, f"{at}-what") or "other"}


def _linked(form: Mapping[str, Any], at: str, desk: Desk, _: Any) -> dict[str, Any]:
    party = _actor(_word(form, f"{at}-party"), desk)
    return {"name": _word(form, f"{at}-name"), "kind": _word(form, f"{at}-kind") or "organisation", "party": party}


_ROWED = {"agents": _party, "targets": _party, "places": _placed, "counts": _counted, "chain": _linked}


def _time(form: Mapping[str, Any]) -> dict[str, Any] | None:
    span = _span(form, "time")
    return span | {"value": _word(form, "time-value")} if span else None


def _span(form: Mapping[str, Any], at: str) -> dict[str, Any]:
    """Return the words of a row; where they are those that stood there before, the place that they have in the text."""
    said, was = _word(form, f"{at}-words"), _word(form, f"{at}-was")
    start, end = (_number(_word(form, f"{at}-{k}")) for k in ("start", "end"))
    if said and said == was and start is not None and end is not None:
        return {"start": start, "end": end}
    return {"words": said} if said else {}


def _word(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def _number(said: str) -> int | None:
    if not said:
        return None
    if not said.isascii() or not said.isdigit() or len(said) > 12:
        raise NotACorrectionError(f"“{said}” is no number")
    return int(said)


def _actor(name: str, desk: Desk) -> str | None:
    if not name:
        return None
    try:
        return actor(desk, name)
    except HTTPException as error:
        raise NotACorrectionError(f"the register has no actor “{name}”") from error
