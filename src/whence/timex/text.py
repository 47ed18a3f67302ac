"""The text as the grammar sees it: lower case, plain quotes and dashes, the same length."""

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\r": " "}
)


def normalised(text: str) -> str:
    """Return `text` in lower case with plain punctuation; every character keeps its offset."""
    plain = text.translate(_PLAIN)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
