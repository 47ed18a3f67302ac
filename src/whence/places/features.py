"""The named features by which a candidate place is weighed. Each is a number, mostly between 0 and 1."""

from collections.abc import Sequence
from math import log10

import numpy as np
from numpy.typing import NDArray

from whence.places.around import Tie
from whence.places.groups import Group, inside

Array = NDArray[np.float64]

_KIND_GROUP = {
    "country": "country", "territory": "country", "region": "region", "district": "district", "city": "city",
    "town": "town", "village": "village", "neighbourhood": "village", "continent": "area", "area": "area",
    "sea": "water", "river": "water", "lake": "water", "water": "water", "mountain": "other", "desert": "other",
    "island": "area", "facility": "other", "feature": "other",
}  # fmt: skip
_CLAIMED = {
    "region": {"region", "area"}, "district": {"district"}, "settlement": {"city", "town", "village"},
    "country": {"country"}, "water": {"water"}, "mountain": {"other"}, "island": {"area"},
    "area": {"area", "other"}, "facility": {"other"},
}  # fmt: skip

STATIC: dict[str, str] = {
    "country": "it is a country",
    "region": "it is a first-level unit",
    "district": "it is a second-level unit",
    "city": "it is a city",
    "town": "it is a town",
    "village": "it is a village",
    "area": "it is an area or island",
    "water": "it is a water",
    "other": "it is a mountain, facility or other feature",
    "population": "how many live there, log10 over 7",
    "behind": "how far it is behind the most populous place of the name, log10 over 7",
    "largest": "it is the most populous place of the name",
    "largest_settlement": "it is the most populous settlement of the name",
    "capital": "it is the seat of a country",
    "alternate": "the name is one of its other names",
    "short": "the name is its name without the word of kind",
    "abbreviation": "the name is its abbreviation",
    "demonym": "the name is what its people are called",
    "unlike": "how far the spelling is from the written one",
    "alone": "no other place has the name",
    "own_kind": "the name says what it is, rightly",
    "other_kind": "the name says that it is something else",
    "near_kind": "the words next to the name say what it is, rightly",
    "near_other_kind": "the words next to the name say that it is something else",
    "no_kind_unit": "nothing says that it is a unit, and it is one",
    "next_inside": "it lies in the place named next after a comma",
    "next_outside": "it lies outside the place named next after a comma, and some place of the name lies inside",
    "in_inside": "it lies in the place that the text says it is in",
    "in_outside": "it lies outside the place that the text says it is in, and some place of the name lies inside",
    "owner_inside": "it lies in the place that the text names as its owner",
    "owner_outside": "it lies outside its owner, and some place of the name lies inside",
}
"""The features of a candidate by itself and by the words around the name."""

CONTEXT: dict[str, str] = {
    "same_country": "share of the report's other places in its country",
    "same_admin1": "share of the report's other places in its first-level unit",
    "same_admin2": "share of the report's other places in its second-level unit",
    "country_behind": "how far its country is behind the report's main country",
    "admin1_behind": "how far its first-level unit is behind the report's main one",
    "country_named": "its country is named",
    "admin1_named": "its first-level unit is named",
    "admin2_named": "its second-level unit is named",
    "holds": "share of the report's other places that lie in it",
    "near": "closeness of the nearest other place, 1 at 0 km, 0.37 at 60 km",
    "share_near": "share of the report's other places within 100 km",
    "share_region": "share of the report's other places within 400 km",
}
"""The features of a candidate by the other places of the report."""

OUTLET: dict[str, str] = {"home": "it lies in the country of the outlet, and is not that country"}
"""The feature of a candidate by who printed the report."""

NAMES: tuple[str, ...] = (*STATIC, *CONTEXT)
_AT = {name: i for i, name in enumerate(NAMES)}
_TIES = {
    Tie.NEXT: ("next_inside", "next_outside"),
    Tie.IN: ("in_inside", "in_outside"),
    Tie.OWNER: ("owner_inside", "owner_outside"),
}


def static(group: Group) -> Array:
    """Return a row of STATIC values for each candidate of a group."""
    out = np.zeros((len(group.matches), len(STATIC)))
    kinds = [_KIND_GROUP[m.row.place.kind] for m in group.matches]
    sizes = [log10(1 + m.row.population) for m in group.matches]
    most = max(sizes, default=0.0)
    most_settled = max((s for s, k in zip(sizes, kinds, strict=True) if k in ("city", "town", "village")), default=0.0)
    for line, m, kind, size in zip(out, group.matches, kinds, sizes, strict=True):
        settled = kind in ("city", "town", "village")
        values = {
            kind: 1.0,
            "population": size / 7,
            "behind": (most - size) / 7,
            "largest": size == most,
            "largest_settlement": settled and size == most_settled,
            "capital": m.row.capital,
            "unlike": 1 - m.likeness,
            "alone": len(group.matches) == 1,
            "own_kind": bool(group.own) and kind in _CLAIMED[group.own],
            "other_kind": bool(group.own) and kind not in _CLAIMED[group.own],
            "near_kind": any(kind in _CLAIMED[h] for h in group.nearby),
            "near_other_kind": bool(group.nearby) and not any(kind in _CLAIMED[h] for h in group.nearby),
            "no_kind_unit": kind in ("region", "district") and not group.own and not group.nearby,
        }
        if m.role != "name":
            values[m.role] = 1.0
        for name, value in values.items():
            line[_AT[name]] = value
    _add_ties(out, group)
    return out


