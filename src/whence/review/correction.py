"""What a person writes into a field of a claim, checked, and made into a value of the contract."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, get_args

from whence.codes import TYPES
from whence.records import ClaimPlace, ClaimTime, Count, Link, Party, Place, Span
from whence.records.reading import CountWhat, PlaceRole, SourceKind, Status
from whence.review.fields import FIELDS, dumps
from whence.review.wording import find
from whence.timex.values import bounds

MOST = 40  # parties, places, counts or links of one claim
_LARGEST = 10**9


class NotACorrectionError(ValueError):
    """What was written cannot stand in the field; the message says why."""


class Lookup(Protocol):
    """Where ids that a person gives are looked up."""

    def actor(self, id: str) -> bool:
        """Tell whether the register has this actor."""

    def place(self, id: str) -> Place | None:
        """Return the place of the gazetteer or the store with this id."""


class Correction:
    """Makes values of fields for one claim.

    A part of the text is given as `{"start", "end"}`, or as `{"words"}`: then the place nearest to the trigger where
    these words stand is meant.
    """

    def __init__(self, text: str, trigger: Span, lookup: Lookup) -> None:
        """Take the report's text and the claim's trigger."""
        self._text, self._near, self._lookup = text, trigger, lookup

    def value(self, field: str, given: Any) -> str:
        """Return the JSON of a field's value. Raises NotACorrectionError."""
        if field not in FIELDS:
            raise NotACorrectionError(f"no field {field!r}; there are {', '.join(FIELDS)}")
        return dumps(self._made(field, given))

    def _made(self, field: str, given: Any) -> Any:
        match field:
            case "trigger":
                return self._span(_mapping(given))
            case "type":
                return _one_of(given, tuple(TYPES), "type")
            case "status":
                return _one_of(given, get_args(Status), "status")
            case "time":
                return None if given is None else self._time(_mapping(given))
        make: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "agents": self._party, "targets": self._party, "places": self._place, "counts": self._count,
            "chain": self._link,
        }  # fmt: skip
        return tuple(make[field](_mapping(one)) for one in _list(given))

    def _span(self, given: Mapping[str, Any]) -> Span:
        start, end, words = given.get("start"), given.get("end"), given.get("words")
        if isinstance(start, int) and isinstance(end, int):
            if not 0 <= start < end <= len(self._text):
                raise NotACorrectionError(f"the text has no characters {start} to {end}")
            return Span(start, end)
        found = find(str(words or ""), self._text, self._near)
        if found is None:
            raise NotACorrectionError(f"the report does not have the words “{words or ''}”")
        return found

    def _actor(self, given: Any) -> str | None:
        if given in (None, ""):
            return None
        if not isinstance(given, str) or not self._lookup.actor(given):
            raise NotACorrectionError(f"the register has no actor {given!r}")
        return given

    def _party(self, given: Mapping[str, Any]) -> Party:
        return Party(self._span(given), self._actor(given.get("actor")))

    def _place(self, given: Mapping[str, Any]) -> ClaimPlace:
        role = _one_of(given.get("role", "at"), get_args(PlaceRole), "role")
        id = given.get("place")
        if id in (None, ""):
            return ClaimPlace(self._span(given), role, None, "not_in_gazetteer")
        place = self._lookup.place(id) if isinstance(id, str) else None
        if place is None:
            raise NotACorrectionError(f"no place {id!r} in the gazetteer")
        return ClaimPlace(self._span(given), role, place)

    def _time(self, given: Mapping[str, Any]) -> ClaimTime:
        value = given.get("value") or ""
        if value == "":
            return ClaimTime(self._span(given), "", None, None, "not_understood")
        between = _bounds(value) if isinstance(value, str) else None
        if between is None:
            raise NotACorrectionError(f"{value!r} is no time: write 2017-05-25, 2017-05, 2017, 2017-SU, or first/last")
        return ClaimTime(self._span(given), value, *between)

    def _count(self, given: Mapping[str, Any]) -> Count:
        low, high = _number(given.get("low")), _number(given.get("high"))
        if low is None and high is None:
            raise NotACorrectionError("a count has a lower bound, an upper one, or both")
        if low is not None and high is not None and low > high:
            raise NotACorrectionError(f"{low} is more than {high}")
        what = _one_of(given.get("what"), get_args(CountWhat), "what is counted")
        return Count(self._span(given), low, high, bool(given.get("approx", False)), what)

    def _link(self, given: Mapping[str, Any]) -> Link:
        kind = _one_of(given.get("kind"), get_args(SourceKind), "kind of source")
        named = any(given.get(k) not in (None, "") for k in ("start", "end", "words"))
        span = self._span(given) if named else None
        name = given.get("name") or (span.of(self._text) if span else "")
        if not isinstance(name, str) or not name.strip() or len(name) > 1000:
            raise NotACorrectionError("a source has a name, as the report words it")
        return Link(span, name, kind, self._actor(given.get("party")))


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        return bounds(value)
    except (ValueError, OverflowError):
        return None


def _one_of(given: Any, known: Sequence[str], what: str) -> Any:
    if not isinstance(given, str) or given not in known:
        raise NotACorrectionError(f"{given!r} is no {what}; there are {', '.join(known)}")
    return given


def _mapping(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise NotACorrectionError(f"an object is wanted, not {given!r}")
    return given


def _list(given: Any) -> Sequence[Any]:
    if not isinstance(given, list | tuple) or len(given) > MOST:
        raise NotACorrectionError(f"a list of at most {MOST} is wanted")
    return given


def _number(given: Any) -> int | None:
    if given in (None, ""):
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= _LARGEST:
        raise NotACorrectionError(f"{given!r} is no number of people or things")
    return given
