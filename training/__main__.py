"""From ../shared/data to the model that Whence ships, in one command: `python -m training`.

Trains two runs that share their beginning (and goes on where it was stopped), exports the mean of their weights to int8
ONNX, finds the thresholds, prints the figures. Takes about four hours on 2 cores without AVX-512; a GPU is used by
nothing here.
"""

import json
import os
import sys

from training import archive, export, thresholds, train
from training.evaluate import USUAL, score
from whence import Reader

RUN, SECOND = "reader", "second"
BRANCH = train.Plan(tokens=2_800_000, seed=11)
# Torch frees and asks for the same buffers at every step; glibc must keep them, or page faults cost half the speed.
ALLOCATOR = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(10**11)}


def main() -> None:
    """Run all steps."""
    if any(os.environ.get(k) != v for k, v in ALLOCATOR.items()):
        os.execve(sys.executable, [sys.executable, "-m", "training"], os.environ | ALLOCATOR)
    train.Run(train.RUNS / RUN, train.Plan()).go()
    train.Run(train.RUNS / SECOND, BRANCH, train.RUNS / RUN / "early.pt").go()
    export.export(export.load(RUN, SECOND), archive.MODEL, {})
    biases = thresholds.tune(Reader())
    archive.write(archive.MODEL, archive.read(archive.MODEL) | {archive.SETTINGS: archive.settings(biases)})
    reader = Reader()
    for name in USUAL:
        print(name, json.dumps(score(name, reader)))


if __name__ == "__main__":
    main()
