"""All names and vocabulary words in one index, looked up by runs of folded words, longest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from whence.actors.register import Register
from whence.actors.tokens import Token, tokenize

Role = Literal["actor", "leader", "state", "people", "seat", "organ", "community", "back"]
Case = Literal["mixed", "upper", "lower"]
_NAME_ROLES = frozenset({"actor", "leader", "state", "people", "seat", "community"})


class Sense(NamedTuple):
    """What a phrase can stand for. `exact` is the one spelling it must have, or "" where case does not matter."""

    role: Role
    id: str
    exact: str = ""


class Hit(NamedTuple):
    """A phrase found at tokens[start:end], and its senses there."""

    start: int
    end: int
    senses: tuple[Sense, ...]

    def of(self, *roles: Role) -> tuple[str, ...]:
        """Return the ids of the senses in these roles."""
        if len(self.senses) == 1:  # nearly always, and this is called for every phrase of a report
            only = self.senses[0]
            return (only.id,) if only.role in roles else ()
        return tuple(dict.fromkeys(s.id for s in self.senses if s.role in roles))


class Lexicon:
    """Every phrase the linker knows."""

    def __init__(self, register: Register) -> None:
        """Index the names of the register's actors and the words of its vocabularies."""
        self._fold = register.fold
        self._cased = set(register.vocabularies["words"]["cased"])
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._prefixes: set[str] = set()
        self._states(register.vocabularies["states"])
        for content in register.vocabularies.values():
            for id, row in content.get("actors", {}).items() if isinstance(content, Mapping) else ():
                self._actor(id, row, register)
        for id, row in register.vocabularies["un_list"].items():
            self._all(row["aka"], Sense("actor", id))
        for organ, row in register.vocabularies["organs"].items():
            self._all(row["words"], Sense("organ", organ))
        for name, row in register.vocabularies["words"]["back"].items():
            self._all(row["words"], Sense("back", name))

    def __iter__(self) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Iterate over the phrases, folded, and their senses."""
        return iter(self._senses.items())

    def key(self, phrase: str) -> str:
        """Return a phrase as the index holds it."""
        return " ".join(t.fold for t in tokenize(phrase, self._fold))

    def find(self, tokens: Sequence[Token], case: Case) -> list[Hit]:
        """Return the phrases in `tokens`, leftmost and longest, none overlapping; `case` is that of the whole text."""
        hits, i = [], 0
        while i < len(tokens):
            fold = tokens[i].fold
            known = fold in self._senses or fold in self._prefixes or fold[-1:] == "s"
            hit = self._at(tokens, i, case) if known else None
            if hit:
                hits.append(hit)
            i = hit.end if hit else i + 1
        return hits

    def _at(self, tokens: Sequence[Token], i: int, case: Case) -> Hit | None:
        """Return the longest phrase that begins at token i, or None."""
        found, key, end = None, tokens[i].fold, i + 1
        while True:
            senses = self._senses.get(key) or self._stripped(key)
            if senses:
                kept = tuple(s for s in senses if not s.exact or self._as_written(s.exact, tokens[i], case))
                found = Hit(i, end, kept) if kept else found
            if end == len(tokens) or key not in self._prefixes:
                return found
            key = f"{key} {tokens[end].fold}"
            end += 1

    def _as_written(self, exact: str, token: Token, case: Case) -> bool:
        return _as_written(exact, token, case, exact in self._cased)

    def _stripped(self, key: str) -> tuple[Sense, ...]:
        """Look a name up whose possessive apostrophe was lost: "Syrias army", "Observatorys head"."""
        if key[-1:] != "s" or len(key) < 5:
            return ()
        return tuple(s for s in self._senses.get(key[:-1], ()) if s.role in _NAME_ROLES and not s.exact)

    def _states(self, states: Mapping[str, Any]) -> None:
        for id, row in states.items():
            self._all([row["name"], *row["aka"]], Sense("state", id))
            self._all(row["people"], Sense("people", id))
            self._all(row["seat"], Sense("seat", id))

    def _actor(self, id: str, row: Mapping[str, Any], register: Register) -> None:
        role: Role = "community" if row.get("people") else "actor"
        name = [row["name"]] if "name" in row else []
        self._all([*name, *row.get("aka", []), *row.get("people", [])], Sense(role, id))
        self._all(row.get("leaders", []), Sense("leader", id))

    def _all(self, phrases: Iterable[str], sense: Sense) -> None:
        for phrase in phrases:
            words = [t.fold for t in tokenize(phrase, self._fold)]
            if words[:1] == ["the"] and len(words) > 2:
                words = words[1:]
            if words:
                self._add(words, sense._replace(exact=self._exact(phrase, words, sense.role)))

    def _add(self, words: list[str], sense: Sense) -> None:
        key = " ".join(words)
        if sense not in self._senses.get(key, ()):
            self._senses[key] = (*self._senses.get(key, ()), sense)
        for n in range(1, len(words)):
            self._prefixes.add(" ".join(words[:n]))

    def _exact(self, phrase: str, words: list[str], role: Role) -> str:
        """Return the spelling a name must begin with: listed ones, short acronyms, and the article of "The Times"."""
        if words[0] == "the":
            return "The"
        bare = phrase.replace(".", "")
        short = len(words) == 1 and len(bare) <= 3 and bare.isupper()
        return bare if role in _NAME_ROLES and (short or bare in self._cased) else ""


def _as_written(exact: str, token: Token, case: Case, listed: bool) -> bool:
    """Tell whether a token is spelt as a name must be; in a text without case, dots or length must do."""
    written = token.text.rstrip("'’s") if token.text.endswith(("'s", "’s")) else token.text
    if case == "mixed":
        bare = written.replace(".", "")
        return bare == exact or (len(exact) == 3 and not listed and bare == exact.capitalize())
    return "." in written or (not listed and len(exact) >= 3)
