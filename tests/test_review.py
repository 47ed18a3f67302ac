"""What people decide: it holds, it can be undone, and no reader undoes it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from invented import ALIKE, MOSUL, PALMYRA, RAQQA, Source, Told, report
from postgresql import database, server
from whence.actors import Register
from whence.filing import filed as file_
from whence.records import Claim, Filed, Span
from whence.review import NotACorrectionError, Review, gold
from whence.store import Query, Store

RESIDENTS: Source = ("residents", "witness", None)
MINISTRY: Source = ("the ministry", "organisation", "russia.mod")
ISIS, RUSSIA = ("Islamic State", "islamic_state"), ("Russian jets", "russia.airforce")
STRIKE = Told("airstrike", "bombed", RUSSIA, ISIS, RAQQA, date(2017, 5, 25), 120, MINISTRY)
SEEN = replace(STRIKE, words="struck", killed=40, source=RESIDENTS)
FALL = Told("capture_territory", "took", ("the army", "syria.army"), ISIS, PALMYRA, date(2017, 3, 2))
SIEGE = Told("siege", "besieged", ("the army", "syria.army"), ISIS, MOSUL, date(2016, 11, 1))


def story(id: str, told: Sequence[Told], **more: Any) -> Filed:
    """Return a report as a reader files it."""
    reading = report(id, told, **more).reading
    return file_(reading, {c.trigger: ALIKE for c in reading.claims}, None)


MORNING = story("morning", [STRIKE, FALL], outlet="Morning Post", published=date(2017, 5, 26), title="Jets over Raqqa")
EVENING = story("evening", [SEEN], outlet="Evening Sun", published=date(2017, 5, 27))
ARCHIVE = story("archive", [SIEGE], outlet="The Annals", published=date(2016, 11, 2))
ALL = (MORNING, EVENING, ARCHIVE)


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="session")
def socket() -> Iterator[str]:
    with server() as path:
        yield path


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = str(tmp_path / "w.db") if request.param == "sqlite" else database(request.getfixturevalue("socket"))
    with Store.open(url, create=True) as opened:
        opened.add(ALL, reader="1")
        yield opened


@pytest.fixture
def review(store: Store, register: Register) -> Review:
    return Review(store, register)


def claim(store: Store, id: str, type: str) -> dict[str, Any]:
    reading = store.reading(id)
    assert reading is not None
    return next(c for c in reading["claims"] if c["type"] == type)


def strike(store: Store, id: str = "morning") -> str:
    return str(claim(store, id, "airstrike")["id"])


def events(store: Store) -> list[list[str]]:
    return sorted(sorted(c.report for c in e.claims) for e in store.events())


def facts(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that follows from the readings and the standing decisions, without the record of who decided what."""
    left_out = ("decision", "anchor", "machine", "tie")
    return {name: rows for name, rows in store.dump().items() if name not in left_out}


def reread(one: Filed, claims: tuple[Claim, ...]) -> Filed:
    """Return what another reader makes of the same bytes."""
    reading = replace(one.reading, claims=claims)
    return file_(reading, {}, None)


def moved(one: Claim, by: int, **changed: Any) -> Claim:
    """Return a claim as a newer reader would have it: its trigger ends elsewhere, so its id is another."""
    trigger = Span(one.trigger.start, one.trigger.end + by)
    return replace(one, id=sha256(f"{one.id}{by}".encode()).hexdigest()[:16], trigger=trigger, **changed)


