"""Misprints in training texts: a letter lost, doubled, turned round with the next, or taken for another.

Not the misreadings of noise.py, which measures how a reader bears them: a model that had learnt that table would do
well on it and on no other scanner's.
"""

import random
from collections.abc import Iterable

from tokenizers import Tokenizer

from training.names import Pieces

RATE = 0.02  # of all characters
LETTERS = "abcdefghijklmnopqrstuvwxyz01567"


class Misprints:
    """Other word pieces for words with a misprint."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take the tokenizer that cuts words into pieces."""
        self._tokenizer = tokenizer

    def swap(self, words: Iterable[Pieces], rng: random.Random) -> dict[Pieces, Pieces]:
        """Return the misprinted form of some words of three letters and more."""
        out = {}
        for pieces in sorted(set(words)):
            word = "".join(str(self._tokenizer.id_to_token(p)).removeprefix("##") for p in pieces)
            if len(word) > 2 and word.isalpha() and rng.random() < RATE * len(word):
                wrong = self._tokenizer.encode(_misprinted(word, rng), add_special_tokens=False).ids
                out[pieces] = tuple(wrong[:16])
        return out


def _misprinted(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word) - 1)
    before, here, after = word[:at], word[at : at + 2], word[at + 2 :]
    return (
        before
        + rng.choice([here[0], here[0] + here, here[::-1], *(rng.choice(LETTERS) + here[1] for _ in range(5))])
        + after
    )
