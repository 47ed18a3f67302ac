"""The voices of a report: which source mentions are one source, and its fullest name.

"The source added" and "said the Agency interlocutor" stand for "a source in the Russian defense Ministry"; who relays
an unnamed source relays it wherever it speaks.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whence.compose.introductions import introductions
from whence.compose.material import Material
from whence.compose.vouching import sayings
from whence.compose.words import vocabulary
from whence.neural import Source, Trigger
from whence.records import Link, SourceKind, Span

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"\b(?:an?|the)\s$", re.I)
REMEMBERED = 100  # voices back to which a mention may point
FULLEST = 25  # words; a longer "name" is a sentence that the model took for one


@dataclass(slots=True)
class Voice:
    """One source, with what its mentions have told of it so far."""

    kind: SourceKind
    words: set[str]
    actor: str | None
    name: Span
    relays: list["Voice"] = field(default_factory=list)


class Voices:
    """All voices of one report."""

    def __init__(self, triggers: Sequence[Trigger], material: Material) -> None:
        """Sort the sources of all triggers and of all cues of saying into voices, in the order of the text."""
        self._material = material
        self._of: dict[Span, Voice] = {}
        text = material.report.text
        told = [Source(s, False, c.kind, c.score) for c in sayings(material.marks.cues, text) for s in c.source]
        named = [Source(s, False, "anonymous", 0.0) for s in introductions(text, material.marks.entities)]
        found: dict[Span, Source] = {}
        for s in (*(s for t in triggers for s in t.sources), *told, *named):
            if s.span not in found or s.score > found[s.span].score:
                found[s.span] = s
        voices: list[Voice] = []
        for span in sorted(found):
            self._of[span] = self._join(material.whole(span), self._kind(found[span]), voices)
        for trigger in triggers:
            self._relay(trigger.sources)

    def link(self, span: Span) -> Link:
        """Return a source mention as a link of a chain, under its fullest name."""
        voice = self._of[span]
        return Link(span, self._material.words(self._with_article(voice.name)), voice.kind, voice.actor)

    def _with_article(self, name: Span) -> Span:
        """Return a name with the article before it, which heads leave out now and then."""
        article = _ARTICLE.search(self._material.report.text, max(0, name.start - 5), name.start)
        return Span(article.start(), name.end) if article else name

    def are_one(self, a: Span, b: Span) -> bool:
        """Tell whether two source mentions are one voice."""
        return self._of[a] is self._of[b]

    def relays(self, span: Span) -> list[Span]:
        """Return who relays this source elsewhere in the report, by their fullest mention.

        Only for unnamed sources: nobody else can have heard them. A person may speak to one agency and then to all.
        """
        voice = self._of[span]
        return [r.name for r in voice.relays] if voice.kind == "anonymous" else []

    def _relay(self, sources: Iterable[Source]) -> None:
        origins = [s for s in sources if not s.relay]
        for relay in (s for s in sources if s.relay):
            voice = self._of[relay.span]
            for origin in origins:
                known = self._of[origin.span].relays
                if voice is not self._of[origin.span] and not any(voice is k for k in known):
                    known.append(voice)

    def _kind(self, source: Source) -> SourceKind:
        """Return what kind of source it is; an interlocutor of an agency is no agency."""
        words = set(_words(source.span.of(self._material.report.text))[:4])
        return "anonymous" if source.kind == "outlet" and words & vocabulary().spokesmen else source.kind

    def _join(self, span: Span, kind: SourceKind, voices: list[Voice]) -> Voice:
        """Add a mention to the voice it belongs to, or open a new one."""
        words, actor = _words(span.of(self._material.report.text)), self._material.actors.get(span)
        first, back, spoke, scored = max(0, len(voices) - REMEMBERED), 0, 0, []
        for i in range(len(voices) - 1, first - 1, -1):
            if (voices[i].kind == "outlet") is (kind == "outlet"):
                back += 1
                spoke += bool(voices[i].words & vocabulary().speakers)
                scored.append((self._fit(words, kind, actor, voices[i], back, spoke), i))
        best = max(scored, default=(0.0, -1))
        if best[0] < 1.0:
            voice = Voice(kind, set(words), actor, span)
            voices.append(voice)
            return voice
        voice = voices[best[1]]
        voices.append(voices.pop(best[1]))  # the last to speak is the likeliest to go on
        voice.actor = voice.actor or actor
        if _weight(words) > _weight(_words(voice.name.of(self._material.report.text))) and len(words) <= FULLEST:
            voice.name, voice.kind = span, kind
        voice.words |= set(words)
        return voice

    def _fit(self, words: list[str], kind: SourceKind, actor: str | None, voice: Voice, back: int, spoke: int) -> float:
        """Score how well a mention fits a voice that spoke `back` voices ago; 1 is enough.

        Outlets and other voices are counted apart; `spoke` counts those called spokesman, source and the like.
        """
        v = vocabulary()
        near = 0.5 ** (back - 1)
        content = [w for w in words if w not in v.empty and w not in v.determiners]
        if kind == "unknown" or voice.kind == "unknown":
            return 2.0 * (kind == voice.kind and set(content) == voice.words)
        if not content:
            return near * 1.2 * _pronoun(set(words), voice)
        if set(content) <= voice.words:  # the same words, or fewer of them: a surname, "the ministry"
            indefinite = words[0] in {"a", "an", "another", "some", "one"}
            return 0.0 if indefinite and len(content) < 3 else 1.5 + near
        if actor is not None and actor == voice.actor and kind == voice.kind:
            return 1.2 + near
        if kind == "outlet":
            return 1.1 * near * (set(content) <= v.media and words[0] in v.determiners)
        head = content[-1] in v.speakers or content[0] in v.speakers
        points_back = words[0] in {"the", "this", "that"} or len(words) == 1
        if head and points_back and len(content) <= 2 and voice.words & v.speakers:
            return 1.1 * 0.5 ** (spoke - 1)
        return 0.0


def _pronoun(words: set[str], voice: Voice) -> float:
    """Tell whether a mention without a noun can stand for a voice."""
    v = vocabulary()
    if words & v.he:
        return float(voice.kind in {"person", "anonymous", "witness"})
    if words & v.they:
        return float(voice.kind in {"organisation", "anonymous", "witness", "document"})
    return float(bool(words & v.it) and voice.kind in {"organisation", "outlet", "document"})


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def _weight(words: list[str]) -> int:
    """Return how much a wording says: its words that are no determiners or pronouns."""
    v = vocabulary()
    return sum(w not in v.empty and w not in v.determiners for w in words)
