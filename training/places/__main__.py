"""`python -m training.places DIR`: fit ranker and finder to DIR/lgl.jsonl and DIR/trnews.jsonl, after cross-validation.

Options: --check only prints the cross-validated figures, --fit only fits and writes.
"""

import json
import sys
from pathlib import Path

from training.places import finding, ranking
from training.places.check import across, crossed, end_to_end
from training.places.data import load, lowered
from whence.gazetteer import Gazetteer
from whence.places import finder, ranker
from whence.places.features import NAMES, STATIC

CORPORA = ("lgl", "trnews")
LEAST = 0.45
"""The bound of the finder: where F1 is flat at its top in both corpora's cross-validation."""


def main(folder: Path, *, check: bool, keep: bool) -> None:
    """Print figures by cross-validation and from corpus to corpus, then fit to all and write the weights."""
    gazetteer = Gazetteer()
    golds = {name: load(folder / f"{name}.jsonl") for name in CORPORA}
    every = [g for of in golds.values() for g in of]
    cases = {g.id: ranking.case(g, gazetteer) for g in every}
    pages = {g.id: finding.page(g, gazetteer) for g in every}
    for name in CORPORA if check else ():
        print(name, "5-fold", crossed(name, golds, cases, pages, LEAST))
        print(name, "trained on the other corpus", across(name, golds, cases, pages, LEAST))
        print(name, "end to end, 5-fold", end_to_end(name, golds, cases, pages, gazetteer, LEAST))
    if keep:
        fitted = ranking.fit([cases[g.id] for g in every])
        weights = {"prior": rounded(STATIC, fitted.prior.tolist()), "full": rounded(NAMES, fitted.full.tolist())}
        write(ranker.WEIGHTS, weights)
        lost = [finding.page(lowered(g), gazetteer) for g in every if g.fold == 0]
        found = finding.fit([*pages.values(), *lost])
        write(finder.WEIGHTS, {"least": LEAST, "weights": rounded(found, list(found.values()))})


def rounded(names: object, values: list[float]) -> dict[str, float]:
    """Pair names with values, four places after the point."""
    return {n: round(v, 4) for n, v in zip(names, values, strict=True)}  # type: ignore[call-overload]


def write(path: Path, data: object) -> None:
    """Write JSON, one weight a line."""
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), check="--fit" not in sys.argv, keep="--check" not in sys.argv)
