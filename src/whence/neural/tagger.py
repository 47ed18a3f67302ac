"""The door of the package: text in, marks out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np

from whence.neural.decoding import Scores, Tagged, rows, softmax, spans
from whence.neural.labels import CLAIM_TYPES, SOURCE_KINDS, STATUSES, TAGS, TRIGGER_ROLES
from whence.neural.marks import Cue, Mark, Marks, Source, Trigger
from whence.neural.model import Around, Encoded, Model
from whence.neural.vectors import Projection, states
from whence.neural.windows import Window, Words, split, windows
from whence.records import SourceKind, Span, Status

SIZE = 384  # word pieces of a window; BERT's positions end at 512, training windows at 288
CONTEXT = 96  # word pieces that neighbouring windows share
# Words that may stand untagged between two parts of one span, such as a quotation mark
GAPS = {"content": 2, "party": 1, "chain": 1}
# Added to the outside tag of words in other sentences than a trigger's: of gold agents, targets, times and counts 97 in
# 100 stand in its own. Between 1 and 4 the development figures are alike.
FAR = 2.0
DETERMINERS = frozenset({"the", "a", "an"})
LINKS = DETERMINERS | {
    *("of", "in", "from", "by", "to", "with", "for", "at", "on", "and", "or", "that", "which", "who", "as"),
    *(",", ";", ":", ".", "(", "-", "–", "—"),
}
QUOTES = "\"“”„«»'‘’"
PREDICATES = 16  # triggers or cues scored at a time: their scores stay in the processor's cache, and memory is bounded


class Tagger:
    """Marks attributions, entities, toponyms and claims with all that belongs to them."""

    def __init__(
        self, path: Path | None = None, threads: int = 2, projection: Callable[[Scores], list[bytes]] | None = None
    ) -> None:
        """Load the model, see `Model`; `projection` makes vectors of triggers' states, by default a `Projection`."""
        self.model = Model(path, threads)
        self._projection = projection or Projection()

    def mark(self, text: str, triggers: Sequence[Span] | None = None) -> Marks:
        """Return what the model marks in `text`. Every span lies inside the text.

        triggers: what to take for triggers instead of those that the model finds; those without a word are left out.
        """
        words = split(text, self.model.tokenizer)
        given = None if triggers is None else _ranges(words, triggers)
        out = _Collected([], [], [], [])
        for w in windows(words, SIZE, CONTEXT):
            encoded = self.model.encode(words.pieces[w.first : w.last])
            _Reading(self.model, self._projection, text, words, w, encoded).into(out, given)
        return Marks(tuple(out.triggers), tuple(out.cues), tuple(out.entities), tuple(out.toponyms))


