"""The sample archive's update, correction, refile and withdrawal, asked with the bundled model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.answer import Answer
from store.core import Library
from store.query import build_query

HARBOUR = Path(__file__).parents[2] / "seeds" / "articles" / "harbour"
COST = "How much will the new roof of the school in Capstan Street cost?"
SALE = "Who will buy the covered fish market on Lantern Quay?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        opened.index([HARBOUR])
        yield opened


def ask(library: Library, question: str, as_of: str | None = None) -> Answer:
    return library.ask(build_query(question, as_of=as_of))


def test_a_corrected_story_answers_with_the_corrected_figure_and_says_so(library: Library) -> None:
    quote = ask(library, COST).quotes[0]
    assert "840,000 crowns" in quote.text
    assert (quote.status, quote.later) == ("corrected", None)
    assert quote.note is not None
    assert quote.note.startswith("Corrects the cost")


def test_as_of_a_day_before_the_correction_the_old_figure_is_quoted_and_said_to_be_corrected_later(
    library: Library,
) -> None:
    quote = ask(library, COST, "2013-11-05").quotes[0]
    assert "480,000 crowns" in quote.text
    assert quote.status == "usable"
    assert quote.later is not None
    assert (quote.later.status, quote.later.on.text) == ("corrected", "2013-11-06T09:30+00:00")
    assert (quote.later.note or "").startswith("Corrects the cost")


def test_an_update_answers_and_before_it_the_first_version_that_was_updated_later(library: Library) -> None:
    question = "What has Quillhaven Tramways offered the drivers for each night?"
    assert "from six crowns to nine" in ask(library, question).quotes[0].text
    earlier = ask(library, question, "2013-09-03").quotes
    assert all("to nine" not in quote.text for quote in earlier)
    assert {quote.later.status for quote in earlier if quote.later and "tram" in quote.source} == {"usable"}


def test_a_refile_answers_with_the_mended_name(library: Library) -> None:
    quotes = ask(library, "Who is the keeper of the lighthouse on Widow's Ledge?").quotes
    assert "Matthias Oakes" in quotes[0].text
    assert all("Oaks" not in quote.text for quote in quotes)


@pytest.mark.parametrize("as_of", [None, "2013-12-03", "2013-12-31"])
def test_a_withdrawn_story_is_never_quoted(library: Library, as_of: str | None) -> None:
    answer = ask(library, SALE, as_of)
    assert all("fish-market" not in (quote.url or "") for quote in answer.quotes)
    assert all("fish-market" not in (mention.url or "") for mention in answer.nearest)
