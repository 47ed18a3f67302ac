"""What a user sees of time reading: the values, the bounds, and the day they are reckoned from."""

from datetime import date

import pytest

from whence.records import Span, Timex
from whence.timex import TimeReading, at, claim_value, read

MONDAY = date(2019, 6, 10)


def one(text: str, published: date | None = MONDAY) -> Timex:
    """Return the only timex of a text."""
    found = read(text, published).timexes
    assert len(found) == 1, [(t.span.of(text), t.value) for t in found]
    return found[0]


def values(text: str, published: date | None = MONDAY) -> list[str]:
    return [t.value for t in read(text, published).timexes]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on 14 June 2018", "2018-06-14"),
        ("on June 14, 2018", "2018-06-14"),
        ("ON 14 JUNE 2018", "2018-06-14"),
        ("on thursday, june 14, 2018", "2018-06-14"),
        ("on the 14th of June, 2018", "2018-06-14"),
        ("on 14.06.2018", "2018-06-14"),
        ("on 14-06-2018", "2018-06-14"),
        ("on 6/14/18", "2018-06-14"),
        ("on 2018-06-14", "2018-06-14"),
        ("on Nov. 12", "2018-11-12"),
        ("on 30 DECEMBER", "2018-12-30"),
        ("on 3 March last year", "2018-03-03"),
        ("in March 2018", "2018-03"),
        ("in mar. 2018", "2018-03"),
        ("in early March", "2019-03"),
        ("in mid-May", "2019-05"),
        ("in February", "2019-02"),
        ("last August", "2018-08"),
        ("in the spring of 2016", "2016-SP"),
        ("last winter", "2018-WI"),
        ("this summer", "2019-SU"),
        ("in the second quarter of 2017", "2017-Q2"),
        ("in the first half of 2017", "2017-H1"),
        ("in fiscal 2014", "2014"),
        ("in 2014", "2014"),
        ("in nineteen ninety-one", "1991"),
        ("in the 1980s", "198"),
        ("in the early 1990s", "199"),
        ("in the nineties", "199"),
        ("in the 19th century", "18"),
        ("today", "2019-06-10"),
        ("yesterday", "2019-06-09"),
        ("the day before yesterday", "2019-06-08"),
        ("tomorrow", "2019-06-11"),
        ("last night", "2019-06-09TNI"),
        ("yesterday afternoon", "2019-06-09TAF"),
        ("this morning", "2019-06-10TMO"),
        ("tonight", "2019-06-10TNI"),
        ("on Friday", "2019-06-07"),
        ("on Friday evening", "2019-06-07TEV"),
        ("last Thursday", "2019-06-06"),
        ("next Thursday", "2019-06-13"),
        ("on Thursday last week", "2019-06-06"),
        ("last week", "2019-W23"),
        ("last weekend", "2019-W23-WE"),
        ("next month", "2019-07"),
        ("this year", "2019"),
        ("earlier this month", "2019-06"),
        ("in the last decade", "200"),
        ("three days ago", "2019-06-07"),
        ("3 DAYS AGO", "2019-06-07"),
        ("two weeks ago", "2019-05-27"),
        ("five months ago", "2019-01"),
        ("a decade ago", "2009"),
        ("for three days", "P3D"),
        ("a two-hour", "PT2H"),
        ("for a year and a half", "P18M"),
        ("for half an hour", "PT30M"),
        ("for two decades", "P20Y"),
        ("for several months", "PXM"),
        ("for centuries", "PXC"),
        ("over the past two years", "P2Y"),
        ("every day", "P1D"),
        ("every two weeks", "P2W"),
        ("each Thursday", "XXXX-WXX-4"),
        ("annually", "P1Y"),
        ("now", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("at 2:30 p.m.", "2019-06-10T14:30"),
        ("at 0915 GMT", "2019-06-10T09:15"),
        ("at dawn", "2019-06-10TMO"),
        ("on Christmas Day 2015", "2015-12-25"),
        ("on Good Friday 2018", "2018-03-30"),
    ],
)
def test_value(words: str, value: str) -> None:
    assert one(f"The bridge was hit {words}, a guard said.").value == value


