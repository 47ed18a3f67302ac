"""Draw the README's picture: what `whence read` really shows for the first example."""

import io
from pathlib import Path

from rich.console import Console

from whence import Reader
from whence.ingest import reports
from whence.records import Report
from whence.view import THEME, Legend, Page

ROOT = Path(__file__).parent.parent
REPORT = Path("examples/corridor.txt")
PICTURE = ROOT / "docs" / "img" / "read.svg"
WIDTH = 112


def main() -> None:
    """Read the example and save its page as SVG."""
    (report,) = (r for r in reports([ROOT / REPORT]) if isinstance(r, Report))
    console = Console(
        theme=THEME,
        record=True,
        force_terminal=True,
        color_system="256",
        width=WIDTH,
        file=io.StringIO(),
        highlight=False,
    )
    console.print(Legend())
    console.print(Page(Reader().read(report)))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    # a fixed id: the same page gives the same bytes
    console.save_svg(str(PICTURE), title=f"whence read {REPORT}", unique_id="read")


if __name__ == "__main__":
    main()
