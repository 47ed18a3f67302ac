"""The gazetteer: spellings that meet, look-ups by tier, and building from a GeoNames dump."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.gazetteer import Gazetteer, build_from_geonames, normal
from whence.gazetteer.spelling import likeness, skeleton


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def names(gazetteer: Gazetteer, name: str) -> list[str]:
    return [m.row.place.name for m in gazetteer.lookup(name)]


@pytest.mark.parametrize("name", ["Raqqa", "raqqa", "RAKKA", "ar-Raqqah", "Ar Raqqah", "al-Raqqa"])
def test_spellings_of_one_town_meet(gazetteer: Gazetteer, name: str) -> None:
    assert any(m.row.place.id == "geonames:172955" for m in gazetteer.lookup(name))


@pytest.mark.parametrize("name", ["Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr", "Deir Ezzour"])
def test_articles_and_vowels_do_not_matter(gazetteer: Gazetteer, name: str) -> None:
    assert any(m.row.place.country == "SY" for m in gazetteer.lookup(name))


def test_names_of_latin_countries_are_not_respelt(gazetteer: Gazetteer) -> None:
    respelt = [m for m in gazetteer.lookup("Springfeeld Hights") if m.tier != "exact"]
    assert all(m.row.place.country != "US" for m in respelt)


def test_a_demonym_is_told_from_a_name(gazetteer: Gazetteer) -> None:
    (best, *_) = gazetteer.lookup("Malians")
    assert (best.role, best.row.place.country, best.row.place.kind) == ("demonym", "ML", "country")


def test_former_and_press_names_of_countries(gazetteer: Gazetteer) -> None:
    for name, code in [("Burma", "MM"), ("Ivory Coast", "CI"), ("DPRK", "KP"), ("U.K.", "GB"), ("Swaziland", "SZ")]:
        assert code in {m.row.place.country for m in gazetteer.exact(name)}, name


def test_units_know_what_they_lie_in(gazetteer: Gazetteer) -> None:
    city = next(m.row for m in gazetteer.exact("Ar Raqqah") if m.row.place.kind == "city")
    assert city.admin1 is not None
    assert gazetteer.row(city.admin1).place.kind == "region"


def test_conflict_areas_are_there(gazetteer: Gazetteer) -> None:
    for name in ("Eastern Ghouta", "Donbass", "Darfur", "Waziristan", "Nagorno-Karabakh", "Euphrates"):
        assert gazetteer.exact(name), name


def test_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xqzvtrw") == ()


@given(st.text(max_size=40))
def test_normal_is_stable(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@given(st.text(alphabet=st.characters(categories=["L", "Zs", "Pd"]), min_size=1, max_size=30))
def test_case_never_matters(name: str) -> None:
    assert normal(name.upper().lower()) == normal(name.lower()) or not name.isascii()


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_symmetric(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert skeleton(normal(a)) == skeleton(normal(a))


def line(
    number: int,
    name: str,
    others: str,
    lat: float,
    lon: float,
    kind: str,
    country: str,
    admin: tuple[str, str],
    people: int,
) -> str:
    group, code = kind.split(".")
    return "\t".join(
        [
            str(number),
            name,
            name,
            others,
            str(lat),
            str(lon),
            group,
            code,
            country,
            "",
            *admin,
            "",
            "",
            str(people),
            "",
            "",
            "Etc/UTC",
            "2024-01-01",
        ]
    )


LINES = [
    line(900001, "Vostrania", "Vostran Republic", 10.0, 20.0, "A.PCLI", "VS", ("00", ""), 900_000),
    line(900002, "Kelmar Province", "Kelmar", 10.5, 20.5, "A.ADM1", "VS", ("01", ""), 200_000),
    line(900003, "Tarosh", "Taroch,Таруш", 10.6, 20.6, "P.PPL", "VS", ("01", "007"), 70_000),
    line(900004, "Tarosh District", "", 10.6, 20.6, "A.ADM2", "VS", ("01", "007"), 90_000),
    line(900005, "Old Mill Road", "", 10.6, 20.6, "R.RD", "VS", ("01", "007"), 0),
    line(900006, "Tarosh Air Base", "", 10.7, 20.7, "S.AIRB", "VS", ("01", "007"), 0),
    "this is no line of a dump",
]


@pytest.mark.parametrize("packed", [False, True])
def test_build_from_a_dump(tmp_path: Path, packed: bool) -> None:
    dump = tmp_path / ("dump.zip" if packed else "dump.txt")
    if packed:
        with zipfile.ZipFile(dump, "w") as archive:
            archive.writestr("allCountries.txt", "\n".join(LINES) + "\n")
    else:
        dump.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    seen: list[tuple[str, int, int]] = []
    bad = build_from_geonames(dump, tmp_path / "made.sqlite", lambda *step: seen.append(step))
    made = Gazetteer(tmp_path / "made.sqlite")
    assert bad == 1
    assert seen
    town = next(m.row for m in made.exact("tarosh") if m.row.place.kind == "city")
    assert (town.admin1, town.admin2) == (900002, 900004)
    assert [m.row.place.kind for m in made.exact("Tarosh Air Base")] == ["facility"]
    assert made.exact("Kelmar")[0].row.place.kind == "region"
    assert not made.exact("Old Mill Road")
    assert made.exact("Euphrates")


def test_a_file_that_is_no_dump_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "no.txt").write_text("hello\nworld\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no line has the 19 columns"):
        build_from_geonames(tmp_path / "no.txt", tmp_path / "made.sqlite")
    assert not list(tmp_path.glob("made*"))


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(ValueError, match="not a gazetteer"):
        Gazetteer(tmp_path / "x.sqlite")
    with pytest.raises(FileNotFoundError, match="whence gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_the_environment_says_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHENCE_GAZETTEER", str(tmp_path / "gone.sqlite"))
    with pytest.raises(FileNotFoundError, match=r"gone\.sqlite"):
        Gazetteer()
