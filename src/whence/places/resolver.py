"""The door: which place each mention stands for."""

from collections.abc import Sequence

from whence.gazetteer import Gazetteer
from whence.places.around import ties
from whence.places.features import Array
from whence.places.finder import Finder
from whence.places.groups import Group, groups
from whence.places.mentions import mentions
from whence.places.ranker import Ranker
from whence.records import Place, Span, Toponym

UNSURE = 0.25
"""A best candidate with less chance than this is no choice but a guess."""

GREAT = 1_000_000
"""A place of this size is meant though its name is a people's too."""


class Resolver:
    """Finds place names in a text and says which places they stand for.

    Args:
        gazetteer: where the places come from.
        ranker: weighs candidates; by default the one shipped.
    """

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None) -> None:
        """Hold the gazetteer and the weights."""
        self.gazetteer = gazetteer
        self._ranker = ranker or Ranker.load()
        self._finder: Finder | None = None

    def find(self, text: str) -> tuple[Span, ...]:
        """Return the place names that the gazetteer and the words around them tell, without a model; none overlap."""
        return tuple(span for span, _ in self.weighed(text))

    def weighed(self, text: str, least: float | None = None) -> tuple[tuple[Span, float], ...]:
        """Return what `find` returns, each with its chance (0 … 1); `least` is the lowest chance that counts."""
        self._finder = self._finder or Finder.load(self.gazetteer)
        return self._finder.weighed(text, least)

    def is_demonym(self, words: str) -> bool:
        """Tell whether words name a people or are its adjective ("Syrian", "Malians"), and no place of their own."""
        matches = self.gazetteer.exact(words)
        return any(m.role == "demonym" for m in matches) and not any(
            m.role == "name" and m.row.population > GREAT for m in matches
        )

    def resolve(
        self, text: str, mentions_: Sequence[Span], *, outlet: str = "", title_end: int = 0
    ) -> tuple[Toponym, ...]:
        """Return a toponym for each mention, in their order."""
        order = sorted(range(len(mentions_)), key=lambda i: mentions_[i])
        found = mentions(text, [mentions_[i] for i in order], self.gazetteer)
        grouped = groups(found, ties(text, found))
        out: list[Toponym | None] = [None] * len(mentions_)
        for group, chances in zip(grouped, self._ranker(grouped), strict=True):
            place, reason = _choice(group, chances)
            for i in group.members:
                out[order[i]] = Toponym(mentions_[order[i]], place, reason)
        return tuple(t for t in out if t is not None)


def _choice(group: Group, chances: Array) -> tuple[Place | None, str | None]:
    """Return the likeliest place, or none and the reason."""
    if not len(chances):
        return None, "not_in_gazetteer"
    best = int(chances.argmax())
    return (group.matches[best].row.place, None) if chances[best] >= UNSURE else (None, "ambiguous")
