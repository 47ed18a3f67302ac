"""The vocabulary of words around names, as sets of folded words."""

from collections.abc import Iterable

from whence.actors.register import Register
from whence.actors.tokens import tokenize


class Words:
    """The vocabulary of words around names, as sets of folded words."""

    def __init__(self, register: Register) -> None:
        """Take the `words` and `organs` vocabularies of the register."""
        words, organs = register.vocabularies["words"], register.vocabularies["organs"]

        def folded(phrases: Iterable[str]) -> frozenset[str]:
            return frozenset(" ".join(t.fold for t in tokenize(p, register.fold)) for p in phrases)

        for name in (
            "roles",
            "things",
            "others",
            "borne",
            "against",
            "part",
            "away",
            "join",
            "speakers",
            "many",
            "says",
            "nobody",
        ):
            setattr(self, name, frozenset(words[name]))
        self.persons = frozenset(name for name, row in words["back"].items() if row["number"] == "person")
        self.alone = {organ: folded(row.get("alone", ())) for organ, row in organs.items()}
        self.weak = {organ: folded(row.get("weak", ())) for organ, row in organs.items()}

    roles: frozenset[str]
    things: frozenset[str]
    others: frozenset[str]
    borne: frozenset[str]
    against: frozenset[str]
    part: frozenset[str]
    away: frozenset[str]
    join: frozenset[str]
    speakers: frozenset[str]
    many: frozenset[str]
    says: frozenset[str]
    nobody: frozenset[str]