@pytest.mark.parametrize(
    ("words", "kind"),
    [("on 3 May", "DATE"), ("at 5 a.m. on 3 May", "TIME"), ("for 3 days", "DURATION"), ("every year", "SET")],
)
def test_type(words: str, kind: str) -> None:
    assert one(f"It was shelled {words}.").type == kind


@pytest.mark.parametrize(
    "text",
    [
        "They may leave the town and march on the port.",
        "This may be the second attack of its kind.",
        "Shells hit 1980 homes and killed 2015 people.",
        "The sun sat low over the fall of the town.",
        "Some 2,017 fighters with $2016 each.",
        "Four flights a week land there.",
        "The 34-year-old driver, 51 years old by other accounts.",
        "Prime Minister Theresa May spoke.",
        "",
        "\n\n \t",
    ],
)
def test_no_time(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council will meet on Tuesday.", "2019-06-11"),
        ("The council met on Tuesday.", "2019-06-04"),
        ("Talks are set to resume Wednesday in the capital.", "2019-06-12"),
        ("The truce, which is due to begin in August, was hailed.", "2019-08"),
        ("The truce collapsed in August.", "2018-08"),
        ("The polls will be held on 2 September.", "2019-09-02"),
    ],
)
def test_tense_turns_a_bare_day_or_month(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 14 June 2018", (2018, 6, 14), (2018, 6, 14)),
        ("in June 2018", (2018, 6, 1), (2018, 6, 30)),
        ("in early June 2018", (2018, 6, 1), (2018, 6, 10)),
        ("in mid-June 2018", (2018, 6, 11), (2018, 6, 20)),
        ("in late June 2018", (2018, 6, 21), (2018, 6, 30)),
        ("at the end of 2018", (2018, 12, 1), (2018, 12, 31)),
        ("last week", (2019, 6, 3), (2019, 6, 9)),
        ("earlier this month", (2019, 6, 1), (2019, 6, 10)),
        ("in the winter of 2017", (2017, 12, 1), (2018, 2, 28)),
        ("in the 1980s", (1980, 1, 1), (1989, 12, 31)),
        ("over the past three days", (2019, 6, 7), (2019, 6, 10)),
        ("overnight", (2019, 6, 9), (2019, 6, 10)),
    ],
)
def test_bounds(words: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    got = one(f"The bridge was hit {words}.")
    assert (got.earliest, got.latest) == (date(*first), date(*last))


def test_story_time() -> None:
    text = "The village fell on 3 May 2011. The next day it was retaken. A year later it fell again."
    assert values(text) == ["2011-05-03", "2011-05-04", "2012"]


def test_month_after_a_season_of_another_year() -> None:
    assert values("It was freed in the spring of 2016, but in December it was lost again.", None) == [
        "2016-SP",
        "2016-12",
    ]


def test_weekday_fixes_the_year_of_a_report_without_date() -> None:
    text = "On Tuesday, june 18, jets struck a convoy. The town had been retaken on April 9, 2019."
    got = read(text, None)
    assert got.anchor is not None
    assert (got.anchor.day, got.anchor.how) == (date(2019, 6, 18), "inferred")
    assert got.timexes[0].value == "2019-06-18"


@pytest.mark.parametrize(
    ("text", "published", "day", "how"),
    [
        ("HARBOUR TOWN, June 8 (Wire) - Two men died on Friday.", MONDAY, date(2019, 6, 8), "dateline"),
        ("Published June 5 2019 Two men died on Tuesday.", MONDAY, date(2019, 6, 5), "dateline"),
        ("Wed 05 Jun 2019 Two men died on Tuesday.", None, date(2019, 6, 5), "dateline"),
        ("05.06.2019Get short URL Two men died on Tuesday.", None, date(2019, 6, 5), "dateline"),
        ("Last updated at Jun 52019 Two men died on Tuesday.", None, date(2019, 6, 5), "dateline"),
        ("A truce\n\n5 June 2019 The two sides met.", None, date(2019, 6, 5), "dateline"),
        ("Bonds due March 1, 2031 were sold.", MONDAY, MONDAY, "published"),
        ("Two men died on Tuesday.", MONDAY, MONDAY, "published"),
    ],
)
def test_anchor(text: str, published: date | None, day: date, how: str) -> None:
    anchor = read(text, published).anchor
    assert anchor is not None
    assert (anchor.day, anchor.how) == (day, how)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Thursday", "XXXX-WXX-4"),
        ("on May 25", "XXXX-05-25"),
        ("in May", "XXXX-05"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("last year", "XXXX"),
        ("at 9 a.m.", "XXXX-XX-XXT09:00"),
    ],
)
def test_without_anchor_the_value_says_what_is_known(words: str, value: str) -> None:
    got = one(f"The bridge was hit {words}.", None)
    assert (got.value, got.earliest, got.latest, got.reason) == (value, None, None, "no_anchor")


