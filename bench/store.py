"""Measure the store: `python -m bench.store [--claims N ...] [--linked N] [--db URL]`.

For each number of claims: time and memory of adding as many, invented, in bulk; then the time that one more report of
twelve claims takes, added alone. No more than --linked claims are added in bulk; a larger database has copies of their
rows (`bench.multiplied`). Time is told twice, by the clock and as the processor's own, which a busy machine does not
stretch as much.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.multiplied import multiply
from bench.synthetic import CLAIMS, World
from whence.records import Filed
from whence.store import Store

BULK = 250  # reports of one transaction
ALONE = 50  # reports added one by one afterwards
WARM = 5  # of these, that come first and are not counted: they load the model


def measure(claims: int, linked: int, url: str) -> str:
    """Return the line of the table for a store of so many claims, of which `linked` at the most are added in bulk."""
    added = min(claims, linked)
    stream = World().filed(added + (ALONE + WARM) * CLAIMS)
    with Store.open(url, create=True) as store:
        bulk = _timed(store, _batches(islice(stream, added // CLAIMS)))
    if added < claims:
        multiply(Path(url), "claim", claims)
    with Store.open(url) as store:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        alone = _timed(store, ([one] for one in stream))[WARM:]
        size = store.size()
    wall, cpu = (sum(times) for times in zip(*bulk, strict=True))
    one_wall, one_cpu = (sorted(t * 1000 for t in times) for times in zip(*alone, strict=True))
    disk = sum(f.stat().st_size for f in Path(url).parent.glob(f"{Path(url).name}*")) / 1e6 if "://" not in url else 0
    return (
        f"| {size['claim']:,} | {size['event']:,} | {size['link']:,} | {added:,} | {wall:.0f} | "
        f"{1000 * cpu / added:.2f} | "
        f"{memory:.0f} | {disk:.0f} | {median(one_wall):.0f} | {median(one_cpu):.0f} | "
        f"{one_cpu[int(0.95 * len(one_cpu))]:.0f} |"
    )


HEAD = (
    "| claims | events | links | added in bulk | in s | processor, ms a claim | memory, MB | disk, MB "
    "| one report, ms (median) "
    "| processor, ms (median) | (95 in 100) |\n|" + "---:|" * 11
)


def _batches(stream: Iterator[Filed]) -> Iterator[list[Filed]]:
    while batch := list(islice(stream, BULK)):
        yield batch


def _timed(store: Store, batches: Iterator[list[Filed]]) -> list[tuple[float, float]]:
    """Add batches; return the seconds of each by the clock and by the processor, without those of inventing them."""
    times = []
    for batch in batches:
        wall, cpu = time.perf_counter(), time.process_time()
        store.add(batch)
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    return times


def main() -> None:
    """Measure each size in a process of its own: memory is told by its highest mark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--linked", type=int, default=100_000)
    parser.add_argument("--db", default="", help="an empty PostgreSQL database, for a single size")
    asked = parser.parse_args()
    print(HEAD, flush=True)
    with TemporaryDirectory() as top:
        for claims in asked.claims:
            with get_context("spawn").Pool(1) as pool:
                line = pool.apply(measure, (claims, asked.linked, asked.db or str(Path(top) / f"{claims}.db")))
            print(line, flush=True)


if __name__ == "__main__":
    main()
