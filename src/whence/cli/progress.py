"""How far a long run has come, on standard error and only where a person is looking."""

import sys
from collections.abc import Iterable, Iterator

from whence.records import Reading


def progress(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Pass the readings on and count them; where the pages themselves go to the terminal, they are the progress."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from readings
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} reports read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for reading in readings:
            yield reading
            bar.advance(task)
