"""Other names for the places of a training text, so that the reader learns what a place does, not what it is called."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from tokenizers import Tokenizer

import whence.gazetteer
from training.gold import Example

Pieces = tuple[int, ...]
PLACES = Path(whence.gazetteer.__file__).parent / "data" / "places.sqlite"
# Words of place names that say where in or about what, and stay
KEPT = (
    "al el an the of and in near north south east west northern southern eastern western central city town village "
    "district province governorate region county state border river valley mount dam bridge camp base airport port "
    "hospital school mosque church street square"
)


class Names:
    """Names of towns all over the world, as word pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take the towns of more than 20,000 people that are one plain word."""
        with closing(sqlite3.connect(f"file:{PLACES}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT DISTINCT name FROM place WHERE population > 20000 ORDER BY name")
            names = [n for (n,) in rows if n.isascii() and n.isalpha()]
        self._pool = [tuple(e.ids) for e in tokenizer.encode_batch(names, add_special_tokens=False)]
        self._kept = {tuple(tokenizer.encode(w, add_special_tokens=False).ids) for w in KEPT.split()}

    def swap(self, example: Example, rng: random.Random) -> dict[Pieces, Pieces]:
        """Return another word for each word of the names of its claims' places."""
        pieces = example.words.pieces
        spans = {(first, last) for t in example.triggers for group, _, first, last in t.roles if group == "place"}
        words = {pieces[i] for first, last in sorted(spans) for i in range(first, last)}
        return {w: rng.choice(self._pool) for w in sorted(words) if w not in self._kept and sum(w) > 1064}
