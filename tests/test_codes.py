# ruff: noqa: E501  (a table of cases reads in rows)
"""Codes: every ACLED sub-event type can be reached, statuses count, and a broken table says where it is broken."""

from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from whence.codes import TYPES, code
from whence.codes.page import page
from whence.codes.table import TableError, read, table
from whence.records import AcledCode, PloverCode, Status

STATUSES = get_args(Status)
# type, sentence, trigger, kinds of agents, kinds of targets, sub-event type, PLOVER event, mode
CASES = [
    ("airstrike", "Jets bombed the depot.", "bombed", [], [], "Air/drone strike", "ASSAULT", "aerial"),
    ("airstrike", "A drone strike hit the depot.", "strike", [], [], "Air/drone strike", "ASSAULT", "drone"),
    ("shelling", "Mortars hit the depot.", "hit", [], [], "Shelling/artillery/missile attack", "ASSAULT", "heavy-weapons"),
    ("bombing", "A car bomb went off.", "car bomb", [], [], "Remote explosive/landmine/IED", "ASSAULT", "explosives"),
    ("bombing", "A man blew himself up.", "blew himself up", [], [], "Suicide bomb", "ASSAULT", "suicide-attack"),
    ("bombing", "A grenade was thrown at the inn.", "thrown", [], [], "Grenade", "ASSAULT", "explosives"),
    ("bombing", "Sappers defused a bomb.", "bomb", [], [], "Disrupted weapons use", None, None),
    ("chemical_attack", "Chlorine was used.", "used", [], [], "Chemical weapon", "ASSAULT", "unconventional"),
    ("clash", "They fought for the hill.", "fought", [], [], "Armed clash", "ASSAULT", None),
    ("attack", "Gunmen shot a teacher.", "shot", ["armed_group"], [], "Attack", "ASSAULT", "firearms"),
    ("attack", "Gunmen attacked an outpost.", "attacked", ["armed_group"], ["armed_forces"], "Armed clash", "ASSAULT", "firearms"),
    ("attack", "Soldiers raped two women.", "raped", ["armed_forces"], [], "Sexual violence", "ASSAULT", "sexual"),
    ("attack", "A mob lynched the thief.", "lynched", [], [], "Mob violence", "ASSAULT", "beat"),
    ("attack", "Police opened fire on protesters.", "opened fire", ["police"], [], "Excessive force against protesters", "ASSAULT", "firearms"),
    ("execution", "They beheaded a captive.", "beheaded", ["armed_group"], [], "Attack", "ASSAULT", "execute"),
    ("abduction", "Two aid workers were kidnapped.", "kidnapped", [], [], "Abduction/forced disappearance", "ASSAULT", "abduct"),
    ("arrest", "Police arrested forty men.", "arrested", ["police"], [], "Arrests", "COERCE", "arrest"),
    ("arrest", "The court sentenced him.", "sentenced", ["court"], [], None, "SANCTION", "convict"),
    ("capture_territory", "They took the town.", "took", ["armed_forces"], [], "Government regains territory", "ASSAULT", None),
    ("capture_territory", "They took the town.", "took", ["armed_group"], [], "Non-state actor overtakes territory", "ASSAULT", None),
    ("capture_territory", "Rebels took the town.", "took", [], [], "Non-state actor overtakes territory", "ASSAULT", None),
    ("capture_territory", "The army took the town.", "took", [], [], "Government regains territory", "ASSAULT", None),
    ("capture_territory", "The army took it from the rebels.", "took", [], [], None, "ASSAULT", None),
    ("capture_territory", "They took it without a fight.", "took", [], [], "Non-violent transfer of territory", "COERCE", "seize"),
    ("hold_territory", "They hold the town.", "hold", ["armed_group"], [], None, None, None),
    ("withdrawal", "They left the valley.", "left", [], [], "Change to group/activity", "RETREAT", "withdraw"),
    ("withdrawal", "They laid down their arms.", "laid down", [], [], "Disrupted weapons use", "RETREAT", "disarm"),
    ("movement", "The column moved north.", "moved", ["armed_forces"], [], "Change to group/activity", "MOBILIZE", "troops"),
    ("deployment", "They built a base at the pass.", "built", ["armed_group"], [], "Headquarters or base established", "MOBILIZE", "militia"),
    ("ceasefire", "A truce began.", "truce", [], [], "Agreement", "RETREAT", "ceasefire"),
    ("agreement", "A peace deal was signed.", "deal", [], [], "Agreement", "SUPPORT", None),
    ("talks", "They spoke by phone.", "spoke", ["state"], ["state"], None, "CONSULT", "phone"),
    ("displacement", "Families fled.", "fled", [], [], "Other", None, None),
    ("destruction", "Shops were looted.", "looted", [], [], "Looting/property destruction", "ASSAULT", "destroy"),
    ("protest", "Hundreds marched.", "marched", [], [], "Peaceful protest", "PROTEST", "demo"),
    ("protest", "A rally was dispersed with tear gas.", "rally", [], [], "Protest with intervention", "PROTEST", "demo"),
    ("protest", "Live ammunition was used on the march.", "march", [], [], "Excessive force against protesters", "PROTEST", "demo"),
    ("protest", "Youths rioted and set fire to cars.", "rioted", [], [], "Violent demonstration", "PROTEST", "riot"),
    ("protest", "Dockers went on strike.", "strike", [], [], None, "PROTEST", "strike"),
    ("shootdown", "The plane crashed.", "crashed", [], [], None, None, None),
    ("other", "Police found an arms cache.", "found", ["police"], [], "Disrupted weapons use", None, None),
    ("demand", "He called for talks.", "called for", [], [], None, "REQUEST", "meet"),
    ("reject", "She condemned the raid.", "condemned", [], [], None, "ACCUSE", "disapprove"),
]  # fmt: skip


