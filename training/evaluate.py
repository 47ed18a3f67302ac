"""Read the development files and score them: `python -m training.evaluate [NAME...] [--model FILE]`.

Prints what ../shared/score/score.py says. LGL and TR-News have no split of their own; the model learns toponyms from
three quarters of their reports, so they are scored on the quarter kept for development (`lgl`, `trnews`), and whole
(`lgl-all`, `trnews-all`) for comparison only.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from training import scoring
from training.gold import held_out, rows
from whence import Reader

SETS = {
    "polnear": ("attribution", "data/attribution/polnear_dev.jsonl", False),
    "claims": ("claims", "data/claims/dev.jsonl", False),
    "first-report": ("claims", "data/claims/first_report.jsonl", False),
    "lgl": ("places", "data/places/lgl.jsonl", True),
    "trnews": ("places", "data/places/trnews.jsonl", True),
    "timebank": ("time", "data/time/timebank.jsonl", False),
    "re3d": ("entities", "data/entities/re3d_dev.jsonl", False),
    "lgl-all": ("places", "data/places/lgl.jsonl", False),
    "trnews-all": ("places", "data/places/trnews.jsonl", False),
}
USUAL = [k for k in SETS if not k.endswith("-all")]


def score(name: str, reader: Reader) -> dict[str, Any]:
    """Return the scorer's figures for one set."""
    task, path, part = SETS[name]
    gold = [r for r in rows(path) if not part or held_out(r["id"])]
    return scoring.score(task, gold, scoring.read(gold, reader))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=USUAL, metavar="NAME", help=", ".join(SETS))
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    reader = Reader(args.model)
    for name in args.names:
        print(f"{name}: {json.dumps(score(name, reader))}", flush=True)


if __name__ == "__main__":
    main()
