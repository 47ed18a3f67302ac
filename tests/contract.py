"""The contract of `whence read --json`, in a form that a line of output can be held against."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


def matches(pattern: str) -> Callable[[Any], bool]:
    """Return a check for strings that `pattern` describes wholly."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


@dataclass(frozen=True)
class Maybe:
    """What `shape` describes, or null."""

    shape: Any


DAY = matches(r"\d{4}-\d\d-\d\d")
WORD = matches(r"[a-z][a-z_]*")
SPANS = [lambda v: isinstance(v, list) and len(v) == 2 and all(type(i) is int for i in v)]
SPAN = {"start": int, "end": int}
ACTOR = {**SPAN, "actor": Maybe(str)}
PLACE = Maybe({"id": str, "name": str, "lat": float, "lon": float, "country": Maybe(matches("[A-Z]{2}")), "kind": WORD})
STATUSES = {"happened", "ongoing", "planned", "threatened", "called_for", "conditional", "possible", "denied"}
KINDS = {"person", "organisation", "anonymous", "outlet", "document", "social_media", "witness", "unknown"}
COUNTED = {
    "killed", "injured", "captured", "missing", "displaced", "evacuated",
    "destroyed", "seized", "participants", "strikes", "other",
}  # fmt: skip

CLAIM = {
    "id": str,
    "type": WORD,
    "trigger": SPAN,
    "agents": [ACTOR],
    "targets": [ACTOR],
    "places": [{**SPAN, "role": {"at", "from", "to", "via", "near"}, "place": PLACE}],
    "time": Maybe({**SPAN, "value": str, "earliest": Maybe(DAY), "latest": Maybe(DAY)}),
    "counts": [{**SPAN, "low": Maybe(int), "high": Maybe(int), "approx": bool, "what": COUNTED}],
    "status": STATUSES,
    "chain": [{"start": Maybe(int), "end": Maybe(int), "name": str, "kind": KINDS, "party": Maybe(str)}],
    "cue": Maybe(SPAN),
    "salience": lambda v: isinstance(v, int | float) and 0 <= v <= 1,
    "acled": Maybe({"event_type": str, "sub_event_type": str}),
    "plover": Maybe({"event": str, "mode": Maybe(str)}),
    "event": Maybe(str),
}
READING = {
    "report": {
        "id": str,
        "sha256": matches("[0-9a-f]{64}"),
        "title": str,
        "outlet": str,
        "published": Maybe(DAY),
        "url": Maybe(str),
        "language": matches("[a-z]{2}"),
        "text": str,
    },
    "attributions": [{"source": SPANS, "cue": SPANS, "content": SPANS, "within": Maybe(int)}],
    "entities": [{**ACTOR, "label": str}],
    "toponyms": [{**SPAN, "place": PLACE, "reason": Maybe(WORD)}],
    "timexes": [{**SPAN, "type": {"DATE", "TIME", "DURATION", "SET"}, "value": str}],
    "claims": [CLAIM],
}


def breaches(reading: dict[str, Any]) -> list[str]:
    """Return where a reading breaks the contract, in words; an empty list where it keeps it."""
    found = list(_misshapen(reading, READING, "reading"))
    if found:
        return found
    size = len(reading["report"]["text"])
    found += [f"{s}:{e} lies outside the text" for s, e in _spans(reading) if not 0 <= s < e <= size]
    found += [f"no place and no reason: {t}" for t in reading["toponyms"] if (t["place"] is None) != bool(t["reason"])]
    ids = [c["id"] for c in reading["claims"]]
    return found + [f"claim id {i} is given twice" for i in set(ids) if ids.count(i) > 1]


def _misshapen(value: Any, shape: Any, path: str) -> Iterator[str]:
    if isinstance(shape, Maybe):
        if value is not None:
            yield from _misshapen(value, shape.shape, path)
    elif isinstance(shape, dict) and isinstance(value, dict):
        yield from (f"{path}.{name} is missing" for name in shape.keys() - value.keys())
        for name in shape.keys() & value.keys():
            yield from _misshapen(value[name], shape[name], f"{path}.{name}")
    elif isinstance(shape, list) and isinstance(value, list):
        for n, item in enumerate(value):
            yield from _misshapen(item, shape[0], f"{path}[{n}]")
    elif not _fits(value, shape):
        yield f"{path} is {value!r}"


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, type):
        return type(value) is shape
    if isinstance(shape, set):
        return value in shape
    return bool(callable(shape) and shape(value))


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """Yield every span anywhere in a reading."""
    if isinstance(value, dict):
        if value.get("start") is not None:
            yield value["start"], value["end"]
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(i) is int for i in value):
            yield value[0], value[1]
        else:
            for part in value:
                yield from _spans(part)
