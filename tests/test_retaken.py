"""Composition: places that change hands under a pronoun, and what is denied."""

import pytest

from whence.compose.retaken import retaken
from whence.compose.statuses import by_words
from whence.neural import Mark, Trigger
from whence.records import Span

TEXT = "The rebels held Harbour until May, when the army took it. Talks went on. The port was shelled."


def _trigger(word: str, type: str, text: str = TEXT, place: str = "", cue: str = "") -> Trigger:
    def span(of: str) -> Span:
        return Span(text.index(of), text.index(of) + len(of))

    places = (Mark(span(place), "at", 1.0),) if place else ()
    cues = (Mark(span(cue), "cue", 1.0),) if cue else ()
    return Trigger(span(word), type, "happened", 1.0, (), places, (), (), (), cues)


def test_it_is_the_place_that_changed_hands_before() -> None:
    held, took = _trigger("held", "hold_territory", place="Harbour"), _trigger("took", "capture_territory")
    assert retaken([held, took], TEXT)[1].places == held.places


def test_nothing_that_does_not_point_back_gets_a_place() -> None:
    held, shelled = _trigger("held", "hold_territory", place="Harbour"), _trigger("shelled", "shelling")
    assert retaken([held, shelled], TEXT)[1].places == ()
    assert retaken([_trigger("took", "capture_territory")], TEXT)[0].places == ()


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("The army denied that its jets bombed a hall.", "denied", "denied"),
        ("The army did not deny that its jets bombed a hall.", "deny", "happened"),
        ("The army refuted claims that its jets bombed a hall.", "claims", "denied"),
        ("The army said that its jets bombed a hall.", "said", "happened"),
    ],
)
def test_a_denying_cue_denies(text: str, cue: str, status: str) -> None:
    trigger = _trigger("bombed", "airstrike", text, cue=cue)
    assert by_words(trigger, text, text) == status


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("In March the army has repelled again Harbour, and went on.", "capture_territory"),
        ("In March the army repelled the town of Harbour.", "capture_territory"),
        ("In March the army repelled a raid near Harbour.", "clash"),
        ("In March the army repelled Harbour rebels.", "clash"),
    ],
)
def test_a_place_that_is_repelled_is_won_back(text: str, type: str) -> None:
    (found,) = retaken([_trigger("repelled", "clash", text, place="Harbour")], text)
    assert found.type == type


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Drones watch the road around the clock.", "ongoing"),
        ("Drones were to watch the road around the clock.", "happened"),
        ("Drones watch the road, and the clock ticks.", "happened"),
    ],
)
def test_what_goes_on_around_the_clock_is_ongoing(text: str, status: str) -> None:
    assert by_words(_trigger("watch", "surveillance", text), text, text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The capture of Harbour is one of the main goals of the army.", "planned"),
        ("The army is preparing for the full capture of Harbour.", "planned"),
        ("The capture of Harbour is one of the main events of the year.", "happened"),
        ("Preparations were over before the capture of Harbour.", "happened"),
    ],
)
def test_what_is_aimed_at_is_planned(text: str, status: str) -> None:
    assert by_words(_trigger("capture", "capture_territory", text), text, text) == status


@pytest.mark.parametrize(
    ("text", "word", "type", "status"),
    [
        ("The truce has been violated by both sides.", "violated", "ceasefire", "denied"),
        ("The truce took hold at noon.", "truce", "ceasefire", "happened"),
        ("A suspected gas attack left dozens dead.", "gas attack", "chemical_attack", "possible"),
        ("Suspected rebels attacked a mill.", "attacked", "attack", "happened"),
    ],
)
def test_broken_truces_and_suspected_acts(text: str, word: str, type: str, status: str) -> None:
    assert by_words(_trigger(word, type, text), text, text) == status
