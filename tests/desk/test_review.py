"""Reviewing: the queue, the keys, corrections, undo; every decision is kept."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.browser import visiting
from desk.serving import Served


@pytest.fixture
def reviewer(browser: Browser, written_desk: Served) -> Iterator[Page]:
    """Return the page of somebody who has come to review."""
    with visiting(browser, written_desk.address) as looking:
        yield looking.go("/review")


def said(page: Page) -> str:
    """Return the claim that is to be judged, as its heading words it."""
    return page.locator(".case__claim h2").inner_text()


def test_the_queue_says_what_hangs_on_a_claim(reviewer: Page) -> None:
    assert reviewer.locator(".queue li").count() > 5
    expect(reviewer.locator(".because li").first).not_to_be_empty()
    expect(reviewer.locator(".case__text .m-trigger")).to_have_count(1)


def test_a_claim_is_accepted_by_a_key_and_that_is_undone_by_another(reviewer: Page) -> None:
    first = said(reviewer)
    reviewer.keyboard.press("a")
    expect(reviewer.get_by_role("status")).to_contain_text("Accepted")
    assert said(reviewer) != first
    reviewer.keyboard.press("u")
    expect(reviewer.locator(".case__claim h2")).to_have_text(first)
    reviewer.goto("/review/decisions")
    expect(reviewer.locator("tbody tr").first).to_contain_text("taken back by")


def test_a_rejected_claim_is_gone_from_its_event_until_that_is_undone(reviewer: Page) -> None:
    event = reviewer.locator("aside .card a[href^='/events/']").get_attribute("href") or ""
    words = reviewer.locator(".case__text .m-trigger").inner_text()
    reviewer.keyboard.press("r")
    expect(reviewer.get_by_role("status")).to_contain_text(f"Rejected “{words}”")
    reviewer.goto("/review/decisions")
    row = reviewer.locator("tbody tr").first
    expect(row).to_contain_text("reject")
    row.get_by_role("button", name="Undo").click()
    expect(reviewer.locator("tbody tr").first).to_contain_text("taken back")
    reviewer.goto(event)
    expect(reviewer.locator("table.claims")).to_contain_text(words)


def test_a_correction_is_kept_with_its_reason_and_shown(reviewer: Page) -> None:
    reviewer.keyboard.press("c")
    form = reviewer.locator("details.correct")
    expect(form.get_by_label("Type")).to_be_focused()
    form.get_by_label("Status").select_option("possible")
    form.get_by_label(re.compile("^Why")).fill("only feared")
    form.get_by_role("button", name="Save corrections").click()
    expect(reviewer.get_by_role("status")).to_contain_text("Corrected")
    expect(reviewer.locator(".case__claim h2")).to_contain_text("possible")
    expect(reviewer.locator(".case__claim")).to_contain_text("Judged: correct status by")
    reviewer.goto("/review/decisions")
    expect(reviewer.locator("tbody tr").first).to_contain_text("only feared")


def test_words_that_are_not_in_the_report_are_refused_with_a_reason(reviewer: Page) -> None:
    reviewer.keyboard.press("c")
    reviewer.locator("input[name='trigger-words']").fill("quite other words")
    reviewer.get_by_role("button", name="Save corrections").click()
    expect(reviewer.get_by_role("alert")).to_be_visible()


def test_an_event_is_split_and_what_was_decided_can_be_had_as_training_data(reviewer: Page) -> None:
    reviewer.goto("/events?order=reports")
    href = reviewer.locator("ol.events h3 a").first.get_attribute("href") or ""
    reviewer.goto(f"/review{href}")
    reviewer.get_by_role("checkbox").last.check()
    reviewer.get_by_role("button", name="Split", exact=True).click()
    expect(reviewer.locator("tbody tr").first).to_contain_text("split")
    with reviewer.expect_download() as download:
        reviewer.evaluate("document.querySelector('a[href=\"/api/review/gold\"]').setAttribute('download', '')")
        reviewer.get_by_role("link", name="Judged claims as training data").click()
    assert download.value.path().read_text().startswith("{")