@dataclass(frozen=True, slots=True)
class _Collected:
    """The marks found so far."""

    triggers: list[Trigger]
    cues: list[Cue]
    entities: list[Mark]
    toponyms: list[Mark]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One window being read."""

    model: Model
    projection: Callable[[Scores], list[bytes]]
    text: str
    words: Words
    window: Window
    encoded: Encoded

    def into(self, out: _Collected, given: list[tuple[int, int]] | None) -> None:
        """Add the marks whose first word this window owns to `out`."""
        out.entities.extend(self._marks(t, TAGS["entity"]) for t in self._tagged("entity"))
        out.toponyms.extend(self._marks(t, TAGS["toponym"]) for t in self._tagged("toponym"))
        for some in _chunks(self._tagged("trigger") if given is None else self._given(given)):
            out.triggers.extend(self._triggers(some))
        for some in _chunks(self._tagged("cue")):
            out.cues.extend(self._cues(some))

    def _tagged(self, head: str) -> list[Tagged]:
        first, last = self.window.own_first - self.window.first, self.window.own_last - self.window.first
        join = head == "trigger"  # "artillery shelling" is one happening
        found = spans(self.encoded.tags[head], self.model.biases.get(head, 0.0), join=join)
        return [t for t in found if first <= t.first < last]

    def _given(self, triggers: list[tuple[int, int]]) -> list[Tagged]:
        w = self.window
        own = [(first, min(last, w.last)) for first, last in triggers if w.own_first <= first < w.own_last]
        return [Tagged(0, first - w.first, last - w.first, 1.0) for first, last in own]

    def _span(self, t: Tagged) -> Span:
        at = self.words.spans[self.window.first + t.first : self.window.first + t.last]
        return Span(at[0].start, at[-1].end)

    def _marks(self, t: Tagged, labels: tuple[str, ...]) -> Mark:
        return Mark(self._span(t), labels[t.role], t.score)

    def _triggers(self, tagged: list[Tagged]) -> Iterator[Trigger]:
        types, statuses, roles = self.model.roles(self.encoded, [(t.first, t.last) for t in tagged])
        vectors = self.projection(self.states(tagged))
        size = next(iter(roles.tags.values())).shape[1]
        far = np.stack([self._far(t)[a : a + size] for t, a in zip(tagged, roles.first, strict=True)])
        found_by = {group: self._roles(group, roles, far) for group in TRIGGER_ROLES}
        for i, t in enumerate(tagged):
            found = {group: each[i] for group, each in found_by.items()}

            def of(group: str, found: dict[str, list[Tagged]] = found) -> tuple[Mark, ...]:
                return tuple(self._marks(x, TRIGGER_ROLES[group]) for x in found[group])

            yield Trigger(
                span=self._span(t),
                type=CLAIM_TYPES[int(types[i].argmax())],
                status=cast(Status, STATUSES[int(statuses[i].argmax())]),
                score=t.score * float(softmax(types[i]).max()),
                parties=of("party"),
                places=of("place"),
                times=of("time"),
                counts=of("count"),
                sources=tuple(map(self._source, found["chain"])),
                cues=of("cue"),
                vector=vectors[i],
            )

    def states(self, tagged: list[Tagged]) -> Scores:
        """Return the states of triggers of this window, see `vectors.states`."""
        return states(self.encoded.words[0], [(t.first, t.last) for t in tagged], [self._sentence(t) for t in tagged])

    def _far(self, trigger: Tagged) -> Scores:
        """Return what is added to each word's outside tag: other sentences and paragraphs must be surer."""
        out = np.zeros(self.window.last - self.window.first, dtype=np.float32)
        for first, last in (self._sentence(trigger), self._paragraph(trigger)):
            out[:first] += FAR
            out[last:] += FAR
        return out

    def _roles(self, group: str, around: Around, far: Scores) -> list[list[Tagged]]:
        """Return what is tagged in one group of roles, for each trigger."""
        bias = far + self.model.biases.get(f"roles.{group}", 0.0)
        join = group == "chain"  # nobody lists sources without a word between them
        found = rows(around.tags[group], around.first, bias, GAPS.get(group, 0), join=join)
        if group not in {"party", "chain"}:
            return found
        return [[t for t in map(self._trimmed, each) if t] for each in found]

    def _trimmed(self, t: Tagged) -> Tagged | None:
        """Return a noun phrase without the links that it ends or opens with; None where it has nothing else."""
        words = [
            s.of(self.text).lower() for s in self.words.spans[self.window.first + t.first : self.window.first + t.last]
        ]
        last = next((i for i in range(len(words), 0, -1) if words[i - 1] not in LINKS), 0)
        first = next((i for i in range(last) if words[i] not in LINKS - DETERMINERS), last)
        return replace(t, first=t.first + first, last=t.first + last) if first < last else None

    def _sentence(self, t: Tagged) -> tuple[int, int]:
        """Return the first word of the sentence of a span, and the first word after it, counted in the window."""
        word, breaks = self.window.first + t.first, self.words.breaks
        at = bisect_right(breaks, word)
        first = breaks[at - 1] if at else 0
        last = breaks[at] if at < len(breaks) else self.window.last
        return max(0, first - self.window.first), last - self.window.first

    def _paragraph(self, t: Tagged) -> tuple[int, int]:
        """Return the first word of the paragraph of a span, and the first word after it, counted in the window."""
        at, words = self._span(t), self.words.spans[self.window.first : self.window.last]
        opens = self.text.rfind("\n\n", words[0].start, at.start)
        closes = self.text.find("\n\n", at.end, words[-1].end)
        first = bisect_left(words, opens, key=lambda s: s.start) if opens >= 0 else 0
        return first, bisect_left(words, closes, key=lambda s: s.start) if closes >= 0 else len(words)

    def _source(self, t: Tagged) -> Source:
        whole = self._of_whom(t)
        return Source(self._span(whole), TRIGGER_ROLES["chain"][t.role] == "relay", self._kind(t), t.score)

    def _of_whom(self, t: Tagged) -> Tagged:
        """Return a source with the place that says whose it is: "the ministry" of "the ministry of Mali"."""
        words = self.words.spans[self.window.first + t.last : min(self.window.first + t.last + 3, self.window.last)]
        low = [s.of(self.text).lower() for s in words]
        if low[:1] != ["of"]:
            return t
        place = t.last + 1 + (low[1:2] == ["the"])
        places = spans(self.encoded.tags["toponym"], self.model.biases.get("toponym", 0.0))
        found = (p for p in places if p.first == place)
        return next((replace(t, last=p.last) for p in found), t)

    def _kind(self, t: Tagged) -> SourceKind:
        scores = self.encoded.kinds[t.first : t.last].mean(axis=0)
        return cast(SourceKind, SOURCE_KINDS[int(np.argmax(scores))])

    def _cues(self, tagged: list[Tagged]) -> Iterator[Cue]:
        scores = self.model.attributions(self.encoded, [(t.first, t.last) for t in tagged])
        sources, contents = self._parts("source", scores), self._parts("content", scores)
        for t, source, found in zip(tagged, sources, contents, strict=True):
            content = self._near(t, found)
            yield Cue(
                self._span(t),
                t.score,
                tuple(map(self._span, source)),
                self._kind(source[0]) if source else "unknown",
                tuple(map(self._span, content)),
            )

    def _near(self, cue: Tagged, content: list[Tagged]) -> list[Tagged]:
        """Return the parts of a content in its cue's paragraph, and those elsewhere that go on with its quotation."""
        first, last = self._paragraph(cue)
        return [c for c in content if first <= c.first < last or self.text[self._span(c).start] in QUOTES]

    def _parts(self, role: str, around: Around) -> list[list[Tagged]]:
        bias = self.model.biases.get(f"cue.{role}", 0.0)
        return rows(around.tags[role], around.first, bias, GAPS.get(role, 0))


def _ranges(words: Words, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the first word of each span and the first after it; nothing for a span that meets no word."""
    starts, ends = [s.start for s in words.spans], [s.end for s in words.spans]
    at = ((bisect_right(ends, s.start), bisect_left(starts, s.end)) for s in spans)
    return [(first, last) for first, last in at if first < last]


def _chunks(tagged: list[Tagged]) -> Iterator[list[Tagged]]:
    """Yield the spans a bounded number at a time."""
    for at in range(0, len(tagged), PREDICATES):
        yield tagged[at : at + PREDICATES]
