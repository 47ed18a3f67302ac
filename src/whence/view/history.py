"""Who held a place, as a table: one row for each holding, those that several tell alike side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from whence.records import Account, ClaimRef, Holding, Place
from whence.view.harmless import harmless

Days = tuple[date | None, date | None]


HEAD = ("from", "until", "holder", "contested", "by whose account", "reports")


@dataclass(frozen=True, slots=True)
class History:
    """The holdings of a place for `Console.print`: a table where a person looks, lines with tabs in a pipe."""

    place: Place
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the title and the rows."""
        country = f", {self.place.country}" if self.place.country else ""
        title = Text(harmless(f"{self.place.name}{country} ({self.place.id})"), style="bold")
        if not console.is_terminal:
            yield from (Segment("\t".join(row) + "\n") for row in (HEAD, *self.rows))  # Text would make blanks of tabs
            return
        yield title
        table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
        for name in HEAD:
            table.add_column(name, overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        yield table


def history_table(place: Place, holdings: Sequence[Holding], accounts: Sequence[Account] = ()) -> History:
    """Return the control history of a place.

    Holdings that differ in nothing but the teller make one row. `accounts` are where the claims stand: with them a row
    says which outlets tell it.
    """
    outlets = {a.ref: a.report.outlet or a.report.report for a in accounts}
    return History(place, [_row(alike, outlets) for alike in _alike(holdings)])


def _row(alike: Sequence[Holding], outlets: Mapping[ClaimRef, str]) -> tuple[str, ...]:
    first = alike[0]
    told = dict.fromkeys(outlets.get(c, c.report) for h in alike for c in h.claims)
    who = f"{first.name} ({first.holder})" if first.name and first.holder else first.name or first.holder or "not named"
    contested = "yes" if first.contested else ""
    cells = (days(first.since), days(first.until), who, contested, _list(h.root for h in alike), _list(told))
    return tuple(harmless(cell).replace("\n", " ") for cell in cells)


def _list(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _alike(holdings: Sequence[Holding]) -> list[list[Holding]]:
    out: dict[tuple[object, ...], list[Holding]] = {}
    for h in holdings:
        out.setdefault((h.holder or h.name, h.since, h.until, h.contested), []).append(h)
    return list(out.values())


def days(bounds: Days) -> str:
    """Return in words between which days something began or ended."""
    first, last = bounds
    if first is None and last is None:
        return "not told"
    if first is None or last is None:
        return f"not after {last}" if last else f"not before {first}"
    return first.isoformat() if first == last else f"{first} to {last}"
