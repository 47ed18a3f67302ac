"""Linking: claims of many reports, put together by what they tell of."""

import random
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import HARBOUR, account
from whence import Reader, Report
from whence.actors import Register
from whence.link import LEAST, ROW, Linker, Telling
from whence.link.blocks import meeting
from whence.link.clusters import clusters
from whence.records import Account, Filed

DAY = date(2017, 5, 27)
FIRST = Report.of(
    "Russian jets struck a convoy near Palmyra in Syria on 25 May, killing 31 militants, the defence ministry said. "
    "The strike destroyed nine pickup trucks. The army captured Palmyra in March 2016.",
    title="Jets strike convoy near Palmyra", outlet="gazette", published=DAY, id="first",
)  # fmt: skip
SECOND = Report.of(
    "An airstrike by Russian warplanes on a column near Palmyra in central Syria on Thursday killed 31 militants, a "
    "monitor said.",
    title="Airstrike near Palmyra kills 31", outlet="courier", published=DAY, id="second",
)  # fmt: skip
ELSEWHERE = Report.of(
    "A car bomb exploded at a market in Mosul on Friday, killing four people, police said.",
    title="Car bomb in Mosul", outlet="herald", published=DAY, id="elsewhere",
)  # fmt: skip
DENIAL = Report.of(
    "The defence ministry denied that Russian jets had struck a convoy near Palmyra in Syria on 25 May.",
    title="", outlet="herald", published=DAY, id="denial",
)  # fmt: skip
LONG_AGO = Report.of(
    "Russian jets struck a convoy near Palmyra in Syria on 3 March 2016, killing two drivers, the army said.",
    title="", outlet="herald", published=date(2016, 3, 4), id="long-ago",
)  # fmt: skip
REPORTS = (FIRST, SECOND, ELSEWHERE, DENIAL, LONG_AGO)


@pytest.fixture(scope="module")
def filed() -> dict[str, Filed]:
    reader = Reader(threads=1)
    return {r.id: reader.file(r) for r in REPORTS}


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Register.load())


@pytest.fixture(scope="module")
def accounts(filed: dict[str, Filed]) -> list[Account]:
    return [a for f in filed.values() for a in f.accounts]


def strike(filed: Filed) -> Account:
    """Return the account of a report's strike, the one that tells most."""
    strikes = [a for a in filed.accounts if a.claim.type in {"airstrike", "attack"}]
    return max(strikes, key=lambda a: len(a.claim.counts) + len(a.claim.places))


def events(found: Sequence[Sequence[Account]]) -> dict[str, int]:
    """Return the number of the event of each claim."""
    return {a.claim.id: n for n, event in enumerate(found) for a in event}


def test_filing_keeps_sentence_and_vector_of_each_claim(filed: dict[str, Filed]) -> None:
    for f in filed.values():
        assert [a.claim for a in f.accounts] == list(f.reading.claims)
        for a in f.accounts:
            assert a.words(a.claim.trigger) == a.claim.trigger.of(f.reading.report.text)
            assert len(a.vector) == 128


def test_filing_reads_as_reading_does(filed: dict[str, Filed]) -> None:
    assert Reader(threads=1).read(FIRST) == filed["first"].reading


def test_one_strike_told_by_two_reports_is_one_event(linker: Linker, filed: dict[str, Filed]) -> None:
    found = events(linker.link(a for k in ("first", "second", "elsewhere") for a in filed[k].accounts))
    assert found[strike(filed["first"]).claim.id] == found[strike(filed["second"]).claim.id]


def test_what_happened_elsewhere_is_another_event(linker: Linker, accounts: list[Account]) -> None:
    found = linker.link(accounts)
    mosul = [{a.report.report for a in e} for e in found if any(a.report.report == "elsewhere" for a in e)]
    assert mosul
    assert all(reports == {"elsewhere"} for reports in mosul)


def test_a_strike_of_last_year_is_another_event(linker: Linker, filed: dict[str, Filed]) -> None:
    found = events(linker.link([*filed["first"].accounts, *filed["long-ago"].accounts]))
    assert found[strike(filed["first"]).claim.id] != found[strike(filed["long-ago"]).claim.id]


def test_holders_who_are_enemies_do_not_hold_the_same(linker: Linker) -> None:
    def held(by: str) -> Account:
        return account(report=by, type="hold_territory", status="ongoing", agents=[by], places=[(HARBOUR, "at")])

    parties = ("syria.government", "syria.rebels", "syria.armed_forces")
    rows = np.frombuffer(b"".join(linker.row(t) for p in parties for t in linker.tell([held(p)])), dtype=ROW)
    against, beside = linker.score(rows[[0, 0]], rows[[1, 2]])
    assert against == 0 < beside


def test_a_denial_is_linked_to_what_it_denies(linker: Linker, filed: dict[str, Filed]) -> None:
    found = events(linker.link([*filed["first"].accounts, *filed["denial"].accounts]))
    assert found[strike(filed["first"]).claim.id] == found[strike(filed["denial"]).claim.id]


