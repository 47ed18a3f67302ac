"""The desk's pages and API over a small store, without a browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from invented import PALMYRA, RAQQA, Source, Told, report
from whence.cli.app import whence
from whence.desk import Settings, create_app
from whence.desk.asked import mark, past
from whence.desk.charts.provenance import graph
from whence.desk.hits import cut, passages
from whence.desk.marked import RANKS, Mark, tokens
from whence.desk.provenance import Path as Way
from whence.desk.provenance import Provenance
from whence.desk.provenance import Source as Root
from whence.desk.provenance import Told as Line
from whence.records import Attribution, Filed, Span
from whence.store import Query, Store
from whence.store.query import Order

ISIS, JETS, ARMY = ("Islamic State", "islamic_state"), ("Russian jets", "russia.airforce"), ("the army", "syria.army")
MINISTRY: Source = ("the ministry", "organisation", "russia.mod")
RESIDENTS: Source = ("residents", "witness", None)
STRIKE = Told("airstrike", "bombed", JETS, ISIS, RAQQA, date(2017, 5, 25), 120, MINISTRY)
FALL = Told("capture_territory", "took", ARMY, ISIS, PALMYRA, date(2017, 3, 2), source=RESIDENTS)
HOSTILE = "<script>alert(1)</script> =HYPERLINK(0) \u202egnp.exe <img src=x onerror=alert(2)>"

MORNING = report("morning", [STRIKE, FALL], outlet="Morning Post", published=date(2017, 5, 26), title="Jets over Raqqa")
EVENING = report("evening", [STRIKE], outlet="Evening Sun", published=date(2017, 5, 27), title="Raqqa bombed")
DENIAL = report(
    "denial", [replace(STRIKE, status="denied", killed=None, source=RESIDENTS)],
    outlet="Noon", published=date(2017, 5, 28),
)  # fmt: skip
UNDATED = report("a/b?c", [Told("clash", "fought", ARMY, ISIS)], outlet=HOSTILE, title=HOSTILE)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "small.db"
    with Store.open(path, create=True) as store:
        store.add([MORNING, EVENING, DENIAL, _linked(UNDATED)])
    return path


@pytest.fixture(scope="module")
def desk(db: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(db), Settings(rows=2, names=("testserver",)))) as client:
        yield client


def _linked(filed: Filed) -> Filed:
    """Return the report with an address that is no page, and with speech in speech."""
    text = filed.reading.report.text
    inner, outer = Span(len(text) - 8, len(text) - 2), Span(len(text) - 30, len(text))
    said = (Attribution((), (), (outer,)), Attribution((), (), (inner,), 0))
    reading = replace(filed.reading, report=replace(filed.reading.report, url="javascript:alert(3)"), attributions=said)
    return replace(filed, reading=reading)


def strike(desk: TestClient) -> dict[str, Any]:
    events = desk.get("/api/events", params={"type": "airstrike"}).json()["items"]
    return max(events, key=lambda e: int(e["reports"]))


def seen(response: Any) -> str:
    """Return what a page says to a reader."""
    assert response.status_code == 200
    return " ".join(html.fromstring(response.text).text_content().split())


# -- what pages show ------------------------------------------------------------------------------------------------


def test_an_event_page_says_how_many_reports_and_roots_there_are_and_draws_them(desk: TestClient) -> None:
    event = strike(desk)
    page = desk.get(f"/events/{event['id']}")
    said = seen(page)
    assert f"{event['reports']} reports" in said
    assert re.search(rf"{event['independent_roots']} independent roots?", said)
    tree = html.fromstring(page.text)
    drawn = tree.xpath("//*[@class='provenance']//a[@class='row']")
    assert {a.get("href").partition("#")[0] for a in drawn} >= {"/reports/morning", "/reports/evening"}


def test_a_report_page_shows_its_whole_text_and_leads_from_each_claim_to_its_words(desk: TestClient) -> None:
    page = desk.get("/reports/morning")
    tree = html.fromstring(page.text)
    body = "".join(tree.xpath("//div[@class='report__text']//text()"))
    assert body.strip() == MORNING.reading.report.text.removeprefix("Jets over Raqqa").strip()
    for claim in MORNING.reading.claims:
        (card,) = tree.xpath(f"//li[@id='claim-{claim.id}']")
        (back,) = card.xpath(".//a[@class='claim__n']/@href")
        (words,) = tree.xpath(f"//a[@id='{back[1:]}']//text()")
        assert words == claim.trigger.of(MORNING.reading.report.text)


def test_a_place_tells_who_held_it_and_what_happened_there(desk: TestClient) -> None:
    said = seen(desk.get(f"/places/{PALMYRA.id}"))
    assert "2 Mar 2017" in said
    assert "residents" in said
    (held,) = desk.get(f"/api/places/{PALMYRA.id}/control").json()
    assert held["since"] == ["2017-03-02", "2017-03-02"]
    assert desk.get(f"/api/places/{PALMYRA.id}/control", params={"at": "2017-01-01"}).json() == []


def test_an_actor_has_its_names_and_its_events_by_role(desk: TestClient) -> None:
    page = html.fromstring(desk.get("/actors/islamic_state").text)
    assert "Daesh" in page.text_content()
    as_target = page.xpath("//section[@aria-labelledby='target']//a/@href")
    assert f"/events/{strike(desk)['id']}" in as_target
    as_agent = page.xpath("//section[@aria-labelledby='agent']//a/@href")
    assert f"/events/{strike(desk)['id']}" not in as_agent


def test_a_search_finds_other_forms_of_a_word_and_lights_them_up(desk: TestClient) -> None:
    found = desk.get("/api/search", params={"q": "bomb raqqah"}).json()
    assert found["claims_in_all"] >= 2
    for hit in found["claims"]:
        assert {hit["sentence"][a:b].lower() for a, b in hit["marks"]} >= {"bombed"}
    lit = html.fromstring(desk.get("/search", params={"q": "bomb raqqah"}).text).xpath("//mark/text()")
    assert "bombed" in lit
    assert "No report has all these words" in seen(desk.get("/search", params={"q": "zzzzz"}))


@pytest.mark.parametrize("path", ["/events", "/reports", "/places", "/actors", "/sources", "/search"])
def test_every_page_that_the_navigation_leads_to_is_there(desk: TestClient, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 200
    assert html.fromstring(page.text).xpath("//h1")


def test_every_link_of_the_main_pages_leads_somewhere(desk: TestClient) -> None:
    starts = ["/events", "/reports/morning", f"/events/{strike(desk)['id']}", "/sources", f"/places/{RAQQA.id}"]
    hrefs = {h for s in starts for h in html.fromstring(desk.get(s).text).xpath("//main//a/@href")}
    for href in sorted(h for h in hrefs if h.startswith("/")):
        assert desk.get(href).status_code == 200, href


# -- what comes from reports is hostile ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/reports", "/reports/a%2Fb%3Fc", "/events", "/search?q=fought", "/sources"])
def test_nothing_of_a_report_becomes_markup_or_turns_the_text_around(desk: TestClient, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 200
    assert "\u202e" not in page.text
    tree = html.fromstring(page.text)
    assert all(s.get("src", "").startswith("/static/") for s in tree.xpath("//script"))
    assert not tree.xpath("//img | //@onerror | //@style | //style")
    assert not [h for h in tree.xpath("//@href") if h.lower().startswith("javascript:")]


def test_the_original_bytes_are_a_plain_file_to_keep(desk: TestClient) -> None:
    got = desk.get("/originals/a%2Fb%3Fc")
    assert got.content == UNDATED.reading.report.raw
    assert got.headers["content-type"].startswith("text/plain")
    assert got.headers["content-disposition"].startswith("attachment;")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "script-src" in got.headers["content-security-policy"] or "default-src 'self'" in str(got.headers)


# -- conditions and paging -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["reports", "roots", "newest", "time"])
def test_pages_that_go_on_show_every_event_once_in_order(desk: TestClient, db: Path, order: Order) -> None:
    asked: dict[str, Any] = {"order": order, "limit": 2}
    shown = []
    while True:
        page = desk.get("/api/events", params=asked).json()
        shown += [e["id"] for e in page["items"]]
        if page["next"] is None:
            break
        asked["after"] = page["next"]
    with Store.open(db) as store:
        assert shown == [e.id for e in store.events(Query(order=order))]
    assert len(shown) == len(set(shown)) > 2


def test_reports_are_paged_to_the_end_those_without_a_day_last(desk: TestClient) -> None:
    first = desk.get("/api/reports", params={"limit": 3}).json()
    rest = desk.get("/api/reports", params={"limit": 3, "after": first["next"]}).json()
    assert [r["id"] for r in first["items"] + rest["items"]] == ["denial", "evening", "morning", "a/b?c"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"place": "Tadmur"}, {"capture_territory"}),
        ({"near": "34.5,38.2", "km": "30"}, {"capture_territory"}),
        ({"polygon": "38,34 39,34 39,35 38,35"}, {"capture_territory"}),
        ({"actor": "Russia", "status": "happened"}, {"airstrike"}),
        ({"agent": "islamic_state"}, set()),
        ({"target": "ISIS", "since": "2017-05-01", "status": "happened"}, {"airstrike"}),
        ({"until": "2017-03-31"}, {"capture_territory"}),
        ({"q": '"the army fought"'}, {"clash"}),
    ],
)
def test_conditions_in_the_address_choose_events(desk: TestClient, asked: dict[str, str], fits: set[str]) -> None:
    assert {e["type"] for e in desk.get("/api/events", params=asked).json()["items"]} == fits
    kinds = html.fromstring(desk.get("/events", params={**asked, "min_roots": "", "type": ""}).text)
    assert len(kinds.xpath("//li[@class='event-row']")) >= len(fits)


def test_a_form_takes_a_month_and_leaves_out_what_is_empty(desk: TestClient) -> None:
    page = desk.get("/events?since=2017-05&until=2017&place=&actor=&type=&status=&q=&km=&min_roots=")
    assert "Airstrike" in seen(page)
    assert "Capture territory" not in seen(page)


@given(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.text("0123456789abcdef-", min_size=1)))
def test_the_mark_of_a_page_says_where_it_goes_on(values: tuple[int, int, str]) -> None:
    assert past(mark(values), "roots") == values


@pytest.mark.parametrize("path", ["/events/none", "/reports/none", "/places/none", "/actors/none", "/claims/none"])
def test_what_is_not_there_is_said_to_people_and_to_programs(desk: TestClient, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 404
    assert "none" in html.fromstring(page.text).text_content()
    answer = desk.get(f"/api{path}")
    assert answer.status_code == 404
    assert "none" in answer.json()["detail"]


@pytest.mark.parametrize("asked", ["since=soon", "limit=0", "near=here", "order=best", "min_roots=-1", "unknown=1"])
def test_what_cannot_be_understood_is_refused(desk: TestClient, asked: str) -> None:
    answer = desk.get(f"/api/events?{asked}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][-1] == asked.partition("=")[0]


def test_a_page_that_nobody_named_is_not_there(desk: TestClient) -> None:
    for after in ("x", "~", "a~b", "9" * 40 + "~e"):
        assert desk.get("/api/events", params={"after": after}).status_code == 404


# -- the API -------------------------------------------------------------------------------------------------------


def test_the_api_gives_an_event_and_a_reading_as_the_contract_has_them(desk: TestClient, db: Path) -> None:
    id = strike(desk)["id"]
    event = desk.get(f"/api/events/{id}").json()
    accounts = desk.get(f"/api/events/{id}/claims").json()
    assert [(a["report"]["report"], a["claim"]["id"]) for a in accounts] == [
        (c["report"], c["claim"]) for c in event["claims"]
    ]
    with Store.open(db) as store:
        assert desk.get("/api/reports/morning").json() == store.reading("morning")
    claim = accounts[0]["claim"]["id"]
    trace = desk.get(f"/api/claims/{claim}").json()
    assert trace["event"] == id
    assert trace["account"]["claim"]["id"] == claim


def test_the_graph_has_the_roots_that_are_counted(desk: TestClient) -> None:
    for row in desk.get("/api/events").json()["items"]:
        event = desk.get(f"/api/events/{row['id']}").json()
        found = desk.get(f"/api/events/{row['id']}/provenance").json()
        assert [s["id"] for s in found["sources"]] == [r["id"] for r in event["roots"]]
        assert sum(s["independent"] for s in found["sources"]) == event["independent_roots"]
        assert {p["report"] for p in found["paths"]} == {c["report"] for c in event["claims"]}


def test_the_description_of_the_api_names_what_there_is(desk: TestClient) -> None:
    described = desk.get("/api/openapi.json").json()
    assert {"/api/events", "/api/events/{id}", "/api/reports/{id}", "/api/search"} <= described["paths"].keys()
    assert not [p for p in described["paths"] if not p.startswith("/api/")]


def test_serving_says_where_there_is_no_store(tmp_path: Path) -> None:
    result = CliRunner().invoke(whence, ["serve", "--db", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "no store" in result.output


# -- the parts -----------------------------------------------------------------------------------------------------


@given(st.text(min_size=1, max_size=60), st.data())
def test_marks_nest_well_and_leave_the_text_as_it_is(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda s: s[0] < s[1])
    made = data.draw(st.lists(st.tuples(spans, st.sampled_from(RANKS)), max_size=8))
    marks = [Mark(Span(*span), kind, title=str(i)) for i, (span, kind) in enumerate(made)]
    within = Span(*data.draw(spans))
    covered: dict[str, str] = {m.title: "" for m in marks}
    open_: list[Mark] = []
    said = ""
    for token in tokens(text, marks, within):
        if token.mark:
            open_.append(token.mark)
        elif token.text:
            said += token.text
            for m in open_:
                covered[m.title] += token.text
        else:
            assert open_.pop().kind == token.closes
    assert not open_
    assert said == within.of(text)
    for m in marks:
        inside = range(max(m.span.start, within.start), min(m.span.end, within.end))
        assert covered[m.title] == "".join(text[i] for i in inside)


def _provenance(roots: int, reports: int) -> Provenance:
    """Return reports that have it from the roots in turn, each from one."""
    ids = [f"r{i % roots}" for i in range(reports)]
    sources = tuple(
        Root(f"r{i}", f"Root {i}", None, "person", "third", True, None, "", ids.count(f"r{i}")) for i in range(roots)
    )
    paths = tuple(Way(id, (), f"report-{i}", (f"c{i}",), False) for i, id in enumerate(ids))
    told = tuple(Line(f"report-{i}", "", "Outlet", None, None, 0.0) for i in range(reports))
    return Provenance(sources, (), paths, told)


def test_one_root_stands_beside_all_that_rests_on_it() -> None:
    drawn = graph(_provenance(1, 12))
    (root,) = drawn.roots
    assert len(drawn.rows) == len(drawn.ribbons) == 12
    assert root.height > sum(row.height for row in drawn.rows) * 0.8
    assert [text for _, text in drawn.heads] == ["1 independent root", "12 reports"]


@given(st.integers(1, 12), st.integers(1, 60))
def test_no_two_boxes_of_a_column_lie_on_each_other(roots: int, reports: int) -> None:
    drawn = graph(_provenance(min(roots, reports), reports))
    for column in (drawn.roots, drawn.rows):
        boxes = sorted((b.y, b.y + b.height) for b in column)
        assert all(a[1] <= b[0] for a, b in pairwise(boxes))
        assert boxes[0][0] >= 0
        assert boxes[-1][1] <= drawn.height
    shown = sum(int(m[1]) if (m := re.fullmatch(r"and (\d+) more", b.name)) else 1 for b in drawn.rows)
    assert shown == reports


@given(st.text(), st.text(max_size=20))
def test_cutting_a_text_at_hits_loses_nothing(text: str, asked: str) -> None:
    assert "".join(piece for piece, _ in cut(text, asked)) == text
    for span in passages(text, asked):
        assert 0 <= span.start < span.end <= len(text)


def test_accents_and_endings_are_the_same_word() -> None:
    assert [p for p, hit in cut("Clashing at Khān Shaykhūn", "clashes khan") if hit] == ["Clashing", "Khān"]
