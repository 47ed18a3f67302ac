"""The report's text with the spans of its reading marked in it."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from whence.records import Claim, Reading, Span
from whence.view.harmless import harmless
from whence.view.theme import MARKS, STYLES, Kind

Marked = tuple[Span, Kind]


def spans(reading: Reading) -> list[Marked]:
    """Return every span to be marked, the kinds that are drawn first first; overlapping ones of a kind are joined."""
    by_kind: dict[Kind, set[Span]] = {kind: set() for kind in STYLES}
    for span, kind in _spans(reading):
        by_kind[kind].add(span)
    # triggers stay apart: each carries the numbers of its claims
    return [(s, k) for k, some in by_kind.items() for s in (sorted(some) if k == "trigger" else _joined(some))]


def coloured(reading: Reading, numbers: Mapping[str, int]) -> Text:
    """Return the text with styles on its spans and, after each trigger, the number of its claim."""
    text = Text(harmless(reading.report.text))
    for span, kind in spans(reading):
        text.stylize(kind, span.start, span.end)
    notes = _notes(reading, numbers)
    pieces = text.divide([trigger.end for trigger, _ in notes])
    added = [Text(note, style="trigger") for _, note in notes]
    return Text().join([part for pair in zip(pieces, [*added, Text()], strict=True) for part in pair])


def plain(reading: Reading, numbers: Mapping[str, int]) -> Text:
    """Return the text with its spans between marks, for paper, pipes and terminals without colour."""
    notes = dict(_notes(reading, numbers))
    inserts = []
    for depth, (span, kind) in enumerate(spans(reading)):
        before, after = MARKS[kind]
        note = notes.get(span, "") if kind == "trigger" else ""
        length = span.end - span.start
        # sorted: at one place what was opened last closes first, and closes before the next opens, longest first
        inserts += [(span.start, 1, -length, depth, before), (span.end, 0, length, -depth, after + note)]
    out, done, text = [], 0, harmless(reading.report.text)
    for at, *_, mark in sorted(inserts):
        out += [text[done:at], mark]
        done = at
    return Text("".join([*out, text[done:]]))


def _spans(reading: Reading) -> Iterator[Marked]:
    for a in reading.attributions:
        yield from ((s, "source") for s in a.source)
        yield from ((s, "cue") for s in a.cue)
        yield from ((s, "content") for s in a.content)
    yield from ((e.span, "actor") for e in reading.entities if e.actor)
    yield from ((t.span, "place") for t in reading.toponyms)
    yield from ((t.span, "time") for t in reading.timexes)
    for c in reading.claims:
        yield c.trigger, "trigger"
        yield from ((p.span, "actor") for p in (*c.agents, *c.targets))


def _joined(spans: set[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and out[-1].overlaps(span):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _notes(reading: Reading, numbers: Mapping[str, int]) -> list[tuple[Span, str]]:
    """Return each trigger with the numbers of its claims, by where it ends; triggers with one end share a note."""
    at: dict[int, list[Claim]] = {}
    for claim in reading.claims:
        at.setdefault(claim.trigger.end, []).append(claim)
    return [
        (max(c.trigger for c in claims), f"[{','.join(sorted((str(numbers[c.id]) for c in claims), key=int))}]")
        for _, claims in sorted(at.items())
    ]
