"""The map's numbers: what is summed up where and when, and that nothing is lost or made more of than it is."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as some

from invented import MOSUL, PALMYRA, RAQQA, Source, Told, report
from whence.desk import create_app
from whence.desk.calendar import MOST, bins
from whence.desk.overview import Box, Overview
from whence.desk.viewport import bows, viewport
from whence.records import Place
from whence.store import Query, Store

JETS, GROUP, ARMY = ("Russian jets", "russia.airforce"), ("Islamic State", "islamic_state"), ("the army", "syria.army")
MINISTRY: Source = ("the ministry", "organisation", "russia.mod")
RESIDENTS: Source = ("residents", "witness", None)
SYRIA = Place("geonames:163843", "Syria", 35.0, 38.0, "SY", "country")
STRIKE = Told("airstrike", "bombed", JETS, GROUP, RAQQA, date(2017, 5, 25), 120, MINISTRY)
FALL = Told("capture_territory", "took", ARMY, GROUP, PALMYRA, date(2017, 3, 2), source=RESIDENTS)
SIEGE = Told("siege", "besieged", ARMY, GROUP, MOSUL, date(2016, 11, 1))
AID = Told("aid", "sent trucks to", ARMY, GROUP, SYRIA, date(2016, 12, 1))
NOWHERE = Told("demand", "threatened", GROUP, ARMY, None, date(2015, 1, 1))
NEVER_DATED = Told("clash", "fought", ARMY, GROUP, PALMYRA)
WORLD = Box(-180, -90, 180, 90)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of a few reports."""
    path = tmp_path_factory.mktemp("map") / "map.db"
    with Store.open(path, create=True) as store:
        store.add([
            report("morning", [STRIKE, FALL], outlet="Morning Post", published=date(2017, 5, 26)),
            report("evening", [replace(STRIKE, source=RESIDENTS)], outlet="Evening Sun", published=date(2017, 5, 27)),
            report("annals", [SIEGE, AID, NOWHERE, NEVER_DATED], outlet="The Annals", published=date(2017, 1, 2)),
        ])  # fmt: skip
    return path


@pytest.fixture(scope="module")
def store(db: Path) -> Iterator[Store]:
    """Return the store, open."""
    with Store.open(db) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    """Return somebody who asks the desk."""
    with TestClient(create_app(str(db)), base_url="http://127.0.0.1:8311") as asking:
        yield asking


def test_the_sums_of_the_map_are_those_of_the_list(store: Store) -> None:
    """Whatever the zoom, every event with a place is on the map once, and so are its reports."""
    table = Overview(store).table()
    placed = [row for row in store.event_rows(Query()) if row.place]
    for zoom in range(15):
        drawn = [f["properties"] for f in viewport(table, Query(), WORLD, zoom)["features"]]
        shown = [p for p in drawn if p["kind"] != "route"]
        assert sum(p["events"] for p in shown) == len(placed)
        assert sum(p["reports"] for p in shown) == sum(row.reports for row in placed)
        assert all(sum(p["by_roots"]) == p["events"] for p in shown)


def test_conditions_hold_as_in_the_list(store: Store) -> None:
    """The map and the list understand the same conditions in the same way."""
    table = Overview(store).table()
    for query in (
        Query(types=("airstrike", "siege")), Query(min_roots=2), Query(statuses=("denied",)), Query(contradicted=True),
        Query(since=date(2017, 1, 1)), Query(until=date(2016, 12, 31)), Query(search="besieged"),
        Query(since=date(2016, 11, 1), until=date(2016, 11, 1)), Query(places=(RAQQA.id,)),
        Query(actors=("syria.army",)), Query(agents=("syria.army",)),
    ):  # fmt: skip
        found = table.columns.numbers[table.fitting(query)].tolist()
        assert sorted(r.id for r in store.event_rows_of(found)) == sorted(r.id for r in store.event_rows(query))


def test_an_area_is_never_a_point(client: TestClient) -> None:
    """What is told of a country is drawn as an area at every zoom, and never summed up with places."""
    for zoom in (0, 3, 8, 13):
        drawn = client.get("/api/map", params={"zoom": zoom}).json()["features"]
        areas = [f["properties"] for f in drawn if f["properties"]["kind"].startswith("area")]
        assert sum(a["events"] for a in areas) == 1
        assert all(a["km"] > 100 for a in areas if a["kind"] == "area")


def test_two_roots_are_not_made_of_two_events(client: TestClient) -> None:
    """A sum tells how many events have how many roots; it adds no roots up."""
    (cluster,) = [
        f["properties"] for f in client.get("/api/map?zoom=0").json()["features"] if f["properties"]["kind"] == "places"
    ]
    assert cluster["events"] >= 3
    assert cluster["by_roots"][0] == cluster["events"] - sum(cluster["by_roots"][1:])


