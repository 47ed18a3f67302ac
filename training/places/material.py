"""Gold reports laid out once, and the two recipes by which ranker and finder are fitted to some of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from training.places import finding, ranking
from training.places.data import Gold, load, lowered
from whence.gazetteer import Gazetteer
from whence.places.ranker import Ranker


class Material:
    """Reports of several corpora, laid out for fitting and counting.

    Args:
        folder: where NAME.jsonl of each corpus lies.
        names: the corpora.
        gazetteer: where candidates come from.
    """

    def __init__(self, folder: Path, names: Iterable[str], gazetteer: Gazetteer) -> None:
        """Read and lay out everything."""
        self.gazetteer = gazetteer
        self.golds = {name: load(folder / f"{name}.jsonl") for name in names}
        self.cases = {g.id: ranking.case(g, gazetteer) for g in self.every}
        self.pages = {g.id: finding.page(g, gazetteer) for g in self.every}
        self._low = {g.id: finding.page(lowered(g), gazetteer) for g in self.every if g.low}

    @property
    def every(self) -> list[Gold]:
        """All reports."""
        return [g for of in self.golds.values() for g in of]

    def others(self, name: str) -> list[Gold]:
        """Return the reports of all corpora but one."""
        return [g for other, of in self.golds.items() if other != name for g in of]

    def ranker(self, golds: Sequence[Gold]) -> Ranker:
        """Return a ranker fitted to `golds`."""
        return ranking.fit([self.cases[g.id] for g in golds])

    def finder(self, golds: Sequence[Gold]) -> dict[str, float]:
        """Return a finder's weights fitted to `golds` and, for badly set text, to a fifth of them in lower case."""
        low = [self._low[g.id] for g in golds if g.low]
        return finding.fit([*(self.pages[g.id] for g in golds), *low])
