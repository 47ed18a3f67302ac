"""`whence sources`: the record of each root, and how reliable a person judges it to be."""

import click

from whence.cli.database import db_option, opened
from whence.cli.tables import print_table

_HEAD = ("party", "name", "kind", "side", "events", "claims", "alone", "contradicted", "corroborated", "reliability")
_GRADES = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip


@click.group(invoke_without_command=True)
@db_option
@click.option("--min-events", type=click.IntRange(1), default=1, metavar="N", help="Roots of N events or more only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per root, one per line.")
@click.pass_context
def sources(context: click.Context, db: str, min_events: int, as_json: bool) -> None:
    """Show who stands behind the stored claims, and how each root has fared.

    For each: the events and claims that rest on it, in how many events it stands alone, is contradicted, and was borne
    out later by an independent root. Its reliability is F, cannot be judged, until a person sets it.

    \b
    Examples:
      whence sources --min-events 5
      whence sources set russia D
      whence sources --json | jq 'select(.alone > 10)'
    """
    if context.invoked_subcommand:
        context.obj = db
        return
    from whence.cli.output import in_utf8, print_json

    with opened(db) as store:
        found = store.sources(min_events)
        if as_json:
            in_utf8()
            for one in found:
                print_json(one)
            return
        rows = ([getattr(s, k if k != "party" else "id") for k in _HEAD] for s in found)
        print_table(_HEAD, rows, "no roots yet; whence add PATH reads reports")


@sources.command("set")
@click.argument("party", metavar="PARTY")
@click.argument("grade", type=click.Choice(list(_GRADES), case_sensitive=False))
@click.option("--db", metavar="FILE|URL", help="The store, as for the other commands.")
@click.pass_context
def set_(context: click.Context, party: str, grade: str, db: str | None) -> None:
    """Set how reliable PARTY is: A completely, B usually, C fairly, D not usually, E unreliable, F cannot be judged.

    PARTY is an id that `whence sources` shows, or an id of the register. The events that rest on it are weighed anew.

    \b
    Examples:
      whence sources set sohr B
      whence sources set sohr F     takes it back
    """
    from whence.actors import Register

    with opened(db or context.obj) as store:
        if party not in Register.load() and party not in {s.id for s in store.sources()}:
            raise click.ClickException(f"no party {party!r}; `whence sources` lists those that claims rest on")
        weighed = store.judge(party, grade.upper())
    click.echo(f"whence: {party} is {_GRADES[grade.upper()]}; {weighed} events weighed anew", err=True)
