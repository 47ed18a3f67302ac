"""`whence add`: reports in, linked events in the store."""

import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import click

from whence.cli.database import db_option, opened
from whence.cli.tables import number

if TYPE_CHECKING:
    from whence.ingest import Problem
    from whence.records import Filed, Report
    from whence.store import Store

BATCH = 64  # reports of one transaction, at most
PATIENCE = 2.0  # seconds after which what has been read is stored: so much reading a crash can cost


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH...")
@db_option
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@click.pass_context
def add(context: click.Context, paths: tuple[str, ...], db: str, workers: int) -> None:
    """Read reports, store them with their claims, and link what they tell of one happening.

    PATH is what `whence read` takes: a text file, an HTML page, a .jsonl file, a directory of these, or -.

    \b
    Examples:
      whence add reports/                              into whence.db here, made if it is not there
      whence add week.jsonl --workers 2
      whence add - --db postgresql://me@host/desk < week.jsonl

    Adding again changes nothing: a report is known by its id and its bytes. One that has the id of a stored report
    and other bytes is refused, for a claim must name one report. A report is stored with its claims and links or not
    at all, whenever the run is cut off; then the same command goes on where it ended. Others may add at the same time.

    A record that cannot be read gets one line on standard error and a row among the issues, and the rest go on; the
    exit status is then 1.
    """
    from whence.cli.progress import progress
    from whence.crew import file_all
    from whence.ingest import count, reports

    with opened(db, create=True) as store:
        intake = Intake(store)
        new = intake.new(reports(paths, sys.stdin.buffer))
        try:
            for batch in batches(progress(file_all(new, workers), lambda: count(paths), shown=False)):
                intake.put(batch)
        except BrokenProcessPool as error:
            raise click.ClickException("a reading process died (out of memory?); add again to go on") from error
        except (OSError, ValueError) as error:  # a model or gazetteer that is not there, or is of another version
            raise click.ClickException(str(error)) from error
        size = store.size()
    click.echo(
        f"whence: {intake}; {db} holds {number(size['report'], 'report')}, {number(size['event'], 'event')}", err=True
    )
    if intake.failed:
        context.exit(1)


class Intake:
    """What one run adds to a store, and how many of what there were."""

    def __init__(self, store: "Store") -> None:
        """Start with none."""
        self._store = store
        self.added = self.claims = self.known = self.failed = 0

    def __str__(self) -> str:
        """Return the tally in words."""
        return (
            f"{number(self.added, 'report')} added with {number(self.claims, 'claim')}, {self.known} known before, "
            f"{number(self.failed, 'record')} not added"
        )

    def new(self, received: "Iterable[Report | Problem]") -> "Iterator[Report]":
        """Yield the reports that the store does not have; tell and keep each problem."""
        from whence.ingest import Problem

        for record in received:
            if isinstance(record, Problem):
                self._note(record)
                continue
            match self._store.standing([record.id]).get(record.id):
                case None:
                    yield record
                case digest if digest == record.sha256:
                    self.known += 1
                case _:
                    self._refuse(record.id)

    def put(self, batch: "list[Filed]") -> None:
        """Store a batch in one transaction."""
        done = self._store.add(batch, reader=_version())
        self.added += done.reports
        self.claims += done.claims
        self.known += done.known
        for id in done.refused:
            self._refuse(id)

    def _refuse(self, id: str) -> None:
        from whence.ingest import Problem, Why

        what = f"the store has other bytes under the id {id!r}"
        self._note(Problem(f"report {id}", Why.DUPLICATE_ID, what, "give the new report an id of its own"))

    def _note(self, problem: "Problem") -> None:
        self.failed += problem.fatal
        click.echo(f"whence: {problem}", err=True)
        self._store.note(problem)


def batches(filed: "Iterable[Filed]") -> "Iterator[list[Filed]]":
    """Yield what has been read in lists: big enough to be cheap to store, small enough to lose."""
    batch: list[Filed] = []
    since = time.monotonic()
    for one in filed:
        batch.append(one)
        if len(batch) >= BATCH or time.monotonic() - since > PATIENCE:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


def _version() -> str:
    from importlib.metadata import version

    return version("whence")
