"""Measure the desk over many events: `python -m bench.desk [--events N] [--db FILE]`.

Some reports of `bench.synthetic` are stored and linked as always. Their rows are then copied within the database, each
time with other ids and later days, until there are as many events as wanted: linking millions of claims would take
hours and is measured elsewhere (`bench.store`, `bench.linking`). With --db the database is kept, and used if it is
there. Then `whence serve` answers over HTTP, one request at a time, compressed as for a browser; times are those of the
client, and the processor's for the desk. The first page is opened by Chromium, where it is installed, with nothing in
its cache.
"""

import argparse
import http.client
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.multiplied import multiply
from bench.synthetic import World
from whence.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

SEED = 12_000  # claims that are stored and linked
AT_ONCE = 100  # reports
ASKED = 300  # requests of each kind
LOADS = 5  # of the first page


def build(db: Path, events: int) -> None:
    """Fill a new database with at least so many events."""
    with Store.open(db, create=True) as store:
        filed = list(World().filed(SEED))
        for i in range(0, len(filed), AT_ONCE):
            store.add(filed[i : i + AT_ONCE])
    multiply(db, "event", events)


@contextmanager
def served(db: Path) -> Iterator[tuple[int, int]]:
    """Open the desk; yield its port, and the number of its process."""
    command = [sys.executable, "-c", "from whence.cli import main; main()", "serve", "--db", str(db), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = re.search(r":(\d+)", process.stderr.readline())
    assert found is not None
    try:
        yield int(found[1]), process.pid
    finally:
        process.terminate()
        process.wait()


def _processor(pid: int) -> float:
    """Return the seconds that the processor has worked for a process: a busy machine does not stretch them as much."""
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


class Client:
    """Somebody who asks the desk, over one connection."""

    def __init__(self, port: int) -> None:
        """Take the port of the desk."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def get(self, path: str) -> float:
        """Return the milliseconds until all of an answer was there."""
        begun = time.perf_counter()
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 200, (answer.status, path)
        return (time.perf_counter() - begun) * 1000


def asked(db: Path, seed: int = 1) -> dict[str, tuple[Callable[[], str], float]]:
    """Return what is asked: a way to make an address by chance, and the milliseconds allowed for 95 in 100."""
    r = random.Random(seed)
    with closing(sqlite3.connect(db)) as c:
        places = c.execute("SELECT lat, lon, name FROM place").fetchall()
        ids = [id for (id,) in c.execute("SELECT id FROM event ORDER BY random() LIMIT 2000")]
        most = [id for (id,) in c.execute("SELECT id FROM event ORDER BY reports DESC LIMIT 200")]
        said = [s for (s,) in c.execute("SELECT sentence FROM claim WHERE n <= 5000")]

    def view() -> str:
        zoom = r.uniform(1.5, 11)
        lat, lon, _ = r.choice(places)
        dx, dy = 450 * 360 / 512 / 2**zoom, 225 * 360 / 512 / 2**zoom
        box = max(-180.0, lon - dx), max(-85.0, lat - dy), min(180.0, lon + dx), min(85.0, lat + dy)
        days = f"&since={r.randint(2011, 2016)}&until={r.randint(2017, 2021)}" if r.random() < 0.5 else ""
        kinds = f"&type={r.choice(('airstrike', 'clash', 'arrest'))}" if r.random() < 0.3 else ""
        roots = f"&min_roots={r.randint(2, 4)}" if r.random() < 0.3 else ""
        return f"bbox={','.join(f'{x:.4f}' for x in box)}&zoom={zoom:.2f}{kinds}{roots}{days}"

    def whole(days: str) -> str:  # the API wants whole days
        return re.sub(r"since=(\d+)", r"since=\1-01-01", re.sub(r"until=(\d+)", r"until=\1-12-31", days))

    def words() -> str:
        chosen = r.choice(said).strip(".").replace(",", "").split()
        kind = r.random()
        if kind < 0.4:
            return quote(r.choice(places)[2])
        if kind < 0.7:
            return quote(" ".join(r.sample(chosen, 2)))
        return quote(r.choice(chosen))

    return {
        "map: what is in view (/api/map)": (lambda: f"/api/map?{whole(view())}", 150),
        "map: histogram": (lambda: f"/map/histogram?{re.sub('&zoom=[^&]*', '', view())}", 150),
        "map: list below it": (lambda: f"/map/listed?{re.sub('&zoom=[^&]*', '', view())}", 150),
        "event page": (lambda: f"/events/{r.choice(ids)}", 100),
        "event page, the 200 most told": (lambda: f"/events/{r.choice(most)}", 100),
        "search page": (lambda: f"/search?q={words()}", 200),
        "list of events": (lambda: f"/events?type={r.choice(('clash', 'siege'))}&min_roots={r.randint(1, 3)}", 200),
    }


def first_page(port: int) -> tuple[int, float, float]:
    """Return bytes transferred, milliseconds until the map page is loaded, and until its events are drawn; medians."""
    from playwright.sync_api import sync_playwright

    flags = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=flags, chromium_sandbox=os.geteuid() != 0
        )
        sizes, loads, draws = zip(*(_opened(browser, port) for _ in range(LOADS)), strict=True)
        browser.close()
    return int(median(sizes)), median(loads), median(draws)


def _opened(browser: "Browser", port: int) -> tuple[int, float, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    done: list[Request] = []

    def keep(request: "Request") -> None:
        done.append(request)

    page = context.new_page()
    page.on("requestfinished", keep)
    page.goto(f"http://127.0.0.1:{port}/")
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    drawn = "window.whenceMap?.loaded() && whenceMap.querySourceFeatures('events').length && performance.now()"
    while not (shown := page.evaluate(drawn)):
        page.wait_for_timeout(20)
    sizes = [request.sizes() for request in done]
    context.close()
    return sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes), float(loaded), float(shown)


def measure(db: Path) -> None:
    """Print the table."""
    with Store.open(db) as store:
        size = store.size()
    print(f"{size['event']:,} events, {size['claim']:,} claims, {size['report']:,} reports, "
          f"{db.stat().st_size / 1e9:.1f} GB\n")  # fmt: skip
    with served(db) as (port, pid):
        client = Client(port)
        print(f"first look at the map after the start: {client.get('/map') / 1000:.1f} s\n")
        print("| asked for | processor, ms (mean) | median, ms | 95 in 100, ms | allowed |\n|---|---:|---:|---:|---:|")
        for name, (path, allowed) in asked(db).items():
            before = _processor(pid)
            times = sorted(client.get(path()) for _ in range(ASKED))
            mean = 1000 * (_processor(pid) - before) / ASKED
            p95 = times[int(0.95 * len(times))]
            print(f"| {name} | {mean:.0f} | {median(times):.0f} | {p95:.0f} | {allowed:.0f} |", flush=True)
        if shutil.which("chromium"):
            sent, loaded, drawn = first_page(port)
            print(f"\nfirst page in Chromium: {sent / 1e6:.2f} MB transferred (allowed 1.5), loaded after "
                  f"{loaded:.0f} ms (allowed 1000), events drawn after {drawn:.0f} ms")  # fmt: skip


def main() -> None:
    """Build what is missing, and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path, help="kept, and used if it is there")
    given = parser.parse_args()
    with TemporaryDirectory() as top:
        db = given.db or Path(top) / "desk.db"
        if not db.exists():
            build(db, given.events)
        measure(db)


if __name__ == "__main__":
    main()
