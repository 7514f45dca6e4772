"""The chat answers piped questions one by one and goes on after a question that cannot be used."""

from __future__ import annotations

import io
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.chat_commands import COMMANDS, command_lines
from bot.terminal import chat
from store.answer import Answer
from store.article import Article
from store.errors import GenerationError, NotFoundError
from store.followup import follow
from store.listing import Listing
from store.query import Query
from store.quotecheck.check import QuoteCheck
from store.quotecheck.claim import Claim
from store.report import Publisher
from tests.discord.samples import COVERAGE, answered, listing, quote
from tests.store.stories import version_of_text


def echo(query: Query) -> Answer:
    """An Ask whose answer names the question."""
    return answered(query=query)


def following(before: Query, words: str, told: date | None) -> Query:
    """A Follow by the rules, in an archive of two publishers."""
    return follow(before, words, today=date(2026, 3, 5), publishers=["Coast Daily", "The Harbour Herald"], told=told)


class Shelf:
    """Lookups whose listings name what was asked."""

    def search(self, query: Query) -> Listing:
        return listing(quote("It rained."), query=query)

    def latest(self, query: Query) -> Listing:
        return listing(quote("It rained."), lookup="latest", query=query)

    def timeline(self, query: Query) -> Listing:
        return listing(quote("It rained."), lookup="timeline", query=query)

    def said(self, query: Query) -> Listing:
        return listing(quote("It rained."), lookup="said", query=query)

    def article(self, article_id: str) -> Article:
        if article_id != "a1":
            raise NotFoundError(f"The archive has no article {article_id!r}.")
        return Article((version_of_text("It rained."),))

    def check_quote(self, claim: Claim) -> QuoteCheck:
        return QuoteCheck.of_nothing(claim, COVERAGE)

    def sources(self) -> list[Publisher]:
        return [Publisher("Coast Daily", 2, "2026-01-02", "2026-01-02")]


def piped(text: bytes, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    chat(echo, following, partial(command_lines, Shelf()), COVERAGE, home)


def test_each_piped_line_is_answered_and_empty_ones_are_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped("What of the tariff?\n\n   \nWas heißt das?".encode(), monkeypatch, tmp_path)
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if line.endswith("?")] == ["What of the tariff?", "Was heißt das?"]
    assert out.count("\n> “We will not raise") == 2
    assert err == ""
    assert list(tmp_path.iterdir()) == []


def test_a_question_that_cannot_be_used_gets_its_sentence_and_the_next_its_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"?!\n" + b"word " * 400 + b"\nand now?\n", monkeypatch, tmp_path)
    out = capsys.readouterr().out
    assert "Please ask a question" in out
    assert "1,999 characters" in out
    assert "and now?\n" in out


def test_a_line_that_is_not_text_is_named_on_stderr_and_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"\xff\xfe\nand now?\n", monkeypatch, tmp_path)
    out, err = capsys.readouterr()
    assert out.startswith("and now?\n")
    assert err == "dateline: a line of the input is not UTF-8 text and was left out.\n"


def test_quit_leaves_and_help_helps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"/help\n/quit\nnever asked?\n", monkeypatch, tmp_path)
    out = capsys.readouterr().out
    assert "/quit" in out
    assert "never asked?" not in out


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/search tram's bell order:newest", "1 article on “tram's bell”, newest first."),
        ("/latest trams", "1 article on “trams”, newest first."),
        (
            '/timeline trams since:2013-03-01 publisher:"Coast Daily"',
            "1 article on “trams” (since 1 March 2013, published by Coast Daily), oldest first.",
        ),
        (
            "/said Ida Holt about:“night shifts”",
            "1 quote by a speaker called “Ida Holt” about “night shifts”, newest first.",
        ),
        ("/SAID holt", "1 quote by a speaker called “holt”, newest first."),
        ("/article [a1]", "Port buys a crane"),
        ("/sources", "Coast Daily: 2 articles, 2 January 2026"),
        ("/article a2", "The archive has no article 'a2'."),
        ("/article", "Which article? Its id stands in brackets beside each quote."),
        ("/search", "Please ask a question, for example: How many interceptors will be added in Alaska?"),
        ("/said", "Please name a speaker, for example: Antonov."),
        ("/search trams since:soon", "“since” must be a date, for example 2013-03-25, not 'soon'."),
        ("/search trams limit:few", "“limit” must be a number, not 'few'."),
        ("/search trams about:rain", "“about” is for /said only; put the topic behind the command."),
        ("/weather", "There is no /weather here; /help lists what there is."),
    ],
)
def test_a_command_shows_what_was_looked_up_or_what_is_wrong_with_it(
    typed: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(typed.encode(), monkeypatch, tmp_path)
    assert shown in capsys.readouterr().out.splitlines()


def test_help_names_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"/help", monkeypatch, tmp_path)
    out = capsys.readouterr().out
    assert all(f"\n{command.usage}" in out for command in COMMANDS)


def test_a_broken_index_ends_the_chat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(query: Query) -> Answer:
        raise GenerationError("The index is gone; run `dateline index`.")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"well?\n"), encoding="utf-8"))
    with pytest.raises(GenerationError):
        chat(broken, following, partial(command_lines, Shelf()), COVERAGE, tmp_path)


def test_a_line_follows_the_last_answer_and_shows_what_it_keeps_and_how_to_drop_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"What did the mayor say about the water tariff?\nand in february?\n", monkeypatch, tmp_path)
    out = capsys.readouterr().out.splitlines()
    assert "and in february?" in out
    assert "Follows: What did the mayor say about the water tariff? · February 2026" in out
    assert out[-2] == "/drop topic · /drop days · /new"


def test_what_follows_counts_from_the_day_of_the_story_that_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"Will the water tariff go up?\nsince then?\n", monkeypatch, tmp_path)
    assert "Follows: Will the water tariff go up? · since 5 March 2026\n" in capsys.readouterr().out


def test_a_part_is_dropped_by_its_name_and_a_wrong_name_gets_those_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = "/drop days\nWhat did the mayor say about the tariff?\nonly the herald\n/drop days\n/drop publisher\n"
    piped(lines.encode(), monkeypatch, tmp_path)
    out = capsys.readouterr().out
    assert "Nothing was asked yet, so there is nothing to drop.\n" in out
    assert "The last question has no “days” to drop; it has: topic, publisher.\n" in out
    with_publisher, without = out.split("it has: topic, publisher.")
    assert "published by The Harbour Herald" in with_publisher
    assert "Follows: What did the mayor say about the tariff?\n" in without
    assert "published by" not in without


def test_new_starts_afresh_and_a_line_that_asks_nothing_leaves_the_topic_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    piped(b"Who chairs the festival?\nthanks!\nsince when?\n/new\nwhy?\n", monkeypatch, tmp_path)
    asked, fresh = capsys.readouterr().out.split("The next question starts afresh.\n")
    assert "Please say what you want to know of it" in asked
    assert "Follows: chairs the festival\n" in asked
    assert "Follows" not in fresh
