"""Three reports of one affair, in words of our own: what is one event over two of them, and on how many roots.

The first says neither when nor by whom it was printed.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from whence import Reader, Report
from whence.actors import Register
from whence.cli.conditions import named_places
from whence.control import control
from whence.records import Account, Event
from whence.store import Query, Store

CORRIDOR = """The Ministry of defence learned how IG bargained with the Kurds for a way out of Raqqa

The grouping "Islamic state" agreed with the Kurds that its fighters leave the city of raqqa in the direction of \
Palmyra, RIA Novosti was told by an informed source in the Defense ministry of Russia.

"The field chiefs of LIH and the command of the Kurdish "Syrian democratic forces" made an agreement about a free \
corridor to the south", said the interlocutor of the Agency.

The source added that on Friday, may 26, the Russian air force destroyed 27 cars with machine guns and more than 90 \
fighters of the "Islamic state", who were going from Raqqa to Palmyra.

Any attempts of the militants to break through to Palmyra will be severely suppressed, the source warned. Russian \
drones conduct reconnaissance over the roads out of raqqa day and night, he said.

Palmyra was captured by the IG in may 2015. In march 2016 the Syrian army retook the city, but in December 2016 the \
terrorists captured it again. The Syrian army liberated Palmyra on March 2, 2017.
"""
ROAD = """Russian Bombers Kill 90 Daesh Fighters on the Road From Raqqa to Palmyra

Russian warplanes killed more than 90 Daesh fighters who were leaving the Syrian city of Raqqa for Palmyra, an \
informed source in the Russian Defense Ministry told Sputnik on Saturday.

The column was hit on May 26, the source said. "The strikes destroyed 27 cars with machine guns and killed over 90 \
terrorists," the source said.

According to the source, the Kurdish-led Syrian Democratic Forces and Daesh had reached an agreement that gave the \
terrorists free passage to the south.

"Any attempt of Daesh to break through to Palmyra will be crushed," the source warned.

Russian drones are watching the roads out of Raqqa day and night, the source added.
"""
CIVILIANS = """US-Led Coalition Airstrike in Raqqa Kills 14 Civilians

An airstrike by the US-led coalition killed 14 civilians and wounded nine others in the Syrian city of Raqqa on \
Saturday, the SANA news agency reported, citing a local source.

The coalition did not comment.

A day earlier, Russian warplanes killed more than 90 Daesh militants near Raqqa, the Russian Defense Ministry said.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    reader = Reader()
    heads = (
        (CORRIDOR, "corridor", "", None),
        (ROAD, "road", "sputnik", date(2017, 5, 27)),
        (CIVILIANS, "civilians", "sputnik", date(2017, 5, 28)),
    )
    with Store.open(str(tmp_path_factory.mktemp("first") / "whence.db"), create=True) as made:
        for text, id, outlet, published in heads:
            title, _, body = text.partition("\n\n")
            made.add([reader.file(Report.of(body, title=title, outlet=outlet, published=published, id=id))])
        yield made


@pytest.fixture(scope="module")
def told(store: Store) -> list[tuple[Event, tuple[Account, ...]]]:
    """Return the events, each with its accounts."""
    return [(e, store.accounts(c.claim for c in e.claims)) for e in store.events(Query())]


def _reports(accounts: tuple[Account, ...]) -> set[str]:
    return {a.report.report for a in accounts}


@pytest.mark.parametrize("type", ["airstrike", "surveillance", "threaten"])
def test_two_reports_tell_it_and_one_source_vouches_for_it(
    told: list[tuple[Event, tuple[Account, ...]]], type: str
) -> None:
    (event,) = [e for e, some in told if {"corridor", "road"} <= _reports(some) and e.type == type]
    assert event.independent_roots == 1
    assert "russia" in {r.party for r in event.roots}


def test_the_coalitions_strike_is_another_with_a_root_of_its_own(told: list[tuple[Event, tuple[Account, ...]]]) -> None:
    """The agency that cites a local source adds nothing to it."""
    ours = [(e, some) for e, some in told if any("14 civilians" in a.sentence for a in some)]
    ((event, accounts),) = [(e, some) for e, some in ours if e.type == "airstrike"]
    assert _reports(accounts) == {"civilians"}
    assert event.independent_roots == 1
    assert event.earliest == event.latest == date(2017, 5, 27)


def test_who_held_palmyra(store: Store) -> None:
    (place,) = named_places(store, "Palmyra")
    held = control(store.claims_at(place.id), place, Register.load(), ())
    assert [(h.holder or "").split(".")[0] for h in held] == ["islamic_state", "syria", "islamic_state", "syria"]
    assert {c.report for h in held for c in h.claims} == {"corridor"}
