"""What is seen of a question and a quote: what is to be counted, and what a story says in its opening."""

from __future__ import annotations

import pytest

from store.passages import Passage
from store.reader import OPENING, read
from store.retriever import Hit
from tests.store.asking import asked_for
from tests.store.stories import version_of_text


@pytest.mark.parametrize(
    ("quoted", "counted"),
    [
        ("The town bought two missile boats.", True),
        ("Two boats were bought.", True),
        ("Two hulls were bought.", False),
    ],
)
def test_a_count_needs_a_word_of_what_is_counted(quoted: str, counted: bool) -> None:
    asked = asked_for("How many missile boats were bought?")
    assert asked.counts(asked.terms_of(quoted)) is counted


def test_a_question_that_counts_nothing_is_content() -> None:
    assert asked_for("Who bought the boats?").counts(frozenset())


@pytest.mark.parametrize(("asked", "told"), [("US", "U.S."), ("U.S.", "US"), ("U.S.", "U.S.")])
def test_an_abbreviation_is_one_word_with_or_without_its_stops(asked: str, told: str) -> None:
    question = asked_for(f"How many {asked} boats were sold?")
    having = question.terms_of(f"The {told} boats were sold.")
    assert (question.coverage(having), question.names_missing(having)) == (1.0, 0.0)
    assert question.counts(having)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who bought the barge?", []),
        ("Where was the barge built and who bought the barge?", ["Where was the barge built", "who bought the barge?"]),
        ("When will the digging start and how long will it take?", ["When will the digging start"]),
        ("How much does the barge cost, and who pays?", ["How much does the barge cost"]),
        ("Who bought the barge and why?", ["Who bought the barge"]),
    ],
)
def test_a_part_that_leans_on_the_first_is_not_judged_alone(question: str, parts: list[str]) -> None:
    assert [part.question for part in asked_for(question).parts] == parts


@pytest.mark.parametrize(("padding", "covered"), [(0, 1.0), (OPENING, 0.0)])
def test_what_a_story_is_about_stands_in_its_opening(padding: int, covered: float) -> None:
    asked, filler = asked_for("lighthouse keeper"), "Nothing much else. " * (padding // 19 + 1)
    version = version_of_text(f"{filler if padding else ''}Lighthouse keeper retired.", headline="Town notes")
    end = len(version.text)
    hit = Hit(Passage(version.article_id, version.number, end - 26, end), 0.5, 1.0, 0.6)
    (candidate,) = read(asked, [(hit, version)], 1)
    assert candidate.features.opening_covered == covered
    assert candidate.features.covered == 1.0
