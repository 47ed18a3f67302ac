"""A real browser, which tells what it was asked to fetch, to run and to complain of."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

# WebGL is drawn by the processor, so that the map is there on a machine without a graphics card.
_FLAGS = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
_HERE = {"127.0.0.1", "localhost", "[::1]"}
_DEAF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no name but our own is ever looked up

PATIENCE = 120_000  # milliseconds: a busy machine is no bug
expect.set_options(timeout=PATIENCE)

WIDE = (1280, 900)
NARROW = (390, 844)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium; skip the test where there is none, or fail it in CI."""
    found = shutil.which("chromium")
    if found is None:
        missing = "Chromium is not installed (apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        sandbox = os.geteuid() != 0  # Chromium's own does not work for root
        browser = playwright.chromium.launch(executable_path=found, args=[*_FLAGS, _DEAF], chromium_sandbox=sandbox)
        yield browser
        browser.close()


@dataclass(slots=True)
class Visitor:
    """One who looks at a desk, with all that their browser noticed meanwhile.

    Attributes:
        outside: addresses of other machines that a page asked for.
        complaints: scripts that failed or were not let run, and answers that were server errors. That the
            desk refuses something, or does not have it, is none.
        dialogs: boxes that a page opened; they are closed at once.
    """

    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(path)
        return self.page


@contextmanager
def visiting(browser: Browser, address: str, **how: object) -> Iterator[Visitor]:
    """Look at the desk at `address`; afterwards nothing may have left the machine, failed or popped up."""
    context = browser.new_context(base_url=address, **{"viewport": _size(WIDE), **how})  # type: ignore[arg-type]
    visitor = Visitor(context.new_page())
    _watch(context, visitor)
    yield visitor
    context.close()
    assert (visitor.outside, visitor.complaints, visitor.dialogs) == ([], [], [])


def until(page: Page, what: str) -> None:
    """Wait until a JavaScript expression is true; Playwright's own way would need a page that lets strings be run."""
    end = monotonic() + PATIENCE / 1000
    while not page.evaluate(what):
        assert monotonic() < end, f"never: {what}"
        page.wait_for_timeout(50)


def resize(page: Page, size: tuple[int, int], scheme: str) -> None:
    """Look at the page at another size, in light or dark."""
    page.set_viewport_size(_size(size))  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]


def _size(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}


def _complains(message: ConsoleMessage) -> bool:
    return message.type == "error" and "a status of 4" not in message.text


def _watch(context: BrowserContext, visitor: Visitor) -> None:
    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _HERE:
            visitor.outside.append(url)

    context.set_default_timeout(PATIENCE)
    context.on("request", lambda r: asked(r.url))
    context.on("response", lambda r: visitor.complaints.append(f"{r.status} {r.url}") if r.status >= 500 else None)
    context.on("weberror", lambda e: visitor.complaints.append(str(e.error)))
    context.on("console", lambda m: visitor.complaints.append(m.text) if _complains(m) else None)

    def popped(dialog: object) -> None:
        visitor.dialogs.append(str(dialog.message))  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    context.on("dialog", popped)