class TestDecisions:
    def test_an_accepted_claim_leaves_the_queue_and_the_store_as_it_is(self, store: Store, review: Review) -> None:
        before, id = facts(store), strike(store)
        assert id in {p.account.claim.id for p in review.queue()}
        review.accept(id, "ann")
        assert id not in {p.account.claim.id for p in review.queue()}
        assert facts(store) == before

    def test_a_rejected_claim_goes_out_of_its_event_and_undo_brings_it_back(self, store: Store, review: Review) -> None:
        before = facts(store)
        assert ["evening", "morning"] in events(store)
        n = review.reject(strike(store), "ann")
        assert ["evening"] in events(store)
        assert ["evening", "morning"] not in events(store)
        assert review.undo(n, "bob")
        assert facts(store) == before
        kept = store.decision(n)
        assert kept is not None
        assert (kept.by, kept.undone_by, kept.stands) == ("ann", "bob", False)
        assert not review.undo(n, "bob")

    def test_linking_sees_a_corrected_place_and_day(self, store: Store, review: Review) -> None:
        before, id = facts(store), strike(store, "evening")
        first = review.correct(id, "places", [{"words": "Ar Raqqah", "role": "at", "place": MOSUL.id}], "ann")
        second = review.correct(id, "time", {"words": "May 25", "value": "2014-01"}, "ann")
        assert ["evening", "morning"] not in events(store)
        assert [e.type for e in store.events(Query(places=(MOSUL.id,), types=("airstrike",)))] == ["airstrike"]
        for n in (first, second):
            review.undo(n, "ann")
        assert facts(store) == before

    def test_weighing_sees_a_corrected_chain(self, store: Store, review: Review) -> None:
        id = strike(store, "evening")
        event = store.event(store.event_of(id) or "")
        assert event is not None
        assert event.independent_roots == 2
        link = {"words": "residents", "name": "the ministry", "kind": "organisation", "party": "russia.mod"}
        review.correct(id, "chain", [link], "ann")
        event = store.event(store.event_of(id) or "")
        assert event is not None
        assert event.independent_roots == 1

    def test_every_field_can_be_corrected_and_the_codes_follow(self, store: Store, review: Review) -> None:
        id = strike(store)
        review.correct(id, "type", "shelling", "ann")
        review.correct(id, "status", "possible", "ann")
        review.correct(id, "agents", [], "ann")
        review.correct(id, "targets", [{"words": "islamic  STATE", "actor": None}], "ann")
        review.correct(id, "counts", [{"words": "120", "low": 120, "high": None, "what": "injured"}], "ann")
        review.correct(id, "trigger", {"words": "Russian jets bombed"}, "ann")
        back = claim(store, "morning", "shelling")
        assert (back["id"], back["status"], back["agents"]) == (id, "possible", [])
        assert back["targets"][0]["actor"] is None
        assert (back["counts"][0]["low"], back["counts"][0]["high"], back["counts"][0]["what"]) == (
            120,
            None,
            "injured",
        )
        assert back["trigger"]["end"] - back["trigger"]["start"] == len("Russian jets bombed")
        assert back["acled"] is None  # ACLED records what took place

    @pytest.mark.parametrize(
        ("field", "given"),
        [
            ("type", "flood"), ("status", "done"), ("colour", "red"),
            ("trigger", {"words": "nowhere in it"}), ("trigger", {"start": 5, "end": 5}),
            ("agents", [{"words": "Russian jets", "actor": "nobody.at.all"}]), ("agents", "Russian jets"),
            ("places", [{"words": "Ar Raqqah", "role": "beside", "place": None}]),
            ("places", [{"words": "Ar Raqqah", "role": "at", "place": "geonames:0"}]),
            ("time", {"words": "May 25", "value": "soon"}),
            ("counts", [{"words": "120", "low": 5, "high": 3, "what": "killed"}]),
            ("counts", [{"words": "120", "what": "killed"}]), ("chain", [{"kind": "witness"}]),
        ],
    )  # fmt: skip
    def test_what_cannot_stand_is_refused(self, store: Store, review: Review, field: str, given: Any) -> None:
        before = store.dump()
        with pytest.raises(NotACorrectionError):
            review.correct(strike(store), field, given, "ann")
        assert store.dump() == before

    def test_the_last_word_holds(self, store: Store, review: Review) -> None:
        id = strike(store)
        review.reject(id, "ann")
        review.accept(id, "bob", report="morning")
        assert claim(store, "morning", "airstrike")["id"] == id
        review.correct(id, "status", "denied", "ann")
        n = review.correct(id, "status", "planned", "bob")
        assert claim(store, "morning", "airstrike")["status"] == "planned"
        review.undo(n, "bob")
        assert claim(store, "morning", "airstrike")["status"] == "denied"


