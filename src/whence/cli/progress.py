"""How far a long run has come, on standard error and only where a person is looking."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def progress(items: Iterable[Item], total: Callable[[], int | None], *, shown: bool = True) -> Iterator[Item]:
    """Pass the items on and count them; where they are themselves `shown` on the terminal, they are the progress.

    `total` says how many to expect, None where nobody knows; it is asked only where a bar is drawn.
    """
    if not sys.stderr.isatty() or (shown and sys.stdout.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("reading", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Left to itself, the bar would draw to its own console whatever is written on standard output: the readings.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total())
        for item in items:
            yield item
            bar.advance(task)
