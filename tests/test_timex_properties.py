"""What holds for any text at all."""

import calendar
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from whence.records import Span
from whence.timex import at, claim_value, read
from whence.timex.calendar import easter, hijri, months_on
from whence.timex.text import normalised

# fmt: off
_PIECES = st.sampled_from([
    "may", "March", "5", ",", ".", "2017", "on", "the", "last", "week", "ago", "two", "Friday", "Sun", "-", "/",
    "31", "29", "February", "12:30", "p.m.", "midnight", "quarter", "spring", "of", "past", "since", "every",
    "0000", "9999", "now", "Ramadan", "Easter", "1980s", "century", "İ", "ß", "\xa0", "\n", "the", "first", "day",
    "of", "the", "siege", "next", "year's", "half", "an", "hour", "5/25/17", "25.05.2017", "overnight", "and",
    "to", "between", "(AFP)", "--", "$2016", "'98", "GMT"
])
# fmt: on
_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join), st.lists(_PIECES, max_size=30).map("".join)
)
_DAYS = st.one_of(st.none(), st.dates())


@settings(max_examples=300, deadline=None)
@given(_TEXTS, _DAYS)
def test_any_text(text: str, published: date | None) -> None:
    got = read(text, published)
    assert got == read(text, published)
    assert got.anchor is not None or published is None
    last = 0
    for t in got.timexes:
        assert last <= t.span.start < t.span.end <= len(text)
        last = t.span.end
        assert (t.earliest is None) == (t.latest is None)
        assert t.earliest is None or t.latest is None or t.earliest <= t.latest
        assert t.value or t.reason
        claim_value(t)
    for r in got.ranges:
        assert 0 <= r.span.start < r.span.end <= len(text)
        assert claim_value(r)


@settings(max_examples=100, deadline=None)
@given(_TEXTS, st.integers(0, 100), st.integers(1, 100))
def test_at_returns_what_overlaps(text: str, start: int, width: int) -> None:
    span = Span(start, start + width)
    got = at(read(text, date(2019, 6, 10)), span)
    assert got is None or got.span.overlaps(span)


@given(st.text())
def test_normalised_keeps_offsets(text: str) -> None:
    assert len(normalised(text)) == len(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31)), _DAYS)
def test_a_written_day_is_read_back(day: date, published: date | None) -> None:
    for form in (
        f"{day.day} {calendar.month_name[day.month]} {day.year}",
        f"{calendar.month_abbr[day.month]}. {day.day}, {day.year}",
        f"{calendar.day_name[day.weekday()]}, {calendar.month_name[day.month].lower()} {day.day}, {day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ):
        got = read(f"They left on {form}.", published).timexes
        assert [(t.value, t.earliest, t.latest) for t in got] == [(day.isoformat(), day, day)], form


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 300))
def test_days_ago_counts_back(published: date, n: int) -> None:
    got = read(f"They left {n} days ago.", published).timexes
    assert [t.earliest for t in got] == [published - timedelta(n)]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.sampled_from(list(calendar.day_name)))
def test_a_bare_weekday_lies_in_the_last_week(published: date, name: str) -> None:
    (got,) = read(f"They left on {name}.", published).timexes
    assert got.earliest is not None
    assert calendar.day_name[got.earliest.weekday()] == name
    assert 0 <= (published - got.earliest).days < 7


def test_easter_and_ramadan_of_known_years() -> None:
    assert [easter(y) for y in (2016, 2017, 2024)] == [date(2016, 3, 27), date(2017, 4, 16), date(2024, 3, 31)]
    for h, start in ((1437, date(2016, 6, 6)), (1438, date(2017, 5, 27)), (1445, date(2024, 3, 11))):
        assert abs((hijri(h, 9, 1) - start).days) <= 1


def test_months_on_keeps_within_the_month() -> None:
    assert months_on(date(2019, 1, 31), 1) == date(2019, 2, 28)
    assert months_on(date(1, 1, 1), -1) is None


def test_a_megabyte_without_a_full_stop_is_read() -> None:
    text = "the last of the may march 1 first a two second past year to " * 17_000
    assert len(text) > 1_000_000
    assert read(text, None).timexes is not None
