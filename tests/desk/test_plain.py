"""All can be read and asked for without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from desk import places
from desk.browser import visiting
from desk.serving import Served


@pytest.fixture
def plain(browser: Browser, desk: Served) -> Iterator[Page]:
    """Return a page of a browser that runs no scripts."""
    with visiting(browser, desk.address, java_script_enabled=False) as looking:
        yield looking.page


def test_every_page_has_its_heading_and_its_content(plain: Page) -> None:
    for go in (places.event, places.report, places.place, places.actor):
        go(plain)
        expect(plain.get_by_role("heading", level=1)).not_to_be_empty()
    for path in places.LISTS:
        plain.goto(path)
        expect(plain.get_by_role("heading", level=1)).to_have_count(1)


def test_the_map_is_a_list_with_the_same_conditions(plain: Page) -> None:
    plain.goto("/map")
    listed = plain.locator("#listed ol.events > li")
    before = listed.count()
    assert before > 5
    plain.get_by_label("Independent roots").select_option("2")
    plain.locator("form#conditions button[type=submit]").click()
    expect(plain).to_have_url(re.compile("min_roots=2"))
    assert 0 < listed.count() < before
    expect(plain.locator("svg.histogram-bars")).to_be_visible()
    listed.first.get_by_role("link").first.click()
    expect(plain.locator("svg.provenance")).to_be_visible()


def test_searching_works(plain: Page) -> None:
    plain.goto("/search?q=convoy")
    expect(plain.locator("main mark").first).to_be_visible()
