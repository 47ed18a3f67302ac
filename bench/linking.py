"""What linking costs in memory: `python -m bench.linking [CLAIMS...]`, by default 10,000, 100,000 and 1,000,000.

The claims are those of `bench.synthetic`. Each size runs in a process of its own; what making the claims takes is not
counted. Prints, for each, seconds of processor time by step, microseconds a claim, and the most memory that the process
held; then by how much the cost of a claim grows from the size before.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.synthetic import CLAIMS, World
from whence.actors import Register
from whence.link import ROW, Linker
from whence.link.keys import keys
from whence.records import Account

SIZES = (10_000, 100_000, 1_000_000)
AT_ONCE = 200  # reports


def measure(claims: int) -> dict[str, float]:
    """Link so many claims; return seconds of each step, the number of tellings and events, and MB at the most."""
    linker = Linker(Register.load())
    rows: list[bytes] = []
    told = made = 0.0
    stories: Iterator[tuple[Account, ...]] = (f.accounts for f in World().filed(claims))
    begun = time.process_time()
    while some := list(islice(stories, AT_ONCE)):
        made += time.process_time() - begun
        begun = time.process_time()
        for tellings in linker.tell_all(some):
            rows += map(linker.row, tellings)
        told += time.process_time() - begun
        begun = time.process_time()
    packed = np.frombuffer(b"".join(rows), dtype=ROW)
    del rows
    begun = time.process_time()
    events = linker.join(packed, [keys(r) for r in packed], np.zeros((0, 2), dtype=np.int64))
    joined = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"tellings": len(packed), "events": len(events), "tell": told, "join": joined, "mb": peak}


def main(sizes: list[int]) -> None:
    """Measure each size and print the table."""
    table = Table("claims", "tellings", "events", "within reports, s", "across, s", "µs a claim", "growth", "MB")
    before = 0.0
    for size in sizes:
        command = [sys.executable, "-m", "bench.linking", "--one", str(size)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        cost = (found["tell"] + found["join"]) / size * 1e6
        growth = f"{cost / before:.2f}" if before else ""
        before = cost
        table.add_row(
            f"{size:,}", f"{found['tellings']:,.0f}", f"{found['events']:,.0f}", f"{found['tell']:.1f}",
            f"{found['join']:.1f}", f"{cost:.0f}", growth, f"{found['mb']:.0f}",
        )  # fmt: skip
    Console(width=120).print(table)
    print(f"{CLAIMS} claims a report")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main([int(a.replace(",", "").replace("_", "")) for a in sys.argv[1:]] or list(SIZES))
