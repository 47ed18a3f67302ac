"""The files that a list of paths stands for, in a fixed order, each with the problem it has, if any."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from whence.ingest.problem import Problem, Why
from whence.ingest.source import Source

_PIPES = ("/dev/fd", "/dev/stdin", "/proc")  # what a shell hands over for <(command)


def walk(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """Yield a source per file, directories in sorted order and all the way down; "-" passes through.

    Hidden entries of a directory are passed over; one without any other gives a note. A directory that a link leads
    back to is entered once. A report's id is the file's name without its suffix, under a directory with the way there
    ("north/2017-05-25").
    """
    for path in paths:
        if str(path) == "-":
            yield Source("-")
        else:
            yield from _path(Path(path))


def _path(path: Path) -> Iterator[Source | Problem]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        yield trouble(str(path), error)
        return
    if stat.S_ISDIR(mode):
        yield from _directory(path)
    elif stat.S_ISFIFO(mode) and str(path).startswith(_PIPES):
        yield Source(str(path))
    else:
        yield _file(path, mode, path.stem)


def _directory(top: Path) -> Iterator[Source | Problem]:
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    empty = True
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                empty = False
                way = PurePosixPath(path.relative_to(top).as_posix())
                yield _file(path, status.st_mode, str(way.with_suffix("")))
                continue
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            names = sorted((e.name for e in path.iterdir() if not e.name.startswith(".")), reverse=True)
        except OSError as error:
            empty = False
            yield trouble(str(path), error)
            continue
        waiting.extend(path / name for name in names)
    if empty:
        yield Problem(str(top), Why.EMPTY, "there is no file in this directory", "check the path", fatal=False)


def _file(path: Path, mode: int, name: str) -> Source | Problem:
    if stat.S_ISREG(mode):
        clean = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return Source("./-" if str(path) == "-" else str(path), id=clean)  # a bare "-" is standard input
    kinds = ((stat.S_ISSOCK, "a socket"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISCHR, "a device"))
    kind = next((words for test, words in kinds if test(mode)), "a block device")
    return Problem(str(path), Why.NOT_A_FILE, f"this is {kind}, not a file", "give a file, or pipe into '-'")


def trouble(path: str, error: OSError | ValueError) -> Problem:
    """Return the problem that the operating system reported for `path`."""
    if isinstance(error, FileNotFoundError):
        return Problem(path, Why.MISSING, "there is no such file", "check the path")
    if isinstance(error, PermissionError):
        return Problem(path, Why.FORBIDDEN, "permission denied", "make it readable for this user")
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(path, Why.UNREADABLE, f"it cannot be read: {words}", "check the path and the disk")
