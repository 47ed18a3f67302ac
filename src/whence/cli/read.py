"""`whence read`: reports in, claims out."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from whence.ingest import Problem
    from whence.records import Report


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per report, one per line.")
@click.pass_context
def read(context: click.Context, paths: tuple[str, ...], as_json: bool) -> None:
    """Show what reports claim, and on whose word.

    PATH is a text file (its first line is the title when a blank line follows), an HTML page, a .jsonl file with
    one report a line (id, title, text, outlet, published, url; only text is needed), a directory of these, or -
    for standard input.

    \b
    Examples:
      whence read report.txt
      whence read examples/ | less
      curl -s https://example.org/story.html | whence read -
      whence read --json week.jsonl | jq -c '.claims[] | [.type, .status, .chain]'

    For people, each report is shown with its spans marked; below it stands one line for each claim, the most
    salient first. Parts that a report leaves open are left out, never guessed. The last part says who vouches for
    the claim: the origin first, then whoever relays it.

    A record that cannot be read gets one line on standard error and the rest go on; the exit status is then 1.
    """
    from whence.cli.output import printer
    from whence.cli.progress import progress
    from whence.cli.tables import number
    from whence.ingest import count, reports
    from whence.reader import Reader

    tally = Tally()
    try:
        reader = Reader()
    except (OSError, ValueError) as error:  # a model or gazetteer that is not there, or is of another version
        raise click.ClickException(str(error)) from error
    show = printer(as_json)
    received = tally.sift(reports(paths, sys.stdin.buffer))
    for reading in progress(reader.read_many(received), lambda: count(paths)):
        show(reading)
    if tally.failed:
        click.echo(f"whence: {number(tally.read, 'report')} read, {number(tally.failed, 'record')} not read", err=True)
        context.exit(1)


class Tally:
    """Counts the reports that came in and the records that failed; tells of every problem on standard error."""

    def __init__(self) -> None:
        """Start with none."""
        self.read = 0
        self.failed = 0

    def sift(self, received: "Iterable[Report | Problem]") -> "Iterator[Report]":
        """Yield the reports; say of each problem what it is, in one line."""
        from whence.ingest import Problem

        for record in received:
            if isinstance(record, Problem):
                self.failed += record.fatal
                click.echo(f"whence: {record}", err=True)
            else:
                self.read += 1
                yield record
