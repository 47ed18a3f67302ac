"""The vocabularies: YAML files to edit, and one JSON bundle of them that loads some twenty times faster.

Run `python training/actors/bundle.py` after a change to `data/*.yaml`; a test fails when the two differ.
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


def load() -> dict[str, Any]:
    """Return the bundled vocabularies."""
    bundle: dict[str, Any] = json.loads(BUNDLE.read_text("utf8"))
    return bundle
