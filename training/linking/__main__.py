"""`python -m training.linking`: fit everything that linking learns to ../shared, write it, and print the figures.

To be run after every change of the encoder; reads the gold claims and ECB+ once (a few minutes) and keeps what the
encoder says of them in training/runs/linking, under the encoder's hash. Options: --check fits and prints without
writing into the package; --quick leaves cross-validation and ECB+ out.
"""

import argparse
import hashlib
import json
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from training.gold import TRAINING
from training.linking import ecbplus, figures, material
from training.linking.fit import FOLDS, Course, projected
from training.linking.material import Told
from whence.actors import Register
from whence.link import Linker
from whence.link.model import DATA, Model
from whence.neural.model import packaged
from whence.neural.vectors import Projection
from whence.neural.vectors import packaged as vectors
from whence.records import Account, Filed

TRAIN, DEV = "data/claims/train.jsonl", "data/claims/dev.jsonl"
RUNS = TRAINING / "runs" / "linking"


def kept(name: str, make: Callable[[], Iterator[Any]]) -> list[Any]:
    """Return what `make` yields, from the file of an earlier run where the encoder was the same."""
    digest = hashlib.sha256(packaged().read_bytes()).hexdigest()[:12]
    path = RUNS / digest / f"{name}.pickle"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(list(make())))
    found: list[Any] = pickle.loads(path.read_bytes())  # of our own making
    return found


def told(path: str) -> list[Told]:
    """Return the gold claims of a file with raw states."""
    name = Path(path).stem
    return [t for report in kept(name, lambda: material.gold(path, material.reader())) for t in report]


def linker(course: Course, fold: int | None, register: Register) -> tuple[Linker, Projection]:
    """Return a linker of the models of a fold, and its projection."""
    folder = course.projection(fold).parent
    return Linker(register, Model.load(register, folder)), Projection(course.projection(fold))


def crossed(course: Course, raw: list[Told], register: Register) -> dict[str, Any]:
    """Return the figures on train where each batch is linked by models that have not seen it."""
    events: dict[str, str] = {}
    accounts: list[Account] = []
    for f in range(FOLDS):
        link, project = linker(course, f, register)
        mine = projected([t for t, at in zip(raw, course.fold, strict=True) if at == f], project)
        accounts += [t.account for t in mine]
        for batch in sorted({t.batch for t in mine}):
            found = figures.linked([t.account for t in mine if t.batch == batch], link)
            events |= {a.claim.id: e for a, e in found}
    return figures.scored(TRAIN, accounts, events)


def own(path: str, linker: Linker, project: Projection) -> dict[str, Any]:
    """Return the figures on the reader's own claims of a gold file; all are linked at once, as in use."""
    filed: list[Filed] = kept(f"own-{Path(path).stem}", lambda: material.own(path, material.reader()))
    accounts = [Told(a, "", "") for f in filed for a in f.accounts]
    ready = [t.account for t in projected(accounts, project)]
    return figures.scored(path, ready, {a.claim.id: e for a, e in figures.linked(ready, linker)})


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    register = Register.load()
    raw, ecb = told(TRAIN), [t for d in kept("ecb", lambda: material.ecb(material.reader())) for t in d]
    course = Course(raw, RUNS / "fitted")
    course.run([None] if args.quick else [None, *range(FOLDS)])
    if not args.check:
        shutil.copy(course.projection(None), vectors())
        for name in ("near.onnx", "far.onnx", "model.json"):
            shutil.copy(course.projection(None).parent / name, DATA / name)
    link, project = linker(course, None, register)
    dev = projected(told(DEV), project)
    print("gold claims, dev:", json.dumps(figures.on_gold(DEV, dev, link)), flush=True)
    print("own readings, dev:", json.dumps(own(DEV, link, project)), flush=True)
    if not args.quick:
        print("gold claims, train, cross-validated:", json.dumps(crossed(course, raw, register)), flush=True)
        print("ECB+, 5 folds of topics:", json.dumps(ecbplus.crossed(ecb, RUNS / "ecbplus")), flush=True)


if __name__ == "__main__":
    main()
