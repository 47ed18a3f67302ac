"""Finding place names and saying which places they stand for, with the real gazetteer and weights."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.gazetteer import Gazetteer
from whence.places import Resolver
from whence.records import Place, Span


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Gazetteer())


def spans(text: str, *words: str) -> list[Span]:
    return [Span(text.index(w), text.index(w) + len(w)) for w in words]


def placed(resolver: Resolver, text: str, word: str, *others: str) -> Place | None:
    return resolver.resolve(text, spans(text, word, *others))[0].place


def found(resolver: Resolver, text: str) -> list[str]:
    return [s.of(text) for s in resolver.find(text)]


def test_the_place_after_the_comma_decides(resolver: Resolver) -> None:
    text = "A barn burnt down outside Paris, Texas, on Friday."
    place = placed(resolver, text, "Paris", "Texas")
    assert place is not None
    assert place.country == "US"
    other = placed(resolver, "The minister flew to Paris on Friday.", "Paris")
    assert other is not None
    assert other.country == "FR"


def test_one_name_in_two_senses(resolver: Resolver) -> None:
    text = "He moved from Athens, Georgia, to the old town of Athens, Greece, last year."
    first, second = text.index("Athens"), text.rindex("Athens")
    mentions = [Span(first, first + 6), *spans(text, "Georgia"), Span(second, second + 6), *spans(text, "Greece")]
    result = resolver.resolve(text, mentions)
    assert [t.place and t.place.country for t in result] == ["US", "US", "GR", "GR"]


def test_the_company_decides(resolver: Resolver) -> None:
    text = "Troops left Tripoli for Sidon and Tyre while jets flew over Beirut."
    place = placed(resolver, text, "Tripoli", "Sidon", "Tyre", "Beirut")
    assert place is not None
    assert place.country == "LB"
    text = "Troops left Tripoli for Misrata and Sirte while jets flew over Benghazi."
    place = placed(resolver, text, "Tripoli", "Misrata", "Sirte", "Benghazi")
    assert place is not None
    assert place.country == "LY"


def test_a_province_is_an_area_and_not_its_town(resolver: Resolver) -> None:
    text = "Shells fell across Raqqa province overnight."
    place = placed(resolver, text, "Raqqa")
    assert place is not None
    assert place.kind == "region"
    town = placed(resolver, "Shells fell on the city of Raqqa overnight.", "Raqqa")
    assert town is not None
    assert town.kind == "city"


def test_a_province_in_the_name_or_beside_it_is_never_a_pin(resolver: Resolver) -> None:
    text = "Two men were hurt in Hama province on Sunday, and more in the countryside of Raqqa province."
    inner, beside = resolver.resolve(text, spans(text, "Hama province", "Raqqa"))
    assert inner.place is not None
    assert beside.place is not None
    assert (inner.place.kind, beside.place.kind) == ("region", "region")


def test_a_river_is_no_country(resolver: Resolver) -> None:
    text = "The ferry sank on the Zaire river on Monday."
    place = placed(resolver, text, "Zaire river")
    assert place is None or place.kind != "country"


@pytest.mark.parametrize("words", ["Syrian", "Malians", "Ukrainian", "British"])
def test_a_people_as_a_place_is_its_country(resolver: Resolver, words: str) -> None:
    text = f"Shells fell across the {words} border on Tuesday."
    place = placed(resolver, text, words)
    assert place is not None
    assert place.kind == "country"


@pytest.mark.parametrize("name", ["Darfur", "Donbas", "Eastern Ghouta", "Sahel", "Kashmir", "Helmand", "Rakhine State"])
def test_areas_and_provinces_are_no_settlements(resolver: Resolver, name: str) -> None:
    place = placed(resolver, f"Fighting went on in {name} for a third day.", name)
    assert place is not None
    assert place.kind in ("area", "region")


def test_another_spelling_is_believed_only_near_its_country(resolver: Resolver) -> None:
    text = "Rebels shelled Aleppo and the quarter of Midann in Syria."
    toponym = resolver.resolve(text, spans(text, "Midann", "Aleppo", "Syria"))[0]
    assert toponym.place is None or toponym.place.country == "SY"
    assert toponym.place is not None or toponym.reason in ("not_in_gazetteer", "ambiguous")
    text = "Rebels left Qamishly for Aleppo, in the west of Syria."
    place = placed(resolver, text, "Qamishly", "Aleppo", "Syria")
    assert place is not None
    assert place.country == "SY"


def test_a_small_place_alone_in_its_country_is_no_choice_among_several_others(resolver: Resolver) -> None:
    text = "Shells fell on Homs, on Hama and on the quarter of Oconto in the south of Syria."
    toponym = resolver.resolve(text, spans(text, "Oconto", "Homs", "Hama", "Syria"))[0]
    assert (toponym.place, toponym.reason) == (None, "not_in_gazetteer")
    place = placed(resolver, "A barn burnt down in Oconto on Friday.", "Oconto")
    assert place is not None
    assert place.country == "US"


def test_a_city_and_its_canton_are_no_doubt(resolver: Resolver) -> None:
    text = "The envoys will meet in Geneva next week."
    place = placed(resolver, text, "Geneva")
    assert place is not None
    assert place.country == "CH"


def test_the_outlets_home_decides_where_nothing_else_does(resolver: Resolver) -> None:
    text = "A shop burnt down in Valencia on Friday."
    mentions = spans(text, "Valencia")
    homes = {home: resolver.resolve(text, mentions, home=home)[0].place for home in ("ES", "VE")}
    assert {home: place and place.country for home, place in homes.items()} == {"ES": "ES", "VE": "VE"}


def test_the_outlets_home_yields_to_the_reports_own_words(resolver: Resolver) -> None:
    text = "Troops left Tripoli for Misrata and Sirte while jets flew over Benghazi."
    mentions = spans(text, "Tripoli", "Misrata", "Sirte", "Benghazi")
    assert {t.place and t.place.country for t in resolver.resolve(text, mentions, home="LB")} == {"LY"}


def test_an_unknown_village_has_no_place_and_says_why(resolver: Resolver) -> None:
    (toponym,) = resolver.resolve("They fled Qxzwtrbia at dawn.", [Span(10, 19)])
    assert (toponym.place, toponym.reason) == (None, "not_in_gazetteer")


def test_demonyms_stand_for_their_country_and_are_told(resolver: Resolver) -> None:
    text = "Malian soldiers crossed into Niger."
    place = placed(resolver, text, "Malian", "Niger")
    assert place is not None
    assert place.country == "ML"
    assert resolver.is_demonym("Malian")
    assert not resolver.is_demonym("Niger")


def test_find_takes_places_and_leaves_persons(resolver: Resolver) -> None:
    text = (
        "General Karim Washington said that shells had hit Khan Sheikhoun in Idlib province, near the road to Aleppo."
    )
    assert found(resolver, text) == ["Khan Sheikhoun", "Idlib", "Aleppo"]


def test_find_reads_badly_set_text(resolver: Resolver) -> None:
    assert "raqqa" in found(resolver, "the convoy left raqqa in the night")
    assert found(resolver, "We were reading a nice book about mobile phones in the bath.") == []


def test_find_reads_abbreviations(resolver: Resolver) -> None:
    assert found(resolver, "Officials in the U.S. and in Charleston, W.Va., agreed.")[0] in ("U.S", "U.S.")


def test_order_of_mentions_does_not_matter(resolver: Resolver) -> None:
    text = "Fighting spread from Homs to Hama and Palmyra."
    mentions = spans(text, "Palmyra", "Homs", "Hama")
    result = resolver.resolve(text, mentions)
    assert [t.span for t in result] == mentions
    assert {t.place and t.place.country for t in result} == {"SY"}


def test_no_mentions(resolver: Resolver) -> None:
    assert resolver.resolve("Nothing happened.", []) == ()
    assert resolver.find("") == ()


def test_long_lists_of_capitals_are_read_in_time(resolver: Resolver) -> None:
    text = "Homs " + "Alpha Beta Gamma Delta Epsilon " * 40
    assert resolver.resolve(text, [Span(0, 4)])[0].place is not None


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "Homs",
                "in",
                "of",
                "Paris",
                ",",
                ".",
                "the",
                "St.",
                "U.S.",
                "al-Bab",
                "\n",
                "said",
                "Ga",
                "-",
                "'s",
                "Éire",
            ]
        )
    ).map(" ".join)
)
def test_found_spans_lie_in_the_text_apart_and_in_order(resolver: Resolver, text: str) -> None:
    result = resolver.find(text)
    assert all(0 <= s.start < s.end <= len(text) for s in result)
    assert all(a.end <= b.start for a, b in pairwise(result))
    assert [t.span for t in resolver.resolve(text, result)] == list(result)
