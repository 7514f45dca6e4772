"""What a question is about, and which questions are about the same."""

from __future__ import annotations

import pytest

from store.topic import Topics, topic_name, topic_words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When will the harbour tram run again?", ["harbour", "tram", "run"]),
        ("What did Mayor Ruiz say about Quillhaven’s trams?", ["Mayor", "Ruiz", "Quillhaven", "trams"]),
        ("Any news?", ["Any", "news"]),
        ("???", []),
    ],
)
def test_a_topic_is_the_words_of_a_question_but_those_of_asking(question: str, words: list[str]) -> None:
    assert list(topic_words(question).values()) == words


def test_questions_that_share_most_of_the_shorter_one_are_on_one_topic() -> None:
    topics = Topics()
    asked = (
        "When will the harbour tram run again?",
        "Who drives the harbour trams?",
        "Is there a tram museum?",
        "zeppelin",
        "Will the zeppelin return in spring?",
        "???",
    )
    assert [topics.number(topic_words(one)) for one in asked] == [0, 0, 1, 2, 2, 3]


def test_a_topic_is_named_by_what_most_of_its_questions_name() -> None:
    asked = ["When will the harbour tram run again?", "Who drives the Harbour Tram?", "How fast is the harbour tram?"]
    assert topic_name([topic_words(one) for one in asked]) == "harbour tram"
    assert topic_name([topic_words("Will the zeppelin return?")]) == "zeppelin return"
    assert topic_name([{}]) == ""
