"""`whence reread`: stored reports, read again by the present reader."""

from importlib.metadata import version

import click

from whence.cli.database import db_option, opened
from whence.cli.tables import number


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@db_option
@click.option("--all", "all_", is_flag=True, help="Also those that this version has read.")
def reread(reports: tuple[str, ...], db: str, all_: bool) -> None:
    """Read stored reports again, all or those with these ids, and put the new readings in place of the old ones.

    What people decided holds on: a correction goes to the new claim whose words it judged, what was accepted stays as
    it was accepted, what was rejected stays out, and a judged claim that the new reader does not make is kept.

    \b
    Examples:
      whence reread                     those that an older version has read
      whence reread morning-2017-05-26
    """
    from whence.reader import Reader
    from whence.records import Report

    now = version("whence")
    with opened(db) as store:
        wanted = list(reports) or [id for id, by in store.readers().items() if all_ or by != now]
        try:
            reader = Reader()
        except (OSError, ValueError) as error:  # a model or gazetteer that is not there, or is of another version
            raise click.ClickException(str(error)) from error
        for id in wanted:
            found = store.report(id)
            if found is None:
                raise click.ClickException(
                    f"no report {id!r} in the store; `whence event ID` names the reports of an event"
                )
            kept = ("id", "sha256", "title", "outlet", "published", "url", "language", "text")
            report = Report(raw=bytes(found["raw"]), **{k: found[k] for k in kept})
            store.reread([reader.file(report)], reader=now)
    click.echo(f"whence: {number(len(wanted), 'report')} read again", err=True)
