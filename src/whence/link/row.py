"""What scoring knows of a telling: the layout of a row of fixed width."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from whence.link.words import BITS
from whence.neural.vectors import PARTS

PLACES, PARTIES, TRIGGERS, COUNTS, NAMED, WORDS, AROUND = 4, 4, 6, 6, 4, 6, 2
EARLIER, TOLD = 1, 2
COARSE = frozenset(
    {"continent", "country", "territory", "region", "area", "sea", "desert", "water", "river", "mountain"}
)
COUNTRY = frozenset({"continent", "country", "territory"})
LEVELS = {"district": 3}  # of all that is neither a country (1) nor coarse (2) nor fine (4)

ROW = np.dtype(
    [
        ("report", "<u8"),
        ("published", "<i4"),  # days since year 1, as date.toordinal; 0 for none (`Around.day`)
        ("earliest", "<i4"),
        ("latest", "<i4"),
        ("type", "u1"),
        ("types", "<u8"),  # a bit for each type
        ("statuses", "u1"),
        ("place", "<u4", PLACES),
        ("level", "u1", PLACES),  # 1 country, 2 region, 3 district, 4 town or finer
        ("country", "<u2", PLACES),
        ("point", "<f4", (PLACES, 3)),  # on the unit sphere
        ("around", "<u4", AROUND),  # places that the report as a whole is about
        ("parties", "<u4", AROUND),  # parties that it is about
        ("named", "<u4", NAMED),  # stems of place names that no place was chosen for
        ("agents", "<u4", PARTIES),
        ("targets", "<u4", PARTIES),
        ("agent_words", "<u4", WORDS),
        ("target_words", "<u4", WORDS),
        ("trigger", "<u4", TRIGGERS),
        ("what", "u1", COUNTS),  # 0 for none, else one more than the label's number
        ("low", "<i4", COUNTS),
        ("high", "<i4", COUNTS),
        ("names", "<u8", BITS // 64),
        ("words", "<u8", BITS // 64),
        ("vector", "i1", sum(PARTS)),
        ("salience", "<f4"),
        ("size", "u1"),  # claims
        ("rivals", "u1"),  # other claims of its types in the report
        ("offset", "<u4"),  # of the first trigger in the text
        ("flags", "u1"),
    ]
)
Rows = NDArray[np.void]


def number(text: str) -> int:
    """Return a number for a name, never 0."""
    return crc32(text.encode("utf8", "surrogatepass")) or 1


def level(kind: str) -> int:
    """Return how fine a kind of place is: 1 a country, 2 a region, 3 a district, 4 anything finer."""
    return 1 if kind in COUNTRY else 2 if kind in COARSE else LEVELS.get(kind, 4)
