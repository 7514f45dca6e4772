"""The reader's quotes: whole sentences around the one that matters, as many as fit, and none of them twice."""

from __future__ import annotations

import pytest

from store.article import Version
from store.distinct import distinct
from store.passages import Passage
from store.reader import Candidate, read
from store.retriever import Hit
from store.sentences import sentence_spans
from store.window import MAX_QUOTE
from tests.store.asking import asked_for
from tests.store.stories import version_of_text

PARAGRAPHS = (
    "The council met late on Monday in the old hall. Nobody left before the vote was taken.",
    "It will dredge the channel, the mayor said. The barge comes from Karren.",
    "The sludge will be dumped beyond the reef. Fishermen had asked for another place.",
    "The roof of the school has to wait. Rain is expected at the weekend.",
)
STORY = version_of_text("\n\n".join(PARAGRAPHS), headline="Town notes")


def read_paragraphs(question: str, *paragraphs: int, version: Version = STORY) -> list[Candidate]:
    """What the reader makes of passages of one paragraph each."""
    hits = []
    for place in paragraphs:
        start = version.text.index(version.paragraphs[place])
        passage = Passage(version.article_id, version.number, start, start + len(version.paragraphs[place]))
        hits.append((Hit(passage, 0.5, 1.0, 0.6), version))
    return read(asked_for(question), hits, len(hits))


def test_a_quote_goes_on_beyond_its_passage_while_there_is_room() -> None:
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 2)
    assert candidate.answering == "The sludge will be dumped beyond the reef."
    assert candidate.text == STORY.text


def test_a_quote_does_not_open_with_a_sentence_that_leans_on_one_without_room() -> None:
    first = "Nobody in the old hall left before it was all over and " * 8
    story = version_of_text(f"{first}more. It was late. The sludge will be dumped beyond the reef in May, in deep sea.")
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 0, version=story)
    assert candidate.text == "The sludge will be dumped beyond the reef in May, in deep sea."


@pytest.mark.parametrize(
    ("before", "opening"),
    [
        (f"“{'We wait and ' * 42}wait. Nobody has paid for it,” she said. ", ""),
        (f'"{"We wait and " * 42}wait. Nobody has paid for it," she said. ', ""),
        ("Under it, nobody may leave. ", ""),
        ("All of them were counted. ", ""),
        ("At the time nobody left. ", ""),
        ("Nobody may leave. ", "Nobody may leave. "),
    ],
)
def test_a_quote_opens_with_what_stands_alone(before: str, opening: str) -> None:
    filler = "Nobody in the old hall left before it was all over and " * 8
    head = f"{filler}more. {before}"
    answer = "The sludge will be dumped beyond the reef in May, in deep sea."
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 0, version=version_of_text(head + answer))
    assert candidate.text == opening + answer


def test_a_sentence_that_asks_is_not_the_one_that_answers() -> None:
    story = version_of_text("Where will the sludge be dumped? The barge will dump it beyond the reef.")
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 0, version=story)
    assert candidate.answering == "The barge will dump it beyond the reef."
    assert candidate.text == story.text


def test_the_sentence_that_answers_may_stand_beside_the_passage() -> None:
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 3)
    assert candidate.answering == "The sludge will be dumped beyond the reef."


def test_a_quote_ends_where_the_next_sentence_has_no_room() -> None:
    long = version_of_text("\n\n".join(PARAGRAPHS * 4), headline="Town notes")
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 2, version=long)
    bounds = sentence_spans(long.text)
    assert {candidate.span.start} <= {span.start for span in bounds}
    following = min(span.end for span in bounds if span.end > candidate.span.end)
    assert len(candidate.text) <= MAX_QUOTE < following - candidate.span.start


def test_of_a_story_no_sentence_is_quoted_twice_and_each_that_matters_once() -> None:
    before = "Nobody in the old hall left before it was all over and " * 8
    behind = "Fishermen wanted another place for it, farther out, or " * 6
    told = version_of_text(
        f"{before}more. The town will dredge the channel, the mayor said.\n\n"
        f"The sludge will be dumped beyond the reef. {behind}none."
    )
    candidates = read_paragraphs("Where will the sludge be dumped and what did the mayor say?", 0, 1, version=told)
    assert candidates[0].span.overlaps(candidates[1].span)
    first, second = (candidate for candidate, _ in distinct(candidates))
    assert not first.span.overlaps(second.span)
    assert all(one.answering in one.text and one.text == one.text.strip() for one in (first, second))
    assert {first.answering, second.answering} == {
        "The town will dredge the channel, the mayor said.",
        "The sludge will be dumped beyond the reef.",
    }


def test_the_sentence_that_matters_is_quoted_though_a_quotation_before_it_is_not_closed() -> None:
    told = version_of_text(
        "The mayor spoke on Monday. “We have waited for a year and a day, she said.\n\n"
        "“The sludge will be dumped beyond the reef in May.\n\n“Nobody has to fear for the beach,” she said."
    )
    (candidate,) = read_paragraphs("Where will the sludge be dumped?", 1, version=told)
    assert candidate.answering in candidate.text


def test_a_copy_is_named_once_whatever_of_it_was_found() -> None:
    copy = version_of_text(STORY.text, article_id="copycopycopy")
    original = read_paragraphs("Where will the sludge be dumped?", 2)
    copies = read_paragraphs("Where will the sludge be dumped?", 2, version=copy) * 2
    ((_, named),) = distinct([*original, *copies])
    assert [one.version.article_id for one in named] == ["copycopycopy"]


def test_what_matters_and_is_quoted_already_is_not_quoted_again() -> None:
    found = distinct(read_paragraphs("Where will the sludge be dumped?", 2, 2))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("Why does another barge come?", {"barge", "come"}),
        ("Who's the keeper?", {"keeper"}),
        ("Will the US sign?", {"us", "sign"}),
        ("What does Article 5 of the second treaty allow?", {"article", "5", "second", "treaty", "allow"}),
    ],
)
def test_only_the_words_that_tell_something_count(question: str, telling: set[str]) -> None:
    assert asked_for(question).weights.keys() == telling
