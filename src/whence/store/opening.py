"""Opening a database: its address, its settings, its transactions, its migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError

from whence.store.schema import HEAD

DEFAULT = "whence.db"
PATIENCE = 600  # seconds that a writer waits for the one before it
_ELSE = "give a store, or a new or empty database"
LOCK = 0x77_68_65_6E_63_65  # "whence": the number of the lock that PostgreSQL's writers take in turn
_PRAGMAS = {
    "synchronous": "NORMAL",  # in WAL mode a power cut can lose the last transactions, never break the file
    "foreign_keys": "ON",
    "busy_timeout": PATIENCE * 1000,
    "cache_size": -65_536,  # KiB: the upper levels of the indexes of a million claims
    "mmap_size": 1 << 30,
    "temp_store": "MEMORY",
}


class StoreError(Exception):
    """A store that cannot be opened or does not take what it was given; the message says what to do."""


def address(db: str | Path) -> URL:
    """Return the URL that `db` stands for: a URL itself, or the path of an SQLite file.

    Raises StoreError for a URL of another kind of database.
    """
    words = str(db)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
    except ArgumentError as error:
        raise StoreError(f"{words} is no database URL; postgresql://user@host/name is one") from error
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url.set(drivername="sqlite")
    raise StoreError(f"no {url.drivername} database; give a file for SQLite, or postgresql://user@host/name")


def connect(db: str | Path, create: bool) -> Engine:
    """Return an engine for `db` whose tables are the newest; `create` makes them where there are none.

    Raises StoreError where there is no such database, it is no store, or it was written by a newer Whence.
    """
    url = address(db)
    if url.get_backend_name() == "sqlite":
        _look(url.database or "", create)
    engine = _engine(url)
    try:
        _migrate(engine, create, url)
        _log_ahead(engine)
    except (OperationalError, ProgrammingError) as error:
        engine.dispose()
        raise StoreError(f"cannot open {_shown(url)}: {reason(error)}") from error
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"{_shown(url)} is no store of Whence: {reason(error)}; {_ELSE}") from error
    return engine


def _look(path: str, create: bool) -> None:
    """Raise StoreError where no SQLite file can be at `path`: SQLite itself says only that it cannot open it."""
    file = Path(path)
    if file.is_dir():
        raise StoreError(f"{path} is a directory; give the path of a file in it, as {file / DEFAULT}")
    if not create and not file.is_file():
        raise StoreError(f"no store at {path}; whence add PATH --db {path} makes one")
    if not file.parent.is_dir():
        raise StoreError(f"{path} cannot be made: there is no directory {file.parent}; make it, or give another path")


def _log_ahead(engine: Engine) -> None:
    """Have SQLite write ahead to a log, so that readers go on while one writes; the file remembers it."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()  # outside of any transaction
        raw.cursor().execute("PRAGMA journal_mode = WAL")
        raw.close()


def reason(error: DBAPIError) -> str:
    """Return the database's own words on one line."""
    return " ".join(str(error.orig).split())


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that no other writer is in; all of it is kept at the end, or nothing where it fails."""
    with engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves: the driver leaves tables out of them
        for name, value in _PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _migrate(engine: Engine, create: bool, url: URL) -> None:
    """Bring the tables up to date in one transaction; a store that is up to date is not locked for it."""
    with engine.connect() as connection:
        version = _version(connection)
    if version == HEAD:
        return
    if version is None and not create:
        raise StoreError(f"{_shown(url)} holds no store yet; whence add PATH --db {_shown(url)} makes one")
    with writing(engine) as connection:
        version = _version(connection)
        if version is not None and version > HEAD:
            raise StoreError(
                f"{_shown(url)} was written by a newer Whence (tables {version}, this one knows {HEAD}); "
                "update Whence, or give another store"
            )
        if version is None and (tables := inspect(connection).get_table_names()):
            raise StoreError(f"{_shown(url)} is no store of Whence: it holds the table {tables[0]!r}; {_ELSE}")
        _upgrade(connection)


def _version(connection: Connection) -> str | None:
    """Return the newest migration that the database has been through, None where it has no tables of ours."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing. Alembic is loaded only here: most openings need none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _shown(url: URL) -> str:
    """Return the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)
