"""The door: which place each mention stands for."""

from collections.abc import Sequence, Set

import numpy as np

from whence.gazetteer import Gazetteer, Match
from whence.places.around import ties
from whence.places.features import Array
from whence.places.finder import Finder
from whence.places.groups import Group, groups
from whence.places.mentions import mentions
from whence.places.ranker import Ranker
from whence.records import Place, Span, Toponym

UNSURE = 0.25
"""A best candidate with less chance than this is no choice but a guess."""

BESIDE = 0.3
"""Degrees within which a city, its district and its province speak for each other."""

PINS = frozenset(["district", "city", "town", "village", "neighbourhood", "facility"])
STRANGER, SEVERAL = 20_000, 2
"""A place of fewer inhabitants, alone in its country among several others, is a namesake of one that is not known.

Of the ten such choices that the shipped weights made for gold toponyms of LGL and TR-News none was right; of ten more,
between this and 100,000, seven.
"""

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

    def resolve(self, text: str, mentions_: Sequence[Span], *, home: str | None = None) -> tuple[Toponym, ...]:
        """Return a toponym for each mention, in their order.

        Args:
            text: the report's text, into which the mentions point.
            mentions_: the place names to resolve, in any order.
            home: the country of the outlet that printed it (ISO 3166-1 alpha-2), where it is known.
        """
        order = sorted(range(len(mentions_)), key=lambda i: mentions_[i])
        found = mentions(text, [mentions_[i] for i in order], self.gazetteer)
        grouped = groups(found, ties(text, found))
        out: list[Toponym | None] = [None] * len(mentions_)
        weighed = list(zip(grouped, self._ranker(grouped, home), strict=True))
        told = [(g.family, m) for g, c in weighed if (m := best(g.matches, c)) and m.tier == "exact"]
        for group, chances in weighed:
            place, reason = _choice(group, chances, [m for family, m in told if family != group.family], home)
            for i in group.members:
                out[order[i]] = Toponym(mentions_[order[i]], place, reason)
        return tuple(t for t in out if t is not None)


def best(matches: Sequence[Match], chances: Array) -> Match | None:
    """Return the likeliest match, or None where there is none."""
    return matches[int(chances.argmax())] if len(chances) else None


def _choice(
    group: Group, chances: Array, company: Sequence[Match], home: str | None
) -> tuple[Place | None, str | None]:
    """Return the likeliest place that is believed in the `company` of the report's others, or none and the reason."""
    countries = {home, *(m.row.place.country for m in company)} - {None}
    near = np.array([_believed(m, countries, len(company)) for m in group.matches], dtype=bool)
    if not near.any():
        return None, "not_in_gazetteer"
    i = int(np.where(near, chances, -1.0).argmax())
    place = group.matches[i].row.place
    spot = sum(c for m, c in zip(group.matches, chances, strict=True) if _beside(place, m.row.place))
    return (place, None) if spot >= UNSURE else (None, "ambiguous")


def _believed(match: Match, countries: Set[str | None], others: int) -> bool:
    """Tell whether a place may be meant by a report of other places in `countries`.

    Elsewhere, one that is spelt otherwise is not, nor a small one where the report names several others: an unknown
    suburb would become a town of another continent.
    """
    row = match.row
    if row.place.country in countries:
        return True
    small = row.population < STRANGER and row.place.kind in PINS
    return match.tier == "exact" and not (small and others >= SEVERAL)


def _beside(a: Place, b: Place) -> bool:
    """Tell whether two places are all but one spot, as a city and its district are."""
    return abs(a.lat - b.lat) < BESIDE and abs(a.lon - b.lon) < BESIDE
