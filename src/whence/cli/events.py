"""`whence events` and `whence event`: what happened, as the stored reports tell it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.conditions import first_day, known, last_day, query
from whence.cli.database import db_option, opened
from whence.cli.tables import EVENT, event_row, print_table

if TYPE_CHECKING:
    from whence.records import Event
    from whence.store import Store


@click.command()
@db_option
@click.option("--place", metavar="PLACE", help="At a place: its name, its id, or LAT,LON with --radius.")
@click.option("--radius", type=click.FloatRange(0, min_open=True), metavar="KM", help="Up to so far from PLACE.")
@click.option(
    "--polygon",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Within the shapes of a GeoJSON file.",
)
@click.option("--from", "since", callback=first_day, metavar="DAY", help="May have happened on DAY or later.")
@click.option("--to", "until", callback=last_day, metavar="DAY", help="May have happened on DAY or earlier.")
@click.option(
    "--type",
    "types",
    multiple=True,
    callback=known,
    metavar="TYPE",
    help="Of this type, as airstrike; may be repeated.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    callback=known,
    metavar="STATUS",
    help="As happened, threatened; may be repeated.",
)
@click.option("--actor", metavar="ACTOR", help="By or against ACTOR or a part of it: a name, or an id as russia.mod.")
@click.option("--min-roots", type=click.IntRange(0), default=0, metavar="N", help="With N independent roots or more.")
@click.option("--contradicted", is_flag=True, help="Where accounts contradict each other.")
@click.option("--search", default="", metavar="TEXT", help='With these words in a sentence; "side by side" in quotes.')
@click.option(
    "--order",
    type=click.Choice(["time", "reports", "roots"]),
    default="time",
    show_default=True,
    help="What comes first.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per event, one per line.")
def events(db: str, as_json: bool, **asked: Any) -> None:
    """Show the events that the stored reports tell of, with their independent roots.

    \b
    Examples:
      whence events --place Palmyra --radius 50 --from 2017-03 --to 2017-05
      whence events --type airstrike --actor russia --min-roots 2
      whence events --contradicted --order reports --limit 10
      whence events --json | jq -c 'select(.independent_roots == 1) | [.id, (.claims | length)]'

    DAY may be a month (2017-03) or a year. Several conditions hold together. Events whose reports give no day are left
    out where DAY is asked for, those without a place where a place is.
    """
    from whence.cli.output import in_utf8, print_json

    with opened(db) as store:
        found = store.events(query(store, **asked))
        if as_json:
            in_utf8()
            for one in found:
                print_json(one)
        else:
            print_table(EVENT, map(event_row, found), "no event fits; with fewer conditions there may be one")


@click.command()
@click.argument("id", metavar="ID")
@db_option
@click.option("--json", "as_json", is_flag=True, help="Print the event as one JSON object.")
def event(id: str, db: str, as_json: bool) -> None:
    """Show the whole story of one event: who says what, on whose word, and where they differ.

    ID is the event's, as `whence events` shows it, or that of one of its claims.

    \b
    Examples:
      whence event e-3f9a2c41d07b5e66
      whence event e-3f9a2c41d07b5e66 --json | jq .grade
    """
    from whence.cli.output import in_utf8, print_json, print_page
    from whence.view import Story

    with opened(db) as store:
        found = find(store, id)
        if as_json:
            in_utf8()
            print_json(found)
            return
        accounts = store.accounts(c.claim for c in found.claims)
        print_page(Story(found, accounts, store.copies({c.report for c in found.claims})))


def find(store: "Store", id: str) -> "Event":
    """Return the event with this id, or of the claim with it; say in one line where there is none."""
    found = store.event(id) or store.event(store.event_of(id) or "")
    if found is None:
        raise click.ClickException(f"no event or claim {id!r} in the store; `whence events` lists the events")
    return found
