"""Records to JSON and back, in the contract's form: a field named `span` is spread into start and end."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from whence.records import Span
from whence.records.reading import plain

SPANS = ("attributions", "entities", "toponyms", "timexes")  # what of a reading has no table of its own
Record = TypeVar("Record")
_Decoder = Callable[[Any], Any]


def dumps(record: Any) -> str:
    """Return the JSON of a record; all of it is ASCII, so that any database can hold any text."""
    return json.dumps(plain(record), separators=(",", ":"), allow_nan=False)


def loads(kind: type[Record], data: str) -> Record:
    """Return the record that `dumps` made `data` of."""
    record: Record = _decoder(cast(Hashable, kind))(json.loads(data))
    return record


@cache
def _decoder(kind: Hashable) -> _Decoder:
    """Return the function that makes a `kind` of plain JSON."""
    if kind is Span:
        return lambda v: Span(*v) if isinstance(v, list) else Span(v["start"], v["end"])
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        inner = _decoder(next(k for k in get_args(kind) if k is not NoneType))
        return lambda v: None if v is None else inner(v)
    if kind in (str, int, float, bool) or get_origin(kind) is Literal:
        return lambda v: v
    raise TypeError(f"no way to read a {kind} from JSON")


def _tuple(kinds: tuple[Any, ...]) -> _Decoder:
    decoders = [_decoder(k) for k in kinds if k is not Ellipsis]
    if kinds[-1] is Ellipsis:
        one = decoders[0]
        return lambda v: tuple([one(x) for x in v])
    return lambda v: tuple([d(x) for d, x in zip(decoders, v, strict=True)])


def _dataclass(kind: type[Any]) -> _Decoder:
    hints = get_type_hints(kind)
    parts = [(f.name, _decoder(hints[f.name])) for f in fields(kind) if f.name != "span"]
    spread = "span" in hints

    def decode(data: Mapping[str, Any]) -> Any:
        values = {name: read(data[name]) for name, read in parts if name in data}
        if spread:
            values["span"] = None if data["start"] is None else Span(data["start"], data["end"])
        return kind(**values)

    return decode
