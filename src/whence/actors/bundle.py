"""Bundle the YAML vocabularies into one JSON file, which loads some twenty times faster.

Run `python -m whence.actors.bundle` after a change to `data/*.yaml`; a test fails when the two differ.
"""

import json
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
BUNDLE = DATA / "bundle.json"


def read_yaml(folder: Path = DATA) -> dict[str, Any]:
    """Return the vocabularies by file name without suffix. Raises yaml.YAMLError where one cannot be read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {p.stem: yaml.load(p.read_text("utf8"), Loader=loader) for p in sorted(folder.glob("*.yaml"))}


def write(folder: Path = DATA) -> None:
    """Write the bundle of the vocabularies in `folder` beside them."""
    text = json.dumps(read_yaml(folder), ensure_ascii=False, separators=(",", ":"), default=str)
    (folder / BUNDLE.name).write_text(text + "\n", "utf8")


def load() -> dict[str, Any]:
    """Return the bundled vocabularies."""
    bundle: dict[str, Any] = json.loads(BUNDLE.read_text("utf8"))
    return bundle


if __name__ == "__main__":
    write()
