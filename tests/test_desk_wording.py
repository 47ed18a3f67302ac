"""How the desk words things: days, actors within a sentence, countries, types, numbers of an address that is wrong."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.actors import Register
from whence.desk.called import country, kind_of_claim, outlet, placed, short, spoken
from whence.desk.rendering import days, iso_days
from whence.records import Place


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2016, 8, 1), (2016, 8, 1), "1 Aug 2016"),
        ((2016, 8, 1), (2016, 8, 4), "1–4 Aug 2016"),
        ((2016, 8, 1), (2016, 8, 31), "Aug 2016"),
        ((2016, 6, 1), (2016, 8, 31), "Jun–Aug 2016"),
        ((2015, 11, 1), (2016, 2, 29), "Nov 2015 – Feb 2016"),
        ((2016, 1, 1), (2016, 12, 31), "2016"),
        ((2014, 1, 1), (2016, 12, 31), "2014–2016"),
        ((2016, 6, 3), (2016, 8, 31), "3 Jun – 31 Aug 2016"),
        ((9999, 1, 1), (9999, 12, 31), "9999"),
    ],
)
def test_days_are_told_in_few_words(first: tuple[int, int, int], last: tuple[int, int, int], said: str) -> None:
    assert days(date(*first), date(*last)) == said


@given(st.dates(), st.dates())
def test_only_whole_months_go_without_a_day(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    assert days(first, last)[0].isdigit() or whole


def test_days_within_words_are_worded_and_other_digits_stay() -> None:
    assert iso_days("2017-04-17 or 2017-02-30, 1234-56-78") == "17 Apr 2017 or 2017-02-30, 1234-56-78"


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("mali.government", "the government of Mali"),
        ("mali.rebels", "the armed opposition in Mali"),
        ("usa", "the United States"),
        ("usa.armed_forces", "the armed forces of the United States"),
        ("netherlands.government", "the government of the Netherlands"),
        ("arab_league", "the Arab League"),
        ("boko_haram", "Boko Haram"),
        ("islamic_state", "Islamic State"),
    ],
)
def test_actors_stand_in_a_sentence_as_people_say_them(id: str, said: str) -> None:
    assert spoken(Register.load()[id].name) == said


def test_names_stand_where_codes_would() -> None:
    register = Register.load()
    assert short(register["mali.rebels"].name) == "Armed opposition in Mali"
    assert country("ML") == "Mali"
    assert country("ZZ") == "ZZ"
    assert placed(Place("geonames:1", "Gao", 16.3, 0.0, "ML", "city")) == "Gao, Mali"
    assert placed(Place("geonames:2", "Mali", 17.0, -4.0, "ML", "country")) == "Mali"
    assert kind_of_claim("hold_territory") == "control of territory"
    assert outlet(register, "dailysabah") == "Daily Sabah"
    assert outlet(register, "The Kidal Letter") == "The Kidal Letter"
