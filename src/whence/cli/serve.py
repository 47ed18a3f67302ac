"""`whence serve`: the desk in the browser."""

import click

from whence.cli.database import db_option


@click.command()
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8311, show_default=True, help="0 takes a free one.")
@click.option("--login", is_flag=True, help="Demand a login on this machine too.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name under which others reach the desk.")
def serve(db: str, host: str, port: int, login: bool, names: tuple[str, ...]) -> None:
    """Open the desk: events, reports and control in the browser, and the HTTP API under it.

    On this machine alone it needs no login. Wherever others can reach --host, it demands one, and does not start before
    there is an admin: `whence users add NAME --role admin`. Behind a proxy give --login, and the --name it has there.

    \b
    Examples:
      whence serve                         at http://127.0.0.1:8311
      whence serve --db postgresql://me@host/desk --port 8080
      whence serve --host 0.0.0.0 --name desk.example.org
    """
    import signal
    import socket

    import uvicorn

    from whence.desk import Settings, create_app
    from whence.desk.security.policy import loopback
    from whence.store import StoreError

    settings = Settings(host=host, port=port, login=login or not loopback(host), names=names)
    try:
        app = create_app(db, settings)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    if settings.login and not app.state.desk.store.admins():
        raise click.ClickException("nobody could log in; make an admin first: whence users add NAME --role admin")
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    try:
        listening = config.bind_socket()
    except SystemExit as error:  # what uvicorn makes of an address that is taken
        raise click.ClickException(f"cannot listen at {host}:{port}; give another --port, or another --host") from error
    if hasattr(signal, "SIGPIPE"):  # a filter ends when its reader goes away; a desk does not, for one of many
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with listening:
        # Else each answer waits 40 ms for the browser to acknowledge its head; connections inherit it.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listening.listen(config.backlog)  # who follows the address at once waits, and is not refused
        at = listening.getsockname()
        shown = f"[{at[0]}]" if listening.family == socket.AF_INET6 else at[0]
        click.echo(f"whence: the desk is at http://{shown}:{at[1]} (Ctrl-C closes it)", err=True)
        uvicorn.Server(config).run(sockets=[listening])
