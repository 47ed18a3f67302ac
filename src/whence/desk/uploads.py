"""Reports that people bring through the browser: read by one thread, one after the other, with what came of each."""

import json
import secrets
import shutil
import tempfile
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from whence.ingest import Problem, reports
from whence.records import Filed, Report
from whence.store import Store, StoreError

if TYPE_CHECKING:
    from whence.reader import Reader

WAITING = 20  # jobs that may wait; more are refused
SEEN = 8  # claims of a report that are shown at once
REMEMBERED = 200  # jobs that are over and can still be looked at
State = Literal["waiting", "reading", "done", "failed"]


_FIRST = "Shelling was heard in the town on Monday."  # read for nothing but what the reader loads with its first words


class TooManyError(Exception):
    """So many jobs wait that no other is taken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one report: its id, title, and claims; `known`: the store had it already.

    told: id, type and sentence of its first claims, the most salient first.
    """

    report: str
    title: str
    claims: int
    known: bool
    told: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Job:
    """One upload. The reading thread alone changes it."""

    id: str
    by: str
    files: tuple[str, ...]
    state: State = "waiting"
    reading: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    said: str = ""

    @property
    def over(self) -> bool:
        """Tell whether nothing more will come of it."""
        return self.state in ("done", "failed")

    @property
    def claims(self) -> int:
        """Return how many claims have been found so far."""
        return sum(o.claims for o in self.outcomes)


class Uploads:
    """The uploads of one desk."""

    def __init__(self, store: Store) -> None:
        """Take the store that reports go into; the reader is loaded when somebody is about to bring some."""
        self._store = store
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._turn = Lock()
        self._expecting = False
        self._thread = ThreadPoolExecutor(1, "upload")

    def submit(self, id: str, by: str, files: Sequence[tuple[str, bytes]]) -> Job:
        """Take files, each with its name, to be read when their turn comes. Raises TooManyError."""
        job = Job(id, by, tuple(name for name, _ in files))
        with self._turn:
            if sum(not j.over for j in self._jobs.values()) >= WAITING:
                raise TooManyError
            self._jobs[id] = job
            for old in [j.id for j in self._jobs.values() if j.over][:-REMEMBERED]:
                del self._jobs[old]
        folder = Path(tempfile.mkdtemp(prefix="whence-upload-"))
        paths = [_kept(folder / str(i), name, data) for i, (name, data) in enumerate(files)]
        self._thread.submit(self._run, job, folder, paths)
        return job

    def job(self, id: str) -> Job | None:
        """Return a job by its id."""
        with self._turn:
            return self._jobs.get(id)

    def close(self) -> None:
        """Take no more, and let what waits be."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def expect(self) -> None:
        """Load the reader now, beside the requests: somebody is about to bring reports."""
        with self._turn:
            if not self._expecting:
                self._expecting = True
                self._thread.submit(lambda: _reader().read(Report(_FIRST)))

    def _run(self, job: Job, folder: Path, paths: Sequence[Path]) -> None:
        job.state = "reading"
        try:
            for record in reports(paths):
                if isinstance(record, Problem):
                    self._note(job, replace(record, path=_name(record.path, paths)))
                else:
                    self._read(job, record)
            job.state = "done"
        except (OSError, ValueError, StoreError) as error:  # no model, no disk, no database
            job.said, job.state = str(error), "failed"
        except BaseException:
            job.said, job.state = "reading stopped by a fault of Whence; see its log", "failed"
            raise
        finally:
            job.reading = ""
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job: Job, report: Report) -> None:
        """Read one report and store it, unless the store has it."""
        job.reading = report.title or report.id
        if self._store.standing([report.id]).get(report.id) == report.sha256:
            stored = self._store.reading(report.id)
            job.outcomes.append(Outcome(report.id, report.title, len(stored["claims"]) if stored else 0, True))
            return
        filed = _reader().file(report)
        done = self._store.add([filed], reader=version("whence"))
        if done.refused:
            job.problems.append(f"{report.id}: not stored: the store has other bytes under this name; rename it")
        else:
            job.outcomes.append(Outcome(report.id, report.title, len(filed.accounts), False, _told(filed)))

    def _note(self, job: Job, problem: Problem) -> None:
        job.problems.append(str(problem))
        self._store.note(problem)


@cache
def _reader() -> "Reader":
    from whence.reader import Reader

    return Reader()


def _told(filed: Filed) -> tuple[tuple[str, str, str], ...]:
    first = sorted(filed.accounts, key=lambda a: (-a.claim.salience, a.claim.trigger))[:SEEN]
    return tuple((a.claim.id, a.claim.type, a.sentence) for a in first)


def new_id() -> str:
    """Return an id for a job, later ones greater, that nobody guesses."""
    return f"{int(time.time()):x}-{secrets.token_hex(8)}"


def _kept(folder: Path, name: str, data: bytes) -> Path:
    """Write a file under its own name, of which only what is harmless in a path stays; its stem is the report's id."""
    folder.mkdir()
    plain = "".join(c if c.isprintable() and c not in '/\\:*?"<>|' else "_" for c in name).strip(". ")[-120:]
    path = folder / (plain or "report.txt")
    path.write_bytes(data)
    return path


def _name(path: str, paths: Sequence[Path]) -> str:
    return next((p.name for p in paths if str(p) == path), Path(path).name)


def pasted(fields: dict[str, str]) -> tuple[str, bytes]:
    """Return pasted text with what is said of it as a file that `whence.ingest` reads: one line of JSON."""
    given = {k: v for k, v in fields.items() if v}
    return "pasted.jsonl", json.dumps(given, ensure_ascii=False).encode("utf8", "surrogatepass")
