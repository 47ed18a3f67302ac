"""What the gazetteer holds: a row for a place, and a match of a name with it."""

from dataclasses import dataclass
from typing import Literal

from whence.records import Place

Role = Literal["name", "alternate", "short", "abbreviation", "demonym"]
ROLES: tuple[Role, ...] = ("name", "alternate", "short", "abbreviation", "demonym")
KINDS = (
    "continent", "country", "territory", "region", "district", "city", "town", "village", "neighbourhood",
    "area", "sea", "river", "lake", "water", "mountain", "desert", "island", "facility", "feature",
)  # fmt: skip
Tier = Literal["exact", "key", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Row:
    """A place with what the resolver weighs.

    Attributes:
        place: as a reading shows it.
        number: the store's own number; `admin1` and `admin2` are such numbers.
        admin1: the first-level unit (state, governorate, oblast) it lies in, or is; None where unknown.
        admin2: the second-level unit (county, district) it lies in, or is; None where unknown.
        population: inhabitants; 0 where unknown. Areas and waters carry a weight of the same order.
        capital: whether it is the seat of a country.
    """

    place: Place
    number: int
    admin1: int | None
    admin2: int | None
    population: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A row that a name may stand for: in which role, found in which way, and how alike the spellings are (0 … 1)."""

    row: Row
    role: Role
    tier: Tier
    likeness: float