def test_a_day_the_calendar_does_not_have() -> None:
    got = one("It was hit on 30 February 2018.")
    assert (got.earliest, got.reason) == (None, "no_such_day")


def test_day_of_a_siege_needs_its_start() -> None:
    known = "The siege began on 1 June 2018. On the 24th day of the siege the well ran dry."
    assert values(known) == ["2018-06-01", "2018-06-24"]
    assert one("On the 24th day of the siege the well ran dry.").reason == "no_start"


def test_clock_and_day_are_one_expression() -> None:
    text = "The blast came at 9:15 a.m. on Saturday."
    got = one(text)
    assert (got.value, got.span.of(text)) == ("2019-06-08T09:15", "9:15 a.m. on Saturday")


def test_islamic_month() -> None:
    got = one("Fasting in Ramadan 2017 was hard.")
    assert got.earliest is not None
    assert got.latest is not None
    assert got.earliest <= date(2017, 5, 27) < date(2017, 6, 24) <= got.latest


def _claimed(text: str, words: str, published: date | None = MONDAY) -> str:
    start = text.index(words)
    got = at(read(text, published), Span(start, start + len(words)))
    return claim_value(got) if got else "none"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at 4 p.m. on 3 May 2018", "2018-05-03"),
        ("in the spring of 2016", "2016-SP"),
        ("last week", "2019-06-03/2019-06-09"),
        ("last weekend", "2019-06-08/2019-06-09"),
        ("in the 1980s", "1980/1989"),
        ("from 27 April to 18 May", "2019-04-27/2019-05-18"),
        ("between 2012 and 2015", "2012/2015"),
        ("on April 27-29", "2019-04-27/2019-04-29"),
        ("since March 2011", "2011-03/2019-06"),
        ("since the summer of 2016", "2016-06/2019-06"),
        ("since the 1990s", "1990/2019"),
        ("over the past 24 hours", "2019-06-09/2019-06-10"),
        ("overnight", "2019-06-09/2019-06-10"),
        ("at the end of last year", "2018-12"),
        ("now", ""),
        ("every day", ""),
        ("for years", ""),
        ("throughout the day", "2019-06-10"),
        ("between 1130 and 1200 local time", "2019-06-10"),
    ],
)
def test_claim_value(words: str, value: str) -> None:
    assert _claimed(f"The road was shelled {words}, a guard said.", words) == value


def test_at_takes_the_finest_and_nothing_where_nothing_is() -> None:
    text = "In 2018, on 3 May, the depot burned."
    reading = read(text, MONDAY)
    assert claim_value(at(reading, Span(0, 17)) or reading.timexes[0]) == "2018-05-03"
    assert at(reading, Span(text.index("depot"), len(text))) is None
    assert at(TimeReading((), None), Span(0, 1)) is None


def test_since_counts_only_where_the_span_holds_it() -> None:
    text = "The road has been closed since March 2011."
    assert _claimed(text, "March 2011") == "2011-03"
    assert _claimed(text, "since March 2011") == "2011-03/2019-06"


def test_since_then_opens_what_was_told_last() -> None:
    text = "The dam broke in 2014. Since then nobody has crossed."
    assert _claimed(text, "Since then") == "2014/2019"
    assert _claimed("Nobody has crossed since then.", "since then") == "none"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The war has now lasted nearly four years.", "nearly four years", "2015/2019"),
        ("For nearly a week shells have fallen on the port.", "nearly a week", "2019-06-03/2019-06-10"),
        ("For four years shells fell on the port.", "four years", ""),
    ],
)
def test_a_length_that_reaches_up_to_now_has_its_place_in_time(text: str, words: str, value: str) -> None:
    assert _claimed(text, words) == value