def test_what_is_out_of_view_is_left_out(client: TestClient) -> None:
    """A box holds what lies in it, also one that reaches over the 180th meridian."""
    names = [f["properties"]["name"] for f in client.get("/api/map?bbox=42,35,44,37&zoom=9").json()["features"]]
    assert names == ["Mosul, Iraq"]
    assert client.get("/api/map?bbox=170,35,400,37&zoom=9").json()["totals"]["in_view"] > 0
    assert client.get("/api/map?bbox=170,35,190,37&zoom=9").json()["totals"]["in_view"] == 0


def test_the_histogram_counts_each_dated_event_once(client: TestClient) -> None:
    """Undated events are in no bar; the days asked for do not cut the histogram."""
    whole = client.get("/api/histogram").json()
    assert sum(bar["events"] for bar in whole) == client.get("/api/map").json()["totals"]["fitting"] - 1
    assert client.get("/api/histogram?since=2017-05-01").json() == whole


@given(some.lists(some.integers(1, date.max.toordinal() - 1), min_size=1, max_size=200))
def test_bars_lose_no_event_and_leave_no_gap(days: list[int]) -> None:
    """Bars follow each other without a gap, are never more than fit, and hold every event."""
    bars = bins(np.array(days, np.int32), np.zeros(len(days), np.int32), 5)
    assert len(bars) <= MOST
    assert sum(bar.events for bar in bars) == len(days)
    assert bars[0].first <= date.fromordinal(min(days))
    assert bars[-1].last >= date.fromordinal(max(days))
    assert all(a.last + timedelta(1) == b.first for a, b in pairwise(bars))


@given(some.lists(some.tuples(*[some.floats(-180, 180), some.floats(-80, 80)] * 2), min_size=1))
def test_routes_end_where_they_end(ends: list[tuple[float, float, float, float]]) -> None:
    """A bent line starts at its start and ends at its end, the short way around the earth."""
    rows = np.array(ends)
    lines = bows(rows[:, :2], rows[:, 2:])
    assert np.allclose(lines[:, 0], rows[:, :2], atol=1e-3)
    assert np.allclose((lines[:, -1, 0] - rows[:, 2] + 180) % 360, 180, atol=1e-2)
    assert (np.abs(lines[:, -1, 0] - lines[:, 0, 0]) <= 180.01).all()


def test_the_map_sees_what_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report added by another process is on the map a moment later."""
    monkeypatch.setattr("whence.desk.overview._PATIENCE", 0.0)
    path = tmp_path / "grows.db"
    with Store.open(path, create=True) as store:
        store.add([report("one", [SIEGE], published=date(2017, 1, 2))])
        overview = Overview(store)
        assert len(overview.table().columns.numbers) == 1
        with Store.open(path) as other:
            other.add([report("two", [FALL], published=date(2017, 3, 3))])
        for _ in range(100):
            if len(overview.table().columns.numbers) == 2:
                break
            time.sleep(0.05)
        assert len(overview.table().columns.numbers) == 2
        overview.close()


@pytest.mark.parametrize("asked", ["bbox=1,2,3", "zoom=99", "bbox=a,b,c,d", "since=soon", "nonsense=1"])
def test_nonsense_is_refused(client: TestClient, asked: str) -> None:
    """What cannot be understood is said to be so."""
    assert client.get(f"/api/map?{asked}").status_code == 422


def test_the_page_works_without_a_script(client: TestClient) -> None:
    """The same address gives the conditions, the histogram, the list and the panel, without a script."""
    page = client.get("/map", params={"type": "siege", "at": "36.3,43.1,8", "show": MOSUL.id}).text
    assert 'value="siege" checked' in page
    assert "1 event in view" in page
    assert "besieged" in page
    assert 'class="histogram' in page
    assert 'aria-label="Chosen on the map">' in page
    assert "No event that fits lies here" in client.get("/map?at=0,0,6").text


def test_a_panel_of_nothing_is_not_found(client: TestClient) -> None:
    """What is not in the store has no panel, and the page shows none."""
    assert client.get("/map/panel?show=e-0000").status_code == 404
    assert client.get("/map?show=e-0000").status_code == 200


def test_files_are_packed_and_kept(client: TestClient) -> None:
    """A browser is sent less than the file, and asked to keep what has its version in its address."""
    sent = client.get("/static/css/map.css?v=1", headers={"accept-encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip"
    assert "immutable" in sent.headers["cache-control"]
    plain = client.get("/static/css/map.css", headers={"accept-encoding": "identity"})
    assert plain.text == sent.text
    assert "immutable" not in plain.headers.get("cache-control", "")
