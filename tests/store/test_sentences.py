"""Sentences and paragraphs: boundaries only, never across a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.answer import Span
from store.sentences import MAX_SENTENCE, paragraph_spans, sentence_spans

# Sentences of one paragraph, apart by a bar.
NEWSWIRE = (
    "The port bought a crane. | It cost 3.2 million crowns. | Nobody complained.",
    "Mr. Holt met Dr. Amsel and Gen. Brandt. | They agreed.",
    "J. R. Holt signed for the union. | J.R. Holt left.",
    "The U.S. Navy sent the U.N. a list. | The list is long.",
    "He flew to the U.S. | The visit was short.",
    "Work begins at 9 a.m. Tuesday. | The yard opens at 7 p.m. | The gates close later.",
    "Ostholm Yards Inc. Chairman Abel Rook resigned. | The shares of Rook Co. fell.",
    "“We will not drive,” said Holt. | “Never.”",
    "“Will they drive?” Holt asked. | Nobody knew.",
    "“They will not!” the secretary said. | Then she left.",
    "He said: “We are done.” | The hall emptied.",
    "“It is over.” | The hall emptied.",
    "It rose 3.5 percent to 12.75 crowns. | It was $1.2 billion in 2012.",
    "On Jan. 5 and Sept. 11 the trams stood still. | On Feb. 3 they ran.",
    "She waited... and waited. | He did not.",
    "She waited… | He did not.",
    "Is it safe? | It is! | Good.",
    "No stop at the end",
    "One stop. | None here",
    "See No. 7 on the list. | It is blue.",
    "It was he and I. | The rest had gone.",
    "“Stop,” he said, “or I call St. Anne's.” | They stopped.",
    "(He did not say when.) | The board meets in May.",
    "Prices vary (e.g. Ostholm, i.e. the yard). | Most are high.",
)


@pytest.mark.parametrize("marked", NEWSWIRE)
def test_newswire_is_cut_where_an_editor_would(marked: str) -> None:
    text = marked.replace(" | ", " ")
    assert [text[span.start : span.end] for span in sentence_spans(text)] == marked.split(" | ")


def test_paragraphs_are_what_stands_between_blank_lines() -> None:
    text = "First.\n\nSecond line\nstill second.\n\nThird"
    assert [text[span.start : span.end] for span in paragraph_spans(text)] == [
        "First.",
        "Second line\nstill second.",
        "Third",
    ]


def test_a_paragraph_break_ends_a_sentence_that_has_no_stop() -> None:
    text = "A list of names\n\nand what follows it"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == text.split("\n\n")


def test_only_the_part_asked_for_is_cut() -> None:
    text = "One is here. Two is here. Three is here."
    assert sentence_spans(text, Span(13, 25)) == [Span(13, 25)]


def test_what_has_no_stop_for_too_long_is_cut_at_a_space() -> None:
    text = "word " * 500
    spans = sentence_spans(text)
    assert len(spans) == 3
    assert all(text[span.start : span.end].split() == ["word"] * ((span.end - span.start + 1) // 5) for span in spans)


NEWSLIKE = st.text(st.sampled_from('aTé .!?…,"“”’()\n1。“') | st.characters(exclude_categories=["Cs"]), max_size=300)


@given(st.one_of(NEWSLIKE, NEWSLIKE.map(lambda text: text * 9)))
def test_sentences_of_any_text_are_ordered_disjoint_and_leave_out_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    position = 0
    for span in spans:
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert "\n\n" not in text[span.start : span.end]
        assert span.end - span.start <= MAX_SENTENCE
        position = span.end
    assert not text[position:].strip()
