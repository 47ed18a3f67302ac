"""The desk itself, as `whence serve` runs it, in a process of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WHENCE = [sys.executable, "-c", "from whence.cli import main; main()"]
EXAMPLES = Path(__file__).parents[2] / "examples"
PATIENCE = 180  # seconds, on the busiest machine


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is open.

    Attributes:
        address: of its front door, without a slash at the end.
        db: the store behind it.
    """

    address: str
    db: Path


def whence(*args: str | Path, told: str | None = None) -> str:
    """Run a command of Whence; return what it prints."""
    done = subprocess.run([*WHENCE, *map(str, args)], input=told, capture_output=True, text=True, timeout=2 * PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(db: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Open the desk over a store at a free port; when it is closed it must not have stumbled over anything."""
    log = db.with_suffix(".log")
    command = [*WHENCE, "serve", "--db", str(db), "--port", "0", *options]
    with log.open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **environment})
    try:
        port = _port(process, log)
        yield Served(f"http://127.0.0.1:{port}", db)
    finally:
        died = process.poll()
        process.terminate()
        process.wait(PATIENCE)
    assert died is None, f"the desk ended by itself with {died}: {log.read_text()}"
    assert "Traceback" not in log.read_text()


def _port(process: "subprocess.Popen[bytes]", log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"https?://\S+:(\d+)", log.read_text()):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"the desk does not open: {log.read_text()}")
