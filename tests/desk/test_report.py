"""The page of a report: its words and its claims, and the light between them."""

import re
from hashlib import sha256

from playwright.sync_api import Locator, Page, expect

from desk import places

LIT = re.compile(r"(^|\s)lit(\s|$)")


def words_of(page: Page, claim: str) -> Locator:
    """Return the words that belong to a claim."""
    return page.locator(f".report .m[data-claims~='{claim}']")


def test_pointing_at_a_claim_lights_up_its_words(page: Page) -> None:
    places.report(page)
    claim = page.locator("li.claim").first
    claim.hover()
    expect(claim).to_have_class(LIT)
    number = claim.get_attribute("data-claim") or ""
    expect(words_of(page, number).first).to_have_class(LIT)
    assert page.locator(".report .m.lit").count() == words_of(page, number).count()


def test_pointing_at_words_lights_up_their_claim(page: Page) -> None:
    places.report(page)
    word = page.locator(".report__text a.m-trigger").last
    word.hover()
    number = (word.get_attribute("data-claims") or "").split()[0]
    expect(page.locator(f"li.claim[data-claim='{number}']")).to_have_class(LIT)


def test_the_keyboard_lights_up_the_same(page: Page) -> None:
    places.report(page)
    page.locator("li.claim a.claim__n").nth(1).focus()
    expect(page.locator("li.claim").nth(1)).to_have_class(LIT)


def test_marks_name_what_they_mark(page: Page) -> None:
    places.report(page)
    text = page.locator(".report__text")
    for kind in ("trigger", "source", "cue", "content", "actor", "place", "time"):
        expect(text.locator(f".m-{kind}").first).to_be_visible()
    assert text.locator(".m-place[title]").first.get_attribute("title")


def test_the_bytes_can_be_had_and_match_their_hash(page: Page) -> None:
    places.report(page)
    told = page.locator("code.hash").get_attribute("title")
    with page.expect_download() as download:
        page.get_by_role("link", name="bytes as received").click()
    assert sha256(download.value.path().read_bytes()).hexdigest() == told


def test_a_link_to_a_claim_shows_it(page: Page) -> None:
    places.event(page)
    href = page.locator("table.claims a[href^='/reports/']").last.get_attribute("href") or ""
    page.goto(href)
    expect(page.locator("li.claim:target")).to_be_in_viewport()
