"""Read a gazetteer file: every look-up goes by index, nothing is loaded ahead."""

import os
import sqlite3
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from whence.gazetteer.rows import KINDS, ROLES, Match, Row, Tier
from whence.gazetteer.spelling import likeness, normal, skeleton
from whence.gazetteer.writing import DEGREE, FORMAT, POSTING
from whence.records import Place

SHIPPED = Path(__file__).parent / "data" / "places.sqlite"
KEY_LIKENESS = 0.75  # two spellings with the same consonants that differ more than this are two names
FUZZY_LIKENESS = 88.0  # rapidfuzz ratio; one letter in eight
FUZZY_LENGTH = 6  # shorter names are a letter away from too many others
MAPPED = 1 << 32  # bytes of the file that SQLite reads in place; the system's page cache is the only copy
# Where names are written in Latin letters by those who live there, another spelling is another place.
FIXED = frozenset(
    [
        "US",
        "CA",
        "GB",
        "IE",
        "AU",
        "NZ",
        "FR",
        "DE",
        "ES",
        "PT",
        "IT",
        "NL",
        "BE",
        "LU",
        "CH",
        "AT",
        "DK",
        "NO",
        "SE",
        "FI",
        "IS",
        "PL",
        "CZ",
        "SK",
        "HU",
        "SI",
        "HR",
        "RO",
        "EE",
        "LV",
        "LT",
        "MT",
        "ZA",
        "JM",
        "PR",
        "MX",
        "GT",
        "HN",
        "SV",
        "NI",
        "CR",
        "PA",
        "CU",
        "DO",
        "CO",
        "VE",
        "EC",
        "PE",
        "BO",
        "CL",
        "AR",
        "UY",
        "PY",
        "BR",
    ]
)
MOST = 120  # a name with more places than this is cut to its most populous


class Gazetteer:
    """Places by name.

    Args:
        path: a file that `build_from_packages` or `build_from_geonames` wrote; by default the one that the
            environment variable WHENCE_GAZETTEER names, else the one shipped with the package.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file is no gazetteer of this version.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        """Open the file read-only; nothing is read before the first look-up."""
        self.path = Path(path or os.environ.get("WHENCE_GAZETTEER") or SHIPPED)
        if not self.path.is_file():
            raise FileNotFoundError(f"no gazetteer at {self.path}: build one with `whence gazetteer build`")
        self._db = sqlite3.connect(f"{self.path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        self._expect_format()
        self._db.execute(f"PRAGMA mmap_size = {MAPPED}")
        self.exact = lru_cache(maxsize=8192)(self._exact)
        self.lookup = lru_cache(maxsize=4096)(self._lookup)
        self.row = lru_cache(maxsize=16384)(self._row)

    def _expect_format(self) -> None:
        try:
            found = self._db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        except sqlite3.DatabaseError as error:
            raise ValueError(f"{self.path} is not a gazetteer: {error}") from error
        if found != (FORMAT,):
            raise ValueError(f"{self.path} has gazetteer format {found and found[0]}, this version reads {FORMAT}")

    def _exact(self, name: str) -> tuple[Match, ...]:
        """Return the places called exactly this (case, diacritics, dots, hyphens aside), most populous first."""
        return self._matches(self._postings(normal(name)), "exact", 1.0)

    def _lookup(self, name: str) -> tuple[Match, ...]:
        """Return the places this name may stand for, by the first of three tiers that has any.

        Exact names; else names with the same consonants and nearly the same letters (other romanisations);
        else, for longer names, misspellings.
        """
        return self.exact(name) or self._by_skeleton(normal(name)) or self._by_letters(normal(name))

    def _row(self, number: int) -> Row:
        """Return a place by its number. Raises KeyError where there is none."""
        found = self._db.execute("SELECT * FROM place WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise KeyError(number)
        number, name, lat, lon, country, admin1, admin2, kind, population, capital, slug = found
        ident = f"whence:{slug}" if slug else f"geonames:{number}"
        place = Place(ident, name, lat / DEGREE, lon / DEGREE, country, KINDS[kind])
        return Row(place, number, admin1, admin2, population or 0, bool(capital))

    def _postings(self, norm: str) -> bytes:
        query = "SELECT postings FROM name WHERE skeleton = ? AND norm = ?"
        found = self._db.execute(query, (skeleton(norm), norm)).fetchone() if norm else None
        return found[0] if found else b""

    def _matches(self, postings: bytes, tier: Tier, like: float) -> tuple[Match, ...]:
        packed = POSTING.iter_unpack(postings[: MOST * POSTING.size])
        return tuple(Match(self.row(number), ROLES[role], tier, like) for number, role in packed)

    def _by_skeleton(self, norm: str) -> tuple[Match, ...]:
        rows = self._db.execute("SELECT norm, postings FROM name WHERE skeleton = ?", (skeleton(norm),))
        near = sorted(((likeness(norm, other), postings) for other, postings in rows), reverse=True)
        return self._first_of_each([(like, p) for like, p in near if like >= KEY_LIKENESS], "key")

    def _by_letters(self, norm: str) -> tuple[Match, ...]:
        if len(norm) < FUZZY_LENGTH:
            return ()
        start = skeleton(norm)[:3]
        rows = self._db.execute(
            "SELECT norm, postings FROM name WHERE skeleton BETWEEN ? AND ? AND length(norm) BETWEEN ? AND ?",
            (start, start + "~", len(norm) - 2, len(norm) + 2),
        )
        postings = dict(rows.fetchall())
        near = process.extract(norm, postings.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_LIKENESS, limit=10)
        return self._first_of_each([(score / 100, postings[other]) for other, score, _ in near], "fuzzy")

    def _first_of_each(self, near: list[tuple[float, bytes]], tier: Tier) -> tuple[Match, ...]:
        """Return the matches of several spellings, a place but once, by its likest spelling."""
        found: dict[int, Match] = {}
        for like, postings in near:
            for m in self._matches(postings, tier, like):
                if m.role in ("name", "alternate", "short") and m.row.place.country not in FIXED:
                    found.setdefault(m.row.number, m)
        return tuple(found.values())[:MOST]