@pytest.mark.parametrize(("type", "sentence", "trigger", "agents", "targets", "sub", "event", "mode"), CASES)
def test_codes(
    type: str, sentence: str, trigger: str, agents: list[str], targets: list[str], sub: str, event: str, mode: str
) -> None:
    acled, plover = code(
        type, trigger=trigger, status="happened", agent_kinds=agents, target_kinds=targets, context=sentence
    )
    assert (acled.sub_event_type if acled else None) == sub
    assert plover == (PloverCode(event, mode) if event else None)


def test_every_acled_sub_event_type_is_reached() -> None:
    assert {case[5] for case in CASES} - {None} == set(table().acled)
    assert len(table().acled) == 25


def test_every_plover_event_is_reached() -> None:
    coded = {code(t, trigger=w, status=s)[1] for t in TYPES for s in STATUSES for w in ("", "arms", "joint drills")}
    assert {c.event for c in coded if c} == set(table().plover)


def test_the_example_of_the_contract() -> None:
    assert code("airstrike", trigger="destroyed", status="happened") == (
        AcledCode("Explosions/Remote violence", "Air/drone strike"),
        PloverCode("ASSAULT", "aerial"),
    )


@pytest.mark.parametrize("status", ["planned", "threatened", "called_for", "conditional", "possible", "denied"])
def test_what_did_not_happen_is_no_acled_event(status: str) -> None:
    assert all(code(type, trigger="", status=status)[0] is None for type in TYPES)


@pytest.mark.parametrize(
    ("type", "status", "plover"),
    [
        ("clash", "threatened", PloverCode("THREATEN", "violence")),
        ("capture_territory", "planned", PloverCode("THREATEN", "territory")),
        ("withdrawal", "called_for", PloverCode("REQUEST", "yield")),
        ("ceasefire", "planned", PloverCode("CONCEDE", None)),
        ("talks", "planned", PloverCode("AGREE", None)),
        ("attack", "denied", None),
        ("attack", "possible", None),
        ("demand", "called_for", PloverCode("REQUEST", None)),
        ("threaten", "threatened", PloverCode("THREATEN", "violence")),
    ],
)
def test_statuses(type: str, status: str, plover: PloverCode | None) -> None:
    assert code(type, trigger="", status=status)[1] == plover


