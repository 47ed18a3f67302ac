"""Clustering only what new tellings touch comes to what clustering everything does."""

import random
from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, insert

from whence.actors import Register
from whence.link import ROW, Linker
from whence.store import schema as t
from whence.store.clustering import Cluster, patch

BOUND = 0.25
LINKER = Linker(Register.load(), SimpleNamespace(far_bound=BOUND))  # type: ignore[arg-type]
Links = dict[tuple[int, int], float]


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 40), st.integers(1, 5), st.integers(1, 4), st.randoms(use_true_random=False))
def test_one_by_one_is_all_at_once(size: int, degree: int, at_once: int, chance: random.Random) -> None:
    """Scores are few, so that many pairs are as good as each other; most are about as high as the bound."""
    links = {
        tuple(sorted(chance.sample(range(1, size + 1), 2))): chance.choice((0.1, 0.2, 0.25, 0.3, 0.5, 0.9))
        for _ in range(size * degree)
    }
    rows = np.zeros(size, ROW)
    rows["report"], rows["size"] = range(1, size + 1), [chance.randint(1, 3) for _ in range(size)]
    rows["earliest"] = rows["latest"] = [chance.choice((0, 0, 736000, 736002, 736010)) for _ in range(size)]
    order = chance.sample(range(1, size + 1), size)
    engine = create_engine("sqlite://")
    t.metadata.create_all(engine)
    with engine.connect() as connection:
        for i in range(0, size, at_once):
            _add(connection, order[i : i + at_once], rows, links)  # type: ignore[arg-type]
        found = _events(connection)
    pairs, scores = np.array(list(links), np.int64) - 1, np.array(list(links.values()), np.float32)
    assert found == {frozenset(i + 1 for i in c) for c in LINKER.cluster(rows, pairs, scores)}


def _add(connection: Connection, new: list[int], rows: np.ndarray, links: Links) -> None:
    """Add tellings, each of one claim, with their links to those that are there; bring the events up to date."""
    for n in new:
        connection.execute(
            insert(t.telling), {"n": n, "id": str(n), "report": n, "start": 0, "size": 1, "row": rows[n - 1].tobytes()}
        )
        claim = {"n": n, "id": str(n), "report": n, "telling": n, "position": 0, "type": "talks", "status": "happened"}
        more = {"salience": 0.5, "data": "{}", "start": 0, "sentence": "", "vector": b""}
        connection.execute(insert(t.claim), claim | more)
    there = {n for c in _events(connection) for n in c}.union(new)
    fresh = [{"a": a, "b": b, "score": s} for (a, b), s in links.items() if {a, b} <= there and {a, b} & set(new)]
    if fresh:
        connection.execute(insert(t.link), fresh)
    found = patch(connection, new, LINKER)
    for members, event in found.events.items():
        connection.execute(delete(t.event_claim).where(t.event_claim.c.event == event))
        assert any(members & c for c in found.clusters)
    for c in found.clusters:
        connection.execute(insert(t.event_claim), [{"claim": n, "event": min(c)} for n in c])


def _events(connection: Connection) -> set[Cluster]:
    found: dict[int, set[int]] = {}
    for row in connection.execute(t.event_claim.select()):
        found.setdefault(row.event, set()).add(row.claim)
    return {frozenset(c) for c in found.values()}
