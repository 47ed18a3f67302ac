"""Which state is a report about: the one whose army "the army" is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from whence.actors.lexicon import Hit
from whence.actors.register import Register
from whence.actors.tokens import Token

_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_INTO = frozenset(
    ["in", "across", "throughout", "inside", "into", "around", "central", *_SIDES, *(f"{s}ern" for s in _SIDES)]
)
# States that act in wars of others more often than they are the field of one.
_POWERS = frozenset(
    {"usa", "russia", "uk", "france", "turkey", "iran", "israel", "china", "germany", "saudi_arabia", "soviet_union"}
)
_MARGIN = 1.4
_ENOUGH = 1.5


class Focus:
    """The states a report speaks of, weighed."""

    def __init__(
        self, register: Register, hits: Iterable[Hit], tokens: Sequence[Token], countries: Iterable[str]
    ) -> None:
        """Weigh the state names in the text, the homes of actors, and the countries (ISO 3166-1) of its places."""
        iso = {row["iso"]: id for id, row in register.vocabularies["states"].items()}
        self._weights: defaultdict[str, float] = defaultdict(float)
        for code in countries:
            if code in iso:
                self._weights[iso[code]] += 2
        for hit in hits:
            self._weigh(hit, tokens, register)

    def state(self) -> str | None:
        """Return the one state the report is about, None where there is none or no clear one."""
        ranked = sorted(self._weights.items(), key=lambda item: -item[1])[:2]
        if not ranked or ranked[0][1] < _ENOUGH:
            return None
        clear = len(ranked) == 1 or ranked[0][1] >= _MARGIN * ranked[1][1]
        return ranked[0][0] if clear else None

    def weight(self, state: str) -> float:
        """Return the weight of one state, 0 where the report does not speak of it."""
        return self._weights.get(state, 0.0)

    def _weigh(self, hit: Hit, tokens: Sequence[Token], register: Register) -> None:
        into = hit.start > 0 and tokens[hit.start - 1].fold in _INTO
        for role, weight in (("state", 2.5 if into else 1.0), ("seat", 1.5 if into else 0.7), ("people", 0.7)):
            for id in hit.of(role):  # type: ignore[arg-type]
                self._weights[id] += weight / 2 if id in _POWERS and not into else weight
        actors = hit.of("actor", "leader")
        homes = register[actors[0]].country if len(actors) == 1 else ()
        for home in homes:
            self._weights[home] += (0.3 if home in _POWERS else 1.0) / len(homes)


def codes(places: Iterable[Any]) -> list[str]:
    """Return the country codes of places, toponyms or plain codes."""
    found: list[str] = []
    for place in places:
        place = getattr(place, "place", place)
        code = place if isinstance(place, str) else getattr(place, "country", None)
        if code:
            found.append(code)
    return found


def armed_side(people: Mapping[str, Any], states: Iterable[str]) -> str | None:
    """Return whom "fighters of this people" means in the first of `states` that has an answer."""
    return next((people["arms"][s] for s in states if s in people["arms"]), None)
