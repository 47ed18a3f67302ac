"""`whence users`: who may log in at the desk."""

import sys

import click

from whence.cli.database import db_option, opened

_ROLES = click.Choice(["reader", "reviewer", "admin"])
_YEAR = 365


@click.group(invoke_without_command=True)
@db_option
@click.pass_context
def users(context: click.Context, db: str) -> None:
    """Say who may log in at the desk: readers see, reviewers decide and add reports too, admins manage users too.

    \b
    Examples:
      whence users                               list them
      whence users add ann --role admin          asks for a password
      whence users token ann > token             for programs: Authorization: Bearer …
      whence users --db desk.db remove ann       --db stands before the command
    """
    context.obj = db
    if context.invoked_subcommand:
        return
    from whence.cli.tables import print_table

    with opened(db) as store:
        print_table(("name", "role"), ([p.name, p.role] for p in store.people()), "nobody yet; whence users add NAME")


@users.command()
@click.argument("name")
@click.option("--role", type=_ROLES, default="reader", show_default=True, help="What NAME may do.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.pass_obj
def add(db: str, name: str, role: str, password_stdin: bool) -> None:
    """Add NAME; asks for a password of 12 characters or more."""
    from whence.desk.security import passwords

    if not name.isprintable() or not 1 <= len(name.strip()) <= 100 or name != name.strip():
        raise click.ClickException("a name has 1 to 100 characters, and no blanks around it")
    password = _password(password_stdin)
    with opened(db, create=True) as store:
        if not store.add_person(name, role, passwords.hashed(password)):  # type: ignore[arg-type]
            raise click.ClickException(
                f"the name {name} is taken; `whence users password` and `role` change who has it"
            )
    click.echo(f"whence: {name} may log in as {role}", err=True)


@users.command()
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.pass_obj
def password(db: str, name: str, password_stdin: bool) -> None:
    """Give NAME another password; ends all sessions and tokens of NAME."""
    from whence.desk.security import passwords

    new = _password(password_stdin)
    with opened(db) as store:
        _known(store.change_person(name, password=passwords.hashed(new)), name)


@users.command()
@click.argument("name")
@click.argument("role_", metavar="ROLE", type=_ROLES)
@click.pass_obj
def role(db: str, name: str, role_: str) -> None:
    """Give NAME another role; ends all sessions and tokens of NAME."""
    with opened(db) as store:
        _known(store.change_person(name, role=role_), name)  # type: ignore[arg-type]


@users.command()
@click.argument("name")
@click.pass_obj
def remove(db: str, name: str) -> None:
    """Remove NAME; what NAME decided stays."""
    with opened(db) as store:
        _known(store.remove_person(name), name)


@users.command()
@click.argument("name")
@click.option("--days", type=click.IntRange(1, 3650), default=_YEAR, show_default=True, help="How long it is good.")
@click.pass_obj
def token(db: str, name: str, days: int) -> None:
    """Print a token with which a program may use the HTTP API as NAME. It is shown this once."""
    from whence.desk.security import tokens

    made = tokens.new()
    with opened(db) as store:
        _known(store.person(name) is not None, name)
        store.begin_session(tokens.digest(made), name, "program", days * 24 * 3600)
    click.echo(made)


def _password(from_stdin: bool) -> str:
    from whence.desk.security import passwords

    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    if trouble := passwords.trouble(given):
        raise click.ClickException(trouble)
    return str(given)


def _known(found: bool, name: str) -> None:
    if not found:
        raise click.ClickException(f"nobody has the name {name}; `whence users` lists who may log in")
