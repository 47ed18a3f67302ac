"""Gold records through the reader and through ../shared/score/score.py."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from training.gold import SHARED
from whence import Reader, Report
from whence.ingest import reports

Record = dict[str, Any]


def read(gold: list[Record], reader: Reader) -> list[Record]:
    """Return the readings of the reports of `gold`, which go through a file as any report does."""
    with TemporaryDirectory() as folder:
        path = _written(Path(folder, "gold.jsonl"), gold)
        return [reader.read(r).to_dict() for r in reports([path]) if isinstance(r, Report)]


def score(task: str, gold: list[Record], readings: list[Record]) -> Record:
    """Return the scorer's figures for readings of `gold`."""
    with TemporaryDirectory() as folder:
        files = [_written(Path(folder, "gold.jsonl"), gold), _written(Path(folder, "readings.jsonl"), readings)]
        command = [sys.executable, str(SHARED / "score/score.py"), task, *map(str, files)]
        out: Record = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return out


def _written(path: Path, records: list[Record]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf8")
    return path
