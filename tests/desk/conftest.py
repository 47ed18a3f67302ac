"""One browser, and desks over the examples, for all tests of this directory."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from desk.browser import Visitor, chromium, visiting
from desk.serving import EXAMPLES, Served, serving, whence


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's tests on one worker: they share it, and the desks."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


# All are ended when the directory is through, not at the end of the session: Playwright holds the thread's event loop.


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the example reports; it is not to be written to."""
    db = tmp_path_factory.mktemp("desk") / "examples.db"
    whence("add", EXAMPLES, "--db", db)
    return db


@pytest.fixture(scope="package")
def desk(store: Path, browser: Browser) -> Iterator[Served]:
    """Return a desk over the example reports, to look at only."""
    with serving(store) as served:
        yield served


@pytest.fixture(scope="package")
def written_desk(store: Path, browser: Browser) -> Iterator[Served]:
    """Return a desk over the example reports that may be written to."""
    db = store.with_name("written.db")
    shutil.copy(store, db)
    with serving(db) as served:
        yield served


@pytest.fixture
def visitor(browser: Browser, desk: Served) -> Iterator[Visitor]:
    """Return somebody who looks at the desk."""
    with visiting(browser, desk.address) as looking:
        yield looking


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """Return their page."""
    return visitor.page
