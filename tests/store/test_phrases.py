"""Phrases in quotation marks: found in a question, and in a text."""

from __future__ import annotations

import pytest

from store.phrases import has_all, holds, phrases_in


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('Which paper wrote of "night tolls"?', ("night tolls",)),
        ("Which paper wrote of “night tolls”?", ("night tolls",)),
        ("Who said “We will not drive after midnight,” and when?", ("We will not drive after midnight",)),
        ("Who said 'We strongly disagree'?", ("We strongly disagree",)),
        ("Who said: ‘We don’t agree’?", ("We don’t agree",)),
        ("Who was it that said 'not at any price'?", ("not at any price",)),
        ('Was it a "quarrel over tolls" or a "war of words"?', ("quarrel over tolls", "war of words")),
        ('What is the "toll"?', ()),
        ("Who said 'never'?", ()),
        ("Who sold the drivers' hall and the ferrymen's club?", ()),
        ("What did the 'Harbour Wire' article say?", ()),
        ("Which story has the words 'a quiet lock'?", ("a quiet lock",)),
        ("Did Holt call it ‘a price too high’?", ("a price too high",)),
        ("What did Holt mean by 'a fair price'?", ("a fair price",)),
        ("What did he say of „night tolls“?", ("night tolls",)),
        ('How wide are the 40" crane and the 30" crane?', ()),
        ('The crane is 40" wide', ()),
    ],
)
def test_marked_words_are_a_phrase_where_there_are_two_or_more(question: str, phrases: tuple[str, ...]) -> None:
    assert phrases_in(question) == phrases


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("“We will not drive after\nmidnight for nothing,” she said.", "we will  not drive after midnight", True),
        ("He called it a “war” of words.", "war of words", True),
        ("They don’t agree.", "don't agree", True),
        ("A quarrel over night tolls", "night toll", False),
        ("A quarrel over night, then tolls", "night tolls", False),
        ("The start of it", "art of it", False),
    ],
)
def test_a_phrase_stands_in_a_text_word_for_word(text: str, phrase: str, held: bool) -> None:
    assert holds(text, phrase) is held


def test_all_phrases_have_to_stand() -> None:
    assert has_all("A quarrel over night tolls", ())
    assert has_all("A quarrel over night tolls", ("night tolls", "a quarrel"))
    assert not has_all("A quarrel over night tolls", ("night tolls", "a war"))
