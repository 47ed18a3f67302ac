"""Many reports to filed readings, by several processes side by side; the order stays that of the reports."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from whence.reader import Reader
from whence.records import Filed, Report

AHEAD = 4  # reports that each process has before it: enough that none waits, few enough to hold

_reader: Reader | None = None  # of a worker process


def file_all(reports: Iterable[Report], workers: int = 1) -> Iterator[Filed]:
    """Yield what each report comes to, in the order of the reports, read by so many processes.

    The result does not depend on the number of workers. Raises OSError where the model or the gazetteer can't be read,
    and BrokenProcessPool where a worker dies.
    """
    if workers <= 1:
        reader = Reader()
        yield from map(reader.file, reports)
        return
    threads = max(1, (os.cpu_count() or 1) // workers)
    # Spawned: a forked process would inherit open databases and the locks of threads that it does not have.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (threads,))
    with pool:
        waiting: deque[Future[Filed]] = deque()
        for report in reports:
            waiting.append(pool.submit(_file, report))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _start(threads: int) -> None:
    global _reader
    _reader = Reader(threads=threads)


def _file(report: Report) -> Filed:
    assert _reader is not None
    return _reader.file(report)
