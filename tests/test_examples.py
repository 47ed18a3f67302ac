"""The examples that newcomers read first: all of them are read, and nothing that is not there is claimed."""

import subprocess
from pathlib import Path

import pytest

from contract import breaches
from whence import Reader
from whence.ingest import reports
from whence.records import Reading, Report

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(EXAMPLES.iterdir())


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Return the reading of every example, in order."""
    received = [r for r in reports(FILES) if isinstance(r, Report)]
    return list(Reader().read_many(received))


def test_every_example_is_read_and_claims_something(readings: list[Reading]) -> None:
    assert not [r for r in reports(FILES) if not isinstance(r, Report)]
    assert len(readings) == 13
    assert all(reading.claims for reading in readings)


def test_every_example_keeps_the_contract(readings: list[Reading]) -> None:
    assert [breaches(reading.to_dict()) for reading in readings] == [[]] * len(readings)


def test_reading_again_gives_the_same(readings: list[Reading]) -> None:
    again = Reader().read(readings[0].report)
    assert again == readings[0]


def test_the_web_pages_know_their_outlet_and_day(readings: list[Reading]) -> None:
    pages = {r.report.outlet: r.report.published for r in readings if r.report.outlet}
    assert str(pages["Nile Courier"]) == "2024-06-05"
    assert str(pages["Black Sea Ledger"]) == "2023-11-21"


def test_the_examples_say_that_they_are_invented() -> None:
    table = (EXAMPLES.parent / "docs" / "examples.md").read_text()
    assert "invented" in table
    assert all(f"`{path.name}`" in table for path in FILES)


def test_make_demo_reads_them_all() -> None:
    listed = subprocess.run(["make", "-n", "demo"], cwd=EXAMPLES.parent, capture_output=True, text=True).stdout
    assert "whence read examples" in listed
