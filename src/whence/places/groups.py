"""One sense per report: the mentions that must stand for one place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from whence.gazetteer import Match
from whence.places.around import Tie, holds
from whence.places.mentions import Mention
from whence.places.wording import Hint

MOST = 60  # candidates weighed for one name; GeoNames has more for a handful, all of them hamlets


@dataclass(slots=True)
class Group:
    """Mentions of one name in one sense, with what the report's words say about it.

    Attributes:
        members: indexes of the mentions.
        matches: the places it may stand for.
        family: the bare name; groups of one family are no evidence for each other.
        own: the kind that the name itself claims; nearby: the kinds that the neighbouring words claim.
        outer: (tie, units, countries) of every mention that the text puts around one of these.
    """

    members: list[int]
    matches: tuple[Match, ...]
    family: str
    own: Hint
    nearby: set[Hint]
    outer: list[tuple[Tie, frozenset[int], frozenset[str]]] = field(default_factory=list)


# What "Homs province" may not be, where a province has the name:
# a settlement, which would be a pin where the words draw an area.
_NO_UNIT = frozenset(["city", "town", "village", "neighbourhood", "facility"])


def _units(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches that can be a unit or area; all of them where none can."""
    return tuple(m for m in matches if m.row.place.kind not in _NO_UNIT) or tuple(matches)


def inside(match: Match, units: frozenset[int], countries: frozenset[str]) -> bool:
    """Tell whether a place lies in one of the units or countries, and is none of the units itself."""
    row = match.row
    if row.number in units:
        return False
    return (
        row.admin1 in units or row.admin2 in units or (row.place.country in countries and row.place.kind != "country")
    )


def groups(found: Sequence[Mention], ties: Sequence[tuple[int, int, Tie]]) -> list[Group]:
    """Put the mentions into groups by name, claimed kind and, where a name is tied to two containers, container."""
    held = [(i, tie, *holds(found[o].matches)) for i, o, tie in ties]
    outer: defaultdict[int, list[tuple[Tie, frozenset[int], frozenset[str]]]] = defaultdict(list)
    for i, tie, units, countries in held:
        if units or countries:
            outer[i].append((tie, units, countries))
    senses = _senses(found, outer)
    by: dict[tuple[str, str, object], Group] = {}
    for i, m in enumerate(found):
        unit = next((h for h in (m.words.hint, m.words.nearby) if h in ("region", "district")), "")
        matches = (_units(m.matches) if m.words.hint in ("region", "district") else m.matches)[:MOST]
        group = by.setdefault((m.key, unit, senses[i]), Group([], matches, m.family, m.words.hint, set()))
        group.members.append(i)
        group.nearby |= {m.words.nearby} - {""}
        group.outer += outer[i]
    return list(by.values())


def _senses(
    found: Sequence[Mention], outer: dict[int, list[tuple[Tie, frozenset[int], frozenset[str]]]]
) -> list[object]:
    """Return for each mention which container its name is tied to, where the report ties that name to several."""
    tied: dict[int, object] = {}
    for i, m in enumerate(found):
        for tie, units, countries in outer.get(i, ()):
            if tie is Tie.NEXT and any(inside(c, units, countries) for c in m.matches):
                tied[i] = (units, countries)
    out: list[object] = []
    last: dict[str, object] = {}
    first = {found[i].key: sense for i, sense in reversed(tied.items())}
    for i, m in enumerate(found):
        last[m.key] = tied.get(i, last.get(m.key, first.get(m.key)))
        out.append(last[m.key])
    return out
