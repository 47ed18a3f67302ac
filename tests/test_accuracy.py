"""Accuracy floors on the development files, so that quality can't slide unseen. Skipped where ../shared is not there.

Floors stand just below the figures in docs/accuracy.md; raise them with the figures.
"""

from pathlib import Path
from typing import Any

import pytest

from whence import Reader

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the development data is not beside the project")

FLOORS: dict[str, dict[str, float]] = {
    "claims": {},
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name: str, reader: Reader) -> None:
    from training.evaluate import score

    figures = score(name, reader)
    low = {k: (_figure(figures, k), floor) for k, floor in FLOORS[name].items() if _figure(figures, k) < floor}
    assert not low, f"below the floor (figure, floor): {low}"


def _figure(figures: dict[str, Any], key: str) -> float:
    value = figures[key]
    return float(value["f1"] if isinstance(value, dict) else value)
