"""Logging in where the desk demands it, and what each role may do."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.browser import visiting
from desk.serving import Served, serving, whence

PASSWORD = "three grey herons"


@pytest.fixture(scope="module")
def guarded(store: Path, browser: Browser) -> Iterator[Served]:
    """Return a desk that demands a login, with an admin and a reader."""
    db = store.with_name("guarded.db")
    shutil.copy(store, db)
    for name, role in (("ann", "admin"), ("rob", "reader")):
        whence("users", "--db", db, "add", name, "--role", role, "--password-stdin", told=f"{PASSWORD}\n")
    with serving(db, "--login") as served:
        yield served


@pytest.fixture
def stranger(browser: Browser, guarded: Served) -> Iterator[Page]:
    """Return the page of somebody who has not logged in."""
    with visiting(browser, guarded.address) as looking:
        yield looking.page


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_stranger_is_led_to_the_login_and_back_to_where_they_wanted(stranger: Page) -> None:
    stranger.goto("/places?name=Kidal")
    expect(stranger).to_have_url(re.compile("/login"))
    assert "Kidal" not in stranger.locator("main").inner_text()
    log_in(stranger, "rob")
    expect(stranger).to_have_url(re.compile(r"/places\?name=Kidal"))
    expect(stranger.locator("main table")).to_contain_text("Kidal")


def test_a_wrong_password_lets_nobody_in(browser: Browser, guarded: Served) -> None:
    with visiting(browser, guarded.address) as looking:
        looking.go("/login")
        log_in(looking.page, "ann", "three grey crows")
        expect(looking.page.get_by_role("alert")).to_be_visible()
        looking.go("/events")
        expect(looking.page).to_have_url(re.compile("/login"))


def test_a_reader_may_not_review_and_an_admin_may(browser: Browser, guarded: Served) -> None:
    with visiting(browser, guarded.address) as looking:
        looking.go("/login")
        log_in(looking.page, "rob")
        answer = looking.page.goto("/review")
        assert answer is not None
        assert answer.status == 403
    with visiting(browser, guarded.address) as looking:
        looking.go("/login?to=/review")
        log_in(looking.page, "ann")
        expect(looking.page.get_by_role("heading", level=1)).to_have_text("Review")


def test_logging_out_ends_the_session(stranger: Page) -> None:
    stranger.goto("/login")
    log_in(stranger, "rob")
    stranger.goto("/logout")
    stranger.get_by_role("button", name="Log out").click()
    stranger.goto("/events")
    expect(stranger).to_have_url(re.compile("/login"))
