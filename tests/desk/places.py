"""Where the pages of the desk are, as somebody finds them who follows its links."""

from collections.abc import Iterator

from playwright.sync_api import Page

LISTS = ("/map", "/events", "/reports", "/places", "/actors", "/sources", "/search", "/review", "/upload")


def event(page: Page) -> str:
    """Go to the event that most reports tell of; return its path."""
    page.goto("/events?order=reports")
    return _follow(page, "main ol.events h3 a")


def report(page: Page) -> str:
    """Go to the first report that tells of that event; return its path."""
    event(page)
    page.goto(page.locator("table.claims a[href^='/reports/']").first.get_attribute("href") or "")
    return page.url.partition("#")[0]


def place(page: Page, name: str = "Tadmur") -> str:
    """Go to a place by its name; return its path."""
    page.goto(f"/places?name={name}")
    return _follow(page, "main table a")


def actor(page: Page) -> str:
    """Go to the actor that most claims name; return its path."""
    page.goto("/actors")
    return _follow(page, "main table a")


def every(page: Page) -> Iterator[str]:
    """Go to every kind of page in turn."""
    for path in (*LISTS, "/search?q=El+Obeid", "/events?type=airstrike&min_roots=99", "/no/such/page"):
        page.goto(path)
        yield path
    for go in (event, report, place, actor):
        yield go(page)


def _follow(page: Page, link: str) -> str:
    page.goto(page.locator(link).first.get_attribute("href") or "")
    return page.url
