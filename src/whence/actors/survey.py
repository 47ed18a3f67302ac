"""One report under linking: its names, its voices, and the words that point back at them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from whence.actors.focus import Focus, armed_side, codes
from whence.actors.lexicon import Case, Hit, Lexicon
from whence.actors.phrase import NONE, Meaning, Phrase
from whence.actors.reference import Memory, Voice
from whence.actors.register import Register
from whence.actors.tokens import Token, tokenize
from whence.actors.words import Words
from whence.records import Span

_ACRONYM = re.compile(r"\s*\(\s*([A-Z][\w-]{1,9})\s*\)")
# A capital inside a sentence; a text of some length without any has lost them.
_INNER, _LONG = re.compile(r"[a-z0-9,;] [A-Z]"), 300
_UPPER, _LOWER = re.compile(r"[A-Z]"), re.compile(r"[a-z]")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
# An organ named within so many characters is the one meant next.
_NEAR = 400
# Words of these meanings may yet be a name the text has introduced.
_OPEN = frozenset({"none", "back", "organ"})
_PLACES = frozenset({"Location"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "gen", "col", "maj", "lt", "capt", "sgt"})


class Mention(NamedTuple):
    """A stretch of text that may stand for an actor; `label` as the tagger has it (re3d's labels), or None."""

    span: Span
    label: str | None = None


class Tools(NamedTuple):
    """What every report is read with."""

    register: Register
    lexicon: Lexicon
    words: Words
    back: Mapping[str, Any]
    people: Mapping[str, Any]

    @classmethod
    def of(cls, register: Register) -> "Tools":
        """Index the register and its vocabularies."""
        words, communities = register.vocabularies["words"], register.vocabularies["communities"]
        return cls(register, Lexicon(register), Words(register), words["back"], communities["actors"])


class Survey:
    """One report under linking: what it names, who spoke, which state it is about."""

    def __init__(self, tools: Tools, text: str, places: Iterable[Any]) -> None:
        """Find every name in the text, and weigh its states."""
        self.tools, self.text = tools, text
        self.tokens = tokenize(text, tools.register.fold)
        self.starts = [t.start for t in self.tokens]
        self.case = _case(text)
        self.local: dict[str, str] = {}
        self.read: dict[Span, tuple[Phrase, Meaning]] = {}
        hits = tools.lexicon.find(self.tokens, self.case)
        self.focus = Focus(tools.register, hits, self.tokens, codes(places))
        self.memory = Memory(tools.register)
        whole = Phrase(text, self.tokens, tools.lexicon, tools.words, self.case, hits)
        for hit in whole.hits:
            id = self._one(hit.of("actor"))
            if id:
                self.memory.name(id, self.tokens[hit.start].start, read=False)
                self._acronym(self.tokens[hit.end - 1].end, id)
                self._part(hit, id)

    def read_all(self, mentions: Sequence[Mention]) -> None:
        """Read every mention by itself, so that a headline's "the ministry" may find the one named below it."""
        for mention in mentions:
            tokens = self._within(mention.span)
            phrase = Phrase(self.text, tokens, self.tools.lexicon, self.tools.words, self.case)
            meaning = phrase.meaning() if tokens else NONE
            self.read[mention.span] = phrase, meaning
            if meaning.kind == "actor" and "." in meaning.ids[0]:
                self.memory.organs.add(meaning.ids[0])

    def resolve(self, mention: Mention) -> str | None:
        """Return the actor of one mention, and remember it for those after."""
        tokens = self._within(mention.span)
        if not tokens:
            return None
        phrase, meaning = self.read[mention.span]
        id = self._local(tokens) if meaning.kind in _OPEN else None
        id = id or self._decide(meaning, tokens, mention)
        if id is None and meaning.kind == "none" and self._is_name(tokens):
            id = self._apposed(tokens)
        self._remember(id, tokens, phrase, mention)
        return id

    def _within(self, span: Span) -> list[Token]:
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return self.tokens[first:last]

    def _decide(self, meaning: Meaning, tokens: list[Token], mention: Mention) -> str | None:
        """Turn what a phrase means into one actor."""
        if meaning.kind == "state":
            return None if mention.label in _PLACES else meaning.ids[0]
        if meaning.kind == "actor":
            return self._one(meaning.ids)
        if meaning.kind == "community":
            return self._armed(meaning.ids[0], meaning.ids[1:], tokens[0].start)
        if meaning.kind == "organ":
            return self._of_focus(meaning.ids[0], tokens[0].start)
        return self._back(meaning.ids, tokens) if meaning.kind == "back" else None

    def _one(self, ids: tuple[str, ...]) -> str | None:
        """Choose among actors of one name: the one already named, or whose country the report is about."""
        known = [id for id in ids if id in self.tools.register]
        if len(known) <= 1:
            return known[0] if known else None
        weigh = {id: sum(self.focus.weight(c) for c in self.tools.register[id].country) for id in known}
        ranked = sorted(known, key=lambda id: -weigh[id])
        return ranked[0] if weigh[ranked[0]] > weigh[ranked[1]] else None

    def _armed(self, people: str, states: tuple[str, ...], at: int) -> str | None:
        """Return the armed side of a people: one named in the report, else the one of the state it is about."""
        row = self.tools.people[people]
        arms = set(row["arms"].values())
        family = self.memory.last(lambda id: not arms.isdisjoint((id, *self.tools.register.ancestors(id))), at)
        state = self.focus.state()
        if states or not family:
            return armed_side(row, states or ([state] if state else []))
        return family.actor

    def _of_focus(self, organ: str, at: int) -> str | None:
        """Return the organ of the state whose organ of that kind was named last, else of the report's state."""
        near = self.memory.latest(organ, at)
        far = self.memory.only(organ)
        ministry = self.tools.register.vocabularies["organs"][organ]["kind"] == "ministry"
        if near and (ministry or at - near.at < _NEAR):
            return near.actor
        state = self.focus.state()
        focal = f"{state}.{organ}" if state else None
        return (far or focal) if ministry else (focal or far)

    def _back(self, classes: tuple[str, ...], tokens: list[Token]) -> str | None:
        """Resolve words that point back; where nothing fits, an organ of the state the report is about."""
        at = tokens[0].start
        rows = [self.tools.back[c] for c in classes if not c.startswith("organ:")]
        definite = tokens[0].fold in _DEFINITE or (len(tokens) == 1 and rows[0]["number"] != "many")
        if all(r["number"] == "person" for r in rows):
            return self.memory.speaker(frozenset(t.fold for t in tokens), at)
        many = not definite and tokens[-1].fold in self.tools.words.many
        id = None if many else self.memory.resolve(rows, at, definite, self._next(tokens) in self.tools.words.says)
        organs = [c.partition(":")[2] for c in classes if c.startswith("organ:")]
        return id or next((self._of_focus(o, at) for o in organs), None)

    def _remember(self, id: str | None, tokens: list[Token], phrase: Phrase, mention: Mention) -> None:
        """Keep a mention for those that point back at it."""
        at = tokens[0].start
        words = frozenset(t.fold for t in tokens)
        if id is not None:
            self.memory.name(id, at, read=True)
            self._acronym(mention.span.end, id)
        roles = self.tools.words
        named = any(h.of("leader") for h in phrase.hits)
        if named or mention.label == "Person" or words & (roles.speakers | roles.nobody):
            self.memory.voices.append(Voice(id, words & roles.speakers, at, self._leads(at)))
        if id is not None and len(tokens) > 2 and words & roles.roles | {h for h in phrase.hits if h.of("leader")}:
            self._surname(id, tokens, phrase)

    def _surname(self, id: str, tokens: list[Token], phrase: Phrase) -> None:
        """Let the surname at the end of "ministry spokesman Ann Other" stand for the ministry from here on."""
        last = tokens[-1]
        in_hit = any(h.end == len(tokens) for h in phrase.hits)
        if not in_hit and self.case == "mixed" and last.text[:1].isupper() and tokens[-2].text[:1].isupper():
            self.local[last.fold] = id

    def _acronym(self, end: int, id: str) -> None:
        """Learn an acronym that the text itself introduces behind a name."""
        m = _ACRONYM.match(self.text, end)
        if m:
            self.local.setdefault(self.tools.register.fold(m[1]), id)

    def _local(self, tokens: list[Token]) -> str | None:
        """Return the actor of a name that the text introduced: a surname, an acronym."""
        rest = [t for t in tokens if t.fold not in _TITLES and t.fold not in _DEFINITE]
        if len(rest) != 1:
            return None
        word = rest[0]
        part = (
            self.memory.parts.get(word.fold)
            if word is not tokens[0] and word.text[:1].isupper() and self.case == "mixed"
            else None
        )
        return self.local.get(word.fold) or part

    def _part(self, hit: Hit, id: str) -> None:
        """Let the last word of a name stand for it: "the Coalition"; for none once two names end in it."""
        word = self.tokens[hit.end - 1]
        if hit.end - hit.start > 1 and word.text[:1].isupper():
            self.memory.parts[word.fold] = id if self.memory.parts.get(word.fold, id) == id else None

    def _next(self, tokens: list[Token]) -> str:
        """Return the word after these."""
        i = bisect_left(self.starts, tokens[-1].end)
        return self.tokens[i].fold if i < len(self.tokens) else ""

    def _leads(self, at: int) -> bool:
        """Tell whether a mention opens its sentence."""
        before = self.text[max(0, at - 4) : at].rstrip(" \"'“”‘’")
        return not before or before[-1] in ".!?\n"

    def _is_name(self, tokens: list[Token]) -> bool:
        return self.case == "mixed" and all(t.text[:1].isupper() for t in tokens) and len(tokens) <= 4

    def _apposed(self, tokens: list[Token]) -> str | None:
        """Return the party of a bare name from what stands beside it: "…, head of the Observatory"."""
        end = tokens[-1].end
        behind = self.tokens[bisect_left(self.starts, end) : bisect_right(self.starts, end + 90)]
        gap = self.text[end : behind[0].start] if behind else ""
        if "," not in gap or not any(t.fold in self.tools.words.roles for t in behind[:4]):
            return None
        cut = next((i for i, t in enumerate(behind[1:], 1) if self._breaks(behind[i - 1], t)), len(behind))
        meaning = Phrase(self.text, behind[:cut], self.tools.lexicon, self.tools.words, self.case).meaning()
        id = (
            self._decide(meaning, behind, Mention(Span(behind[0].start, behind[-1].end)))
            if meaning.kind == "actor"
            else None
        )
        if id:
            self.local[tokens[-1].fold] = id
        return id

    def _breaks(self, a: Token, b: Token) -> bool:
        return any(c in self.text[a.end : b.start] for c in ",.;:()!?\n")


def _case(text: str) -> Case:
    """Tell whether a text has its capitals, is all capitals, or has lost them."""
    upper, lower = len(_UPPER.findall(text)), len(_LOWER.findall(text))
    if upper > 4 * lower:
        return "upper"
    if upper * 200 < lower or (len(text) > _LONG and not _INNER.search(text)):
        return "lower"
    return "mixed"
