"""`python -m training.places DIR [CORPUS...]`: fit ranker and finder to DIR/lgl.jsonl and DIR/trnews.jsonl.

Options: --check prints cross-validated figures, of the corpora named or of both, and writes nothing.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from training.places.check import across, crossed
from training.places.material import Material
from whence.gazetteer import Gazetteer
from whence.places import finder, ranker
from whence.places.features import NAMES, STATIC

CORPORA = ("lgl", "trnews")
LEAST = 0.45
"""The bound of the finder: where F1 is flat at its top in both corpora's cross-validation."""


def main(folder: Path, *, check: Sequence[str] = ()) -> None:
    """Print figures for the corpora in `check`; where there are none, fit to all reports and write the weights."""
    material = Material(folder, CORPORA, Gazetteer())
    for name in check:
        print(name, "5-fold", crossed(name, material, LEAST), flush=True)
        print(name, "trained on the other corpus", across(name, material, LEAST), flush=True)
    if not check:
        fitted, found = material.ranker(material.every), material.finder(material.every)
        weights = {"prior": rounded(STATIC, fitted.prior.tolist()), "full": rounded(NAMES, fitted.full.tolist())}
        write(ranker.WEIGHTS, weights)
        write(finder.WEIGHTS, {"least": LEAST, "weights": rounded(found, list(found.values()))})


def rounded(names: object, values: list[float]) -> dict[str, float]:
    """Pair names with values, four places after the point."""
    return {n: round(v, 4) for n, v in zip(names, values, strict=True)}  # type: ignore[call-overload]


def write(path: Path, data: object) -> None:
    """Write JSON, one weight a line."""
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder, *named = (a for a in sys.argv[1:] if a != "--check")
    main(Path(folder), check=(named or CORPORA) if "--check" in sys.argv else ())
