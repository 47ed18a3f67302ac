"""A reading as a page: head, marked text, and its claims with the weightiest first."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from whence.records import Claim, Reading
from whence.view.harmless import harmless
from whence.view.line import claim_line
from whence.view.marks import coloured, plain
from whence.view.theme import MARKS, STYLES


@dataclass(frozen=True, slots=True)
class Page:
    """A reading, ready for `Console.print`; the console needs `THEME`.

    Claims are numbered by salience, 1 the highest, ties in text order; the numbers stand in the text too.
    """

    reading: Reading

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the parts; where nothing wraps (a pipe), every claim is one line."""
        claims = ranked(self.reading)
        numbers = {claim.id: n for n, claim in enumerate(claims, 1)}
        yield self._head(console)
        text = (coloured if _has_colour(console) else plain)(self.reading, numbers)
        text.rstrip()
        yield text
        yield Text()
        yield from self._claims(claims, console)
        yield Text()

    def _head(self, console: Console) -> Rule | Text:
        report = self.reading.report
        known = [report.id, report.outlet, report.published.isoformat() if report.published else ""]
        head = Text(harmless(" ".join(" · ".join(part for part in known if part).split())), style="bold")
        return Rule(head, align="left") if console.is_terminal else Text("== ").append_text(head)

    def _claims(self, claims: list[Claim], console: Console) -> RenderResult:
        lines = [claim_line(claim, self.reading.report) for claim in claims]
        if not lines:
            yield Text("no claims found", style="dim")
        if not console.is_terminal:
            yield from (Text(f"{n}. ").append_text(line) for n, line in enumerate(lines, 1))
            return
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right")
        for n, line in enumerate(lines, 1):
            grid.add_row(Text(f"{n}.", style="trigger"), line)
        yield grid


@dataclass(frozen=True, slots=True)
class Legend:
    """One line that says how each kind of span is marked."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the line in the marks that `console` will use."""
        shown = [Text(k, style=k) if _has_colour(console) else Text(k.join(MARKS[k])) for k in STYLES]
        yield Text("marked: ").append_text(Text("  ").join(shown)).append("[claim number]")


def ranked(reading: Reading) -> list[Claim]:
    """Return the claims, the most salient first; equals keep the order of the text."""
    return sorted(reading.claims, key=lambda c: (-c.salience, c.trigger))


def _has_colour(console: Console) -> bool:
    return console.color_system is not None and not console.no_color
