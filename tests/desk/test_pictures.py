"""Pictures of the five main pages over the example reports; `make pictures` puts them into docs/img."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from desk import places
from desk.browser import until, visiting
from desk.serving import Served

SIZE = {"width": 1280, "height": 860}


@pytest.fixture
def sitter(browser: Browser, desk: Served) -> Iterator[Page]:
    """Return a page whose size is that of a picture."""
    with visiting(browser, desk.address, viewport=SIZE) as looking:
        yield looking.page


def the_map(page: Page) -> None:
    """Go to the map with all the wars of the examples, and wait until it is drawn."""
    page.goto("/map?at=25,21,3")
    until(page, "window.whenceMap?.loaded() && whenceMap.querySourceFeatures('events').length > 0")
    page.evaluate("new Promise((done) => { whenceMap.once('idle', () => done()); whenceMap.triggerRepaint(); })")


def the_report(page: Page) -> None:
    """Go to the report of the corridor, with one of its claims lit up."""
    page.goto("/reports?q=Rakka")
    page.goto(page.locator("main tbody a[href^='/reports/']").first.get_attribute("href") or "")
    page.locator("li.claim").nth(1).hover()


def the_review(page: Page) -> None:
    """Go to the claim on which most hangs."""
    page.goto("/review")


PAGES: dict[str, Callable[[Page], object]] = {
    "map": the_map,
    "event": places.event,
    "report": the_report,
    "place": places.place,
    "review": the_review,
}


@pytest.mark.parametrize("name", PAGES)
def test_picture(name: str, sitter: Page, tmp_path: Path) -> None:
    PAGES[name](sitter)
    folder = Path(os.environ.get("PICTURES") or tmp_path)
    picture = sitter.screenshot(path=folder / f"desk-{name}.png", animations="disabled")
    assert len(picture) > 20_000  # a page with something on it
