"""Weighing: roots, sides, counts, contradictions and the grade of an event."""

import random
from itertools import combinations

import pytest
from bench import roots as bench
from hypothesis import given
from hypothesis import strategies as st

from accounts import FAR, HARBOUR, account, link
from contract import matches
from whence import Reader
from whence.actors import Register
from whence.records import Account, Copy
from whence.records.reading import plain
from whence.weigh import event_id, ordered, weigh
from whence.weigh.independence import largest

REGISTER = Register.load()


@pytest.fixture
def register() -> Register:
    return REGISTER


MINISTRY = link("the Syrian Defence Ministry", party="syria.mod")
REBELS = link("Ahrar al-Sham", party="ahrar_al_sham")
MONITOR = link("the Syrian Observatory for Human Rights", party="syrian_observatory")


@pytest.mark.parametrize("cluster", bench.clusters(), ids=lambda c: str(c["id"]))
def test_roots_and_sides_of_the_annotated_clusters(cluster: bench.Cluster, register: Register) -> None:
    verdict = bench.annotated(cluster, register)
    assert (verdict.roots, verdict.sides) == (cluster["roots"], cluster["sides"]), cluster["why"]


def test_roots_of_the_clusters_as_read(register: Register) -> None:
    reader = Reader(threads=1)
    verdicts = [bench.read(c, reader, register) for c in bench.clusters()]
    assert sum(v.right for v in verdicts) / len(verdicts) >= 0.9


@given(st.integers(1, 9), st.data())
def test_the_largest_independent_set_is_the_largest(n: int, data: st.DataObject) -> None:
    nodes = [f"n{i}" for i in range(n)]
    pairs = list(combinations(nodes, 2))
    edges = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    found = largest(nodes, edges)
    apart = [
        s
        for size in range(n + 1)
        for s in combinations(nodes, size)
        if not any((a, b) in edges for a, b in combinations(s, 2))
    ]
    assert found in [s for s in apart if len(s) == max(map(len, apart))]


def test_a_hundred_outlets_that_copy_one_agency_are_one(register: Register) -> None:
    first = account(report="first", outlet="Reuters")
    rest = [account(report=f"copy-{i}", outlet=f"Paper {i}") for i in range(100)]
    event = weigh([first, *rest], [Copy("first", a.report.report, 0.9, "same text") for a in rest], register)
    assert event.independent_roots == 1
    assert event.grade.credibility > 1
    assert {d.rule for d in event.dependences} == {"copy"}


def test_copies_of_a_report_that_is_not_there_are_one(register: Register) -> None:
    told = [account(report=f"copy-{i}", outlet=f"Paper {i}") for i in range(3)]
    event = weigh(told, [Copy("elsewhere", a.report.report, 0.9, "same text") for a in told], register)
    assert event.independent_roots == 1


def test_a_copy_does_not_unmake_what_its_outlet_reports_elsewhere(register: Register) -> None:
    told = [account(report="a", outlet="Reuters"), account(report="b", outlet="Gazette"), account(outlet="Gazette")]
    assert weigh(told, [Copy("a", "b", 0.9, "same text")], register).independent_roots == 2


@given(st.randoms())
def test_the_order_of_accounts_and_copies_changes_nothing(rng: random.Random) -> None:
    told, copies = _many()
    want = weigh(told, copies, REGISTER)
    rng.shuffle(told)
    rng.shuffle(copies)
    assert weigh(told, copies, REGISTER) == want


def test_an_event_is_named_by_its_first_claim(register: Register) -> None:
    told, copies = _many()
    event = weigh(told, copies, register)
    assert event.id == event_id(ordered(told))
    assert matches(r"e-[0-9a-f]{16}")(event.id)
    with pytest.raises(ValueError, match="at least one"):
        weigh([], [], register)


def test_every_root_shows_the_words_that_support_it(register: Register) -> None:
    event = weigh(*_many(), register)
    for root in event.roots:
        assert root.claims
        assert root.words
        assert {w.report for w in root.words} == {c.report for c in root.claims}


