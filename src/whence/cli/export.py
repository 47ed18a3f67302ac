"""`whence export`: what a store holds, in forms for others."""

import click

from whence.cli.database import db_option, opened


@click.group()
def export() -> None:
    """Write what a store holds in a form for other programs."""


@export.command()
@db_option
@click.option("--whole", is_flag=True, help="Only reports of which all claims have been judged.")
def gold(db: str, whole: bool) -> None:
    """Print the claims that people have accepted or corrected, as training data, one report a line.

    The form is that of the gold data: sentences (the title first), and claims that point into them by sentence and
    exact words. `judged` says whether all claims of the report were judged; where not, a missing claim means nothing.

    \b
    Examples:
      whence export gold --whole > judged.jsonl
    """
    from whence.cli.output import in_utf8, print_json
    from whence.review import gold as articles

    in_utf8()
    empty = True
    with opened(db) as store:
        for article in articles(store, whole=whole):
            empty = False
            print_json(article)
    if empty:
        click.echo("whence: no claims judged yet; `whence serve` opens the desk, where /review asks for them", err=True)
