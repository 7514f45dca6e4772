"""The saved Reuters page, asked with the bundled model: the right sentence first, or a plain no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.answer import Answer, Quote
from store.core import Library
from store.query import build_query

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the saved page is not here")

# The words that the first quote has to have; those behind it may stand in any quote.
ANSWERABLE = {
    "Who assured Shoigu that the talks would continue?": ("Chuck Hagel assured him",),
    "When were six deputy-minister meetings held?": ("since 2011, when six were held",),
    "Why were the 2012 talks cancelled?": ("because of scheduling conflicts",),
    "How many interceptors will go to Alaska and when was that announced?": ("a March 16 announcement",),
    "What does Russia fear about the European shield?": ("weaken its nuclear deterrent",),
    "Where did Stavridis publish his article and what did he say the system protects against?": (
        "published on NATO’s website",
        "Iran, Syria and other ballistic-missile capable nations",
    ),
    "Who will carry the talks forward at the Pentagon?": ("policy chief, Jim Miller",),
    "What did Antonov say according to RIA?": ("restart regular consultations",),
    "What did Antonov say in March 2013?": ("restart regular consultations",),
    "Who said 'We strongly disagree'?": ("“We strongly disagree.”",),
}
# The words underlined in the first quote, the long ones by their first and their last three.
UNDERLINED = {
    "Who assured Shoigu that the talks would continue?": ["U.S. Defence Secretary Chuck Hagel"],
    "When were six deputy-minister meetings held?": ["2011"],
    "Why were the 2012 talks cancelled?": ["because of scheduling conflicts"],
    "How many interceptors will go to Alaska and when was that announced?": [
        "March 16",
        "14 new anti-missile interceptors",
    ],
    "What does Russia fear about the European shield?": [
        "the European shield would weaken its nuclear deterrent",
    ],
    "Who will carry the talks forward at the Pentagon?": ["Jim Miller"],
    "What did Antonov say according to RIA?": ["We are very … between deputy ministers"],
    "Who said 'We strongly disagree'?": ["U.S. Admiral James Stavridis"],
}
UNANSWERABLE = (
    "What is the price of one interceptor?",
    "Who won the 2012 World Series?",
    "What did the Chinese foreign minister say?",
    "When was the treaty signed?",
)
NEVER_QUOTED = (
    *("Reuters logo", "years ago", "not pictured", "REUTERS/", "Reporting by", "Editing by", "Our Standards"),
    *("Trust Principles", "0 : 0", "browser", "portrait", "landscape", "talks\n\nU.S., Russia aim"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        assert opened.index([SEEDS]).count("added") == 1
        yield opened


def ask(library: Library, question: str) -> Answer:
    return library.ask(build_query(question))


@pytest.mark.parametrize("question", ANSWERABLE)
def test_the_page_answers_with_the_right_sentence_first(library: Library, question: str) -> None:
    answer = ask(library, question)
    first, *rest = ANSWERABLE[question]
    assert answer.verdict == "answered", answer.reason
    assert first in answer.quotes[0].text
    for words in rest:
        assert any(words in quote.text for quote in answer.quotes)
    for quote in answer.quotes:
        assert (quote.published.text or "").startswith("2013-03-25")
        assert quote.headline == "U.S., Russia aim to reconvene stalled missile defence talks"
        assert not [words for words in NEVER_QUOTED if words in quote.text]


@pytest.mark.parametrize(("question", "words"), UNDERLINED.items())
def test_the_words_that_answer_are_underlined(library: Library, question: str, words: list[str]) -> None:
    first = ask(library, question).quotes[0]
    assert underlined(first) == words


def test_the_second_part_of_a_question_has_its_words_underlined(library: Library) -> None:
    asked = "Where did Stavridis publish his article and what did he say the system protects against?"
    found = [words for quote in ask(library, asked).quotes for words in underlined(quote)]
    assert "Iran, Syria and … the European continent" in found


def underlined(quote: Quote) -> list[str]:
    spans = [quote.text[span.start - quote.start : span.end - quote.start].split() for span in quote.answer_spans]
    return [" ".join([*words[:3], "…", *words[-3:]] if len(words) > 9 else words) for words in spans]


def test_who_said_a_quoted_phrase_is_named(library: Library) -> None:
    answer = ask(library, "Who said 'We strongly disagree'?")
    assert [quote.speaker for quote in answer.quotes][:1] == ["James Stavridis"]
    assert not ask(library, "Who said 'We strongly agree'?").quotes


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_what_the_page_does_not_tell_is_declined(library: Library, question: str) -> None:
    answer = ask(library, question)
    assert (answer.verdict, [quote.text for quote in answer.quotes]) == ("not_in_coverage", [])
    assert [mention.published.day and mention.published.day.isoformat() for mention in answer.nearest] == ["2013-03-25"]


def test_everything_quoted_of_the_page_stands_in_its_text(library: Library) -> None:
    for question in (*ANSWERABLE, *UNANSWERABLE):
        for quote in library.search(build_query(question, limit=25)).quotes:
            version = library.article(quote.article_id).current
            assert quote.text == version.text[quote.start : quote.end]
            assert not [words for words in NEVER_QUOTED if words in quote.text]


def test_the_days_that_the_page_names_are_told_beside_its_quotes(library: Library) -> None:
    meant = {"on Monday": "2013-03-25", "March 16": "2013-03-16", "on March 21": "2013-03-21"}
    told: dict[str, str] = {}
    for question in (*ANSWERABLE, *UNANSWERABLE):
        for quote in library.search(build_query(question, limit=25)).quotes:
            words = {quote.text[d.start - quote.start : d.end - quote.start]: d.resolved for d in quote.dates}
            told |= {text: day for text, day in words.items() if day not in text and day[:4] not in text}
    assert told == meant


def test_the_page_checks_out(library: Library) -> None:
    assert library.verify().clean
