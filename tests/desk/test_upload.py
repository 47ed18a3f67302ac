"""Adding reports in the browser: files, pasted text."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from desk.browser import Visitor, visiting
from desk.serving import Served


@pytest.fixture
def bringing(browser: Browser, written_desk: Served) -> Iterator[Visitor]:
    """Return somebody who has come to add reports."""
    with visiting(browser, written_desk.address) as looking:
        looking.go("/upload")
        yield looking


def done(page: Page) -> None:
    """Wait until all is read."""
    page.get_by_role("button", name="Read").click()
    expect(page.locator("#progress [role=status]")).to_have_text("Done.")


def payload(name: str, text: str) -> FilePayload:
    """Return a file as the browser would choose it."""
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def test_pasted_text_is_read_while_one_waits(bringing: Visitor) -> None:
    page = bringing.page
    page.get_by_label("The report").fill("Rebels attacked an army post near Idlib on 3 May 2019, residents said.")
    page.get_by_label("Outlet").fill("Valley Post")
    page.get_by_label("Published").fill("2019-05-04")
    done(page)
    expect(page.locator(".claim-line").first).to_contain_text("Rebels attacked")
    page.locator(".outcomes a").first.click()
    expect(page.locator("li.claim").first).to_contain_text("attack")


def test_files_can_be_dropped(bringing: Visitor) -> None:
    page = bringing.page
    page.evaluate(
        "() => { const data = new DataTransfer();"
        "data.items.add(new File(['Jets bombed Saraqib on 2 May 2019, activists said.'], 'dropped.txt'));"
        "document.querySelector('#drop').dispatchEvent("
        "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }"
    )
    expect(page.locator("#chosen li")).to_contain_text("dropped.txt")
    done(page)
    expect(page.locator(".outcomes li").first).to_be_visible()


def test_a_record_that_cannot_be_read_is_told_and_the_rest_go_on(bringing: Visitor) -> None:
    lines = '{"text": 5}\n{"id": "good", "text": "The army shelled Idlib on 4 May 2019, residents said."}\n'
    bringing.page.set_input_files("#files", [payload("week.jsonl", lines)])
    done(bringing.page)
    expect(bringing.page.locator(".problems li")).to_have_count(1)
    expect(bringing.page.locator(".outcomes > li")).to_have_count(1)
