"""Tables: drawn where a person looks, lines with tabs for cut and spreadsheets where not."""

import sys
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from whence.records import Event

DRAWN = 1_000  # rows drawn as one table: the first of a million must not wait for the last


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]], nothing: str) -> None:
    """Print rows under their heading; numbers stand to the right. `nothing` is said where there are no rows."""
    from whence.cli.output import in_utf8
    from whence.view.harmless import harmless

    shown = ([harmless(str(cell)).replace("\n", " ") for cell in row] for row in rows)
    first = list(islice(shown, DRAWN))
    if not first:
        click.echo(f"whence: {nothing}", err=True)
        return
    in_utf8()
    if not sys.stdout.isatty():
        for line in chain([head], first, shown):
            click.echo("\t".join(line))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    while first:
        console.print(_drawn(head, first))
        first = list(islice(shown, DRAWN))


def number(count: int, what: str) -> str:
    """Return how many there are of a thing, in words."""
    return f"{count} {what}{'s' if count != 1 else ''}"


def _drawn(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for i, name in enumerate(head):
        numeric = all(row[i].replace("-", "").isdigit() or not row[i] for row in rows)
        table.add_column(
            name, justify="right" if numeric else "left", no_wrap=name in {"event", "when"}, overflow="fold"
        )
    for row in rows:
        table.add_row(*row)
    return table


EVENT = ("event", "when", "what", "where", "reports", "roots", "sides", "grade", "notes")


def event_row(event: "Event") -> tuple[object, ...]:
    """Return the cells of an event, as EVENT names them; what is not known is left empty."""
    notes: list[str] = [event.status] if event.status != "happened" else []
    notes += sorted({f"{c.kind} contradicted" if c.kind != "denied" else "denied" for c in event.contradictions})
    place = event.place
    return (
        event.id,
        when(event),
        event.type.replace("_", " "),
        f"{place.name}, {place.country}" if place and place.country else place.name if place else "",
        len({c.report for c in event.claims}),
        event.independent_roots,
        event.independent_sides,
        event.grade.credibility,
        ", ".join(notes),
    )


def when(event: "Event") -> str:
    """Return the day, or the days between which it was."""
    first, last = event.earliest, event.latest
    if first is None or last is None or first == last:
        day = first or last
        return day.isoformat() if day else ""
    return f"{first.isoformat()}/{last.isoformat()}"
