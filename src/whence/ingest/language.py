"""Which language a text is in: enough to tell English from what is clearly not."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOOK_AT = 4000  # characters from the start; a report does not change its language
_FEW = 12  # fewer words than this say nothing


@cache
def _tables() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tables: dict[str, Any] = yaml.load(files(__package__).joinpath("languages.yml").read_text("utf-8"), loader)
    return tables


def language(text: str) -> str:
    """Return the ISO 639-1 code of the language `text` is clearly in, and "en" where nothing else is clear."""
    head = text[:_LOOK_AT]
    return _by_script(head) or _by_words(head) or "en"


def _by_script(head: str) -> str | None:
    """Return the language of the script that most letters are in, where that is not the Latin one."""
    if head.isascii():
        return None
    letters = [c for c in head if c.isalpha()]
    if sum(c > "ʯ" for c in letters) * 2 < len(letters) or not letters:  # U+02AF ends the Latin blocks
        return None
    counts = {code: len(re.findall(f"[{span}]", head)) for code, span in _tables()["scripts"].items()}
    best = max(counts, key=lambda code: counts[code])
    if best == "zh" and counts["ja"]:
        best = "ja"
    for row in _tables()["letters"]:
        if best == row["script"] and sum(head.count(c) for c in row["letters"]) * 100 >= len(letters):
            return str(row["language"])
    return best if counts[best] else None


def _by_words(head: str) -> str | None:
    """Return the language whose frequent words are at least twice as many as the English ones, or None."""
    words = Counter(re.findall(r"[^\W\d_]+", head.lower()))
    if words.total() < _FEW:
        return None
    shares = {code: sum(words[w] for w in known) / words.total() for code, known in _tables()["words"].items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= 0.15 and shares[best] >= 2 * shares["en"] else None
