"""Read one noun phrase: which party is it about, whoever it is made of ("leaders of the front's factions")."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from whence.actors.lexicon import Case, Hit, Lexicon
from whence.actors.tokens import Token
from whence.actors.words import Words

Kind = Literal["actor", "state", "organ", "community", "back", "none"]


class Meaning(NamedTuple):
    """What a phrase means by itself.

    kind: actor or state (ids: the candidates, mostly one), organ (ids: an organ of a state still to be found),
    community (ids: the people whose armed side is meant, then states named with it), back (ids: classes of
    words that point back), none.
    """

    kind: Kind
    ids: tuple[str, ...] = ()


NONE = Meaning("none")
# A state behind these is where somebody is, not whose.
_PLACED = frozenset({"in", "at", "inside", "within", "to"})
_FILL = frozenset({"here", "there", "themselves", "also", "alone"})
# Who is brought in by these was not named before …
_NEW = frozenset({"a", "an", "another", "some", "several", "many", "other", "unidentified", "unknown", "any", "no"})
# … and who by these, was.
_OLD = frozenset({"the", "this", "that", "said", "same"})


class Phrase:
    """One noun phrase under reading: its words, and the hits of the lexicon among them."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        words: Words,
        case: Case,
        hits: list[Hit] | None = None,
    ) -> None:
        """Take the text of the report and the tokens of the phrase; `hits` where they have been found before."""
        self.text, self.tokens, self.words = text, tokens, words
        hits = lexicon.find(tokens, case) if hits is None else hits
        self.hits = [h for h in hits if not self._borne(h) and not self._swallowed(h)]
        self._starts = {h.start for h in hits}
        self._inside = {i for h in hits for i in range(h.start + 1, h.end)}
        self._ends = {h.end for h in hits}

    def meaning(self) -> Meaning:
        """Return what the phrase means; NONE where it names no party or more than one."""
        (start, end), *rest = self._cut()
        head = self._chunk(start, end)
        if head is not None and head.kind not in {"organ", "back"}:
            return head
        if head is None and (self._nobody(start, end) or self._about_others(start, end)):
            return NONE
        for s, e in rest:
            link = self.tokens[s - 1].fold
            if link in self.words.away and not self._comma(s):
                break
            found = self._chunk(s, e)
            if head is not None and head.kind == "organ":
                return self._of_whom(head, found)
            if found is None and not self._nobody(s, e):
                continue
            if found is not None and found.kind in {"back", "organ"} and head is None:
                head = found  # whose organ it is may come next: "a source in the ministry of Mali"
                continue
            return NONE if found is None or (found.kind == "state" and link in _PLACED) else found
        return head or NONE

    def _cut(self) -> list[tuple[int, int]]:
        """Cut the phrase at prepositions, relative words, commas and brackets that are in no name."""
        cuts, bounds, start = self.words.part | self.words.away, [], 0
        for i, token in enumerate(self.tokens):
            if i == start or i in self._inside:
                continue
            if (
                token.fold in cuts
                and i not in self._starts
                and not (i in self._ends and token.fold in self.words.borne)
            ):
                bounds.append((start, i))
                start = i + 1
            elif self._comma(i):
                bounds.append((start, i))
                start = i
        return [*bounds, (start, len(self.tokens))]

    def _comma(self, i: int) -> bool:
        """Tell whether a comma or a bracket stands before token i."""
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start] if 0 < i < len(self.tokens) else ""
        return any(c in gap for c in ",(;:[")

    def _borne(self, hit: Hit) -> bool:
        """Tell whether a hit only qualifies somebody else: "X-backed", "anti-X"."""
        after = self.tokens[hit.end].fold if hit.end < len(self.tokens) else ""
        before = self.tokens[hit.start - 1].fold if hit.start else ""
        return after in self.words.borne or before in self.words.against

    def _swallowed(self, hit: Hit) -> bool:
        """Tell whether a name that is a word of English too is only a part of a longer name: "Independent Doctors"."""
        sense = hit.senses[0]
        if sense.role != "actor" or not sense.exact.istitle() or hit.end - hit.start > 2:
            return False
        before = self.tokens[hit.start - 1].text if hit.start else "the"
        after = self.tokens[hit.end] if hit.end < len(self.tokens) else None
        ends = after is None or after.fold in self.words.roles or after.fold in self.words.part | self.words.join
        return not ends or (before[:1].isupper() and before.lower() != "the")

    def _nobody(self, start: int, end: int) -> bool:
        folds = {t.fold for t in self.tokens[start:end]}
        return bool(folds & self.words.nobody) and not folds & self.words.speakers

    def _chunk(self, start: int, end: int) -> Meaning | None:
        """Return the meaning of the words start:end taken alone, None where they mention nobody."""
        hits = [h for h in self.hits if start <= h.start and h.end <= end]
        organ = self._organ(hits)
        leaders = [h for h in hits if h.of("leader") and not h.of("actor")]
        states = [h for h in hits if h.of("state", "people", "seat")]
        names = [h for h in hits if self._names(h, states, organ)]
        if names:
            return self._named(names, hits, start, end)
        ids = _distinct(states, "state", "people", "seat") or _distinct(leaders, "leader")
        people = [h for h in hits if h.of("community")]
        if people and not (states and organ and organ[1] not in {"armed_forces", "rebels", "militias"}):
            return self._people(people, ids, organ, end)
        if ids:
            return self._of_state(states or leaders, ids, organ, end)
        return self._nameless(hits, organ, start, end)

    def _names(self, hit: Hit, states: list[Hit], organ: tuple[Hit, str] | None) -> bool:
        """Tell whether a hit names an actor: no leader's forces, no "State Department" of another state."""
        if hit.of("actor"):
            return not (states and hit.of("organ"))
        return bool(hit.of("leader")) and not self._possesses(hit, organ)

    def _possesses(self, hit: Hit, organ: tuple[Hit, str] | None) -> bool:
        """Tell whether a leader's name stands before an organ of the state: "Assad's forces"."""
        return (
            organ is not None and organ[0].start == hit.end and "." in hit.of("leader")[0] and organ[1] != "president"
        )

    def _named(self, names: list[Hit], hits: list[Hit], start: int, end: int) -> Meaning:
        """Choose among named actors: the last, unless several stand side by side or the phrase is about others."""
        last = names[-1]
        others = any(t.fold in self.words.nobody for t in self.tokens[start : last.start])
        if others and self._joined(start, last.start):
            return NONE
        ids = last.of("actor") or last.of("leader")
        for other in names[:-1]:
            joined = self._joined(other.end, last.start)
            if joined and not set(ids) & set(other.of("actor", "leader")):
                return NONE
        parties = [
            h for h in hits if h.start < last.start and h.of("state", "people") and self._joined(h.end, last.start)
        ]
        if parties or self._about_others(last.end, end):
            return NONE
        return Meaning("actor", ids)

    def _joined(self, a: int, b: int) -> bool:
        return any(t.fold in self.words.join for t in self.tokens[a:b])

    def _about_others(self, start: int, end: int) -> bool:
        return any(t.fold in self.words.others for t in self.tokens[start:end])

    def _organ(self, hits: list[Hit]) -> tuple[Hit, str] | None:
        """Return the organ word that names the organ: the last strong one, else the last."""
        organs = [(h, organ) for h in hits for organ in h.of("organ")[:1]]
        strong = [(h, o) for h, o in organs if self._words(h) not in self.words.weak[o]]
        found = strong or organs
        return found[-1] if found else None

    def _words(self, hit: Hit) -> str:
        return " ".join(t.fold for t in self.tokens[hit.start : hit.end])

    def _of_state(self, states: list[Hit], ids: tuple[str, ...], organ: tuple[Hit, str] | None, end: int) -> Meaning:
        """Compose a nationality and an organ: "Malian soldiers"."""
        ids = tuple(i.split(".")[0] for i in ids)
        if len(set(ids)) > 1:
            return NONE
        if organ is None:
            tail = [t.fold for t in self.tokens[states[-1].end : end]]
            alone = all(w in {"side", "delegation", "sources", "source"} for w in tail)
            return Meaning("state", ids[:1]) if alone else NONE
        if not self._tail_is_theirs(max(organ[0].end, states[-1].end), end) or organ[0].start < states[0].start:
            return NONE
        return Meaning("actor", (f"{ids[0]}.{organ[1]}",))

    def _tail_is_theirs(self, start: int, end: int) -> bool:
        """Tell whether what follows the organ is its people, its things or somebody's name."""
        for token in self.tokens[start:end]:
            if token.fold in self.words.others:
                return False
            if token.fold in self.words.roles:
                return True
            if (
                token.fold not in self.words.things
                and token.fold not in _FILL
                and not (token.text[:1].isupper() or token.text[:1].isdigit())
            ):
                return False
        return True

    def _people(self, people: list[Hit], states: tuple[str, ...], organ: tuple[Hit, str] | None, end: int) -> Meaning:
        """Read a people's name: alone it is the people, with a word for fighters their armed side."""
        tail = [t.fold for t in self.tokens[people[-1].end : end]]
        if self._about_others(people[-1].end, end) or self._nobody(people[-1].end, end):
            return NONE
        armed = organ is not None or any(w in self.words.roles or w in self.words.things for w in tail)
        ids = people[-1].of("community")
        if armed:
            return Meaning("community", (*ids[:1], *states))
        return Meaning("actor", ids) if not tail else NONE

    def _nameless(self, hits: list[Hit], organ: tuple[Hit, str] | None, start: int, end: int) -> Meaning | None:
        """Read a phrase without a name: an organ of a state not said, a word that points back, or nobody."""
        back = [h for h in hits if h.of("back")]
        if back and organ and organ[0].start < back[-1].start and back[-1].of("back")[0] in self.words.persons:
            back = []
        if back and self._tail_is_theirs(back[-1].end, end) and not self._nobody(start, end):
            if self.tokens[start].fold in _NEW:
                return Meaning("organ", organ_alone[:1]) if (organ_alone := self._alone_at(back[-1], organ)) else None
            classes = back[-1].of("back")
            if classes[0] in self.words.persons and back[-1].start > start + (self.tokens[start].fold in _OLD):
                return None
            alone = self._alone_at(back[-1], organ)
            return Meaning("back", (*classes, *(f"organ:{o}" for o in alone)))
        if organ is None:
            return None
        if not self._tail_is_theirs(organ[0].end, end):
            return NONE
        return Meaning("organ", (organ[1],)) if self._generic(organ[0]) else None

    def _alone_at(self, hit: Hit, organ: tuple[Hit, str] | None) -> tuple[str, ...]:
        return self._generic(hit) if organ and organ[0] == hit else ()

    def _generic(self, hit: Hit) -> tuple[str, ...]:
        return tuple(o for o in hit.of("organ") if self._words(hit) in self.words.alone[o])

    def _of_whom(self, head: Meaning, found: Meaning | None) -> Meaning:
        """Complete an organ by the state or party that follows it: "the army of Mali"."""
        if found and found.kind == "state":
            return Meaning("actor", (f"{found.ids[0]}.{head.ids[0]}",))
        return found if found and found.kind == "actor" and "." not in found.ids[0] else head


def _distinct(hits: list[Hit], *roles: Any) -> tuple[str, ...]:
    """Return the distinct ids of the hits in these roles, in order."""
    return tuple(dict.fromkeys(id for h in hits for id in h.of(*roles)[:1]))
