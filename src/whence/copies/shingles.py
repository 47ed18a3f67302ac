"""A text as overlapping runs of words."""

import re
from zlib import crc32

RUN = 5  # words; two writers rarely hit upon the same five in a row
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; punctuation, which reprints change, is none."""
    return _WORD.findall(text.lower())


def shingles(tokens: list[str]) -> list[int]:
    """Return a 32-bit number for each run of `RUN` words, in order; one for all of a text that is shorter."""
    if not tokens:
        return []
    runs = (" ".join(tokens[i : i + RUN]) for i in range(max(1, len(tokens) - RUN + 1)))
    return [crc32(run.encode("utf8", "surrogatepass")) for run in runs]


def covered(mine: list[int], theirs: frozenset[int], total: int) -> int:
    """Return how many of a text's `total` words stand in a run that the other text has too."""
    out, reach = 0, 0
    for i in [i for i, run in enumerate(mine) if run in theirs]:
        end = min(i + RUN, total)
        out += end - max(i, reach)
        reach = end
    return out