def test_a_denial_is_a_contradiction_and_no_root(register: Register) -> None:
    told = [account([MONITOR], outlet="AFP"), account([MINISTRY], outlet="SANA", status="denied")]
    event = weigh(told, [], register)
    assert [r.id for r in event.roots] == ["syrian_observatory"]
    assert [c.kind for c in event.contradictions] == ["denied"]
    assert event.status == "happened"
    assert "denied" in {f.name for f in event.grade.because}
    assert event.grade.credibility > weigh(told[:1], [], register).grade.credibility


def test_counts_are_told_by_root_with_the_range_they_span(register: Register) -> None:
    told = [
        account([MONITOR], outlet="AFP", counts=[("killed", 39, 39), ("killed", 6, 6)]),
        account([MINISTRY], outlet="SANA", counts=[("killed", 32, 32)]),
        account([REBELS], outlet="AP", counts=[("killed", 121, None)]),
    ]
    (killed,) = weigh(told[:2], [], register).counts
    assert (killed.low, killed.high) == (32, 39)
    (killed,) = weigh(told, [], register).counts
    assert (killed.low, killed.high) == (32, None)
    assert [(c.root, c.low, c.high) for c in killed.by] == [
        ("syrian_observatory", 39, 39),
        ("syria", 32, 32),
        ("ahrar_al_sham", 121, None),
    ]


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        ("count", {"counts": [("killed", 10, 10)]}, {"counts": [("killed", 15, None)]}),
        ("agent", {"agents": ["israel.airforce"]}, {"agents": ["turkey.airforce"]}),
        ("place", {"places": [(HARBOUR, "at")]}, {"places": [(FAR, "at")]}),
        ("date", {"days": ("2020-04-01", "2020-04-01")}, {"days": ("2020-04-03", "2020-04-30")}),
        ("status", {"status": "happened"}, {"status": "planned"}),
    ],
)
def test_what_two_roots_cannot_both_mean(
    kind: str, a: dict[str, object], b: dict[str, object], register: Register
) -> None:
    told = [account([MONITOR], outlet="AFP", **a), account([REBELS], outlet="AP", **b)]  # type: ignore[arg-type]
    event = weigh(told, [], register)
    assert [c.kind for c in event.contradictions] == [kind]
    assert {event.contradictions[0].a, event.contradictions[0].b} == {t.ref for t in told}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"counts": [("killed", 10, None)]}, {"counts": [("killed", 15, 15)]}),
        ({"agents": ["syria.airforce"]}, {"agents": ["syria.armed_forces"]}),
        ({"days": ("2020-04-01", "2020-04-30")}, {"days": ("2020-04-03", "2020-04-03")}),
        ({"status": "planned", "published": "2020-03-01"}, {"status": "happened"}),
        ({"counts": [("destroyed", 39, 39)]}, {"counts": [("destroyed", 32, 32)]}),  # of what, no words say
    ],
)
def test_what_two_roots_can_both_mean(a: dict[str, object], b: dict[str, object], register: Register) -> None:
    told = [account([MONITOR], outlet="AFP", **a), account([REBELS], outlet="AP", **b)]  # type: ignore[arg-type]
    assert weigh(told, [], register).contradictions == ()


def test_confirmation_that_a_source_asserts_adds_nothing(register: Register) -> None:
    source = link("a source in the Russian Defence Ministry", "anonymous", "russia.mod")
    chain = [link("several independent channels", "anonymous"), source]
    event = weigh([account(chain, outlet="TASS")], [], register)
    assert event.independent_roots == 1
    assert "asserted_confirmation" in {f.name for f in event.grade.because}


def test_the_factors_of_a_grade_add_up_to_it(register: Register) -> None:
    for told in (_many()[0], _many()[0][:1], _many()[0][:3]):
        grade = weigh(told, [], register).grade
        assert grade.credibility == sum(f.value for f in grade.because)
        assert all(f.reason for f in grade.because)


