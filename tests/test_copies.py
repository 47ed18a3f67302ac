"""Copies: which reports share text, and which had it from which."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from whence.actors import Register
from whence.copies import Sketch, compare
from whence.records import Masthead

STORY = (
    "Fighters left the quarry above the village before dawn, three shepherds said, and took two lorries with them. "
    "By noon the garrison had moved its guns to the ridge. The mayor asked the governor for flour and blankets, since "
    "the bridge on the lower road was down and no bakery had opened for a week. A patrol counted eleven burnt houses."
)
OTHER = (
    "The port reopened on Sunday after a strike of crane drivers that had lasted nineteen days. Ministers from four "
    "countries will meet there in spring to discuss fishing rights, and the union wants a seat at their table."
)
REGISTER = Register.load()


def masthead(report: str, outlet: str = "", day: date | None = None) -> Masthead:
    """Make a masthead as the reader does."""
    found = REGISTER.outlet(outlet) if outlet else None
    return Masthead(report, outlet, found.id if found else None, day)


def test_a_reprint_is_a_copy_of_what_was_published_first() -> None:
    early = (masthead("z", "ahram", date(2016, 7, 1)), STORY)
    late = (masthead("a", "trt", date(2016, 7, 2)), "Our desk. " + STORY)
    copy = compare(late, early, REGISTER)
    assert copy is not None
    assert (copy.original, copy.copy) == ("z", "a")
    assert copy.share > 0.9
    assert "2016-07-01" in copy.because


def test_a_credit_outweighs_the_order_of_ids() -> None:
    agency = (masthead("b", "reuters", date(2016, 7, 1)), STORY)
    paper = (masthead("a", "ahram", date(2016, 7, 1)), STORY + " The garrison declined to comment, Reuters reported.")
    copy = compare(agency, paper, REGISTER)
    assert copy is not None
    assert (copy.original, copy.copy) == ("b", "a")
    assert copy.because == "credits Reuters"


def test_a_short_notice_within_a_long_story_is_a_copy() -> None:
    notice = " ".join(STORY.split()[:40])
    long = " ".join([OTHER, STORY, OTHER.replace("port", "harbour")])
    copy = compare((masthead("long"), long), (masthead("notice"), notice), REGISTER)
    assert copy is not None
    assert copy.copy == "notice"
    assert copy.share > 0.9


def test_two_stories_of_their_own_are_no_copies() -> None:
    assert compare((masthead("a"), STORY), (masthead("b"), OTHER), REGISTER) is None


def test_a_standing_paragraph_reprinted_months_later_makes_no_copy() -> None:
    background = " ".join(STORY.split()[:30])
    first, second = f"{background} {OTHER}", f"{background} {OTHER[::-1]}"
    days = date(2016, 1, 5), date(2016, 9, 5)
    assert compare((masthead("a", "trt", days[0]), first), (masthead("b", "trt", days[1]), second), REGISTER) is None
    assert compare((masthead("a", "trt", days[0]), first), (masthead("b", "trt", days[0]), second), REGISTER)


def test_copies_meet_in_a_band_and_strangers_do_not() -> None:
    reprint = "From our own desk. " + STORY.replace("three shepherds", "herdsmen")
    assert set(Sketch.of(STORY).bands()) & set(Sketch.of(reprint).bands())
    assert not set(Sketch.of(STORY).bands()) & set(Sketch.of(OTHER).bands())
    assert Sketch.of(STORY).resemblance(Sketch.of(reprint)) > 0.5


def test_a_notice_meets_the_long_story_that_prints_it_within_the_week() -> None:
    """Undated reports are compared with each other."""
    notice, long = Sketch.of(STORY), Sketch.of(f"{OTHER} {STORY} {OTHER[::-1]}")
    day = date(2016, 1, 5)
    for near in (day, date(2015, 12, 29), date(2016, 1, 12)):
        assert set(notice.runs(day)) & set(long.runs(near)), near
    assert not set(notice.runs(day)) & set(long.runs(date(2016, 1, 25)))
    assert set(notice.runs(None)) & set(long.runs(None))


def test_punctuation_and_case_do_not_hide_a_copy() -> None:
    bare = STORY.upper().replace(",", "").replace(".", "")
    assert Sketch.of(bare) == Sketch.of(STORY)


def test_a_text_without_words_meets_nothing() -> None:
    assert Sketch.of("… — !").bands() == ()
    assert compare((masthead("a"), ""), (masthead("b"), ""), REGISTER) is None


@given(st.lists(st.sampled_from(STORY.split()), max_size=80), st.lists(st.sampled_from(STORY.split()), max_size=80))
def test_comparison_does_not_depend_on_order(a: list[str], b: list[str]) -> None:
    one, two = (masthead("one"), " ".join(a)), (masthead("two"), " ".join(b))
    assert compare(one, two, REGISTER) == compare(two, one, REGISTER)


@given(st.text(max_size=300))
def test_keys_are_small_enough_for_any_database(text: str) -> None:
    sketch = Sketch.of(text)
    assert len(sketch.signature) == 256
    assert all(0 <= k < 2**63 for k in (*sketch.bands(), *sketch.runs(None), *sketch.runs(date(2016, 1, 5))))