class TestEvents:
    def test_split_and_undo(self, store: Store, review: Review) -> None:
        event = store.event_of(strike(store)) or ""
        n = review.split(event, [strike(store, "evening")], "ann")
        assert events(store) == [["archive"], ["evening"], ["morning"], ["morning"]]
        store.add([story("again", [STRIKE], outlet="Weekly", published=date(2017, 5, 28))])
        assert ["again", "morning"] in events(store) or ["again", "evening"] in events(store)
        assert ["evening", "morning"] not in events(store)
        store_size = store.size()["claim"]
        review.undo(n, "ann")
        assert store.size()["claim"] == store_size
        assert ["again", "evening", "morning"] in events(store)

    def test_merge_and_undo(self, store: Store, review: Review) -> None:
        before = facts(store)
        fall, siege = (
            store.event_of(str(claim(store, *of)["id"])) or ""
            for of in (("morning", "capture_territory"), ("archive", "siege"))
        )
        n = review.merge(fall, siege, "ann")
        assert ["archive", "morning"] in events(store)
        review.undo(n, "ann")
        assert facts(store) == before

    def test_a_split_goes_through_what_one_report_tells(self, store: Store, review: Review, register: Register) -> None:
        twice = story("twice", [FALL, replace(FALL, words="seized")], outlet="Daily", published=date(2017, 3, 3))
        store.add([twice])
        a, b = (c["id"] for c in (store.reading("twice") or {})["claims"])
        if store.event_of(a) != store.event_of(b):
            review.merge(store.event_of(a) or "", store.event_of(b) or "", "ann")
        assert store.event_of(a) == store.event_of(b)
        n = review.split(store.event_of(a) or "", [b], "ann")
        assert store.event_of(a) != store.event_of(b)
        review.undo(n, "ann")
        assert store.event_of(a) == store.event_of(b)

    def test_all_or_none_is_no_split(self, store: Store, review: Review) -> None:
        event = store.event(store.event_of(strike(store)) or "")
        assert event is not None
        for some in ([], [c.claim for c in event.claims], ["unknown"]):
            with pytest.raises(NotACorrectionError):
                review.split(event.id, some, "ann")


