"""Kill the adding of reports at random points, again and again: `python -m bench.kill [--kills N]`.

A child process adds invented reports and is killed (SIGKILL): three times in four at a statement drawn by lot, before
or after it, else at a moment drawn by lot, in the midst of whatever it does then. After each kill the store must hold
every report with all of its claims, links and events, or not at all; another child goes on. When all reports are in,
the store must equal one that nobody disturbed, and the next round begins with an empty one.
"""

import argparse
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event, func, select

from bench.synthetic import CLAIMS, World
from whence.records import Filed
from whence.store import Store, schema

REPORTS = 8  # of one round
BATCH = 2  # of one transaction
BY_CLOCK = 0.25  # share of kills at any moment rather than at a statement

Make = Callable[[], str]


@dataclass(slots=True)
class Tally:
    """What a campaign came to: rounds that ended in an equal store, kills, and where these struck."""

    rounds: int = 0
    kills: int = 0
    at: Counter[str] = field(default_factory=Counter)


def campaign(make: Make, kills: int, seed: int = 0) -> Tally:
    """Kill so many times; raise AssertionError where a store is left in pieces or other than an undisturbed one.

    make: returns the address of a new, empty database.
    """
    lots = random.Random(seed)
    filed = list(World(seed).filed(REPORTS * CLAIMS))
    calm = make()
    started = time.monotonic()
    statements = _add(calm, filed)
    took = time.monotonic() - started
    with Store.open(calm) as store:
        expected = store.dump()
    tally = Tally()
    while tally.kills < kills:
        url = make()
        Store.open(url, create=True).close()
        while _struck(url, filed, lots, statements, took, tally):
            _expect_whole(url)
        with Store.open(url) as store:
            assert store.dump() == expected, "the store differs from one that nobody disturbed"
        tally.rounds += 1
    return tally


def _struck(url: str, filed: Sequence[Filed], lots: random.Random, statements: int, took: float, tally: Tally) -> bool:
    """Let a child add what is missing, and kill it; tell whether it died rather than came to its end."""
    by_clock = lots.random() < BY_CLOCK
    last = 0 if by_clock else lots.randint(1, statements // 2)
    after = lots.random() < 0.5
    child = os.fork()
    if child == 0:
        _live(url, filed, last, after)
    if by_clock:
        time.sleep(lots.uniform(0, took / 2))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "adding failed"
        return False
    assert os.WTERMSIG(status) == signal.SIGKILL
    tally.kills += 1
    tally.at["clock" if by_clock else "after a statement" if after else "before a statement"] += 1
    return True


def _live(url: str, filed: Sequence[Filed], last: int, after: bool) -> None:
    """Be the child: never return."""
    try:
        _add(url, filed, last, after)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it is, the parent's frames below must not go on in the child
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def _add(url: str, filed: Sequence[Filed], last: int = 0, after: bool = False) -> int:
    """Add reports; die at statement number `last`, where there is one. Return how many statements it took."""
    count = 0

    def statement(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open(url, create=True) as store:
        engine = store._engine
        for name in ("after_cursor_execute",) if after else ("before_cursor_execute", "commit"):
            event.listen(engine, name, statement)
        for i in range(0, len(filed), BATCH):
            store.add(filed[i : i + BATCH])
    return count


def _expect_whole(url: str) -> None:
    """Raise AssertionError where a report is in the store in part."""
    t = schema
    with Store.open(url) as store, store._engine.connect() as connection:

        def number(of: Any) -> int:
            return int(connection.execute(of).scalar_one())

        size = {x.name: number(select(func.count()).select_from(x)) for x in t.metadata.sorted_tables}
        assert size["report"] == size["document"] == size["reading"], size
        assert size["claim"] == size["report"] * CLAIMS, size
        assert size["event_claim"] == size["claim"], size
        assert size["report"] % BATCH == 0, size
        assert number(select(func.coalesce(func.sum(t.event.c.claims), 0))) == size["claim"], size
        assert number(select(func.coalesce(func.sum(t.telling.c.size), 0))) == size["claim"], size
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            for words, rows in (("claim_words", "claim"), ("document_words", "document")):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {words}_docsize").scalar() == size[rows]


def main() -> None:
    """Kill, and say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--db", action="append", default=[], help="an empty database for each round, in turn")
    asked = parser.parse_args()
    with TemporaryDirectory() as top:
        names = iter(asked.db)
        made = iter(range(10**9))
        tally = campaign(
            lambda: next(names) if asked.db else str(Path(top) / f"{next(made)}.db"), asked.kills, asked.seed
        )
    struck = ", ".join(f"{n} {where}" for where, n in sorted(tally.at.items()))
    print(f"{tally.kills} kills ({struck}), {tally.rounds} rounds, every store whole and equal to an undisturbed one")


if __name__ == "__main__":
    main()
