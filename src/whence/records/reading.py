"""What a reading of one report holds; `to_dict` gives the JSON of the contract."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from whence.records.report import Report
from whence.records.span import Span

Status = Literal["happened", "ongoing", "planned", "threatened", "called_for", "conditional", "possible", "denied"]
PlaceRole = Literal["at", "from", "to", "via", "near"]
SourceKind = Literal["person", "organisation", "anonymous", "outlet", "document", "social_media", "witness", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
CountWhat = Literal[
    "killed", "injured", "captured", "missing", "displaced", "evacuated",
    "destroyed", "seized", "participants", "strikes", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, as worded. `within` is the index of the attribution whose content this one stands in."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A named or described thing; labels as re3d has them; `actor` is an id of the register or None."""

    span: Span
    label: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. `kind` says what it is: country, region, district, city, village, water, area …"""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text and the place it stands for; where none is chosen, `reason` says why."""

    span: Span
    place: Place | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 expression. `earliest` and `latest` bound a DATE, TIME or range; None where it has no place in time.

    `value` is "" where none can be worked out, and then `reason` says why.
    """

    span: Span
    type: TimexType
    value: str
    earliest: date | None = None
    latest: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An agent or a target: the words, and the actor of the register they stand for."""

    span: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A place of a claim in its role; `reason` where no place was chosen for the words."""

    span: Span
    role: PlaceRole
    place: Place | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When a claim puts it: the words, the ISO value, and the days it may lie between."""

    span: Span
    value: str
    earliest: date | None
    latest: date | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, of what: `low` and `high` inclusive, None where the words set no bound."""

    span: Span
    low: int | None
    high: int | None
    approx: bool
    what: CountWhat


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain. `span` is None for the printing outlet that the text does not name."""

    span: Span | None
    name: str
    kind: SourceKind
    party: str | None = None


@dataclass(frozen=True, slots=True)
class AcledCode:
    """An ACLED event type and sub-event type (codebook 2023)."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class PloverCode:
    """A PLOVER event and mode; `mode` is None where PLOVER has none for the event."""

    event: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One reported happening or state, with who vouches for it: `chain` runs from the origin outwards."""

    id: str
    type: str
    trigger: Span
    agents: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[ClaimPlace, ...]
    time: ClaimTime | None
    counts: tuple[Count, ...]
    status: Status
    chain: tuple[Link, ...]
    cue: Span | None
    salience: float
    acled: AcledCode | None
    plover: PloverCode | None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one report."""

    report: Report
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    toponyms: tuple[Toponym, ...]
    timexes: tuple[Timex, ...]
    claims: tuple[Claim, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)}


_AS_IS = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """Turn records into what `json.dumps` takes, as the contract has it: a `span` is spread into start and end."""
    kind: Any = type(value)
    if kind in _AS_IS:
        return value
    if kind is Span:
        return {"start": value.start, "end": value.end}
    if kind is Attribution:
        roles = {k: [[s.start, s.end] for s in getattr(value, k)] for k in ("source", "cue", "content")}
        return {**roles, "within": value.within}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if not is_dataclass(value):
        return value
    out: dict[str, Any] = {}
    for name in _names(kind):
        v = getattr(value, name)
        if name == "span":
            out |= {"start": v.start, "end": v.end} if v else {"start": None, "end": None}
        else:
            out[name] = plain(v)
    return out


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields of a record that JSON shows: looking them up anew would take most of the time."""
    return tuple(f.name for f in fields(kind) if f.name != "raw")
