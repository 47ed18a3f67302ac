"""What building a gazetteer of a full GeoNames dump costs: `python -m bench.gazetteer [ROWS]`, by default 1,000,000.

Writes a dump of made-up places in GeoNames' columns, builds a gazetteer of it in a process of its own, and prints rows
a second and the most memory that process held. A second run with other ROWS tells whether memory grows with them.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

CONSONANTS, VOWELS = "bdfghklmnpqrstvyz", "aeiou"
COUNTRIES = [f"{a}{b}" for a in "QX" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
UNITS = 40  # first-level units of a country, each with as many of the second level
BUILD = "import sys; from bench.gazetteer import build; build(sys.argv[1], sys.argv[2])"


def main(rows: int) -> None:
    """Write the dump, build from it, print what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        dump, target = Path(folder) / "dump.txt", Path(folder) / "made.sqlite"
        write(dump, rows)
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", BUILD, dump, target], check=True, capture_output=True, text=True)
        seconds, cpu = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        megabytes = int(done.stdout) / 1024
        used = cpu.ru_utime + cpu.ru_stime
        Console().print(
            f"{rows:,} rows, {dump.stat().st_size / 1e6:.0f} MB in, {target.stat().st_size / 1e6:.0f} MB out: "
            f"{rows / seconds:,.0f} rows/s ({rows / used:,.0f} by processor time), peak memory {megabytes:.0f} MB"
        )


def build(dump: str, target: str) -> None:
    """Build, and print the most memory that this process held, in KiB."""
    from whence.gazetteer import build_from_geonames

    build_from_geonames(Path(dump), Path(target))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def write(dump: Path, rows: int) -> None:
    """Write a dump of countries, their units, and settlements of one to three other names."""
    chance = random.Random(7)
    with dump.open("w", encoding="utf-8") as file:
        for number in range(1, rows + 1):
            file.write(line(number, chance))


def line(number: int, chance: random.Random) -> str:
    """Return line `number` of the dump: at first the units, then settlements."""
    rank, country = number // len(COUNTRIES), COUNTRIES[number % len(COUNTRIES)]
    second, first = divmod(rank, UNITS)
    code = "A\tADM1" if second == 0 else "A\tADM2" if second <= UNITS else "P\tPPL"
    within = f"{first:02d}\t" + (f"{(second - 1) % UNITS:02d}" if second else "")
    name, others = named(chance), ",".join(named(chance) for _ in range(chance.randint(1, 3)))
    lat, lon, people = chance.uniform(-60, 70), chance.uniform(-180, 180), int(chance.paretovariate(0.8))
    return (
        f"{number}\t{name}\t{name}\t{others}\t{lat:.5f}\t{lon:.5f}\t{code}\t{country}\t\t{within}\t\t\t"
        f"{people}\t\t\tEtc/UTC\t2024-01-01\n"
    )


def named(chance: random.Random) -> str:
    """Return a made-up name of two to four syllables."""
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4))).capitalize()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
