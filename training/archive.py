"""The reader's file: a zip archive of graphs, tokenizer and thresholds, the same bytes for the same content.

Stored, not deflated: unpacking would cost a quarter of a second at every start, to save a fifth of the size.
"""

import json
import zipfile
from pathlib import Path

MODEL = Path(__file__).resolve().parents[1] / "src/whence/neural/reader.zip"
SETTINGS = "model.json"


def read(path: Path) -> dict[str, bytes]:
    """Return the parts of the file by name."""
    with zipfile.ZipFile(path) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist()}


def write(path: Path, parts: dict[str, bytes]) -> None:
    """Write the file."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)


def biases(path: Path) -> dict[str, float]:
    """Return the thresholds in a file, none where there is no file yet."""
    out: dict[str, float] = json.loads(read(path)[SETTINGS])["biases"] if path.exists() else {}
    return out


def settings(values: dict[str, float]) -> bytes:
    """Return the part of the file that holds the thresholds."""
    return json.dumps({"biases": values}, indent=1).encode()
