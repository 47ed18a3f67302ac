"""Words that a person gives, found again in the text."""

import re

from whence.records import Span


def find(words: str, text: str, near: Span) -> Span | None:
    """Return where in `text` the words stand, nearest to `near`; blanks and line ends are one. None where nowhere.

    Exact letters are wanted first, then any letter case.
    """
    parts = words.split()
    if not parts:
        return None
    pattern = r"\s+".join(re.escape(p) for p in parts)
    for flags in (0, re.IGNORECASE):
        found = [Span(*m.span()) for m in re.finditer(pattern, text, flags)]
        if found:
            return min(found, key=lambda s: (max(near.start - s.end, s.start - near.end, 0), s.start))
    return None