class TestNewerReader:
    """The same bytes, read by a reader that sees them otherwise."""

    def test_a_correction_goes_to_the_claim_that_overlaps(self, store: Store, review: Review) -> None:
        old = MORNING.reading.claims
        review.correct(strike(store), "status", "denied", "ann")
        new = moved(old[0], 3, status="planned", salience=0.9)
        assert store.reread([reread(MORNING, (new, old[1]))], reader="2") == 1
        back = claim(store, "morning", "airstrike")
        assert (back["id"], back["status"], back["salience"]) == (new.id, "denied", 0.9)

    def test_what_was_accepted_stays_as_it_was(self, store: Store, review: Review) -> None:
        old = MORNING.reading.claims
        review.accept(strike(store), "ann")
        worse = moved(old[0], 2, type="attack", agents=(), counts=())
        store.reread([reread(MORNING, (worse, old[1]))], reader="2")
        back = claim(store, "morning", "airstrike")
        assert (len(back["agents"]), len(back["counts"])) == (1, 1)

    def test_what_the_new_reader_misses_is_not_lost(self, store: Store, review: Review) -> None:
        before = claim(store, "morning", "airstrike")
        n = review.correct(strike(store), "status", "denied", "ann")
        store.reread([reread(MORNING, ())], reader="2")
        back = claim(store, "morning", "airstrike")
        kept = ("type", "trigger", "agents", "targets", "places", "time", "counts", "chain", "salience")
        assert {k: back[k] for k in kept} == {k: before[k] for k in kept}
        assert back["status"] == "denied"
        review.undo(n, "ann")
        assert (store.reading("morning") or {})["claims"] == []

    def test_what_was_rejected_stays_out_and_another_claim_of_the_words_is_new(
        self, store: Store, review: Review
    ) -> None:
        old = MORNING.reading.claims
        review.reject(strike(store), "ann")
        store.reread([reread(MORNING, (moved(old[0], 1), old[1]))], reader="2")
        assert [c["type"] for c in (store.reading("morning") or {})["claims"]] == ["capture_territory"]
        store.reread([reread(MORNING, (moved(old[0], 1, type="attack"), old[1]))], reader="3")
        assert [c["type"] for c in (store.reading("morning") or {})["claims"]] == ["attack", "capture_territory"]

    def test_splits_and_merges_hold(self, store: Store, review: Review) -> None:
        review.split(store.event_of(strike(store)) or "", [strike(store, "evening")], "ann")
        fall, siege = (
            store.event_of(str(claim(store, *of)["id"])) or ""
            for of in (("morning", "capture_territory"), ("archive", "siege"))
        )
        review.merge(fall, siege, "ann")
        held = events(store)
        old = MORNING.reading.claims
        store.reread([reread(MORNING, (moved(old[0], 2), moved(old[1], 1)))], reader="2")
        assert events(store) == held

    def test_reading_again_with_the_same_reader_changes_nothing(self, store: Store, review: Review) -> None:
        review.correct(strike(store), "status", "denied", "ann")
        review.reject(str(claim(store, "archive", "siege")["id"]), "ann")
        before = store.dump()
        store.reread(ALL, reader="1")
        assert store.dump() == before

    def test_other_bytes_are_no_newer_reading(self, store: Store) -> None:
        assert store.reread([story("morning", [SIEGE])], reader="2") == 0

    def test_decisions_reach_the_same_bytes_under_another_id(self, store: Store, review: Review) -> None:
        review.reject(strike(store), "ann")
        again = story(
            "morning copy", [STRIKE, FALL], outlet="Morning Post", published=date(2017, 5, 26), title="Jets over Raqqa"
        )
        store.add([again], reader="1")
        assert [c["type"] for c in (store.reading("morning copy") or {})["claims"]] == ["capture_territory"]


class TestQueue:
    def test_the_claim_on_which_most_hangs_comes_first(self, review: Review) -> None:
        queue = review.queue()
        assert queue[0].account.claim.type == "airstrike"  # two roots, counts that contradict
        assert all(p.impact.because for p in queue)
        assert [p.impact.value for p in queue] == sorted((p.impact.value for p in queue), reverse=True)
        assert len(queue) == 4


class TestGold:
    def test_what_was_judged_comes_out_in_the_gold_form(self, store: Store, review: Review) -> None:
        assert list(gold(store)) == []
        id = strike(store)
        review.correct(id, "counts", [{"words": "120", "low": 120, "high": None, "what": "killed"}], "ann")
        (article,) = gold(store)
        assert (article["id"], article["outlet"], article["published"]) == ("morning", "Morning Post", "2017-05-26")
        assert article["sentences"][0] == article["title"] == "Jets over Raqqa"
        assert not article["judged"]
        (told,) = article["claims"]
        assert told["type"] == "airstrike"
        assert told["counts"][0]["low"] == 120
        for one in (told["trigger"], *told["agents"], *told["targets"], *told["places"], told["time"], *told["chain"]):
            assert one["t"] in article["sentences"][one["s"]]
        assert list(gold(store, whole=True)) == []
        review.reject(str(claim(store, "morning", "capture_territory")["id"]), "ann")
        (article,) = gold(store, whole=True)
        assert len(article["claims"]) == 1

    def test_a_word_that_comes_twice_says_which_one_is_meant(self) -> None:
        from whence.review.gold import Sentences

        words = Sentences("They said no and said no again. He said so.", "")
        assert words(Span(17, 21)) == {"s": 1, "t": "said", "n": 2}
        assert words(Span(35, 39)) == {"s": 2, "t": "said"}
