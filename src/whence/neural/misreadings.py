"""Words that a scanner has misread, put right where the result is a word that the encoder knows: "rnilitary"."""

from collections.abc import Iterator

from tokenizers import Tokenizer

SHORTEST = 5  # letters; shorter names are too often like a word ("Homs", "horns")
# What is read for what, one such in a word: the usual confusions of printed letters.
CONFUSED = {
    "rn": "m", "nn": "m", "in": "m", "m": "rn", "cl": "d", "d": "cl", "li": "h", "h": "li b", "vv": "w", "w": "vv",
    "ii": "u", "u": "ii", "ri": "n", "n": "ri", "1": "l i", "i": "l j", "l": "i", "0": "o", "5": "s", "8": "b",
    "6": "b", "9": "g", "c": "e o", "e": "c", "o": "c", "a": "o", "b": "h", "f": "t", "t": "f", "r": "t",
    "q": "g", "g": "q", "j": "i", "y": "v",
}  # fmt: skip


def restored(word: str, tokenizer: Tokenizer) -> int | None:
    """Return the piece of the word that `word` was misread from, or None where it is no such misreading.

    Only for words that the tokenizer has to cut: names are cut too, but hardly ever one confusion from a known word.
    """
    low = word.lower()
    if len(low) < SHORTEST or not low.isalnum() or low.isdigit():
        return None
    for whole in _meant(low):
        piece = tokenizer.token_to_id(whole) if len(whole) >= SHORTEST and whole.isalpha() else None
        if piece is not None:
            return int(piece)
    return None


def _meant(word: str) -> Iterator[str]:
    """Yield what a word may have been before one of its letters was misread."""
    for read, each in CONFUSED.items():
        at = word.find(read)
        while at >= 0:
            yield from (word[:at] + meant + word[at + len(read) :] for meant in each.split())
            at = word.find(read, at + 1)