def test_enemies_who_agree_confirm_and_one_side_does_not(register: Register) -> None:
    sides = {"agents": ["syria.armed_forces"], "targets": ["ahrar_al_sham"]}
    ours = [account([x], outlet="AP", **sides) for x in (MINISTRY, REBELS)]  # type: ignore[arg-type]
    assert weigh(ours, [], register).grade.credibility == 1
    assert weigh([ours[0], account([MINISTRY], outlet="AFP")], [], register).grade.credibility == 3


def test_nobody_named_cannot_be_judged(register: Register) -> None:
    event = weigh([account([link("reportedly", "unknown")], outlet="AFP")], [], register)
    assert event.grade.credibility == 6
    assert event.independent_roots == 1


def test_reliability_is_f_until_a_person_sets_it(register: Register) -> None:
    told = [account([MONITOR], outlet="AFP")]
    factor = next(f for f in weigh(told, [], register).grade.because if f.name == "reliability")
    assert factor.value == 0
    assert "F" in factor.reason
    better = weigh(told, [], register, {"syrian_observatory": "B"}).grade.credibility
    worse = weigh(told, [], register, {"syrian_observatory": "E"}).grade.credibility
    assert better < worse
    assert weigh(told, [], register, {"syrian_observatory": "A"}).grade.credibility == 2


def test_an_event_is_written_by_the_contract(register: Register) -> None:
    row = plain(weigh(*_many(), register))
    assert {"id", "type", "place", "earliest", "latest", "claims", "roots", "independent_roots"} <= row.keys()
    assert {"independent_sides", "counts", "contradictions", "grade"} <= row.keys()
    assert row["claims"][0].keys() == {"report", "claim"}
    assert {"party", "kind", "claims", "side"} <= row["roots"][0].keys()
    assert {"kind", "a", "b"} <= row["contradictions"][0].keys()
    assert row["grade"].keys() == {"credibility", "because"}


def _many() -> tuple[list[Account], list[Copy]]:
    """Return accounts of all sorts, the same ones each time."""
    return list(MANY), list(COPIES)


MANY = (
    account([MONITOR], report="m1", outlet="AFP", counts=[("killed", 10, 10)], places=[(HARBOUR, "at")]),
    account([link("residents", "witness"), link("Reuters", "outlet", "reuters")], report="m2", outlet="BBC"),
    account(report="m3", outlet="Gazette", counts=[("killed", 20, 20)], places=[(FAR, "at")]),
    account(report="m4", outlet="Courier"),
    account([MINISTRY], report="m5", outlet="SANA", status="denied"),
    account([link("reportedly", "unknown")], report="m6", outlet="Herald", published=None),
    account([REBELS], report="m7", outlet="AP", days=("2020-04-30", "2020-04-30")),
    account([link("Reuters", "outlet", "reuters")], report="m8", outlet="Herald"),
)
COPIES = (Copy("m3", "m4", 0.8, "same text"), Copy("m1", "m8", 0.6, "same text"))


def test_what_one_source_says_in_one_report_does_not_contradict_itself(register: Register) -> None:
    told = [account([MINISTRY], report="a"), account([MINISTRY], report="a", status="planned")]
    assert not weigh(told, [], register).contradictions
    told = [account([MINISTRY], report="a"), account([MINISTRY], report="b", status="planned")]
    assert [c.kind for c in weigh(told, [], register).contradictions] == ["status"]


@pytest.mark.parametrize("name", ["He", "it", "who", "there"])
def test_a_pronoun_is_no_name(register: Register, name: str) -> None:
    told = [account([link(name, "person")], report=r, outlet=r) for r in ("Gazette", "Courier")]
    assert weigh(told, [], register).independent_roots == 2


def test_words_alike_of_two_outlets_are_one_root(register: Register) -> None:
    words = "More than forty people have died since the fighting for the old harbour began in the spring of that year"
    told = [
        account(report="a", outlet="Gazette", sentence=words + "."),
        account(report="b", outlet="Courier", sentence=words + ", and the talks have come to nothing."),
    ]
    assert weigh(told, [], register).independent_roots == 1
    assert {d.rule for d in weigh(told, [], register).dependences} == {"copy"}
