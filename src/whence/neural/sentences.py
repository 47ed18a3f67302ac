"""Sentence boundaries: where a window of text may be cut."""

import re

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|[A-Z])\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open offsets of the sentences of `text`, without surrounding blanks."""
    out: list[tuple[int, int]] = []
    start = 0
    for m in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : m.start()]):
            out.append((start, m.start() + len(m.group().rstrip())))
            start = m.end()
    out.append((start, len(text)))
    return [(s + len(p) - len(p.lstrip()), s + len(p.rstrip())) for s, e in out if (p := text[s:e]).strip()]
