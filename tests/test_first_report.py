"""What the first report must give, on a paraphrase of it with other numbers (examples/corridor.txt)."""

from datetime import date
from pathlib import Path

import pytest

from whence import Claim, Reader, Reading, Report

TEXT = (Path(__file__).parents[1] / "examples" / "corridor.txt").read_text("utf8")


@pytest.fixture(scope="module")
def reading() -> Reading:
    title, _, body = TEXT.partition("\n\n")
    return Reader().read(Report.of(body, title=title))


def _by_type(reading: Reading, *types: str) -> list[Claim]:
    return [c for c in reading.claims if c.type in types]


def _origin(claim: Claim) -> str:
    return claim.chain[0].name.lower() if claim.chain else ""


def test_the_strike(reading: Reading) -> None:
    """Both counts, the day worked out without a publication date, and the route."""
    strike = next(c for c in _by_type(reading, "airstrike") if len(c.counts) == 2)
    assert [(c.low, c.high) for c in strike.counts] == [(27, 27), (91, None)]
    assert strike.time is not None
    assert strike.time.value == "2017-05-26"
    assert (strike.time.earliest, strike.time.latest) == (date(2017, 5, 26), date(2017, 5, 26))
    assert {(p.role, p.span.of(TEXT)) for p in strike.places} == {("from", "Raqqa"), ("to", "Palmyra")}


def test_the_agreement_is_between_the_two_parties(reading: Reading) -> None:
    parties = {p.actor for c in _by_type(reading, "agreement") for p in (*c.agents, *c.targets)}
    assert {"sdf", "islamic_state"} <= parties


def test_what_has_not_happened_is_not_told_as_if_it_had(reading: Reading) -> None:
    statuses = {c.status for c in reading.claims}
    assert {"conditional", "threatened", "ongoing"} <= statuses
    assert any(c.status == "ongoing" for c in _by_type(reading, "surveillance"))


def test_four_changes_of_hands(reading: Reading) -> None:
    hands = _by_type(reading, "capture_territory", "hold_territory", "withdrawal")
    times = {c.time.value for c in hands if c.time}
    assert {"2015-05", "2016-03", "2016-12", "2017-03-02"} <= times


def test_what_is_quoted_goes_back_to_one_anonymous_source_of_the_ministry(reading: Reading) -> None:
    """One root under its fullest name, relayed by the agency, however it is pointed back at."""
    rooted = [
        c for c in reading.claims if c.chain and c.chain[0].party == "russia.mod" and c.chain[0].kind == "anonymous"
    ]
    assert {_origin(c) for c in rooted} == {"an informed source in the defense ministry of russia"}
    assert {c.chain[-1].party for c in rooted} == {"tass"}
    account = (TEXT.index('"By data'), TEXT.index("Palmyra was taken"))
    told = [c for c in reading.claims if account[0] <= c.trigger.start < account[1]]
    assert sum(c in rooted for c in told) >= 0.75 * len(told)


def test_background_is_the_outlets_own_voice(reading: Reading) -> None:
    hands = _by_type(reading, "capture_territory", "hold_territory")
    assert hands
    assert all(c.chain == () for c in hands)


def test_one_actor_and_one_place_under_all_their_names(reading: Reading) -> None:
    names = {p.span.of(reading.report.text): p.actor for c in reading.claims for p in (*c.agents, *c.targets)}
    for wording in ("ISIS", "IG", "LIH"):
        assert any(wording in k and v == "islamic_state" for k, v in names.items()), wording
    places = {
        t.span.of(reading.report.text): t.place.id
        for t in reading.toponyms
        if t.place and t.span.of(reading.report.text).lower() in {"raqqa", "rakka"}
    }
    assert {"Raqqa", "raqqa", "Rakka"} <= set(places)
    assert len(set(places.values())) == 1


def test_reading_again_gives_the_same_ids(reading: Reading) -> None:
    again = Reader().read(reading.report)
    assert again.to_dict() == reading.to_dict()
    assert len({c.id for c in again.claims}) == len(again.claims)
