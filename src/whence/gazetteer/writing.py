"""Write a gazetteer file: one SQLite database, read-only ever after."""

import sqlite3
import struct
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from whence.gazetteer.rows import KINDS, ROLES, Role
from whence.gazetteer.spelling import normal, skeleton

FORMAT = "1"
DEGREE = 10_000  # coordinates are kept as integers of 1e-4 degree: 11 m, half the bytes of a REAL
POSTING = struct.Struct("<iB")
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; PRAGMA temp_store = FILE;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, name TEXT, lat INT, lon INT, country TEXT, admin1 INT, admin2 INT,
                    kind INT, population INT, capital INT, slug TEXT);
CREATE TABLE spelling (skeleton TEXT, norm TEXT, number INT, role INT);
CREATE TABLE name (skeleton TEXT, norm TEXT, postings BLOB, PRIMARY KEY (skeleton, norm)) WITHOUT ROWID;
"""


class Draft(NamedTuple):
    """A place to be written. `number` is its GeoNames id, or a negative number of ours with a `slug`."""

    number: int
    name: str
    lat: float
    lon: float
    country: str | None
    kind: str
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    capital: bool = False
    slug: str | None = None


class GazetteerFile:
    """A gazetteer being written; leaving the `with` block indexes it and puts it in place, an error drops it."""

    def __init__(self, target: Path, sources: str) -> None:
        """Start writing next to `target`; `sources` is kept as the attribution line."""
        self._target, self._partial = target, target.with_name(target.name + ".partial")
        target.parent.mkdir(parents=True, exist_ok=True)
        self._partial.unlink(missing_ok=True)
        self._db = sqlite3.connect(self._partial)
        self._db.executescript(_SCHEMA)
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("sources", sources)])

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Index and put in place, or remove what was written when an error passes."""
        if kind is None:
            self._index()
        self._db.close()
        if kind is None:
            self._partial.replace(self._target)
        else:
            self._partial.unlink(missing_ok=True)

    def add(self, places: Iterable[Draft]) -> None:
        """Write places; a number that is there already is kept as it is."""
        rows = (
            (p.number, p.name, round(p.lat * DEGREE), round(p.lon * DEGREE), p.country, p.admin1, p.admin2,
             KINDS.index(p.kind), p.population or None, int(p.capital) or None, p.slug)
            for p in places
        )  # fmt: skip
        self._db.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)

    def spell(self, names: Iterable[tuple[int, str, Role]]) -> None:
        """Write names of places: number, name as printed, role."""
        norms = ((n, normal(name), role) for n, name, role in names)
        rows = ((skeleton(norm), norm, n, ROLES.index(role)) for n, norm, role in norms if norm)
        self._db.executemany("INSERT INTO spelling VALUES (?,?,?,?)", rows)

    def _index(self) -> None:
        """Turn the spellings into one row a name, its places packed, the weightiest role first."""
        ordered = self._db.execute(
            "SELECT skeleton, norm, number, min(role) FROM spelling JOIN place USING (number)"
            " GROUP BY skeleton, norm, number ORDER BY skeleton, norm, ifnull(population, 0) DESC"
        )
        packed = (
            (*key, b"".join(POSTING.pack(n, role) for _, _, n, role in rows))
            for key, rows in groupby(ordered, key=lambda r: (r[0], r[1]))
        )
        self._db.executemany("INSERT INTO name VALUES (?,?,?)", packed)
        self._db.execute("DROP TABLE spelling")
        self._db.commit()
        self._db.execute("VACUUM")
