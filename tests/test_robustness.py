"""The noisy doubles of gold claims: what is marked stays marked, and the same seed makes the same noise."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.gold import TRAINING
from training.mistranslation import translated
from training.noise import Change, Edit, Edited, lower, no_punctuation, ocr, quotes, upper
from training.robustness import VARIANTS, WARS, Gold, load

SENTENCES = (
    "“Shells fell on Kerem’s mill,” said a miller, who counted 32 burnt carts and at least 1,200 refugees.",
    "On Thursday, May 25, the column left Oda en route to the bridge; the governor’s office denied it.",
    "The men (some 40) held the ridge until 6.30 - then rain, then nothing.",
    '"Nobody fired," the spokesman for the brigade insisted. It was the third denial in five days.',
    "İsmet and Straße fell silent…",
)
WORDS = st.sampled_from([w for s in SENTENCES for w in s.split()] + ["«No»,", "``so", "''", "--", "\n\n", "the"])
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join))
CHANGES = st.sampled_from(list(VARIANTS.values()))
FEW = settings(max_examples=40)  # making a record takes long


@st.composite
def records(draw: st.DrawFn) -> dict[str, object]:
    """Make a gold record: some sentences, the first the title or "", and claims on random parts of them."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6))
    if draw(st.booleans()):
        sentences[0] = ""

    def span() -> dict[str, object]:
        s = draw(st.integers(1, len(sentences) - 1))
        words = sentences[s].split()
        first = draw(st.integers(0, len(words) - 1))
        t = " ".join(words[first : first + draw(st.integers(1, 5))])
        n = draw(st.integers(1, sentences[s].count(t)))
        return {"s": s, "t": t} | ({"n": n} if n > 1 else {})

    def claim() -> dict[str, object]:
        link = span() | {"kind": "person", "ref": sentences[1]}
        return {"type": "attack", "trigger": span(), "agents": [span(), span()], "chain": [link, {"t": "A"}]}

    claims = [claim() for _ in range(draw(st.integers(1, 3)))]
    body = " ".join(sentences[1:])
    return {
        "id": draw(st.text(max_size=3)),
        "title": sentences[0],
        "text": body,
        "sentences": sentences,
        "claims": claims,
    }


@FEW
@given(records(), CHANGES)
def test_every_mark_stays_an_exact_part_of_its_sentence(record: dict[str, object], change: Change) -> None:
    gold = Gold(record, change)
    double, at = gold.changed(), 0
    text = f"{double['title']}\n\n{double['text']}" if double["title"] else double["text"]
    for s in double["sentences"]:
        at = text.index(s, at) + len(s)
    for claim in double["claims"]:
        for x in (claim["trigger"], *claim["agents"], *claim["chain"]):
            if "s" in x:
                assert double["sentences"][x["s"]].count(x["t"]) >= x.get("n", 1)
                assert x["t"] == x["t"].strip() != ""


@FEW
@given(records())
def test_what_is_only_upper_cased_keeps_every_mark(record: dict[str, object]) -> None:
    gold = Gold(record, upper)
    double = gold.changed()
    assert not gold.lost
    old = [c["trigger"]["t"] for c in record["claims"]]  # type: ignore[attr-defined]
    assert [c["trigger"]["t"] for c in double["claims"]] == [t.upper() for t in old]


@FEW
@given(records(), CHANGES)
def test_the_same_report_always_changes_in_the_same_way(record: dict[str, object], change: Change) -> None:
    assert Gold(record, change).changed() == Gold(record, change).changed()


@FEW
@given(TEXTS, st.sampled_from([upper, lower, no_punctuation]))
def test_a_second_time_changes_nothing(text: str, change: Change) -> None:
    once = Edited(text, change(text, Random(0))).text
    assert Edited(once, change(once, Random(0))).text == once


@FEW
@given(TEXTS, st.randoms(use_true_random=False))
def test_bad_scans_leave_digits_alone(text: str, chance: Random) -> None:
    assert not any(c.isdigit() for e in ocr(text, chance) for c in text[e.start : e.end])


def test_a_scan_breaks_lines_and_splits_words() -> None:
    text = " ".join(SENTENCES * 3)
    lines = Edited(text, ocr(text, Random(1))).text.split("\n")
    assert max(map(len, lines)) < 80
    assert any(line.endswith("-") for line in lines)
    assert "".join(lines) != text


@pytest.mark.parametrize("seed", range(8))
def test_quotes_get_another_style_with_blanks_around(seed: int) -> None:
    text = 'He said "no retreat" twice.'
    changed = Edited(text, quotes(text, Random(seed))).text
    assert changed.split()[:3] == ["He", "said", changed.split()[2]]
    assert changed.split()[2] in {"``", "«", "“", "„"}
    assert changed.split()[3:5] == ["no", "retreat"]


def test_a_translator_slips() -> None:
    text = "On Thursday, May 25, planes destroyed 32 pickup trucks en route to the bridge after five days of rain."
    seen = {Edited(text, translated(text, Random(seed))).text for seed in range(40)}
    assert any("32 of a pickup truck EN route" in t for t in seen)
    assert any("may 25, Thursday" in t.replace("thursday", "Thursday") for t in seen)
    assert all("five days" in t for t in seen)


def test_edits_that_overlap_give_way_to_the_first() -> None:
    changed = Edited("abcdef", [Edit(3, 5, "Y"), Edit(1, 4, "x")])
    assert changed.text == "axef"
    assert changed.span(2, 3) == (1, 2)
    assert changed.span(4, 6) == (2, 4)


def test_a_mark_that_vanishes_is_counted() -> None:
    record = {
        "id": "1",
        "title": "",
        "text": "Fire! Then smoke.",
        "sentences": ["", "Fire!", "Then smoke."],
        "claims": [{"type": "attack", "trigger": {"s": 1, "t": "Fire"}, "agents": [{"s": 1, "t": "!"}]}],
    }
    gold = Gold(record, no_punctuation)
    assert gold.changed()["claims"] == [{"type": "attack", "trigger": {"s": 1, "t": "Fire"}, "agents": []}]
    assert gold.lost == {"agents": 1}


def test_our_own_set_is_whole_and_of_eight_wars() -> None:
    gold, texts = load(WARS), load(TRAINING / "own/dev_wars.jsonl")
    assert [(r["id"], r["text"]) for r in gold] == [(r["id"], r["text"]) for r in texts]
    assert len({r["id"] for r in gold}) == len(gold) == 24
    assert len({r["war"] for r in gold}) == 8
    for record in gold:
        doubled = Gold(record, VARIANTS["clean"])
        assert doubled.changed() == record
        assert not doubled.lost
