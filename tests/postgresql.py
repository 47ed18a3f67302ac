"""A PostgreSQL server of our own, in a directory that goes away with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

_DEBIAN = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """Return the directory of initdb and pg_ctl, None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    debian = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return debian[-1].parent if debian else Path(found).parent if found else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the directory of its socket; skip the test where there is none, or fail it in CI.

    It runs as an unprivileged user, for PostgreSQL refuses to be root; on a socket alone, so that no port is taken.
    """
    bin = binaries()
    if bin is None:
        missing = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with tempfile.TemporaryDirectory(prefix="whence-pg-", dir="/tmp") as top:  # a socket's path has 107 characters
        who = _unprivileged(top)
        data = f"{top}/data"
        _run(bin / "initdb", "-D", data, "-U", "whence", "-A", "trust", "-E", "UTF8", "--locale=C", "-N", **who)
        settings = f"-k {top} -c listen_addresses='' -c fsync=off -c max_connections=20"
        _run(bin / "pg_ctl", "start", "-w", "-D", data, "-o", settings, "-l", f"{top}/log", **who)
        try:
            yield top
        finally:
            _run(bin / "pg_ctl", "stop", "-m", "immediate", "-D", data, **who)


def database(socket: str) -> str:
    """Make an empty database on the server; return its URL."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"host={socket} user=whence dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://whence@/{name}?host={socket}"


def _unprivileged(top: str) -> dict[str, Any]:
    """Return how to run a process as somebody else where we are root, and give them the directory."""
    if os.geteuid() != 0:
        return {}
    user = next((u for u in pwd.getpwall() if u.pw_name == "postgres"), None) or pwd.getpwnam("nobody")
    os.chown(top, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(program: Path, *args: str, **who: Any) -> None:
    # What the server inherits it holds open for as long as it lives: a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([program, *args], stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", **who)
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{program.name}: {said.read().decode(errors='replace')}")
