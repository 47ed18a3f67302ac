"""axe, the accessibility checker, finds nothing serious on any page: wide and narrow, light and dark."""

from importlib.resources import files

from playwright.sync_api import Page

from desk import places
from desk.browser import NARROW, WIDE, resize

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
SERIOUS = {"serious", "critical"}


OF_COLOUR = ["color-contrast", "link-in-text-block"]
ALL: list[str] = []
LOOKS = ((WIDE, "light", ALL), (NARROW, "light", ALL), (NARROW, "dark", OF_COLOUR))  # only colours change in the dark


def violations(page: Page, only: list[str]) -> list[str]:
    """Return what axe finds that keeps somebody out, with the elements it is about; by `only` these rules, if any."""
    run = "(only) => axe.run(document, {resultTypes: ['violations'], ...(only.length ? {runOnly: only} : {})})"
    found = page.evaluate(run, only)["violations"]
    return [
        f"{v['id']}: {node['html'][:200]}: {' '.join(node['failureSummary'].split()[:40])}"
        for v in found
        if v["impact"] in SERIOUS
        for node in v["nodes"]
    ]


def test_axe_finds_nothing_serious(page: Page) -> None:
    found = []
    for path in places.every(page):
        page.evaluate(AXE)
        for size, scheme, only in LOOKS:
            resize(page, size, scheme)
            found += [f"{path} at {size[0]} pixels, {scheme}: {wrong}" for wrong in violations(page, only)]
    assert not found, "\n".join(found)
