"""The model's tokens, windows and tags: every word is read once, and no span leaves the text."""

import json
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from whence.codes import TYPES
from whence.neural import Tagger
from whence.neural.decoding import spans
from whence.neural.labels import CLAIM_TYPES
from whence.neural.misreadings import restored
from whence.neural.model import packaged
from whence.neural.windows import split, windows


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.fixture(scope="module")
def tokenizer(tagger: Tagger) -> Tokenizer:
    return tagger.model.tokenizer


def test_the_model_knows_the_claim_types_of_the_guideline() -> None:
    assert set(CLAIM_TYPES) == set(TYPES)


def test_the_model_file_keeps_its_limit_and_says_what_it_is() -> None:
    assert packaged().stat().st_size <= 35_000_000
    with zipfile.ZipFile(packaged()) as archive:
        assert {"encoder.onnx", "roles.onnx", "attribution.onnx", "tokenizer.json"} <= set(archive.namelist())
        assert json.loads(archive.read("model.json"))["biases"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=400), size=st.integers(20, 60), context=st.integers(0, 18))
def test_every_word_is_owned_by_one_window(tokenizer: Tokenizer, text: str, size: int, context: int) -> None:
    words = split(text, tokenizer)
    cut = windows(words, size, context)
    assert [w for c in cut for w in range(c.own_first, c.own_last)] == list(range(len(words.spans)))
    for c in cut:
        assert c.first <= c.own_first < c.own_last <= c.last
        assert sum(len(words.pieces[w]) for w in range(c.first, c.last)) <= size


def test_a_window_ends_with_a_sentence_where_it_can(tokenizer: Tokenizer) -> None:
    words = split("The bridge at Kost was hit. " * 40, tokenizer)
    assert all(c.last in (*words.breaks, len(words.spans)) for c in windows(words, 60, 10))


def test_a_begin_tag_opens_a_span_and_inside_tags_go_on() -> None:
    tags = [0, 1, 2, 0, 1, 1, 2, 4]
    logits = np.full((len(tags), 5), -5, dtype=np.float32)
    logits[np.arange(len(tags)), tags] = 5
    found = [(t.role, t.first, t.last) for t in spans(logits)]
    assert found == [(0, 1, 3), (0, 4, 5), (0, 5, 7), (1, 7, 8)]
    assert [(t.first, t.last) for t in spans(logits, join=True)] == [(1, 3), (4, 7), (7, 8)]
    assert spans(logits, bias=20.0) == []


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_marked_within_itself(tagger: Tagger, text: str) -> None:
    marks = tagger.mark(text)
    named = [m.span for m in (*marks.entities, *marks.toponyms)]
    heads = [t.span for t in marks.triggers] + [c.span for c in marks.cues]
    assert all(span.end <= len(text) for span in named + heads)


def test_the_same_text_is_marked_the_same_again(tagger: Tagger) -> None:
    text = "Gunmen shot dead three farmers near Kidal on Monday, a local official told AFP."
    assert tagger.mark(text) == tagger.mark(text)
    assert tagger.mark(text).triggers


@pytest.mark.parametrize(
    ("read", "meant"),
    [("rnilitary", "military"), ("Clasbes", "clashes"), ("fightcrs", "fighters"), ("sold1ers", "soldiers")],
)
def test_a_misread_word_is_the_word_it_was(tokenizer: Tokenizer, read: str, meant: str) -> None:
    assert split(read, tokenizer).pieces == split(meant, tokenizer).pieces


@pytest.mark.parametrize("name", ["Homs", "FARC", "Manbij", "Khartoum", "Bakhmut", "Rankus", "2017", "S300"])
def test_a_name_is_no_misreading(tokenizer: Tokenizer, name: str) -> None:
    assert restored(name, tokenizer) is None


def test_a_word_divided_at_the_end_of_a_line_is_one(tokenizer: Tokenizer) -> None:
    words = split("A hos-\npital was hit - twice.", tokenizer)
    assert words.pieces[1] == split("hospital", tokenizer).pieces[0]
    assert (words.spans[1].start, words.spans[1].end) == (2, 12)
