"""The store's contract, the same for SQLite and PostgreSQL."""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from bench.synthetic import World
from shapely.geometry import box
from sqlalchemy import create_engine, inspect

from invented import MOSUL, PALMYRA, RAQQA, Source, Told, report
from postgresql import database, server
from whence.ingest import Problem, Why
from whence.records import Filed
from whence.store import Area, Circle, Query, Store, StoreError, opening, schema

Make = Callable[[], str]

ISIS, RUSSIA, ARMY = ("Islamic State", "islamic_state"), ("Russian jets", "russia.airforce"), ("the army", "syria.army")
MINISTRY: Source = ("the ministry", "organisation", "russia.mod")
RESIDENTS: Source = ("residents", "witness", None)
STRIKE = Told("airstrike", "bombed", RUSSIA, ISIS, RAQQA, date(2017, 5, 25), 120, MINISTRY)
SEEN = replace(STRIKE, words="struck", killed=40, source=RESIDENTS)
FALL = Told("capture_territory", "took", ARMY, ISIS, PALMYRA, date(2017, 3, 2), source=RESIDENTS)
SIEGE = Told("siege", "besieged", ARMY, ISIS, MOSUL, date(2016, 11, 1))

MORNING = report("morning", [STRIKE, FALL], outlet="Morning Post", published=date(2017, 5, 26), title="Jets over Raqqa")
EVENING = report("evening", [SEEN], outlet="Evening Sun", published=date(2017, 5, 27))
ARCHIVE = report("archive", [SIEGE], outlet="The Annals", published=date(2016, 11, 2))


@pytest.fixture(scope="session")
def socket() -> Iterator[str]:
    with server() as path:
        yield path


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Return what makes the address of a new, empty database."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{random.random()}.db")
    path: str = request.getfixturevalue("socket")
    return lambda: database(path)


@pytest.fixture
def store(make: Make) -> Iterator[Store]:
    with Store.open(make(), create=True) as opened:
        yield opened


@pytest.fixture
def told(store: Store) -> Store:
    """Return a store that knows the three reports."""
    store.add([MORNING, EVENING, ARCHIVE])
    return store


def types(store: Store, query: Query) -> list[str]:
    return sorted(e.type for e in store.events(query))


