"""Adding that is killed leaves every report whole or out, and adding again ends where an undisturbed run does."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from postgresql import database, server
from whence.store import Store

ROOT = Path(__file__).parents[1]
WHENCE = [sys.executable, "-c", "from whence.cli import main; main()"]
TEXTS = (
    "The army shelled Bara on Monday, killing at least 4 people, residents said.",
    "Residents of Bara said that shelling by the army killed four on Monday.",
    "Two drones struck the market of Umm Keddada in North Darfur on 12 July 2024, killing at least 17 people.",
    "The army recaptured the Shambat bridge in Khartoum on Monday, a military source said.",
)


def test_200_kills_of_a_child_that_adds_ready_readings(tmp_path: Path) -> None:
    """In a process of its own, which forks: this one has threads."""
    said = _campaign("--kills", "200")
    assert "every store whole and equal" in said


@pytest.fixture
def socket() -> Iterator[str]:
    with server() as path:
        yield path


def test_kills_with_postgresql(socket: str) -> None:
    urls = [option for _ in range(12) for option in ("--db", database(socket))]
    assert "every store whole and equal" in _campaign("--kills", "25", *urls)


def test_whence_add_itself_is_killed(tmp_path: Path) -> None:
    week = tmp_path / "week.jsonl"
    week.write_text("".join(json.dumps({"id": f"r{i}", "text": TEXTS[i % 4] * (1 + i // 4)}) + "\n" for i in range(24)))
    calm, stormy = tmp_path / "calm.db", tmp_path / "stormy.db"
    started = time.monotonic()
    subprocess.run([*WHENCE, "add", week, "--db", calm], check=True, capture_output=True)
    took = time.monotonic() - started
    lots = random.Random(0)
    for _ in range(4):
        child = subprocess.Popen([*WHENCE, "add", week, "--db", stormy], stderr=subprocess.DEVNULL)
        time.sleep(lots.uniform(0.3, 1.0) * took)
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run([*WHENCE, "add", week, "--db", stormy], check=True, capture_output=True)
    with Store.open(calm) as a, Store.open(stormy) as b:
        assert a.dump() == b.dump()
        assert a.size()["report"] == 24


def _campaign(*options: str) -> str:
    command = [sys.executable, "-m", "bench.kill", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
