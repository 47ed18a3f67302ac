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
    "polnear": {"token_source": 0.825, "token_cue": 0.685, "token_content": 0.86, "relation": 0.795},
    "claims": {
        "trigger": 0.725,
        "typed": 0.615,
        "agents": 0.585,
        "targets": 0.59,
        "places": 0.615,
        "counts": 0.725,
        "time": 0.66,
        "status_acc": 0.865,
        "root_source_acc": 0.84,
        "chain_acc": 0.705,
        "own_voice_acc": 0.865,
        "time_value_acc": 0.85,
        "count_value_acc": 0.94,
    },
    "first-report": {"typed": 0.57, "root_source_acc": 0.86, "own_voice_acc": 0.95},
    "lgl": {"recognition": 0.855, "acc161_of_found": 0.85},
    "trnews": {"recognition": 0.89, "acc161_of_found": 0.93},
    "timebank": {"value": 0.81, "relaxed": 0.935},
    "re3d": {"micro": 0.66},
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
