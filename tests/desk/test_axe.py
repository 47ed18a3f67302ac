"""axe, the accessibility checker, finds nothing serious on any page: wide and narrow, light and dark."""

from importlib.resources import files

from playwright.sync_api import Page

from desk import places
from desk.browser import NARROW, WIDE, resize

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
SERIOUS = {"serious", "critical"}


def violations(page: Page) -> list[str]:
    """Return what axe finds that keeps somebody out, with the elements it is about."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)")
    return [
        f"{v['id']}: {node['html'][:200]}: {' '.join(node['failureSummary'].split()[:40])}"
        for v in found
        if v["impact"] in SERIOUS
        for node in v["nodes"]
    ]


def test_axe_finds_nothing_serious(page: Page) -> None:
    found = []
    for path in places.every(page):
        for size in (WIDE, NARROW):
            for scheme in ("light", "dark"):
                resize(page, size, scheme)
                found += [f"{path} at {size[0]} pixels, {scheme}: {wrong}" for wrong in violations(page)]
    assert not found, "\n".join(found)
