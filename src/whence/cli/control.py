"""`whence control`: who held a place from when until when, and by whose account."""

from datetime import date

import click

from whence.cli.conditions import first_day, named_places
from whence.cli.database import db_option, opened


@click.command()
@click.argument("place", metavar="PLACE")
@db_option
@click.option("--at", callback=first_day, metavar="DATE", help="Only who held it on that day, as far as anybody tells.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per holding, one per line.")
def control(place: str, db: str, at: date | None, as_json: bool) -> None:
    """Show who held PLACE from when until when, and by whose account.

    PLACE is a name or an id of the gazetteer. Accounts that disagree stand side by side; a holder that no words name is
    not inferred, and a day that none give stays open.

    \b
    Examples:
      whence control Palmyra
      whence control Palmyra --at 2016-06-01
      whence control geonames:163808 --json
    """
    from whence.actors import Register
    from whence.cli.output import in_utf8, print_json, print_page
    from whence.control import control as history

    with opened(db) as store:
        one = named_places(store, place)[0]
        accounts = store.claims_at(one.id)
        copies = store.copies({a.report.report for a in accounts})
    holdings = [
        h for h in history(accounts, one, Register.load(), copies) if at is None or _holds(h.since[0], h.until[1], at)
    ]
    if as_json:
        in_utf8()
        for holding in holdings:
            print_json(holding)
        return
    if not holdings:
        told = f"{len(accounts)} claims name it" if accounts else "no claim names it"
        click.echo(f"whence: nobody tells who held {one.name} ({one.id}){' then' if at else ''}; {told}", err=True)
        return
    from whence.view import history_table

    print_page(history_table(one, holdings, accounts))


def _holds(since: date | None, until: date | None, day: date) -> bool:
    """Tell whether a holding may have lasted on a day; where it has no bound, nothing speaks against it."""
    return (since is None or since <= day) and (until is None or day <= until)
