"""The register of actors: what a user can look up, and that the vocabularies hold together."""

import re
from collections import defaultdict

import pytest
import yaml

from whence.actors import Register
from whence.actors.lexicon import Lexicon
from whence.actors.vocabulary import DATA, load, read_yaml


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def test_the_bundle_is_what_the_yaml_files_say() -> None:
    assert load() == read_yaml(), "run: python training/actors/bundle.py"


def test_no_id_is_given_twice() -> None:
    ids = defaultdict(list)
    for path in DATA.glob("*.yaml"):
        for id in re.findall(r"^ {2}([a-z0-9_.]+): \{", path.read_text("utf8"), re.M):
            if path.stem not in {"words", "organs"}:
                ids[id].append(path.name)
    assert {id: files for id, files in ids.items() if len(files) > 1} == {}


def test_every_id_is_lower_snake_with_a_dot_before_an_organ(register: Register) -> None:
    assert [id for id in register if not re.fullmatch(r"[a-z0-9_]+(\.[a-z_]+)?", id)] == []


def test_every_reference_resolves(register: Register) -> None:
    broken = [
        (actor.id, other)
        for actor in register.values()
        for other in (actor.above, *actor.country, *actor.allied_with, *actor.hostile_to)
        if other is not None and other not in register
    ]
    assert broken == []


def test_listings_are_of_actors_in_the_register(register: Register) -> None:
    vocabularies = register.vocabularies
    assert [id for id in (*vocabularies["un_list"], *vocabularies["listings"]) if id not in register] == []


def test_nobody_belongs_to_itself(register: Register) -> None:
    for id in register:
        above, seen = register[id].above, {id}
        while above is not None:
            assert above not in seen, (id, above)
            seen.add(above)
            above = register[above].above


def test_names_of_several_actors_are_marked_as_shared(register: Register) -> None:
    names = {"actor", "leader", "community", "state", "people", "seat"}
    lexicon = Lexicon(register)
    shared = {phrase for phrase, senses in lexicon if len({s.id for s in senses if s.role in names}) > 1}
    marked = {lexicon.key(name) for name in register.vocabularies["words"]["shared"]}
    assert shared == marked


def test_vocabularies_hold_words_and_no_yaml_booleans() -> None:
    words = yaml.safe_load((DATA / "words.yaml").read_text("utf8"))
    assert all(isinstance(w, str) for key, value in words.items() if isinstance(value, list) for w in value)


def test_organs_and_media_of_one_state_are_one_party(register: Register) -> None:
    assert register.party("russia.mod") == register.party("sputnik") == register.party("ria_novosti") == "russia"
    assert register.related("tass", "russia.airforce") == "party"
    assert register.ancestors("ria_novosti") == ("rossiya_segodnya", "russia")


def test_an_outlet_of_a_movement_is_the_movements_voice(register: Register) -> None:
    assert register.party("amaq") == "islamic_state"
    assert register.party("al_manar") == "hezbollah"


def test_independent_outlets_are_parties_of_their_own(register: Register) -> None:
    assert register.party("reuters") == "reuters"
    assert register.related("reuters", "afp") is None


def test_allies_are_no_independent_sides_and_enemies_are(register: Register) -> None:
    assert register.same_side("sdf", "coalition_anti_isis")
    assert register.related("ypg", "islamic_state") == "hostile"
    assert not register.same_side("houthis", "saudi_led_coalition")


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("sputnik", "sputnik"),
        ("alaraby", "al_araby"),
        ("Al Jazeera", "al_jazeera"),
        ("dailysabah", "daily_sabah"),
        ("The Guardian", "guardian"),
        ("asharqalawsat", "asharq_al_awsat"),
        ("times of india", "times_of_india"),
        ("REUTERS", "reuters"),
        ("etilaf", "etilaf"),
        ("nna", "nna"),
        ("the corner shop gazette", None),
        ("", None),
    ],
)
def test_outlets_are_found_as_metadata_calls_them(register: Register, name: str, id: str | None) -> None:
    found = register.outlet(name)
    assert (found.id if found else None) == id


def test_un_listings_carry_day_and_reference(register: Register) -> None:
    by_un = [d for d in register["al_shabaab"].designations if d.by == "un"]
    assert [(d.since, d.ref) for d in by_un] == [("2010-04-12", "SOe.001")]


def test_an_unknown_id_is_a_key_error(register: Register) -> None:
    with pytest.raises(KeyError):
        register["atlantis.navy"]


def test_there_are_organs_for_every_state(register: Register) -> None:
    assert register["mali.airforce"].name == "Air force of Mali"
    assert register.party("tuvalu.police") == "tuvalu"
    assert register.party("syria.rebels") == "syria.rebels"
    assert len(register) > 4000
