"""What reading costs, on two cores: `python -m bench.read [PATH...]`, by default on the examples.

Prints a table: the encoder's forward passes alone against the whole of `Reader.read` on the same texts, the time from
the start of the command to its first claim, and the most memory the command holds.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from whence import Reader
from whence.ingest import reports
from whence.neural.model import Model
from whence.neural.tagger import CONTEXT, SIZE
from whence.neural.windows import split, windows
from whence.records import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST = EXAMPLES / "corridor.txt"
COMMAND = [sys.executable, "-c", "from whence.cli import main; main()", "read", "--json"]
STARTS = 5
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds spent on `tokens` word pieces, by the encoder alone and by the whole reader."""

    tokens: int
    encoder: float
    reader: float


def main() -> None:
    """Measure, and print the table."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    paths = [Path(p) for p in sys.argv[1:]] or sorted(p for p in EXAMPLES.iterdir() if p.suffix != ".md")
    texts = [r for r in reports(paths) if isinstance(r, Report)]
    cost = reading_cost(texts)
    rows = {
        "reports": f"{len(texts)}",
        "tokens (word pieces)": f"{cost.tokens}",
        "encoder alone": f"{cost.tokens / cost.encoder:,.0f} tokens/s",
        "whole reading": f"{cost.tokens / cost.reader:,.0f} tokens/s",
        "whole reading / encoder": f"{cost.reader / cost.encoder:.2f}, median of {ROUNDS} (at most 2)",
        "start to first claim": f"{first_claim():.2f} s, median of {STARTS} (at most 2)",
        "peak memory": f"{peak_memory(texts) / 1024:.0f} MB (less than 700)",
    }
    table = Table(show_header=False)
    for row in rows.items():
        table.add_row(*row)
    Console().print(table)


def reading_cost(texts: list[Report]) -> Cost:
    """Return what the texts cost, of ROUNDS the one with the median ratio.

    Encoder and reader take turns on each text, so that a busy machine slows both.
    """
    reader, model = Reader(), Model()
    warm = Report.of("Rebels shelled the town of Bara on Monday, a local official told reporters.")
    reader.read(warm)
    costs = [_round(reader, model, texts) for _ in range(ROUNDS)]
    return sorted(costs, key=lambda c: c.reader / c.encoder)[ROUNDS // 2]


def _round(reader: Reader, model: Model, texts: list[Report]) -> Cost:
    tokens, encoder, whole = 0, 0.0, 0.0
    for report in texts:
        words = split(report.text, model.tokenizer)
        pieces = [words.pieces[w.first : w.last] for w in windows(words, SIZE, CONTEXT)]
        tokens += sum(map(len, words.pieces))
        encoder += seconds(lambda: [model.encode(p) for p in pieces])  # noqa: B023 (called at once)
        whole += seconds(lambda: reader.read(report))  # noqa: B023
    return Cost(tokens, encoder, whole)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def first_claim() -> float:
    """Return the median time from the start of the command to its first printed claim, in seconds."""
    return statistics.median(_first_line() for _ in range(STARTS))


def _first_line() -> float:
    start = time.perf_counter()
    with subprocess.Popen([*COMMAND, str(FIRST)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        line = process.stdout.readline()
        taken = time.perf_counter() - start
    if b'"trigger"' not in line:
        raise SystemExit(f"no claim in the first line for {FIRST}")
    return taken


def peak_memory(texts: list[Report]) -> int:
    """Return the largest resident size, in KiB, of a command that reads all the texts."""
    with tempfile.TemporaryDirectory() as folder:
        for n, report in enumerate(texts):
            (Path(folder) / f"{n}.txt").write_text(report.text, "utf-8")
        subprocess.run([*COMMAND, folder], stdout=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


if __name__ == "__main__":
    main()
