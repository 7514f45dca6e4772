"""Passages: whole paragraphs where they fit, every word in exactly one, none too long for the encoder."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import SourceDate
from store.passages import MAX_WORDS, MIN_WORDS, Passage, cut_passages, prefix
from tests.store.stories import version_of_text


def cut(text: str, budget: int = 200) -> list[str]:
    starts = [word.start() for word in re.finditer(r"\S+", text)]
    passages = cut_passages(version_of_text(text), starts, budget)
    return [text[passage.start : passage.end] for passage in passages]


def paragraph(words: int) -> str:
    return " ".join(["word"] * (words - 1) + ["end."])


def test_short_paragraphs_are_joined_until_there_are_60_words() -> None:
    text = "\n\n".join(paragraph(25) for _ in range(6))
    assert [len(passage.split()) for passage in cut(text)] == [75, 75]


def test_a_paragraph_that_would_exceed_120_words_begins_the_next_passage() -> None:
    text = f"{paragraph(50)}\n\n{paragraph(90)}"
    assert [len(passage.split()) for passage in cut(text)] == [50, 90]


def test_a_paragraph_longer_than_a_passage_is_cut_between_sentences() -> None:
    text = " ".join(f"This is sentence {number} of many in it." for number in range(40))
    passages = cut(text)
    assert len(passages) == 3
    assert all(passage.startswith("This is") and passage.endswith("in it.") for passage in passages)
    assert all(len(passage.split()) <= MAX_WORDS for passage in passages)


def test_one_sentence_longer_than_the_budget_is_cut_at_spaces() -> None:
    text = "word " * 35 + "end."
    assert [len(passage.split()) for passage in cut(text, budget=10)] == [10, 10, 10, 6]


def test_ordinary_news_gives_passages_of_60_to_120_words_but_for_the_last() -> None:
    text = "\n\n".join(paragraph(words) for words in (30, 35, 40, 28, 45, 31, 60, 22, 38, 50, 12))
    lengths = [len(passage.split()) for passage in cut(text)]
    assert all(MIN_WORDS <= words <= MAX_WORDS for words in lengths[:-1])
    assert sum(lengths) == len(text.split())


def test_a_version_without_text_has_no_passage() -> None:
    assert cut("") == []


NEWS = st.lists(
    st.lists(st.text("abc.“”é1,", min_size=1, max_size=8), min_size=1, max_size=90).map(" ".join), max_size=8
).map("\n\n".join)


@given(NEWS, st.integers(1, 250))
def test_every_word_stands_in_exactly_one_passage_and_none_exceeds_the_budget(text: str, budget: int) -> None:
    passages = cut(text, budget)
    assert " ".join(passages).split() == text.split()
    assert all(len(passage.split()) <= budget for passage in passages)
    version = version_of_text(text)
    found = cut_passages(version, [word.start() for word in re.finditer(r"\S+", text)], budget)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=1, max_size=16), *[st.integers(0, 10**9)] * 3)
def test_an_id_reads_back_as_its_passage(article_id: str, number: int, start: int, end: int) -> None:
    passage = Passage(article_id, number, start, end)
    assert Passage.from_id(passage.id) == passage


@pytest.mark.parametrize("wrong", ["", "abc", "abc:1:2", "abc:1:2:3:4", "ABC:1:2:3", "abc:-1:2:3", "abc:1:2:3\n"])
def test_what_is_no_passage_id_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a passage id"):
        Passage.from_id(wrong)


def test_the_prefix_is_the_headline_and_the_day_and_no_more_than_160_characters_of_it() -> None:
    assert prefix(version_of_text("")) == "Port buys a crane (2020-02-11)\n"
    assert prefix(version_of_text("", published=SourceDate("2020-02-11T09:30"))) == "Port buys a crane (2020-02-11)\n"
    assert prefix(version_of_text("", published=SourceDate())) == "Port buys a crane\n"
    assert prefix(version_of_text("", headline="x" * 500, published=SourceDate())) == "x" * 160 + "\n"
