"""Gold toponyms as training and test material."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from whence.records import Span

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Gold:
    """A report with its toponyms: spans into `text` (body from `body` on); (lat, lon, GeoNames id) where located."""

    id: str
    text: str
    body: int
    spans: tuple[Span, ...]
    places: tuple[tuple[float, float, int] | None, ...]

    @property
    def fold(self) -> int:
        """Which of the folds the report belongs to, by the hash of its id."""
        return sha256(self.id.encode()).digest()[0] % FOLDS

    @property
    def low(self) -> bool:
        """Whether the report is of the fifth that the finder learns in lower case besides, across all folds."""
        return sha256(self.id.encode()).digest()[1] % FOLDS == 0


def load(path: Path) -> list[Gold]:
    """Read a file of gold toponyms; the text is title, blank line, body, as the contract says."""
    return [_gold(json.loads(line)) for line in path.open(encoding="utf-8") if line.strip()]


def _gold(row: dict) -> Gold:  # type: ignore[type-arg]
    head = f"{row['title']}\n\n" if row["title"] else ""
    rows = sorted(row["toponyms"], key=lambda t: (t["start"], t["end"]))
    spans = tuple(Span(t["start"] + len(head), t["end"] + len(head)) for t in rows)
    places = tuple((t["lat"], t["lon"], t["geonameid"]) if "lat" in t else None for t in rows)
    return Gold(row["id"], head + row["text"], len(head), spans, places)


def km(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the great-circle distance of two (lat, lon) points."""
    from math import asin, cos, radians, sin, sqrt

    la, lo, lb, ob = map(radians, (a[0], a[1], b[0], b[1]))
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((ob - lo) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def split(golds: Sequence[Gold]) -> Iterator[tuple[list[Gold], list[Gold]]]:
    """Yield (training, test) for each fold."""
    for fold in range(FOLDS):
        yield [g for g in golds if g.fold != fold], [g for g in golds if g.fold == fold]


def lowered(gold: Gold) -> Gold:
    """Return the report with its place names in lower case, as badly set or machine-translated reports have them."""
    text = list(gold.text)
    for span in gold.spans:
        low = gold.text[span.start : span.end].lower()
        if len(low) == span.end - span.start:
            text[span.start : span.end] = low
    return replace(gold, text="".join(text))
