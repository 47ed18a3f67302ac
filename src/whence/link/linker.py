"""The door: accounts in, happenings out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

import numpy as np
from numpy.typing import NDArray

from whence.actors import Register
from whence.link.blocks import both, copied, meeting
from whence.link.clusters import clusters
from whence.link.features import Floats
from whence.link.keys import keys
from whence.link.model import Model
from whence.link.pack import Around, around, row
from whence.link.reasons import reasons
from whence.link.row import ROW, Rows
from whence.link.spans import spans
from whence.records import Account, Copy
from whence.records.event import Factor

LEAST = 0.1  # score from which two tellings are linked at all; what lies below moves no mean by much
REACH = 150  # claims of one report that stand further apart in order are not compared
BATCH = 200  # reports told at a time


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of one happening: its accounts in the order of the text, and what the report is about."""

    accounts: tuple[Account, ...]
    about: Around

    @property
    def id(self) -> str:
        """Return the id of the first claim, which is the telling's too."""
        return self.accounts[0].claim.id


class Linker:
    """Links claims to happenings. Holds the models: make one and keep it."""

    def __init__(self, register: Register, model: Model | None = None) -> None:
        """Load the model that comes with Whence, unless one is given."""
        self.model = model or Model.load(register)

    def tell(self, accounts: Sequence[Account]) -> tuple[Telling, ...]:
        """Return the tellings of one report, in the order of the text. Each account is in exactly one."""
        return next(self.tell_all([accounts]))

    def tell_all(self, stories: Iterable[Sequence[Account]]) -> Iterator[tuple[Telling, ...]]:
        """Return the tellings of each of many reports; faster than one by one, with the same result."""
        rest = iter(stories)
        while some := list(islice(rest, BATCH)):
            yield from self._tell([sorted(s, key=lambda a: (a.claim.trigger, a.claim.id)) for s in some])

    def _tell(self, stories: Sequence[Sequence[Account]]) -> Iterator[tuple[Telling, ...]]:
        about = [around(s) for s in stories]
        rows = _rows(row((a,), x) for s, x in zip(stories, about, strict=True) for a in s)
        may = spans(rows)
        starts = np.cumsum([0, *map(len, stories)])
        within = [_within(len(s)) + at for s, at in zip(stories, starts[:-1], strict=True)]
        scores = self.model.near(rows, np.concatenate(within))
        at = 0
        for story, x, pairs, start in zip(stories, about, within, starts[:-1], strict=True):
            mine = scores[at : at + len(pairs)]
            at += len(pairs)
            found = clusters(
                [1] * len(story), pairs - start, mine, self.model.near_bound, may[start : start + len(story)]
            )
            yield tuple(Telling(tuple(story[i] for i in c), x) for c in found)

    def row(self, telling: Telling) -> bytes:
        """Return all that scoring needs of a telling, in `ROW.itemsize` bytes."""
        return row(telling.accounts, telling.about)

    def keys(self, telling: Telling) -> tuple[int, ...]:
        """Return the blocking keys of a telling: tellings of two reports are compared where they share one."""
        return keys(_rows([self.row(telling)])[0])

    def score(self, a: Rows, b: Rows) -> Floats:
        """Return the chance (0…1) that a[i] and b[i], tellings of two reports, tell of one happening."""
        both = np.concatenate([a, b])
        at = np.arange(len(a), dtype=np.int64)
        return self.model.far(both, np.stack([at, at + len(a)], axis=1))

    def cluster(self, rows: Rows, links: NDArray[np.int64], scores: Floats) -> list[list[int]]:
        """Return the happenings among `rows`, tellings given by index, each sorted, all in the order of their first.

        links: pairs of indices whose score is at least `LEAST`, each pair once. The result is the same in any order of
        rows and links, and as if each connected component came alone.
        """
        order = np.lexsort((rows["offset"], rows["report"]))
        rank = np.empty(len(rows), dtype=np.int64)
        rank[order] = np.arange(len(rows))
        ranked = np.sort(rank[links], axis=1)
        by = np.lexsort((ranked[:, 1], ranked[:, 0]))
        found = clusters(rows["size"][order].tolist(), ranked[by], scores[by], self.model.far_bound, spans(rows)[order])
        return sorted(sorted(int(order[i]) for i in c) for c in found)

    def link(self, accounts: Iterable[Account], copies: Iterable[Copy] = ()) -> tuple[tuple[Account, ...], ...]:
        """Return the happenings that accounts of any number of reports tell of.

        copies: reports known to share text; all that they tell is compared.
        """
        ordered = sorted(accounts, key=lambda a: (a.report.report, a.claim.trigger, a.claim.id))
        stories = [list(s) for _, s in groupby(ordered, key=lambda a: a.report.report)]
        tellings = [t for told in self.tell_all(stories) for t in told]
        rows = _rows(map(self.row, tellings))
        shared = copied([t.accounts[0].report.report for t in tellings], copies)
        found = self.join(rows, [keys(r) for r in rows], shared)
        return tuple(tuple(a for i in c for a in tellings[i].accounts) for c in found)

    def join(self, rows: Rows, keys: Sequence[Sequence[int]], more: NDArray[np.int64]) -> list[list[int]]:
        """Return the happenings among tellings, as `cluster` does, given the keys of each.

        more: pairs to compare beside those that share a key.
        """
        pairs = both(meeting(rows, keys), more, len(rows))
        scores = self.model.far(rows, pairs)
        likely = scores >= LEAST
        return self.cluster(rows, pairs[likely], scores[likely])

    def explain(self, a: Telling, b: Telling) -> tuple[Factor, ...]:
        """Return what speaks for (above zero) and against two tellings being of one happening, in log odds."""
        return reasons(self.model.far, *(_rows([self.row(t)]) for t in (a, b)))


def _rows(packed: Iterable[bytes]) -> Rows:
    return np.frombuffer(b"".join(packed), dtype=ROW)


def _within(size: int) -> NDArray[np.int64]:
    """Return all pairs of `size` claims in order, up to `REACH` apart."""
    if size <= REACH:
        return np.stack(np.triu_indices(size, 1), axis=1).astype(np.int64)
    apart = [np.arange(size - d) for d in range(1, REACH)]
    return np.concatenate([np.stack([i, i + d + 1], axis=1) for d, i in enumerate(apart)]).astype(np.int64)
