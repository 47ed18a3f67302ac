"""The command group and what holds for every command: version, exit statuses, interrupts, closed pipes."""

import os
import signal
import sys
from pathlib import Path

import click

from whence.cli.add import add
from whence.cli.control import control
from whence.cli.events import event, events
from whence.cli.export import export
from whence.cli.gazetteer import gazetteer
from whence.cli.read import read
from whence.cli.reread import reread
from whence.cli.serve import serve
from whence.cli.sources import sources
from whence.cli.trace import trace
from whence.cli.users import users

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="whence", message="%(prog)s %(version)s")
def whence() -> None:
    """Read reports of armed conflict and keep, for every claim, who says so and where they had it from.

    \b
    Try:
      whence read report.txt             show what one report claims, and on whose word
      whence read --json reports/ > out  one JSON object per report, for programs
      whence add reports/                store reports and link what they tell of one happening
      whence events --min-roots 2        what more than one independent root tells of
    """


for command in (read, add, events, event, trace, control, sources, serve, gazetteer, users, reread, export):
    whence.add_command(command)


def main() -> None:
    """Run the command line and leave with its exit status.

    0: all went well; 1: at least one record failed; 2: the command was not understood; 130 after Ctrl-C. Where the
    reader of our output goes away, we end by SIGPIPE without a word, as other filters do.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _open_streams()
    try:
        sys.exit(whence.main(prog_name="whence", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(128 + signal.SIGINT)


def _open_streams() -> None:
    """Put the null device where a standard stream is closed, and leave where that is the output.

    Else the next file opened, a database even, would get the stream's number and what is written to it.
    """
    closed = sys.stdout is None
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    if closed:
        click.echo("Error: standard output is closed; give it somewhere to go", err=True)
        sys.exit(1)