def test_every_claim_is_in_exactly_one_event(linker: Linker, accounts: list[Account]) -> None:
    found = [a.claim.id for e in linker.link(accounts) for a in e]
    assert sorted(found) == sorted(a.claim.id for a in accounts)


def test_order_does_not_change_the_events(linker: Linker, accounts: list[Account]) -> None:
    want = {frozenset(a.claim.id for a in e) for e in linker.link(accounts)}
    for seed in range(3):
        mixed = random.Random(seed).sample(accounts, len(accounts))
        assert {frozenset(a.claim.id for a in e) for e in linker.link(mixed)} == want


def test_telling_many_reports_is_telling_each(linker: Linker, filed: dict[str, Filed]) -> None:
    stories = [f.accounts for f in filed.values()]
    assert list(linker.tell_all(stories)) == [linker.tell(s) for s in stories]


def test_no_accounts_make_no_events(linker: Linker) -> None:
    assert linker.link(()) == ()
    assert linker.tell(()) == ()


def tellings(linker: Linker, filed: dict[str, Filed]) -> list[Telling]:
    """Return all tellings."""
    return [t for f in filed.values() for t in linker.tell(f.accounts)]


def test_scores_are_symmetric_and_do_not_depend_on_company(linker: Linker, filed: dict[str, Filed]) -> None:
    rows = np.frombuffer(b"".join(map(linker.row, tellings(linker, filed))), dtype=ROW)
    i, j = np.triu_indices(len(rows), 1)
    scores = linker.score(rows[i], rows[j])
    assert scores == pytest.approx(linker.score(rows[j], rows[i]))
    alone = [float(linker.score(rows[a : a + 1], rows[b : b + 1])[0]) for a, b in zip(i, j, strict=True)]
    assert scores.tolist() == pytest.approx(alone)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_reasons_name_place_and_counts(linker: Linker, filed: dict[str, Filed]) -> None:
    a, b = (
        next(t for t in linker.tell(filed[k].accounts) if strike(filed[k]) in t.accounts) for k in ("first", "second")
    )
    factors = {f.name: f for f in linker.explain(a, b)}
    assert factors["place"].reason == "the same place"
    assert factors["counts"].reason == "both count 31"
    assert factors["type"].value > 0


def test_keys_fit_any_database_and_join_the_two_strikes(linker: Linker, filed: dict[str, Filed]) -> None:
    first, second = (
        next(t for t in linker.tell(filed[k].accounts) if strike(filed[k]) in t.accounts) for k in ("first", "second")
    )
    assert set(linker.keys(first)) & set(linker.keys(second))
    assert all(0 <= k < 2**63 for t in tellings(linker, filed) for k in linker.keys(t))


def test_a_chain_of_likely_pairs_makes_no_cluster() -> None:
    pairs = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])
    found = clusters([1] * 5, pairs, np.full(4, 0.8, dtype=np.float32), 0.5)
    assert max(map(len, found)) == 2


def test_a_heavy_cluster_takes_in_what_all_of_it_is_like() -> None:
    pairs = np.array([[0, 1], [0, 2], [1, 2], [2, 3]])
    scores = np.array([0.9, 0.8, 0.7, 0.3], dtype=np.float32)
    assert clusters([1] * 4, pairs, scores, 0.5) == [[0, 1, 2], [3]]


def test_what_no_one_day_fits_is_never_one() -> None:
    """Two days of fighting that lie a year apart stay apart, though an undated telling is like both."""
    pairs = np.array([[0, 1], [0, 2], [1, 2]])
    spans = np.array([[0, 10**6], [100, 102], [465, 467]])
    scores = np.array([0.9, 0.8, 0.9], dtype=np.float32)
    assert clusters([1] * 3, pairs, scores, 0.5, spans) == [[0, 1], [2]]


@given(st.integers(2, 12), st.randoms(use_true_random=False))
def test_clusters_are_those_of_each_component_alone(size: int, chance: random.Random) -> None:
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size) if (i < size // 2) == (j < size // 2)]
    pairs = [p for p in pairs if chance.random() < 0.6]
    scores = np.array([chance.random() for _ in pairs], dtype=np.float32)
    index = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    lower = index[:, 1] < size // 2 if len(pairs) else np.zeros(0, dtype=bool)
    whole = clusters([1] * size, index, scores, 0.4)
    half = clusters([1] * (size // 2), index[lower], scores[lower], 0.4)
    assert [c for c in whole if c[0] < size // 2] == half


@given(st.lists(st.lists(st.integers(0, 5), max_size=4, unique=True), max_size=12))
def test_blocks_give_each_pair_that_shares_a_key_once(keys: list[list[int]]) -> None:
    rows = np.zeros(len(keys), dtype=ROW)
    rows["report"] = np.arange(len(keys)) // 2
    want = [
        [i, j]
        for i in range(len(keys))
        for j in range(i + 1, len(keys))
        if set(keys[i]) & set(keys[j]) and i // 2 != j // 2
    ]
    assert meeting(rows, keys).tolist() == want


def test_links_below_the_least_move_nothing_that_is_stored() -> None:
    assert 0 < LEAST < 0.25
