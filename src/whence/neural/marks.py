"""What the reader model marks in a text, before anything is made of it."""

from dataclasses import dataclass

from whence.records import SourceKind, Span, Status


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span, its label, and how sure the model is (0 to 1)."""

    span: Span
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """A span that the model takes for a source, and what kind of source it is."""

    span: Span
    relay: bool
    kind: SourceKind
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that evoke a happening, what happened, and what belongs to it.

    `parties` are labelled agents or targets, `places` by their role, `counts` by what is counted. `vector` is what
    linking compares, see `vectors`.
    """

    span: Span
    type: str
    status: Status
    score: float
    parties: tuple[Mark, ...]
    places: tuple[Mark, ...]
    times: tuple[Mark, ...]
    counts: tuple[Mark, ...]
    sources: tuple[Source, ...]
    cues: tuple[Mark, ...]
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say that somebody says something, the source (and its kind) and the content."""

    span: Span
    score: float
    source: tuple[Span, ...]
    kind: SourceKind
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the model marked in one text, each list in the order of the text."""

    triggers: tuple[Trigger, ...]
    cues: tuple[Cue, ...]
    entities: tuple[Mark, ...]
    toponyms: tuple[Mark, ...]
