"""Sentences that stand in two reports: whoever prints another's words in his own voice has not seen it himself."""

import re
from collections.abc import Iterator, Sequence

from whence.weigh.voices import Voice

RUN = 8  # words in a row that two who write for themselves do not hit upon, where they make up …
SHARE = 0.5  # … so much of the shorter sentence
LONG = 12  # words in a row that are enough in sentences of whatever length
_WORD = re.compile(r"\w+")

Tokens = tuple[str, ...]


def reused(voices: Sequence[Voice]) -> dict[int, list[Voice]]:
    """Return by the index of each voice of an outlet of its own the earlier voices whose words it repeats.

    voices: in the order of their accounts. Of a sentence that many print, each repeats the first.
    """
    first: dict[Tokens, int] = {}
    said = [tuple(_WORD.findall(v.account.sentence.lower())) for v in voices]
    out: dict[int, list[Voice]] = {}
    for i, v in enumerate(voices):
        runs = [said[i][at : at + RUN] for at in range(len(said[i]) - RUN + 1)]
        if v.own:
            met = dict.fromkeys(first[run] for run in runs if run in first)
            if found := [voices[j] for j in met if _other(v, voices[j]) and _shares(said[i], said[j])]:
                out[i] = found
        for run in runs:
            first.setdefault(run, i)
    return out


def _other(a: Voice, b: Voice) -> bool:
    return a.account.report.report != b.account.report.report and a.who.root != b.who.root


def _shares(a: Tokens, b: Tokens) -> bool:
    longest = max(_runs(a, b), default=0)
    return longest >= LONG or (longest >= RUN and longest >= SHARE * min(len(a), len(b)))


def _runs(a: Tokens, b: Tokens) -> Iterator[int]:
    """Yield the lengths of the runs of words that begin at each word of `a` and stand in `b`."""
    at: dict[Tokens, list[int]] = {}
    for j in range(len(b) - RUN + 1):
        at.setdefault(b[j : j + RUN], []).append(j)
    for i in range(len(a) - RUN + 1):
        for j in at.get(a[i : i + RUN], ()):
            n = RUN
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            yield n
