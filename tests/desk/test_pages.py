"""What each page shows, and that one leads to the other."""

import re

from playwright.sync_api import Page, expect

from desk import places
from desk.browser import NARROW, WIDE, resize


def test_the_front_door_leads_to_the_map_and_on(page: Page) -> None:
    page.goto("/")
    expect(page.locator("[aria-current=page]")).to_have_text("Map")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_contain_text(
        ["Map", "Events", "Reports", "Places", "Actors", "Sources", "Review"]
    )
    page.get_by_role("link", name="Events", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    expect(page.locator("[aria-current=page]")).to_have_text("Events")


def test_event_says_how_many_reports_rest_on_how_many_roots(page: Page) -> None:
    places.event(page)
    tally = page.locator(".tally")
    expect(tally).to_contain_text(re.compile(r"[4-9]\s+reports"))
    expect(tally).to_contain_text(re.compile(r"\d+\s+independent roots"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Bara|El Obeid"))  # it was on the road


def test_provenance_leads_from_roots_to_reports(page: Page) -> None:
    places.event(page)
    graph = page.locator("svg.provenance")
    expect(graph).to_be_visible()
    reports = graph.locator("a[href^='/reports/']")
    assert reports.count() >= 4
    page.get_by_text("The same in words").click()
    expect(page.locator(".tree > li").first).to_be_visible()
    reports.first.click()
    expect(page).to_have_url(re.compile("/reports/"))


def test_event_lays_contradictions_side_by_side_with_the_words(page: Page) -> None:
    places.event(page)
    pair = page.locator(".versus").first
    expect(pair.locator("blockquote mark")).to_have_count(2)
    expect(pair.locator(".versus__why")).not_to_be_empty()


def test_event_gives_the_grade_with_its_reasons(page: Page) -> None:
    places.event(page)
    graded = page.locator(".graded")
    expect(graded.locator(".graded__n")).to_have_text(re.compile("^[1-6]$"))
    assert graded.locator("tbody tr").count() >= 2


def test_event_has_counts_by_root_as_ranges(page: Page) -> None:
    places.event(page)
    expect(page.locator("svg.ranges").first).to_be_visible()


def test_events_are_filtered_and_the_address_says_how(page: Page) -> None:
    page.goto("/events")
    rows = page.locator("main ol.events > li")
    before = rows.count()
    page.get_by_label("Type").select_option("airstrike")
    page.get_by_label("Place", exact=True).fill("El Obeid")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("type=airstrike"))
    expect(rows.first).to_contain_text("Airstrike")
    assert 0 < rows.count() < before
    page.reload()
    expect(page.get_by_label("Type")).to_have_value("airstrike")


def test_where_nothing_fits_it_is_said(page: Page) -> None:
    page.goto("/events?type=airstrike&min_roots=99")
    expect(page.get_by_role("status")).to_be_visible()


def test_reports_are_found_by_words(page: Page) -> None:
    page.goto("/reports")
    page.locator("main").get_by_label("Words").fill("Kidal")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.locator("main tbody a").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kidal")


def test_place_shows_who_held_it_by_whose_account(page: Page) -> None:
    places.place(page)
    expect(page.locator("svg.timeline")).to_be_visible()
    held = page.get_by_role("row").filter(has_text="Islamic State")
    expect(held.first).to_be_visible()
    held.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile("/reports/.*#"))


def test_actor_goes_by_many_names(page: Page) -> None:
    page.goto("/actors?name=daesh")
    page.locator("main table a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Islamic State")
    expect(page.get_by_text("Goes by")).to_be_visible()
    expect(page.get_by_role("heading", name="Designations")).to_be_visible()
    expect(page.get_by_role("heading", name="As agent")).to_be_visible()


def test_sources_have_a_record(page: Page) -> None:
    page.goto("/sources")
    row = page.locator("main tbody tr").first
    expect(row.locator("td.n").first).to_have_text(re.compile(r"\d"))
    expect(row.locator("abbr")).to_have_text("F")


def test_search_lights_up_its_hits_and_leads_on(page: Page) -> None:
    page.goto("/events")
    page.get_by_role("searchbox", name="Search reports and claims").fill("convoy")
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_have_text(re.compile("convoy", re.IGNORECASE))
    page.locator("main article.hit a[href^='/reports/']").first.click()
    expect(page).to_have_url(re.compile("/reports/"))


def test_what_is_not_there_is_said_plainly(page: Page) -> None:
    answer = page.goto("/events/e-0000000000000000")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_no_page_is_wider_than_its_screen(page: Page) -> None:
    wide = []
    for path in places.every(page):
        for size in (NARROW, WIDE):
            resize(page, size, "light")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((path, size))
    assert wide == []
