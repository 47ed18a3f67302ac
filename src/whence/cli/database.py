"""The option that says which store, and opening it with errors in one line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from whence.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])


def db_option(command: Command) -> Command:
    """Give a command the option --db."""
    return click.option(
        "--db",
        envvar="WHENCE_DB",
        default="whence.db",
        metavar="FILE|URL",
        help="The store: an SQLite file, or postgresql://user@host/name.  [default: $WHENCE_DB or whence.db]",
    )(command)


@contextmanager
def opened(db: str, *, create: bool = False) -> "Iterator[Store]":
    """Open the store for a `with`; say what is wrong with it in one line."""
    from whence.store import Store, StoreError

    try:
        with Store.open(db, create=create) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from error
