"""The records that flow through Whence: frozen, slotted, in the terms of the contract."""

from whence.records.reading import (
    AcledCode,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    CountWhat,
    Entity,
    Link,
    Party,
    Place,
    PlaceRole,
    PloverCode,
    Reading,
    SourceKind,
    Status,
    Timex,
    TimexType,
    Toponym,
)
from whence.records.report import Report
from whence.records.span import Span
from whence.records.spans import Spans

__all__ = [
    "AcledCode",
    "Attribution",
    "Claim",
    "ClaimPlace",
    "ClaimTime",
    "Count",
    "CountWhat",
    "Entity",
    "Link",
    "Party",
    "Place",
    "PlaceRole",
    "PloverCode",
    "Reading",
    "Report",
    "SourceKind",
    "Span",
    "Spans",
    "Status",
    "Timex",
    "TimexType",
    "Toponym",
]
