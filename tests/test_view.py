"""What a person sees of a reading: text that cannot harm, marks that sit right, claims in one line each."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from whence.records import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    Entity,
    Link,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Timex,
    Toponym,
)
from whence.view import HARMFUL, THEME, Legend, Page, claim_line, harmless

TITLE = "Jets hit convoy near Bara"
BODY = (
    "Army jets bombed a rebel convoy on the road from Bara to Obeid on 3 June, "
    "destroying nine trucks and killing over 40 fighters, an officer told SUNA."
)
REPORT = Report.of(BODY, title=TITLE, outlet="herald", published=date(2024, 6, 5), id="r1")
BARA = Place("geonames:1", "Bara", 13.7, 30.37, "SD", "city")


def at(words: str, n: int = 0) -> Span:
    """Return where `words` stand in the body for the nth time."""
    start = REPORT.text.index(BODY)
    for _ in range(n + 1):
        start = REPORT.text.index(words, start + 1 if _ else start)
    return Span(start, start + len(words))


CLAIM = Claim(
    id="c1",
    type="airstrike",
    trigger=at("bombed"),
    agents=(Party(at("Army jets"), "sudan.airforce"),),
    targets=(Party(at("a rebel convoy")),),
    places=(ClaimPlace(at("Obeid"), "to", None, "ambiguous"), ClaimPlace(at("Bara"), "from", BARA)),
    time=ClaimTime(at("3 June"), "2024-06-03", date(2024, 6, 3), date(2024, 6, 3)),
    counts=(
        Count(at("nine trucks"), 9, 9, False, "destroyed"),
        Count(at("over 40 fighters"), 41, None, False, "killed"),
    ),
    status="happened",
    chain=(Link(at("an officer"), "an officer", "anonymous", "sudan.army"), Link(at("SUNA"), "SUNA", "outlet", "suna")),
    cue=at("told"),
    salience=0.9,
    acled=None,
    plover=None,
)
READING = Reading(
    report=REPORT,
    attributions=(
        Attribution((at("an officer"),), (at("told"),), (Span(at("Army jets").start, at(", an officer").start),)),
    ),
    entities=(Entity(at("Army jets"), "Organisation", "sudan.airforce"),),
    toponyms=(Toponym(at("Bara"), BARA), Toponym(at("Obeid"), None, "ambiguous")),
    timexes=(Timex(at("3 June"), "DATE", "2024-06-03"),),
    claims=(CLAIM,),
)


def shown(*what: object, colour: bool = False, width: int = 100) -> str:
    """Return what a console prints: a pipe, or a terminal with colours."""
    console = Console(
        theme=THEME,
        file=io.StringIO(),
        force_terminal=colour,
        color_system="256" if colour else None,
        width=width,
        highlight=False,
    )
    console.print(*what, soft_wrap=not colour)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def unstyled(page: str) -> str:
    """Return what was printed without its escape sequences and without the blanks that fill lines up."""
    return re.sub(r" +$", "", re.sub(r"\x1b\[[0-9;]*m", "", page), flags=re.MULTILINE)


def line(claim: Claim, report: Report = REPORT) -> str:
    """Return the one line of a claim."""
    return claim_line(claim, report).plain


def test_a_claim_is_one_line_with_its_chain() -> None:
    assert line(CLAIM) == (
        "2024-06-03 · airstrike · Army jets → a rebel convoy · from Bara to Obeid · "
        "9 destroyed, more than 40 killed · happened · says: an officer ← SUNA"
    )


def test_what_a_claim_leaves_open_is_left_out() -> None:
    bare = replace(CLAIM, agents=(), targets=(), places=(), time=None, counts=(), chain=())
    assert line(bare) == "airstrike · happened · says: the outlet itself (herald)"
    assert line(bare, replace(REPORT, outlet="")) == "airstrike · happened · says: the outlet itself"


def test_a_time_without_value_is_quoted_not_guessed() -> None:
    vague = replace(CLAIM, time=ClaimTime(at("3 June"), "", None, None, "no_anchor"))
    assert line(vague).startswith('"3 June" · airstrike')


@pytest.mark.parametrize(
    ("value", "words"),
    [("2016-SP", "spring 2016"), ("2017-04-27/2017-05-18", "2017-04-27 to 2017-05-18"), ("2016-12", "2016-12")],
)
def test_times_are_readable(value: str, words: str) -> None:
    timed = replace(CLAIM, time=ClaimTime(at("3 June"), value, None, None))
    assert line(timed).startswith(f"{words} · ")


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (9, 9, False, "9 killed"),
        (50, 50, True, "about 50 killed"),
        (30, None, False, "at least 30 killed"),
        (None, 80, False, "up to 80 killed"),
        (20, 30, False, "20 to 30 killed"),
        (24, None, True, "nine trucks killed"),
        (None, None, False, "nine trucks killed"),
    ],
)
def test_counts_say_their_bounds(low: int | None, high: int | None, approx: bool, words: str) -> None:
    counted = replace(CLAIM, counts=(Count(at("nine trucks"), low, high, approx, "killed"),))
    assert f" · {words} · " in line(counted)


def test_two_parties_of_an_agreement_face_each_other() -> None:
    assert "Army jets ↔ a rebel convoy" in line(replace(CLAIM, type="agreement"))


def test_hearsay_names_nobody() -> None:
    hearsay = replace(CLAIM, chain=(Link(at("told"), "reportedly", "unknown"),))
    assert line(hearsay).endswith('says: nobody named ("reportedly")')


def test_without_colour_spans_stand_between_marks() -> None:
    page = shown(Page(READING))
    assert "«_Army jets_ *bombed*[1] _a rebel convoy_ on the road from @Bara to @Obeid on #3 June, " in page
    assert "{an officer} <told> SUNA" in page
    assert "\x1b" not in page


def test_with_colour_no_letter_of_the_report_is_lost() -> None:
    page = shown(Page(READING), colour=True, width=400)
    assert "\x1b[" in page
    assert REPORT.text.replace("bombed", "bombed[1]") in unstyled(page)


def test_every_claim_is_one_line_in_a_pipe_however_long() -> None:
    long = replace(CLAIM, chain=(Link(at("an officer"), "an officer " * 60, "anonymous"),))
    page = shown(Page(replace(READING, claims=(long,))), width=40)
    assert sum(text.startswith("1. ") and text.rstrip().endswith("an officer") for text in page.splitlines()) == 1


def test_the_weightiest_claim_comes_first() -> None:
    minor = replace(CLAIM, id="c0", type="movement", trigger=at("convoy"), salience=0.2)
    page = shown(Page(replace(READING, claims=(minor, CLAIM))))
    assert page.index("1. 2024-06-03 · airstrike") < page.index("2. 2024-06-03 · movement")
    assert "*bombed*[1]" in page
    assert "_a rebel *convoy*[2]_ on" in page


def test_claims_that_share_a_trigger_share_its_note() -> None:
    twin = replace(CLAIM, id="c2", status="denied", salience=0.5)
    assert "*bombed*[1,2]" in shown(Page(replace(READING, claims=(CLAIM, twin))))


def test_a_report_without_claims_says_so() -> None:
    assert "no claims found" in shown(Page(replace(READING, claims=())))


def test_the_head_is_one_line() -> None:
    page = shown(Page(replace(READING, report=replace(REPORT, id="r\n1", outlet="the\r\nherald"))))
    assert page.startswith("== r 1 · the herald · 2024-06-05\n")


def test_the_legend_uses_the_marks_of_the_page() -> None:
    assert "{source}" in shown(Legend())
    assert "{source}" not in shown(Legend(), colour=True)


def test_a_report_cannot_steer_the_terminal() -> None:
    evil = "\x1b[2J\x1b]0;title\x07 [bold]not markup[/bold] [link=x]y[/] :bomb: \u202egnp.exe\u2069 \x9b31m \ud800"
    page = shown(Page(Reading(Report(text=evil, outlet=evil), (), (), (), (), ())))
    assert not HARMFUL.search(page)
    assert "[bold]not markup[/bold] [link=x]y[/] :bomb:" in page


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_harmless_text_keeps_every_offset(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not HARMFUL.search(safe)
    assert all(a == b or HARMFUL.match(a) or a in "\t\r" for a, b in zip(text, safe, strict=True))


@given(st.data())
def test_any_spans_can_be_marked(data: st.DataObject) -> None:
    size = len(REPORT.text)
    starts = st.integers(0, size - 1)
    spans = st.lists(starts.flatmap(lambda s: st.integers(s + 1, size).map(lambda e: Span(s, e))), max_size=6)
    drawn = tuple(Attribution((s,), (), (s,)) for s in data.draw(spans))
    claims = tuple(replace(CLAIM, id=str(i), trigger=s) for i, s in enumerate(data.draw(spans)))
    reading = Reading(REPORT, drawn, (), (), (), claims)
    for colour in (False, True):
        page = unstyled(shown(Page(reading), colour=colour, width=1000))
        assert REPORT.text in re.sub(r"\[[0-9,]+\]|[{}*_@#«»]", "", page)