def test_a_foiled_bomb_counts_though_it_only_may_have_gone_off() -> None:
    acled, _ = code("bombing", trigger="bomb", status="possible", context="Police defused a bomb.")
    assert acled == AcledCode("Strategic developments", "Disrupted weapons use")


def test_a_breach_of_a_ceasefire_is_an_assault() -> None:
    assert code("ceasefire", trigger="violated", status="denied") == (None, PloverCode("ASSAULT", None))


@pytest.mark.parametrize(("type", "status"), [("picnic", "happened"), ("clash", "maybe")])
def test_unknown_words_are_refused(type: str, status: str) -> None:
    with pytest.raises(ValueError, match="no such claim type or status"):
        code(type, trigger="", status=status)


def test_the_vocabulary() -> None:
    assert len(TYPES) == 34
    assert next(iter(TYPES)) == "airstrike"
    assert set(table().statuses) == set(STATUSES)


@given(
    st.sampled_from(list(TYPES)),
    st.sampled_from(STATUSES),
    st.text(max_size=60),
    st.lists(st.sampled_from(["police", "armed_group", "state", "no such kind"])),
)
def test_any_claim_gets_codes_of_the_schemes_or_none(type: str, status: str, words: str, kinds: list[str]) -> None:
    acled, plover = code(type, trigger=words[:20], status=status, agent_kinds=kinds, context=words)
    assert acled is None or table().acled[acled.sub_event_type] == acled
    assert plover is None or plover.mode is None or plover.mode in table().plover[plover.event]


TEXT = files("whence.codes").joinpath("table.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "plover: [ASSAULT unconventional]",
            "plover: [ASSAULT gas]",
            "type chemical_attack: plover rule 1: 'ASSAULT gas'",
        ),
        ("acled: [Chemical weapon]", "acled: [Chemical]", "type chemical_attack: acled rule 1: 'Chemical' is no ACLED"),
        ("acled: [Chemical weapon]", "acled: [Other, Grenade]", "a rule stands after one that always fits"),
        ("acled: [Chemical weapon]", "acled: [{words: gas, code: Other}]", "words 'gas' is not among the words"),
        ("acled: [Chemical weapon]", "acled: [{agent: state, code: Other}]", "unknown field agent"),
        ("acled: [Chemical weapon]", "acled: [{words: chemical}]", "it gives no code"),
        ("acled: [Chemical weapon]", "acled: [{status: [done], code: Other}]", "status 'done' is not in the table"),
        ("acled: [Chemical weapon]", "acled: Other", "not a list of rules"),
        ("covers: chemical weapons", "cover: chemical weapons", "it does not say what it covers"),
        ("    intent: relations", "    intent: ties", "type sanction: intent 'ties' is not in the table"),
        ("  drone: [drone*", "  drone: [1, drone*", "words drone: not a list of strings"),
        ("types:\n", "kinds_of_claim:\n", "no section types"),
        ("types:\n", "types: [\n", "not YAML"),
    ],
)
def test_a_broken_table_says_where(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(TableError, match=message.replace("[", r"\[")):
        read(TEXT.replace(old, new, 1))


def test_the_table_is_the_same_without_libyaml_and_no_list_is_idle() -> None:
    raw = yaml.load(TEXT, yaml.SafeLoader)
    assert raw == yaml.load(TEXT, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    rules = [rule for row in table().types.values() for rule in (*row.acled, *row.plover)]
    used = {name for rule in rules for name in (rule.words, rule.trigger, rule.without, rule.agents, rule.targets)}
    assert used - {None} == set(raw["words"]) | set(raw["kinds"])


def test_the_page_is_made_from_the_table() -> None:
    docs = Path(__file__).parent.parent / "docs" / "codes.md"
    assert docs.read_text("utf-8") == page(table())
