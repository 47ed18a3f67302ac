"""The map: what it draws, its conditions, its brush, its panel; all of it in the address."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.browser import until, visiting
from desk.serving import Served

DRAWN = "window.whenceMap?.loaded() && whenceMap.areTilesLoaded() && !!whenceMap.getSource('events')"
EVENTS = "whenceMap.querySourceFeatures('events').length"


@pytest.fixture
def drawn(browser: Browser, desk: Served) -> Iterator[Page]:
    """Return a page with the map drawn on it. It is small: the processor draws it."""
    with visiting(browser, desk.address, viewport={"width": 900, "height": 700}) as looking:
        page = looking.go("/map?at=13.2,30.2,4.5")
        until(page, DRAWN)
        yield page


def test_the_map_draws_events_over_natural_earth(drawn: Page) -> None:
    until(drawn, f"{EVENTS} > 0")
    assert drawn.evaluate("whenceMap.queryRenderedFeatures({layers: ['world-land']}).length") > 0
    kinds = drawn.evaluate("[...new Set(whenceMap.querySourceFeatures('events').map((f) => f.properties.kind))]")
    assert {"place", "area"} & {kind.rstrip("s") for kind in kinds}
    expect(drawn.locator(".maplibregl-ctrl-attrib")).to_contain_text("Natural Earth")


def test_an_area_is_never_a_pin(drawn: Page) -> None:
    until(drawn, f"{EVENTS} > 0")
    areas = drawn.evaluate(
        "fetch('/api/map?bbox=-180,-85,180,85&zoom=7').then((r) => r.json())"
        ".then((m) => m.features.map((f) => f.properties).filter((p) => p.kind === 'area'))"
    )
    assert areas
    assert all(area["km"] > 0 for area in areas)
    assert "areas" not in drawn.evaluate(
        "whenceMap.getStyle().layers.filter((l) => l.type === 'circle').map((l) => l.id)"
    )


def test_conditions_change_map_list_and_address(drawn: Page) -> None:
    head = drawn.locator("#listed-head")
    before = head.text_content()
    drawn.get_by_label("Independent roots").select_option("2")
    expect(drawn).to_have_url(re.compile("min_roots=2"))
    expect(head).not_to_have_text(before or "")
    drawn.locator("details.pick").first.click()
    drawn.get_by_role("checkbox", name="airstrike").check()
    expect(drawn).to_have_url(re.compile("type=airstrike"))
    expect(drawn.locator("#listed ol.events > li")).to_have_count(1)
    drawn.reload()
    expect(drawn.get_by_label("Independent roots")).to_have_value("2")
    expect(drawn.locator("#listed ol.events > li")).to_have_count(1)


def test_dragging_over_the_histogram_chooses_a_span(drawn: Page) -> None:
    bars = drawn.locator("svg.histogram-bars")
    box = bars.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    drawn.mouse.move(box["x"] + box["width"] * 0.3, y)
    drawn.mouse.down()
    drawn.mouse.move(box["x"] + box["width"] * 0.6, y, steps=4)
    drawn.mouse.up()
    expect(drawn).to_have_url(re.compile("since=.*until="))
    expect(drawn.locator("g.bar-out").first).to_be_attached()
    expect(drawn.locator("#span")).to_contain_text("began")


def test_the_brush_obeys_the_keyboard(drawn: Page) -> None:
    drawn.get_by_role("slider", name="From").focus()
    drawn.keyboard.press("ArrowRight")
    drawn.keyboard.press("ArrowRight")
    expect(drawn).to_have_url(re.compile("since="))


def test_what_is_chosen_is_told_beside_the_map_and_in_the_address(drawn: Page) -> None:
    where = drawn.evaluate("fetch('/api/map?bbox=29,12,31.5,14.5&zoom=9').then((r) => r.json())")
    shown = (f["properties"] for f in where["features"])
    place = next(p["place"] for p in shown if p.get("name") == "El Obeid, Sudan")
    drawn.goto(f"/map?show={place}")
    panel = drawn.locator("#panel")
    expect(panel).to_be_visible()
    panel.locator("[data-show]").first.click()
    expect(panel.locator(".tally")).to_be_visible()
    expect(drawn).to_have_url(re.compile("show=e-"))
    drawn.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert "show=" not in drawn.url


def test_moving_the_map_moves_the_address(drawn: Page) -> None:
    drawn.evaluate("void whenceMap.jumpTo({center: [38, 35], zoom: 4.5})")
    expect(drawn).to_have_url(re.compile("at=35.000,38.000,4.50"))
    expect(drawn.locator("#listed ol.events")).to_contain_text("Syria")
