"""Places by name, read in place from one compiled file; no door but `Gazetteer` and the two builders."""

from whence.gazetteer.dump import build_from_geonames
from whence.gazetteer.packages import build_from_packages
from whence.gazetteer.rows import Match, Role, Row, Tier
from whence.gazetteer.spelling import normal
from whence.gazetteer.store import Gazetteer

__all__ = [
    "Gazetteer",
    "Match",
    "Role",
    "Row",
    "Tier",
    "build_from_geonames",
    "build_from_packages",
    "normal",
]
