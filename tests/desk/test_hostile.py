"""A report that means harm: it is shown, as the text it is, and does nothing."""

import json
from collections.abc import Iterator
from html import escape

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.browser import Visitor, visiting
from desk.serving import Served, serving, whence

ATTACKS = (
    "<script>window.pwned = 1; fetch('http://evil.example/')</script>",
    "<img src=http://evil.example/x.png onerror='window.pwned = 2'>",
    "\"'><svg onload='window.pwned = 3'></svg>",
    "{{ 7 * 7 }}",
    '=HYPERLINK("http://evil.example/", "open")',
)
OVERRIDE = "\u202eevil\u202c"
ARABIC = "قصف الجيش بلدة كفر نبل"
HOSTILE = {
    "id": "<b>hostile</b>/../1",
    "title": f"{ATTACKS[0]} {OVERRIDE} Jets strike Kafr Nabl",
    "outlet": f"{ATTACKS[1]} Herald",
    "published": "2019-05-03",
    "url": "javascript:window.pwned=4",
    "text": f"The army shelled Kafr Nabl on Thursday, killing 12 people, said {ATTACKS[1]} residents. "
    f"“Rebels {ATTACKS[0]} attacked Hama {OVERRIDE} on Friday”, a commander {ATTACKS[2]} told {ATTACKS[3]}. "
    f"{ATTACKS[4]} The governor said that {ATTACKS[0]} two soldiers were killed in Kafr Nabl on Thursday.",
}
# A page keeps the text of its elements alone; what is escaped in it is text that looks like elements.
PAGE = f"""<html><head><title>Shells on Idlib {escape(ATTACKS[0])}</title></head><body><article>
<h1>Shells on Idlib {escape(ATTACKS[0])}</h1>
<p>The army shelled Idlib on 3 May 2019, killing nine people, residents said.</p>{ATTACKS[0]}{ATTACKS[1]}
<p>The governor {escape(ATTACKS[1])} said that rebels had attacked Hama on 2 May 2019.</p></article></body></html>"""
FOREIGN = {"id": "arabic", "title": ARABIC, "outlet": "الوادي", "text": f"{ARABIC} يوم الخميس، قال سكان."}


@pytest.fixture(scope="module")
def attacked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a desk that has nothing but hostile reports."""
    there = tmp_path_factory.mktemp("hostile")
    (there / "lines.jsonl").write_text(f"{json.dumps(HOSTILE)}\n{json.dumps(FOREIGN)}\n")
    (there / "page.html").write_text(PAGE)
    db = tmp_path_factory.mktemp("attacked") / "hostile.db"
    whence("add", there, "--db", db)
    with serving(db) as served:
        yield served


@pytest.fixture
def looking(browser: Browser, attacked: Served) -> Iterator[Visitor]:
    """Return somebody who looks at that desk. Where anything leaves the machine or pops up, the test fails."""
    with visiting(browser, attacked.address) as visitor:
        yield visitor


def reached(page: Page) -> Iterator[str]:
    """Go to all pages that a desk with few reports links to."""
    seen, todo = (
        set[str](),
        ["/map", "/events", "/reports", "/sources", "/review", "/search?q=Nabl", "/search?q=script"],
    )
    while todo and len(seen) < 60:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        page.goto(path)
        yield path
        found = page.locator("main a[href^='/']").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        todo += [h.partition("#")[0] for h in found if h.startswith(("/events/", "/reports/", "/places/", "/actors/"))]


def test_nothing_of_it_runs_loads_or_becomes_an_element(looking: Visitor) -> None:
    page, paths = looking.page, []
    for path in reached(page):
        paths.append(path.split("/")[1].partition("?")[0])
        assert page.evaluate("window.pwned") is None, path
        assert page.locator("main img, main script, main iframe, main b, main svg[onload]").count() == 0, path
        assert page.locator("[href^='javascript:'], [onload], [onerror], [onclick]").count() == 0, path
        assert "\u202e" not in page.content(), path
        assert "49 " not in page.locator("main").inner_text(), path
    assert {"map", "events", "reports", "places", "sources", "search", "review"} <= set(paths)


def test_it_is_shown_as_the_text_it_is(looking: Visitor) -> None:
    page = looking.page
    page.goto("/reports?q=Hama")
    page.locator("main tbody a", has_text="Jets strike").click()
    text = page.locator(".report").inner_text()
    for attack in ATTACKS:
        assert attack in text
    assert "\ufffdevil\ufffd" in text
    assert "javascript:window.pwned=4" in text


def test_its_bytes_are_kept_and_not_shown_as_a_page(looking: Visitor) -> None:
    page = looking.page
    page.goto("/reports?q=Idlib")
    page.locator("main tbody a", has_text="Shells on Idlib").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="bytes as received").click()
    assert download.value.path().read_text() == PAGE


def test_text_from_right_to_left_is_shown_so(looking: Visitor) -> None:
    page = looking.page
    page.goto("/reports")
    title = page.locator("main tbody bdi", has_text=ARABIC)
    assert title.evaluate("e => getComputedStyle(e).direction") == "rtl"
    title.click()
    expect(page.locator("h1.report__title")).to_contain_text(ARABIC)
    for part in (".report__title", ".report__text"):
        assert page.locator(part).evaluate("e => getComputedStyle(e).direction") == "rtl"
