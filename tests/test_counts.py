"""Quantities: what bounds the words set, what is counted, and where a text has them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.counts import Quantity, find, parse, what
from whence.records import Span


def quantity(phrase: str, before: str = "") -> Quantity | None:
    text = f"{before}{phrase}"
    return parse(text, Span(len(before), len(text)))


def bounds(phrase: str, before: str = "") -> tuple[int | None, int | None, bool] | None:
    found = quantity(phrase, before)
    return (found.low, found.high, found.approx) if found else None


@pytest.mark.parametrize(
    ("phrase", "low", "high", "approx"),
    [
        ("32 of a pickup truck", 32, 32, False),
        ("1,200", 1200, 1200, False),
        ("280000 people", 280000, 280000, False),
        ("280 000 people", 280000, 280000, False),
        ("1.200 homes", 1200, 1200, False),
        ("12,50,000 voters", 1250000, 1250000, False),
        ("2.5 million", 2500000, 2500000, False),
        ("10bn euros", 10_000_000_000, 10_000_000_000, False),
        ("25 lakh", 2500000, 2500000, False),
        ("half a million refugees", 500000, 500000, False),
        ("twenty-five", 25, 25, False),
        ("Twenty five men", 25, 25, False),
        ("two hundred and six", 206, 206, False),
        ("three hundred thousand", 300000, 300000, False),
        ("a hundred fighters", 100, 100, False),
        ("a dozen", 12, 12, True),
        ("two dozen lorries", 24, 24, True),
        ("half a dozen boats", 6, 6, True),
        ("two", 2, 2, False),
        ("one", 1, 1, False),
        ("a soldier", 1, 1, False),
        ("the driver", 1, 1, False),
        ("seven others", 7, 7, False),
        ("a convoy of 30 lorries", 30, 30, False),
        ("a lorry carrying 30 men", 1, 1, False),
        ("12-member crew", 12, 12, False),
        ("twin blasts", 2, 2, False),
        ("a pair of drones", 2, 2, False),
        ("no casualties", 0, 0, False),
        ("no more injuries", 0, 0, False),
        ("more than 120 militants", 121, None, False),
        ("over 3,000", 3001, None, False),
        ("more than a dozen", 13, None, False),
        ("At least 43 people", 43, None, False),
        ("no fewer than ten", 10, None, False),
        ("70 people at least", 70, None, False),
        ("30 or more lorries", 30, None, False),
        ("70+ wounded", 70, None, False),
        ("up to 80", None, 80, False),
        ("up to $250,000", None, 250000, False),
        ("as many as 300 troops", None, 300, False),
        ("no more than 20", None, 20, False),
        ("fewer than 50 men", None, 49, False),
        ("nearly 50", 50, 50, True),
        ("some 120 terrorists", 120, 120, True),
        ("an estimated 500 families", 500, 500, True),
        ("the 12,000 or so", 12000, 12000, True),
        ("between 20 and 30", 20, 30, False),
        ("20-30 fighters", 20, 30, False),
        ("15 to 20 police", 15, 20, False),
        ("dozens", 24, None, True),
        ("scores", 40, None, True),
        ("hundreds of people", 200, None, True),
        ("several", 3, None, True),
        ("several thousand", 3000, None, True),
        ("a few hundred", 200, None, True),
        ("tens of thousands", 20000, None, True),
        ("hundreds of thousands", 200000, None, True),
        ("a number of huts", 2, None, True),
        ("a man and his two sons", 3, 3, False),
        ("a woman and a child", 2, 2, False),
        ("12 soldiers and officers", 12, 12, False),
        ("an M-16 rifle", 1, 1, False),
        ("three S-300 batteries", 3, 3, False),
        ("18-year-old Imre Dal", 1, 1, False),
        ("Imre Dal, 24", 1, 1, False),
        ("a 5-kg charge", 1, 1, False),
    ],
)
def test_what_the_words_say(phrase: str, low: int | None, high: int | None, approx: bool) -> None:
    assert bounds(phrase) == (low, high, approx)


@pytest.mark.parametrize(
    "phrase", ["an unspecified quantity of 1.5 tons", "civilians", "people", "half of the fleet", "0.3 miles", "…"]
)
def test_no_number_is_no_quantity(phrase: str) -> None:
    assert quantity(phrase) is None


@pytest.mark.parametrize(
    ("before", "phrase", "expected"),
    [
        ("The blast killed at least ", "43 people", (43, None, False)),
        ("There were more than ", "20 raids", (21, None, False)),
        ("It moved up to ", "80 men", (None, 80, False)),
        ("It moved nearly ", "80 men", (80, 80, True)),
        ("They met for talks about ", "20 prisoners", (20, 20, False)),
        ("The quarrel was over ", "two wells", (2, 2, False)),
    ],
)
def test_a_bound_may_stand_before_the_phrase(before: str, phrase: str, expected: tuple[int, int, bool]) -> None:
    assert bounds(phrase, before) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Shelling killed 12 people and wounded 30.", "12 people", "killed"),
        ("Shelling killed 12 people and wounded 30.", "30", "injured"),
        ("Two people were killed and five others injured.", "five others", "injured"),
        ("The blast left 4 dead.", "4 dead", "killed"),
        ("Police arrested nine men at the bridge.", "nine men", "captured"),
        ("About 300 families fled the valley.", "About 300 families", "displaced"),
        ("The raid destroyed three tanks near the river.", "three tanks", "destroyed"),
        ("Customs officers seized 40 rifles.", "40 rifles", "seized"),
        ("There were six air raids overnight.", "six air raids", "strikes"),
        ("Some 200 troops were deployed to the pass.", "Some 200 troops", "participants"),
        ("Six fishermen are missing since Sunday.", "Six fishermen", "missing"),
        ("The Red Cross evacuated 70 patients.", "70 patients", "evacuated"),
        ("He named three reasons.", "three reasons", None),
    ],
)
def test_what_is_counted(text: str, phrase: str, kind: str | None) -> None:
    start = text.index(phrase)
    assert what(text, Span(start, start + len(phrase))) == kind


def test_quantities_are_found() -> None:
    text = (
        "On 25 May 2017 at 10:30 at least 43 people died and dozens of others were hurt, a 30-year-old medic said. "
        "Some 1,200 residents fled 15 km north in two days; 5 per cent stayed. No casualties were reported on May 26."
    )
    assert [span.of(text) for span in find(text)] == [
        "at least 43 people",
        "dozens of others",
        "Some 1,200 residents",
        "No casualties",
    ]


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
UNITS += ["sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def words(n: int) -> str:
    """Write a number below a billion out."""
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= scale:
            rest = n % scale
            joint = " and " if scale == 100 or 0 < rest < 100 else " "
            return f"{words(n // scale)} {name}" + (f"{joint}{words(rest)}" if rest else "")
    raise AssertionError(n)


@given(st.integers(1, 999_999_999))
def test_numbers_written_out_come_back(n: int) -> None:
    assert bounds(f"{words(n)} men") == (n, n, False)


@given(st.integers(1, 10**12), st.sampled_from([",", " ", "\u00a0", ""]))
def test_numbers_in_figures_come_back(n: int, separator: str) -> None:
    assert bounds(f"{n:,}".replace(",", separator) + " men") == (n, n, False)


@given(st.integers(2, 10**6), st.sampled_from(["more than", "at least", "up to", "fewer than", "about"]))
def test_a_bound_never_crosses_the_other(n: int, bound: str) -> None:
    found = quantity(f"{bound} {n} men")
    assert found is not None
    assert found.low is None or found.high is None or found.low <= found.high


WORDS = st.sampled_from(
    [
        *UNITS,
        *TENS,
        "a",
        "the",
        "some",
        "at",
        "least",
        "more",
        "than",
        "up",
        "to",
        "dozens",
        "hundreds",
        "of",
        "half",
        "thousand",
        "million",
        "and",
        "12",
        "1,200",
        "1.5",
        "-",
        "–",
        ",",
        "men",
        "M-16",
        "%",
        "no",
        "killed",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.text(min_size=1, max_size=80))
def test_nothing_breaks_it_and_spans_are_in_order(text: str) -> None:
    span = Span(0, len(text))
    parse(text, span)
    what(text, span)
    found = find(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(span.covers(one) for one in found)
