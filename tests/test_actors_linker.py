"""Linking mentions to actors, on reports made up for these tests."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.actors import Linker, Mention, Register
from whence.records import Span


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Register.load())


def link(linker: Linker, text: str, phrases: Sequence[str], places: Sequence[str] = ()) -> list[str | None]:
    """Link phrases, each the next one in the text from where the last one began."""
    mentions, at = [], 0
    for phrase in phrases:
        at = text.index(phrase, at)
        mentions.append(Mention(Span(at, at + len(phrase))))
        at += 1
    return list(linker.link(text, mentions, places))


def alone(linker: Linker, phrase: str) -> str | None:
    return link(linker, f"There, {phrase} did it.", [phrase])[0]


@pytest.mark.parametrize(
    "name",
    [
        "ISIS",
        "Isis",
        "ISIL",
        "Daesh",
        "Da'esh",
        "Daesh militants",
        "the IS",
        "IG",
        "LIH",
        "“Islamic state”",
        "Islamic State in Iraq and Syria",
        "fighters of the Islamic State",
        "two ISIL commanders",
        "ISIS positions",
        "داعش",
        "ИГИЛ",
    ],
)
def test_one_group_under_all_its_names(linker: Linker, name: str) -> None:
    assert alone(linker, name) == "islamic_state"


@pytest.mark.parametrize(
    "phrase",
    [
        "anti-ISIS fighters",
        "the fight against ISIS",
        "ISIS hostages",
        "victims of ISIS",
        "people who fled ISIS",
        "ISIS-held areas",
        "families of ISIS fighters",
        "the ISIS-controlled town",
    ],
)
def test_a_name_in_the_phrase_is_not_always_whom_it_is_about(linker: Linker, phrase: str) -> None:
    assert alone(linker, phrase) is None


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("Malian soldiers", "mali.armed_forces"),
        ("the Ugandan army", "uganda.armed_forces"),
        ("the army of Chad", "chad.armed_forces"),
        ("Ukraine's general staff", "ukraine.armed_forces"),
        ("Zambias air force", "zambia.airforce"),
        ("the Ministry of Defense of Serbia", "serbia.mod"),
        ("a source in the Kenyan interior ministry", "kenya.interior"),
        ("the Thai navy", "thailand.navy"),
        ("Peruvian police officers", "peru.police"),
        ("Cuban state television", "cuba.state_media"),
        ("Sudanese warplanes", "sudan.airforce"),
        ("Ghana's foreign minister", "ghana.mfa"),
        ("U.S. drones", "usa.airforce"),
        ("pro-government militias in Togo", "togo.militias"),
        ("the Australian Department of Defence", "australia.mod"),
    ],
)
def test_nationality_and_organ_work_for_every_state(linker: Linker, phrase: str, id: str) -> None:
    assert alone(linker, phrase) == id


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("Norway", "norway"),
        ("Kyiv", "ukraine"),
        ("the Pentagon", "usa.mod"),
        ("the Al-Qaeda-linked Nusra Front", "hts"),
        ("Iran-backed Houthi rebels", "houthis"),
        ("Colombia’s ELN guerrillas", "eln"),
        ("the Saudi-led coalition's warplanes", "saudi_led_coalition"),
        ("Jaysh al-Islam", "jaish_al_islam"),
        ("Jeish al Islam", "jaish_al_islam"),
        ("Urabenos", "gulf_clan"),
        ("Assad's forces", "syria.armed_forces"),
        ("President Assad", "syria.president"),
        ("the Assad regime", "syria.government"),
        ("the leader of Hezbollah, Hassan Nasrallah", "hezbollah"),
    ],
)
def test_names_and_leaders(linker: Linker, phrase: str, id: str) -> None:
    assert alone(linker, phrase) == id


@pytest.mark.parametrize(
    "phrase",
    [
        "a Malian journalist",
        "residents of Gao",
        "Israeli and Hamas officials",
        "Turkish and Russian jets",
        "people in the US",
        "who told us",
        "activists",
        "a Canadian woman",
        "the Ruritanian army",
        "A citizen of Norway",
    ],
)
def test_it_abstains_where_nobody_or_more_than_one_is_meant(linker: Linker, phrase: str) -> None:
    assert alone(linker, phrase) is None


def test_short_names_must_be_spelt_as_names(linker: Linker) -> None:
    text = "It is said that who comes, and that us. The WHO and the US agreed."
    assert link(linker, text, ["is", "who", "us", "The WHO", "the US"]) == [None, None, None, "who", "usa"]


def test_words_that_point_back(linker: Linker) -> None:
    text = (
        "Al-Shabaab raided a base in Somalia. The militants fled. Amnesty International condemned the raid. "
        "The rights group said nine had died. The extremists said nothing, and the group denied nothing."
    )
    found = link(
        linker, text, ["Al-Shabaab", "The militants", "Amnesty International", "The rights group", "The extremists"]
    )
    assert found == ["al_shabaab", "al_shabaab", "amnesty", "amnesty", "al_shabaab"]


def test_the_group_that_says_is_the_one_that_reports(linker: Linker) -> None:
    text = "Boko Haram burnt a village. Human Rights Watch counted ten dead. The group said more were missing."
    assert link(linker, text, ["The group"]) == ["hrw"]


def test_nothing_to_point_back_at_is_nobody(linker: Linker) -> None:
    assert link(linker, "A bomb went off. The militants fled, the group said.", ["The militants", "the group"]) == [
        None,
        None,
    ]


def test_the_source_speaks_for_whom_it_spoke_for(linker: Linker) -> None:
    text = (
        "Peru's army retook a bridge, a source in the Peruvian defence ministry told Reuters. A resident heard shots. "
        "The source added that Shining Path had lost six men."
    )
    found = link(linker, text, ["a source in the Peruvian defence ministry", "Reuters", "A resident", "The source"])
    assert found == ["peru.mod", "reuters", None, "peru.mod"]


def test_a_surname_stands_for_whom_the_person_speaks_for(linker: Linker) -> None:
    text = "Army statement\n\nThe Malian army spokesman Oumar Testa spoke on Monday. Testa named no place."
    assert link(linker, text, ["The Malian army spokesman Oumar Testa", "Testa"]) == ["mali.armed_forces"] * 2


def test_a_name_with_its_post_behind_it(linker: Linker) -> None:
    text = "Jane Placeholder, head of the Kivu Security Tracker, counted ten. Placeholder named no one."
    assert link(linker, text, ["Jane Placeholder", "Placeholder"]) == ["kivu_security_tracker"] * 2


def test_an_acronym_the_text_introduces(linker: Linker) -> None:
    text = "The Kivu Security Tracker (KIST) counted ten. KIST named no one."
    assert link(linker, text, ["The Kivu Security Tracker", "KIST"]) == ["kivu_security_tracker"] * 2


def test_the_army_is_that_of_the_state_the_report_is_about(linker: Linker) -> None:
    text = "War went on in northern Burkina Faso. The army shelled a ridge; government forces and police shut the road."
    found = link(linker, text, ["The army", "government forces", "police"])
    assert found == ["burkina_faso.armed_forces", "burkina_faso.armed_forces", "burkina_faso.police"]


def test_places_say_which_state_a_report_is_about(linker: Linker) -> None:
    text = "The army shelled a ridge near the old mill."
    assert link(linker, text, ["The army"]) == [None]
    assert link(linker, text, ["The army"], places=["ML"]) == ["mali.armed_forces"]


def test_a_headlines_ministry_is_the_one_named_below(linker: Linker) -> None:
    text = "Ministry of Defence sees plot\n\nA source at the Serbian Ministry of Defence told Tanjug so."
    assert (
        link(linker, text, ["Ministry of Defence", "A source at the Serbian Ministry of Defence"]) == ["serbia.mod"] * 2
    )


def test_the_fighters_of_a_people_are_its_armed_side_there(linker: Linker) -> None:
    assert link(linker, "In Syria, Kurdish fighters took a hill.", ["Kurdish fighters"]) == ["sdf"]
    assert link(linker, "In Iraq, Kurdish forces took a hill.", ["Kurdish forces"]) == ["peshmerga"]
    assert link(linker, "The Kurds waited.", ["The Kurds"]) == ["kurds"]


def test_a_name_of_two_groups_is_the_one_of_the_country(linker: Linker) -> None:
    assert link(linker, "In Sudan, RSF fighters crossed the Nile near Khartoum.", ["RSF fighters"]) == ["sudan_rsf"]
    assert link(linker, "RSF counted ten.", ["RSF"]) == [None]
    assert link(linker, "In eastern India, Maoist rebels blew up a bridge.", ["Maoist rebels"]) == ["cpi_maoist"]


def test_capitals_lost_or_everywhere(linker: Linker) -> None:
    assert link(linker, "THE FMLN ATTACKED SALVADORAN ARMY TROOPS", ["THE FMLN", "SALVADORAN ARMY TROOPS"]) == [
        "fmln",
        "el_salvador.armed_forces",
    ]
    assert link(linker, "the crpf said so in india", ["the crpf"]) == ["crpf"]


def test_a_location_is_no_party(linker: Linker) -> None:
    assert linker.link("in Syria", [Mention(Span(3, 8), "Location")]) == (None,)


@pytest.mark.parametrize(
    ("text", "source", "id"),
    [
        ("A source in the Serbian defence ministry said so.", "A source in the Serbian defence ministry", "serbia.mod"),
        ("Syrian state media said so.", "Syrian state media", "syria.state_media"),
        ("Activists said so.", "Activists", None),
        ("Residents of Kaduna said so.", "Residents of Kaduna", None),
        ("A spokesman for UNICEF said so.", "A spokesman for UNICEF", "unicef"),
        ("Rami Abdel Rahman, head of the Observatory, said so.", "Rami Abdel Rahman", "syrian_observatory"),
        ("A medical source said so in Yemen.", "A medical source", None),
    ],
)
def test_whom_a_source_speaks_for(linker: Linker, text: str, source: str, id: str | None) -> None:
    start = text.index(source)
    assert linker.affiliation(text, Span(start, start + len(source))) == id


WORDS = st.sampled_from(
    [
        "ISIS",
        "the",
        "army",
        "of",
        "Mali",
        "Russian",
        "jets",
        "and",
        "-backed",
        "group",
        "(",
        ")",
        ",",
        "said",
        "US",
        "’s",
        "He",
        "Kurdish",
        "\n\n",
        ".",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)), st.data())
def test_any_text_and_any_spans_get_known_actors_or_none(linker: Linker, text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text) + 3)
    spans = data.draw(st.lists(st.tuples(ends, ends).filter(lambda e: e[0] < e[1]), max_size=8))
    mentions = [Mention(Span(s, e)) for s, e in spans]
    found = linker.link(text, mentions)
    assert len(found) == len(mentions)
    assert all(id is None or id in linker.register for id in found)
    assert found == linker.link(text, mentions)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_the_mentions_does_not_matter(linker: Linker, order: list[int]) -> None:
    text = "The Taliban took a hill in Afghanistan. The militants told Reuters so. The group left."
    phrases = ["The Taliban", "The militants", "Reuters", "The group"]
    mentions = [Mention(Span(text.index(p), text.index(p) + len(p))) for p in phrases]
    straight = linker.link(text, mentions)
    shuffled = linker.link(text, [mentions[i] for i in order])
    assert shuffled == tuple(straight[i] for i in order)