def outlet(groups: Sequence[Group], home: str | None) -> Array:
    """Return the value of OUTLET for each candidate of all groups; 0 where `home` is not known."""
    inner = [m.row.place for g in groups for m in g.matches]
    return np.array([float(bool(home) and p.country == home and p.kind != "country") for p in inner])


def _add_ties(out: Array, group: Group) -> None:
    """Mark the candidates inside and outside of the places that the text puts around the name."""
    for tie, units, countries in group.outer:
        lies = [inside(m, units, countries) for m in group.matches]
        if any(lies):
            within, without = (_AT[n] for n in _TIES[tie])
            for line, yes in zip(out, lies, strict=True):
                line[within if yes else without] = 1.0


class Context:
    """The candidates of all groups of a report side by side, to weigh each by the others.

    Args:
        groups: as made; groups without any matches are allowed, groups of one family do not count as company.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        """Lay out numbers for countries, units, kinds and points."""
        rows = [m.row for g in groups for m in g.matches]
        sizes = [len(g.matches) for g in groups]
        families = _number([g.family for g in groups])
        self._families = len(set(families.tolist()))
        self.family = np.repeat(families - 1, sizes)
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self._country, self._admin1, self._admin2 = (
            _number(values)
            for values in ([r.place.country for r in rows], [r.admin1 for r in rows], [r.admin2 for r in rows])
        )  # fmt: skip
        kinds = [_KIND_GROUP[r.place.kind] for r in rows]
        self._is_country, self._is_region, self._is_district = (
            np.array([k == kind for k in kinds], dtype=bool) for kind in ("country", "region", "district")
        )
        self._spot = ~(self._is_country | np.array([k in ("area", "water") for k in kinds], dtype=bool))
        lat, lon = (np.radians([getattr(r.place, k) for r in rows]) for k in ("lat", "lon"))
        self._point = (
            np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)
            if rows
            else np.zeros((0, 3))
        )

    def __call__(self, chance: Array) -> Array:
        """Return a row of CONTEXT values for each candidate, given each candidate's chance within its group."""
        others = max(1, self._families - 1)
        country, admin1, admin2 = (
            self._mass(ids, chance) / others for ids in (self._country, self._admin1, self._admin2)
        )
        named = [
            np.where(self_is, 0.0, np.minimum(1.0, self._mass(ids, np.where(self_is, chance, 0.0))))
            for ids, self_is in (
                (self._country, self._is_country),
                (self._admin1, self._is_region),
                (self._admin2, self._is_district),
            )
        ]
        holds = np.select([self._is_country, self._is_region, self._is_district], [
            self._mass(self._country, np.where(self._is_country, 0.0, chance)) / others,
            self._mass(self._admin1, np.where(self._is_country | self._is_region, 0.0, chance)) / others,
            self._mass(self._admin2, np.where(self._is_district, 0.0, chance)) / others,
        ], 0.0)  # fmt: skip
        return np.stack(
            [
                country,
                admin1,
                admin2,
                self._behind(country),
                self._behind(admin1),
                *named,
                holds,
                *self._nearness(chance),
            ],
            axis=-1,
        )

    def _mass(self, ids: NDArray[np.int64], chance: Array) -> Array:
        """Return for each candidate the chances of the other groups' candidates with its id; 0 where it has none."""
        n = int(ids.max(initial=0)) + 1
        total = np.bincount(ids, chance, n)
        own = np.bincount(self.family * n + ids, chance, n * self._families or 1)
        return np.where(ids > 0, total[ids] - own[self.family * n + ids], 0.0)

    def _behind(self, share: Array) -> Array:
        """Return how far each candidate's share is behind the best of its group."""
        if not len(share):
            return share
        best = np.maximum.reduceat(share, self.starts[:-1][np.diff(self.starts) > 0])
        return np.repeat(best, np.diff(self.starts)[np.diff(self.starts) > 0]) - share

    def _nearness(self, chance: Array) -> tuple[Array, Array, Array]:
        """Return closeness of the nearest likely place of another group, and shares within 100 and 400 km."""
        filled = np.flatnonzero(np.diff(self.starts))
        tops = np.array(
            [self.starts[g] + int(np.argmax(chance[self.starts[g] : self.starts[g + 1]])) for g in filled], dtype=int
        )
        tops = tops[self._spot[tops]] if len(tops) else tops
        if not len(tops):
            return (np.zeros(len(self.family)),) * 3
        km = 6371 * np.arccos(np.clip(self._point @ self._point[tops].T, -1.0, 1.0))
        km[self.family[:, None] == self.family[tops][None, :]] = np.inf
        weight = chance[tops]
        closeness = (np.exp(-km / 60) * weight).max(axis=1)
        shares = [((km < reach) * weight).sum(axis=1) / max(1, self._families - 1) for reach in (100, 400)]
        return closeness, shares[0], shares[1]


def _number(values: Sequence[object]) -> NDArray[np.int64]:
    """Number values by first sight from 1 on; None gets 0."""
    seen: dict[object, int] = {None: 0}
    return np.array([seen.setdefault(v, len(seen)) for v in values], dtype=np.int64)
