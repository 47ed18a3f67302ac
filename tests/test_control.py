"""Control: who held a place from when until when, by whose account, and how it is shown."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from accounts import HARBOUR, PROVINCE, account, link
from whence.actors import Register
from whence.control import control
from whence.records import Account, Copy, Holding, Link, Span
from whence.records.reading import SourceKind
from whence.view import THEME, Story, chain_tree, history_table
from whence.weigh import weigh

REGISTER = Register.load()
MONITOR = link("the Syrian Observatory for Human Rights", party="syrian_observatory")
ARMY = link("the Syrian army", party="syria.armed_forces")
IS, STATE, SDF = "islamic_state", "syria.armed_forces", "sdf"


def taken(by: str | None, first: str, last: str = "", **rest: object) -> Account:
    return _change("capture_territory", by, first, last, **rest)


def held(by: str | None, first: str, last: str = "", **rest: object) -> Account:
    return _change("hold_territory", by, first, last, **rest)


def left(by: str | None, first: str, last: str = "", **rest: object) -> Account:
    return _change("withdrawal", by, first, last, **rest)


def _change(type: str, by: str | None, first: str, last: str, **rest: object) -> Account:
    days = (first, last or first) if first else None
    options = {"chain": [MONITOR], "outlet": "AFP", "places": [(HARBOUR, "at")], "agents": [by] if by else []} | rest
    return account(type=type, days=days, **options)  # type: ignore[arg-type]


def told(*accounts: Account, copies: tuple[Copy, ...] = ()) -> list[tuple[str | None, str, str]]:
    """Return holder, beginning and end of each holding."""
    return [(h.holder, _days(h.since), _days(h.until)) for h in control(accounts, HARBOUR, REGISTER, copies)]


def _days(bounds: tuple[date | None, date | None]) -> str:
    return "/".join(d.isoformat() if d else "" for d in bounds)


def test_a_capture_ends_the_holding_before_it_and_months_stay_months() -> None:
    assert told(
        taken(STATE, "2016-03-01", "2016-03-31"),
        taken(IS, "2015-05-21"),
        taken(IS, "2016-12-11"),
        taken(STATE, "2017-03-02"),
    ) == [
        (IS, "2015-05-21/2015-05-21", "2016-03-01/2016-03-31"),
        (STATE, "2016-03-01/2016-03-31", "2016-12-11/2016-12-11"),
        (IS, "2016-12-11/2016-12-11", "2017-03-02/2017-03-02"),
        (STATE, "2017-03-02/2017-03-02", "/"),
    ]


def test_a_capture_told_by_another_ends_a_holding_too() -> None:
    assert told(taken(IS, "2015-05-21"), taken(STATE, "2016-03-27", chain=[ARMY], outlet="SANA")) == [
        (IS, "2015-05-21/2015-05-21", "2016-03-27/2016-03-27"),
        (STATE, "2016-03-27/2016-03-27", "/"),
    ]


def test_accounts_that_disagree_stand_side_by_side() -> None:
    holdings = control(
        [
            taken(SDF, "2017-06-01", chain=[link("the SDF", party=SDF)], outlet="Hawar"),
            held(IS, "2017-06-10"),
        ],
        HARBOUR,
        REGISTER,
    )
    assert {(h.holder, h.root) for h in holdings} == {(SDF, SDF), (IS, "syrian_observatory")}
    assert [_days(h.until) for h in holdings if h.holder == IS] == ["2017-06-10/"]


def test_who_held_a_place_before_it_was_taken_is_not_inferred() -> None:
    assert [h.holder for h in control([taken(STATE, "2016-03-27", targets=[IS])], HARBOUR, REGISTER)] == [STATE]


def test_who_held_a_place_is_told_by_from_whom_it_was_taken() -> None:
    words = "Troops took Harbour from the islamic state on Sunday."
    found = control([taken(STATE, "2016-03-27", targets=[IS], sentence=words)], HARBOUR, REGISTER)
    assert [(h.holder, _days(h.since), _days(h.until)) for h in found] == [
        (IS, "/", "2016-03-27/2016-03-27"),
        (STATE, "2016-03-27/2016-03-27", "/"),
    ]


def test_a_capture_by_nobody_named_ends_a_holding_and_names_no_holder() -> None:
    assert told(held(IS, "2015-05-01", "2015-05-31"), taken(None, "2016-03-01", "2016-05-31")) == [
        (IS, "/2015-05-31", "2016-03-01/2016-05-31"),
        (None, "2016-03-01/2016-05-31", "/"),
    ]


def test_a_withdrawal_ends_a_holding_and_names_its_holder() -> None:
    assert told(left(IS, "2017-10-17")) == [(IS, "/", "2017-10-17/2017-10-17")]
    assert told(taken(IS, "2014-01-14"), left(IS, "2017-10-17")) == [
        (IS, "2014-01-14/2014-01-14", "2017-10-17/2017-10-17")
    ]


@pytest.mark.parametrize("status", ["planned", "threatened", "possible", "denied", "called_for", "conditional"])
def test_what_has_not_happened_changes_nothing(status: str) -> None:
    assert told(taken(STATE, "2016-03-27", status=status)) == []


def test_a_province_does_not_fall_with_its_town_nor_a_town_with_its_province() -> None:
    both = taken(STATE, "2016-03-27", places=[(HARBOUR, "at"), (PROVINCE, "at")])
    assert control([both], PROVINCE, REGISTER) == ()
    assert control([both], HARBOUR, REGISTER) != ()
    assert control([taken(STATE, "2016-03-27", places=[(PROVINCE, "at")])], HARBOUR, REGISTER) == ()


def test_a_part_of_a_place_is_not_the_place_but_a_fight_for_it() -> None:
    words = "seized three districts of Harbour"
    (holding,) = control([taken(IS, "2015-05-21"), taken(STATE, "2015-08-02", sentence=words)], HARBOUR, REGISTER)
    assert (holding.holder, holding.contested) == (IS, True)


def test_a_siege_contests_the_holding_it_falls_into() -> None:
    accounts = [taken(IS, "2015-05-21"), taken(STATE, "2016-03-27"), _change("siege", STATE, "2016-02-01", "")]
    assert [h.contested for h in control(accounts, HARBOUR, REGISTER)] == [True, False]


def test_a_holding_without_a_day_has_none() -> None:
    assert told(held(IS, "")) == [(IS, "/", "/")]


def test_the_same_change_told_again_is_one() -> None:
    assert told(taken(STATE, "2016-03-01", "2016-03-31"), taken("syria.mod", "2016-03-27")) == [
        (STATE, "2016-03-01/2016-03-31", "/")
    ]


@given(st.randoms())
def test_the_order_of_accounts_changes_nothing(rng: random.Random) -> None:
    accounts = list(MANY)
    want = control(accounts, HARBOUR, REGISTER)
    rng.shuffle(accounts)
    assert control(accounts, HARBOUR, REGISTER) == want


@given(st.lists(st.sampled_from(range(6)), max_size=6))
def test_holdings_are_in_order_and_never_end_before_they_begin(picked: list[int]) -> None:
    holdings: tuple[Holding, ...] = control([MANY[i] for i in picked], HARBOUR, REGISTER)
    assert all(h.claims for h in holdings)
    for h in holdings:
        known = [d for d in (h.since[0], h.until[1]) if d]
        assert known == sorted(known)


MANY = (
    taken(IS, "2015-05-21"),
    taken(STATE, "2016-03-01", "2016-03-31", chain=[ARMY], outlet="SANA"),
    held(IS, "2016-06-01"),
    left(STATE, "2016-12-11"),
    taken(None, "2017-03-02", chain=[], outlet="Gazette"),
    _change("siege", STATE, "2016-02-01", "2016-02-20"),
)


def _shown(*parts: object) -> str:
    console = Console(theme=THEME, width=200, highlight=False, markup=False, emoji=False, color_system=None)
    with console.capture() as capture:
        console.print(*parts, soft_wrap=True)
    return capture.get()


def test_a_history_is_shown_with_what_is_not_known_said() -> None:
    accounts = [*MANY]
    shown = _shown(history_table(HARBOUR, control(accounts, HARBOUR, REGISTER), accounts)).splitlines()
    assert shown[0].split("\t") == ["from", "until", "holder", "contested", "by whose account", "reports"]
    assert any("2016-03-01 to 2016-03-31" in line and "SANA" in line for line in shown)
    assert any("not named" in line and "not told" in line for line in shown)


def test_a_story_shows_roots_grade_and_disagreement() -> None:
    accounts = [
        account([MONITOR], outlet="AFP", counts=[("killed", 9, 9)], sentence="Nine died."),
        account([ARMY], outlet="SANA", status="denied", sentence="The army denies it."),
    ]
    shown = _shown(Story(weigh(accounts, [], REGISTER), accounts))
    for words in ("Nine died.", "1 independent", "denied", "possibly true", "doubtful", "killed: 9"):
        assert (words in shown) is (words != "possibly true")


def test_a_chain_is_shown_from_its_report_to_its_root() -> None:
    text = "A source in the Russian Defence Ministry told RIA Novosti that jets struck a depot."
    source, agency = "A source in the Russian Defence Ministry", "RIA Novosti"
    chain = [_named(source, "anonymous", "russia.mod", text), _named(agency, "outlet", "ria_novosti", text)]
    one = account([*chain, link("Gazette", "outlet")], outlet="Gazette", report="r1")
    event = weigh([one], [], REGISTER)
    copies = [Copy("r0", "r1", 0.9, "published a day later")]
    shown = _shown(chain_tree(one, text, event.roots[0], copies, event.id))
    at = [
        shown.index(words)
        for words in ("printed by Gazette", "copies 90%", f"from {agency}", f"from {source}", "root:")
    ]
    assert at == sorted(at)
    assert "(russia)" in shown


def test_a_chain_does_not_steer_the_terminal() -> None:
    one = account([link("\x1b[31mred", "person")], outlet="\x1b[2Jx")
    shown = _shown(chain_tree(one, "a\x1b[2Jb", weigh([one], [], REGISTER).roots[0]))
    assert "\x1b[2J" not in shown


def _named(name: str, kind: SourceKind, party: str, text: str) -> Link:
    start = text.index(name)
    return Link(Span(start, start + len(name)), name, kind, party)
