"""Reading whole reports: whatever comes in, the reading keeps the contract and stays within its text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract import breaches
from whence import Reader, Report

SNIPPETS = [
    "Rebels shelled",
    "the army",
    "said on Friday",
    "near Bara",
    "killing at least 12 people",
    "\u201cwe will not leave\u201d",
    "he told Reuters",
    ".",
    ",",
    "(",
    ")",
    "\n\n",
    "a source in the ministry denied",
    "that 3,000 fled",
    "to Kutum via Tawila",
    "in 2014",
    "\u200f",
    "\u202e",
    "\ud83d",
    "\N{ROCKET}",
    "\u0645\u062f\u064a\u0646\u0629",
    "<b>",
    "http://x.y/?a=1",
    "\x00",
    "\u200b",
]
WORDS = st.sampled_from(SNIPPETS)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=80).map(" ".join))
def test_any_report_gives_a_reading_by_the_contract(reader: Reader, text: str) -> None:
    assert breaches(reader.read(Report(text)).to_dict()) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "\u202e", "a" * 20_000, "and " * 3_000])
def test_odd_texts_are_read_without_complaint(reader: Reader, text: str) -> None:
    assert breaches(reader.read(Report(text)).to_dict()) == []


def test_a_long_report_is_read_to_its_end(reader: Reader) -> None:
    story = "Gunmen killed nine villagers in Gao on Monday, the mayor said. "
    reading = reader.read(Report(story * 60, published=date(2021, 3, 4)))
    starts = [c.trigger.start // len(story) for c in reading.claims if c.type == "attack"]
    assert len(set(starts)) >= 55


def test_the_order_of_reports_changes_nothing(reader: Reader) -> None:
    texts = ["Troops took Bara on Monday, state radio said.", "Two soldiers were killed near Kutum, residents said."]
    forth = [r.to_dict() for r in reader.read_many(map(Report, texts))]
    back = [r.to_dict() for r in reader.read_many(map(Report, texts[::-1]))]
    assert forth == back[::-1]