class TestContract:
    """What holds on every database."""

    def test_a_reading_comes_back_as_it_was_filed_with_events(self, told: Store) -> None:
        back = told.reading("morning")
        assert back is not None
        events = [c.pop("event") for c in back["claims"]]
        filed = MORNING.reading.to_dict()
        assert [c.pop("event") for c in filed["claims"]] == [None, None]
        assert back == filed
        assert all(told.event(e) for e in events)
        kept = told.report("morning")
        assert kept is not None
        assert bytes(kept["raw"]) == MORNING.reading.report.raw
        assert told.accounts(c.id for c in MORNING.reading.claims) == MORNING.accounts
        assert told.reading("no such report") is None

    def test_claims_of_one_happening_are_one_event(self, told: Store) -> None:
        strike = told.event_of(MORNING.reading.claims[0].id)
        assert strike == told.event_of(EVENING.reading.claims[0].id)
        assert strike != told.event_of(MORNING.reading.claims[1].id)
        event = told.event(strike or "")
        assert event is not None
        assert {c.report for c in event.claims} == {"morning", "evening"}
        assert event.independent_roots == 2

    def test_adding_again_changes_nothing(self, told: Store) -> None:
        before = told.dump()
        again = told.add([MORNING, EVENING])
        assert (again.reports, again.claims, again.known) == (0, 0, 2)
        assert told.dump() == before

    def test_other_bytes_under_a_known_id_are_refused_and_the_rest_goes_on(self, told: Store) -> None:
        other = report("morning", [SIEGE])
        new = report("noon", [FALL], published=date(2017, 3, 3))
        done = told.add([other, new])
        assert done.refused == ("morning",)
        assert done.reports == 1
        kept = told.report("morning")
        assert kept is not None
        assert kept["sha256"] == MORNING.reading.report.sha256

    def test_the_order_of_adding_does_not_matter(self, make: Make) -> None:
        reports = [*World(7).filed(240), MORNING, EVENING, ARCHIVE]
        dumps = []
        for size, seed in ((1, 1), (5, 2), (len(reports), 3)):
            random.Random(seed).shuffle(reports)
            with Store.open(make(), create=True) as store:
                for i in range(0, len(reports), size):
                    store.add(reports[i : i + size])
                dumps.append(store.dump())
        assert dumps[0] == dumps[1] == dumps[2]
        assert dumps[0]["link"]
        assert dumps[0]["copy"]

    def test_what_fails_midway_leaves_nothing(self, told: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        before = told.dump()
        with monkeypatch.context() as broken:
            broken.setattr("whence.store.happenings.weigh", _burst)
            with pytest.raises(ZeroDivisionError):
                told.add(World(3).filed(24))
        assert told.dump() == before
        told.add(World(3).filed(24))  # and nothing of it is in the way
        assert told.size()["claim"] == 4 + 24

    def test_two_processes_add_at_once(self, make: Make) -> None:
        url, apart = make(), make()
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            list(pool.map(_add_world, [url, url], [(0, 20), (10, 30)]))
        _add_world(apart, (0, 30))
        with Store.open(url) as both, Store.open(apart) as one:
            assert both.dump() == one.dump()

    def test_events_at_a_place(self, told: Store) -> None:
        assert types(told, Query(places=(RAQQA.id,))) == ["airstrike"]
        assert types(told, Query(places=(RAQQA.id, MOSUL.id))) == ["airstrike", "siege"]
        assert types(told, Query(within=Circle(35.9, 39.0, 20))) == ["airstrike"]
        assert types(told, Query(within=Circle(35.9, 39.0, 180))) == ["airstrike", "capture_territory"]
        assert types(told, Query(within=Area(box(42, 36, 44, 37)))) == ["siege"]

    def test_a_circle_reaches_over_the_date_line_and_the_pole(self, store: Store) -> None:
        west = replace(RAQQA, id="x:1", lat=-17.0, lon=179.9)
        north = replace(RAQQA, id="x:2", lat=89.9, lon=10.0)
        store.add([report("far", [replace(STRIKE, place=west), replace(SIEGE, place=north)])])
        assert types(store, Query(within=Circle(-17.0, -179.9, 30))) == ["airstrike"]
        assert types(store, Query(within=Circle(89.9, -170.0, 30))) == ["siege"]

    def test_events_in_time(self, told: Store) -> None:
        assert types(told, Query(since=date(2017, 3, 2))) == ["airstrike", "capture_territory"]
        assert types(told, Query(until=date(2017, 3, 2))) == ["capture_territory", "siege"]
        assert types(told, Query(since=date(2017, 3, 3), until=date(2017, 5, 24))) == []

    def test_events_by_kind_actor_roots_and_disagreement(self, told: Store) -> None:
        assert types(told, Query(types=("siege", "airstrike"))) == ["airstrike", "siege"]
        assert types(told, Query(actors=("syria.army",))) == ["capture_territory", "siege"]
        assert types(told, Query(actors=("russia.mod",))) == []  # it vouches, and takes no part
        assert types(told, Query(min_roots=2)) == ["airstrike"]
        assert types(told, Query(contradicted=True)) == ["airstrike"]  # 120 killed, 40 killed
        assert types(told, Query(statuses=("denied",))) == []

    def test_events_by_words(self, told: Store) -> None:
        assert types(told, Query(search="bombed")) == ["airstrike"]
        assert types(told, Query(search="BOMB ministries")) == ["airstrike"]  # stems, in any case
        assert types(told, Query(search='"army took"')) == ["capture_territory"]
        assert types(told, Query(search='"took army"')) == []
        for odd in ("'; DROP TABLE claim; --", "NEAR(", "a & | !", '"', "col:x*"):
            assert types(told, Query(search=odd)) == [], odd

    def test_order_and_pages(self, told: Store) -> None:
        by_time = [e.type for e in told.events(Query(order="time"))]
        assert by_time == ["siege", "capture_territory", "airstrike"]
        assert [e.type for e in told.events(Query(order="reports", limit=1))] == ["airstrike"]
        assert [e.type for e in told.events(Query(order="time", limit=1, after=1))] == by_time[1:2]
        near = Query(within=Circle(35.5, 38.5, 300), limit=1, after=1)
        assert [e.type for e in told.events(near)] == ["airstrike"]

    def test_reports_by_words(self, told: Store) -> None:
        assert "morning" in told.search("jets")
        assert told.search("besieged") == ("archive",)
        assert told.search("zeppelin") == ()

    def test_the_record_of_sources(self, told: Store) -> None:
        found = {s.id: s for s in told.sources()}
        russia = found["russia"]
        assert (russia.events, russia.alone, russia.contradicted, russia.corroborated) == (1, 0, 1, 1)
        assert russia.reliability == "F"
        assert told.judge("russia", "B") == 1
        assert {s.id: s.reliability for s in told.sources()}["russia"] == "B"
        assert told.reliabilities() == {"russia": "B"}
        before = told.dump()
        told.judge("russia", "F")
        told.judge("russia", "B")
        assert told.dump() == before

    def test_a_judgement_weighs_on_reports_that_come_later(self, make: Make) -> None:
        with Store.open(make(), create=True) as early, Store.open(make(), create=True) as late:
            early.judge("russia", "B")
            early.add([MORNING, EVENING])
            late.add([EVENING, MORNING])
            late.judge("russia", "B")
            assert early.dump() == late.dump()

    def test_a_problem_is_kept_once(self, store: Store) -> None:
        problem = Problem("week.jsonl", Why.NO_TEXT, "no text \ud800\0", "give it one", line=3)
        store.note(problem)
        store.note(problem)
        store.note(replace(problem, line=4))
        assert [(p.path, p.line) for p in store.issues()] == [("week.jsonl", 3), ("week.jsonl", 4)]

    def test_text_that_no_database_can_hold_keeps_its_offsets(self, store: Store) -> None:
        odd = report("odd\0", [replace(STRIKE, words="bom\0bed\ud800", source=("a \0 witness", "witness", None))])
        store.add([odd])
        assert store.add([odd]).known == 1
        back = store.reading("odd\ufffd")
        assert back is not None
        assert len(back["report"]["text"]) == len(odd.reading.report.text)
        assert back["claims"][0]["chain"][0]["name"] == "a \0 witness"

    def test_a_report_without_claims_is_stored_too(self, store: Store) -> None:
        assert store.add([report("empty", [], title="Nothing today", outlet="sana")]).reports == 1
        kept = store.report("empty")
        assert kept is not None
        assert kept["party"] == "sana"

    def test_places_by_name(self, told: Store) -> None:
        assert [p.id for p in told.places("ar raqqah")] == [RAQQA.id]
        assert [p.id for p in told.places(RAQQA.id)] == [RAQQA.id]
        assert told.places("Atlantis") == ()
        assert {a.claim.type for a in told.claims_at(PALMYRA.id, ("capture_territory",))} == {"capture_territory"}

    def test_tables_are_those_the_code_knows(self, store: Store) -> None:
        """The migrations make what `schema` says; only the indexes of words are the databases' own."""
        with store._engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
        assert [d for d in found if "words" not in str(d)] == []

    def test_a_store_of_a_newer_version_is_left_alone(self, make: Make) -> None:
        url = make()
        with Store.open(url, create=True) as store, opening.writing(store._engine) as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(StoreError, match="newer Whence"):
            Store.open(url)

    def test_another_programs_database_is_left_alone(self, make: Make) -> None:
        url = make()
        engine = create_engine(opening.address(url))
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE theirs (x INTEGER)")
        with pytest.raises(StoreError, match="'theirs'"):
            Store.open(url, create=True)
        assert inspect(engine).get_table_names() == ["theirs"]
        engine.dispose()

    def test_what_is_not_there_is_not_made_by_a_question(self, make: Make) -> None:
        with pytest.raises(StoreError, match="whence add"):
            Store.open(make())


def test_both_databases_hold_the_same(tmp_path: Path, socket: str) -> None:
    dumps = []
    for url in (str(tmp_path / "a.db"), database(socket)):
        with Store.open(url, create=True) as store:
            store.add([MORNING, EVENING, ARCHIVE, *World(5).filed(120)])
            dumps.append(store.dump())
    assert dumps[0] == dumps[1]


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database at all, but long enough to look at " * 100)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"notes\.txt"):
        Store.open(file, create=True)
    assert file.read_bytes() == before


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE report (title TEXT)")
    with pytest.raises(StoreError, match=r"other\.db"):
        Store.open(file, create=True)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT sql FROM sqlite_master").fetchall() == [("CREATE TABLE report (title TEXT)",)]


@pytest.mark.parametrize(
    "url", ["mysql://me@host/x", "postgresql://", "http://example.org", "postgresql://me:secret@127.0.0.1:1/x"]
)
def test_an_address_that_leads_nowhere_is_said_in_one_line(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def _burst(*_: object) -> None:
    raise ZeroDivisionError


def _add_world(url: str, part: tuple[int, int]) -> None:
    filed: list[Filed] = list(World(11).filed(360))
    with Store.open(url, create=True) as store:
        for one in filed[part[0] : part[1]]:
            store.add([one])


def test_a_question_loads_nothing_of_what_adding_needs() -> None:
    heavy = "{'onnxruntime', 'scipy', 'datasketch', 'alembic', 'shapely'}"
    code = f"import sys; from whence.store import Store; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "set()"
