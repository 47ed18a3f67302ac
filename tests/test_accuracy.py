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
    "polnear": {"token_source": 0.81, "token_cue": 0.67, "token_content": 0.855, "relation": 0.78},
    "claims": {
        "trigger": 0.715,
        "typed": 0.605,
        "agents": 0.545,
        "targets": 0.54,
        "places": 0.59,
        "counts": 0.67,
        "time": 0.65,
        "status_acc": 0.855,
        "root_source_acc": 0.835,
        "chain_acc": 0.70,
        "own_voice_acc": 0.865,
        "time_value_acc": 0.80,
        "count_value_acc": 0.93,
    },
    "first-report": {"typed": 0.57, "root_source_acc": 0.88, "own_voice_acc": 0.9},
    "lgl": {"recognition": 0.85, "acc161_of_found": 0.84},
    "trnews": {"recognition": 0.88, "acc161_of_found": 0.92},
    "timebank": {"value": 0.81, "relaxed": 0.935},
    "re3d": {"micro": 0.65},
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
