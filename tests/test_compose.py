"""From marks to chains: who is one voice, under which name, and who relays it."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.compose import Material, attributions, claims
from whence.compose.means import by_means
from whence.compose.quotations import closed, quotations
from whence.compose.routes import routed
from whence.neural import Cue, Mark, Marks, Source, Trigger
from whence.records import Claim, Report, SourceKind, Span, Spans
from whence.timex import read as read_times


@dataclass
class Story:
    """A text, and what a model would have marked in it."""

    text: str
    outlet: str = ""
    triggers: list[Trigger] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    actors: dict[Span, str | None] = field(default_factory=dict)

    def span(self, words: str, n: int = 1) -> Span:
        at = -1
        for _ in range(n):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def source(self, words: str, kind: SourceKind, n: int = 1, *, relay: bool = False) -> Source:
        return Source(self.span(words, n), relay, kind, 0.9)

    def trigger(self, words: str, *sources: Source, n: int = 1) -> None:
        self.triggers.append(
            Trigger(self.span(words, n), "attack", "happened", 0.9, (), (), (), (), tuple(sources), ())
        )

    def claims(self) -> tuple[Claim, ...]:
        marks = Marks(tuple(self.triggers), tuple(self.cues), (), ())
        material = Material(
            Report(self.text, outlet=self.outlet), marks, read_times(self.text), (), Spans(), self.actors
        )
        return claims(material, {})


def names(claim: Claim) -> list[str]:
    return [link.name for link in claim.chain]


def test_the_source_added_is_the_source_named_before_and_keeps_its_relay() -> None:
    story = Story(
        "A depot was hit, an informed source in the interior ministry told Orel News. The source added that a bridge "
        "was shelled. He stressed that a column was ambushed."
    )
    full, agency = "an informed source in the interior ministry", "Orel News"
    story.trigger("hit", story.source(full, "anonymous"), story.source(agency, "outlet", relay=True))
    story.trigger("shelled", story.source("The source", "anonymous"))
    story.trigger("ambushed", story.source("He", "person"))
    assert [names(c) for c in story.claims()] == [[full, agency]] * 3
    assert {c.chain[0].kind for c in story.claims()} == {"anonymous"}


def test_a_surname_goes_back_to_the_whole_name() -> None:
    story = Story("Shells fell, said mayor Olena Hrytsenko. Two were killed, Hrytsenko said.")
    story.trigger("fell", story.source("mayor Olena Hrytsenko", "person"))
    story.trigger("killed", story.source("Hrytsenko", "person", n=2))
    assert [names(c) for c in story.claims()] == [["mayor Olena Hrytsenko"]] * 2


def test_two_speakers_stay_two() -> None:
    story = Story(
        "A clash broke out, a police officer said. A hospital doctor said ten were hurt. A farmer saw a raid."
    )
    story.trigger("clash", story.source("a police officer", "anonymous"))
    story.trigger("hurt", story.source("A hospital doctor", "anonymous"))
    story.trigger("raid", story.source("A farmer", "witness"))
    assert [names(c) for c in story.claims()] == [["a police officer"], ["A hospital doctor"], ["A farmer"]]


def test_one_actor_under_two_names_is_one_voice() -> None:
    story = Story("Ten died, the Upper Nile Monitoring Group said. A market was hit, the monitor said.")
    whole, short = story.span("the Upper Nile Monitoring Group"), story.span("the monitor")
    story.actors = {whole: "unmg", short: "unmg"}
    story.trigger("died", Source(whole, False, "organisation", 0.9))
    story.trigger("hit", Source(short, False, "organisation", 0.9))
    assert {c.chain[0].name for c in story.claims()} == {"the Upper Nile Monitoring Group"}
    assert {c.chain[0].party for c in story.claims()} == {"unmg"}


def test_what_stands_in_a_quotation_is_vouched_for_by_its_speaker() -> None:
    story = Story('"They shelled the camp at dawn", the envoy said. The camp was opened in May.')
    content = story.span('"They shelled the camp at dawn"')
    story.cues = [Cue(story.span("said"), 0.9, (story.span("the envoy"),), "person", (content,))]
    story.trigger("shelled")
    story.trigger("opened")
    quoted, plain = story.claims()
    assert names(quoted) == ["the envoy"]
    assert quoted.cue == story.span("said")
    assert plain.chain == ()


def test_the_outlet_that_printed_it_stands_last_unless_it_speaks_for_itself() -> None:
    story = Story("Nine died, a medic told Orel News. A shop burned.", outlet="morning post")
    agency = story.source("Orel News", "outlet", relay=True)
    story.trigger("died", story.source("a medic", "anonymous"), agency)
    story.trigger("burned")
    told, plain = story.claims()
    assert names(told) == ["a medic", "Orel News", "morning post"]
    assert told.chain[-1].span is None
    assert plain.chain == ()


def test_a_wish_is_no_saying() -> None:
    story = Story("Rebels hope to attack the town.")
    cue = Cue(story.span("hope"), 0.9, (story.span("Rebels"),), "organisation", (story.span("attack the town"),))
    story.cues = [cue]
    story.trigger("attack")
    assert story.claims()[0].chain == ()


def test_speech_in_speech_is_nested() -> None:
    text = "The minister said the governor had told him that the post fell."
    story = Story(text)
    outer = Cue(
        story.span("said"), 0.9, (story.span("The minister"),), "person",
        (story.span("the governor had told him that the post fell"),),
    )  # fmt: skip
    inner = Cue(story.span("told"), 0.9, (story.span("the governor"),), "person", (story.span("the post fell"),))
    assert [a.within for a in attributions([outer, inner])] == [None, 0]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("They drove from Gao to Kidal.", {"Gao": "from", "Kidal": "to"}),
        ("They fled from the town of Gao via Bourem to Kidal.", {"Gao": "from", "Bourem": "via", "Kidal": "to"}),
        ("A convoy from Gao in the direction of Kidal was hit.", {"Gao": "from", "Kidal": "to"}),
        ("Fighting spread in Gao and to Kidal.", {"Gao": "at", "Kidal": "at"}),
        ("Troops from Gao were hit. They went to Kidal.", {"Gao": "at", "Kidal": "at"}),
    ],
)
def test_the_words_of_a_route_decide_its_roles(text: str, roles: dict[str, str]) -> None:
    marks = [Mark(Span(text.index(name), text.index(name) + len(name)), "at", 0.9) for name in roles]
    assert {m.span.of(text): m.label for m in routed(marks, Spans(), text)} == roles


def test_a_route_of_which_one_end_is_known_has_the_other_end() -> None:
    text = "Jets hit a column on its way from Gao in the direction of Kidal. Menaka was quiet."
    gao, kidal, menaka = (Span(text.index(n), text.index(n) + len(n)) for n in ("Gao", "Kidal", "Menaka"))
    for known in (gao, kidal):
        route = routed([Mark(known, "near", 0.9)], Spans([gao, kidal, menaka]), text)
        assert {m.span: m.label for m in route} == {gao: "from", kidal: "to"}


@pytest.mark.parametrize(
    ("text", "role"), [("They left for good from Gao.", "from"), ("They may go to the Gao.", "to")]
)
def test_a_preposition_says_which_end_of_a_way_a_place_is(text: str, role: str) -> None:
    span = Span(text.index("Gao"), text.index("Gao") + 3)
    for guess in ("from", "to"):
        assert [m.label for m in routed([Mark(span, guess, 0.9)], Spans([span]), text)] == [role]


def test_what_a_since_clause_tells_happened_at_its_beginning() -> None:
    story = Story(
        "Published 2019-06-10. Many fled since shells hit the mill in March 2011. Since May 2018 guns fell silent."
    )
    for words, when in (("fled", "March 2011"), ("hit", "March 2011"), ("fell", "May 2018")):
        story.trigger(words)
        time = Mark(story.span(when), "time", 0.9)
        story.triggers[-1] = replace(story.triggers[-1], times=(time,))
    values = [c.time.value for c in story.claims() if c.time]
    assert values == ["2011-03/2019-06", "2011-03", "2018-05/2019-06"]


def test_what_follows_a_since_clause_is_a_point_unless_the_clause_opens_the_sentence_or_it_is_a_toll() -> None:
    story = Story(
        "Published 2019-06-10. Quiet since rebels rose in March 2011 with rallies that burnt out while thousands fled. "
        "Since the dam at the river broke in May 2018, three mills drowned."
    )
    for words, when in (("burnt", "March 2011"), ("fled", "March 2011"), ("drowned", "May 2018")):
        story.trigger(words)
        toll = "displacement" if words == "fled" else "attack"
        story.triggers[-1] = replace(story.triggers[-1], times=(Mark(story.span(when), "time", 0.9),), type=toll)
    values = [c.time.value for c in story.claims() if c.time]
    assert values == ["2011-03", "2011-03/2019-06", "2018-05/2019-06"]


@pytest.mark.parametrize(
    ("text", "verb", "type", "means"),
    [
        ("The army stepped up all kinds of reconnaissance near Bara.", "stepped up", "support", "surveillance"),
        ("Drones were sent out day and night to watch the ford.", "sent out", "deployment", "surveillance"),
        ("Soldiers were sent to watch the polling stations.", "sent", "deployment", "deployment"),
        ("The army praised the intelligence services of its ally.", "praised", "support", "support"),
    ],
)
def test_what_is_sent_out_to_watch_is_surveillance(text: str, verb: str, type: str, means: str) -> None:
    story = Story(text)
    agents = (Mark(Span(0, len(text.split(" were ")[0])), "agents", 0.9),) if " were " in text else ()
    trigger = Trigger(story.span(verb), type, "happened", 0.9, agents, (), (), (), (), ())
    assert by_means(trigger, text) == means


def test_an_outlet_that_cites_a_source_relays_it() -> None:
    story = Story("Shells fell on Bara, the Bara Gazette reported, citing a hospital source.")
    story.trigger("fell", story.source("the Bara Gazette", "outlet"), story.source("a hospital source", "anonymous"))
    (claim,) = story.claims()
    assert [link.name for link in claim.chain] == ["a hospital source", "the Bara Gazette"]


def _said(story: Story, cue: str, source: str, kind: SourceKind = "anonymous") -> None:
    story.cues.append(Cue(story.span(cue), 0.9, (story.span(source),), kind, ()))


def test_a_quotation_is_its_speakers_to_the_last_sentence() -> None:
    """Inner quotation marks do not end it, and who "confirmed" it within is no voice of its own."""
    story = Story(
        "“By information confirmed by several channels, the so-called “Lions” seized a depot. A bridge was blown up,” "
        "said an officer at the staff. A mill was burnt."
    )
    story.trigger("seized", story.source("several channels", "outlet", relay=True))
    for words in ("blown up", "burnt"):
        story.trigger(words)
    _said(story, "said", "an officer at the staff")
    assert [names(c) for c in story.claims()] == [["an officer at the staff"]] * 2 + [[]]


def test_who_is_quoted_in_a_quotation_keeps_his_words() -> None:
    story = Story('"The mayor told me that shells fell," the driver said.')
    story.trigger("fell", story.source("The mayor", "person"))
    _said(story, "said", "the driver", "person")
    assert [names(c) for c in story.claims()] == [["The mayor"]]


@pytest.mark.parametrize(
    "sentence", ["About it the agency was told by a source at the port.", "This was reported by a source at the port."]
)
def test_a_sentence_that_only_says_who_told_it_speaks_of_those_before(sentence: str) -> None:
    story = Story(f"Rain fell. Shells hit a pier and a crane burnt. {sentence} A ship sank.\n\nA wall was hit.")
    for words in ("hit", "burnt", "sank"):
        story.trigger(words)
    _said(story, "told" if "told" in sentence else "reported", "a source at the port")
    assert [names(c) for c in story.claims()] == [["a source at the port"]] * 2 + [[]]


def test_a_content_with_a_good_part_of_a_quotation_has_all_of_it() -> None:
    story = Story('"We left the mill. It burnt, and the so-called “Lions” took the depot," she said. "Nothing more."')
    known = story.span("We left the mill. It burnt")
    (cue,) = closed([Cue(story.span("said"), 0.9, (story.span("she"),), "person", (known,))], story.text)
    assert [s.of(story.text) for s in cue.content] == [story.text[: story.text.index(" she")]]
    (cue,) = closed([Cue(story.span("said"), 0.9, (story.span("she"),), "person", (story.span("We"),))], story.text)
    assert [s.of(story.text) for s in cue.content] == ["We"]


@given(st.text(alphabet='ab “”«»"\n.', max_size=80))
def test_quotations_lie_in_the_text_and_apart(text: str) -> None:
    found = list(quotations(text))
    assert all(0 < q.start <= q.end < len(text) for q in found)
    assert all(a.end < b.start for a, b in pairwise(found))


def test_people_are_killed_where_things_are_destroyed() -> None:
    story = Story("Jets destroyed 12 of a pickup truck and 40 gunmen of the “Front”.")
    story.trigger("destroyed")
    counted = tuple(Mark(story.span(w), "destroyed", 0.9) for w in ("12 of a pickup truck", "40 gunmen", "Front”"))
    story.triggers[0] = replace(story.triggers[0], counts=counted)
    (claim,) = story.claims()
    assert [(c.low, c.what) for c in claim.counts] == [(12, "destroyed"), (40, "killed")]


def test_a_part_of_a_known_name_is_the_name() -> None:
    story = Story("The Lion Forces hit a mill.")
    named, part = story.span("The Lion Forces"), story.span("Forces")
    trigger = Trigger(story.span("hit"), "attack", "happened", 0.9, (Mark(part, "agents", 0.9),), (), (), (), (), ())
    marks = Marks((trigger,), (), (Mark(named, "Organisation", 0.9),), ())
    material = Material(Report(story.text), marks, read_times(story.text), (), Spans(), {named: "lions", part: None})
    (claim,) = claims(material, {"lions": "armed_group"})
    assert [(p.span, p.actor) for p in claim.agents] == [(named, "lions")]
