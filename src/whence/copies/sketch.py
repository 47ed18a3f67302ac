"""A sketch of a text: MinHash for texts that share much, and sampled runs of words for a short one within a long one.

Broder, "On the resemblance and containment of documents" (1997): permutations estimate resemblance, and the runs whose
number is 0 modulo a constant, the same in every text, estimate containment.
"""

from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np
from datasketch import MinHash

from whence.copies.shingles import shingles, words

PERMUTATIONS = 64
BAND = 2  # values a band: of texts that share a quarter of their runs, 87 in 100 meet in one of the 32 bands
NEAR = 14  # days
SAMPLED = 16  # one run in so many is a key of its own: sharing 50 words, two texts meet in 19 of 20 cases
_KEY = (1 << 63) - 1
_EMPTY = np.uint32(np.iinfo(np.uint32).max)  # of a text without words


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text for finding its copies: `signature`, 64 little-endian uint32, and the runs sampled."""

    signature: bytes
    sampled: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Sketch":
        """Sketch a text; takes about a millisecond for 300 words."""
        runs = sorted(set(shingles(words(text))))
        mine = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
        if runs:
            mine.update_batch(runs)
        values = mine.digest() if runs else np.full(PERMUTATIONS, _EMPTY)
        return cls(values.astype("<u4").tobytes(), tuple(r for r in runs if r % SAMPLED == 0))

    def bands(self) -> tuple[int, ...]:
        """Return keys for resemblance: two reports that share one may share much. Non-negative, below 2**63."""
        values = np.frombuffer(self.signature, dtype="<u4")
        if (values == _EMPTY).all():
            return ()
        rows = values.reshape(-1, BAND).astype("<u4")
        return tuple(_key(i, row.tobytes()) for i, row in enumerate(rows))

    def runs(self, published: date | None) -> tuple[int, ...]:
        """Return keys for containment: two reports that share one may share text, and lie at most `NEAR` days apart.

        Two that lie at most half as far apart share one for each sampled run in common. A run is common to more and
        more reports as the years go by; a day bounds with how many a report is compared. Undated ones share with each
        other. Non-negative, below 2**63.
        """
        day = published.toordinal() if published else None
        slots = (0,) if day is None else (2 * (day // NEAR) + 1, 2 * ((day + NEAR // 2) // NEAR) + 2)
        return tuple(_key(slot, run.to_bytes(4, "little")) for run in self.sampled for slot in slots)

    def resemblance(self, other: "Sketch") -> float:
        """Estimate which share of all their runs two texts have in common."""
        a, b = (np.frombuffer(s.signature, dtype="<u4") for s in (self, other))
        return float((a == b).mean())


def _key(band: int, value: bytes) -> int:
    return (crc32(value, band) << 31 | crc32(value[::-1], band + 101) >> 1) & _KEY
