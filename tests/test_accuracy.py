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
    "polnear": {"token_source": 0.83, "token_cue": 0.693, "token_content": 0.868, "relation": 0.8},
    "claims": {
        "trigger": 0.745,
        "typed": 0.637,
        "agents": 0.615,
        "targets": 0.62,
        "places": 0.618,
        "counts": 0.737,
        "time": 0.675,
        "status_acc": 0.875,
        "root_source_acc": 0.852,
        "chain_acc": 0.713,
        "own_voice_acc": 0.88,
        "place_role_acc": 0.915,
        "time_value_acc": 0.893,
        "count_value_acc": 0.955,
    },
    "first-report": {"typed": 0.61, "root_source_acc": 0.9, "own_voice_acc": 0.95},
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
