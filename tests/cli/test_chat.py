"""The chat answers piped questions one by one and goes on after a question that cannot be used."""

from __future__ import annotations

import io
import sys
from functools import partial
from pathlib import Path

import pytest

from bot.chat_commands import COMMANDS, command_lines
from bot.terminal import chat
from store.answer import Answer
from store.article import Article
from store.errors import GenerationError, NotFoundError
from store.listing import Listing
from store.query import Query
from store.report import Publisher
from tests.discord.samples import COVERAGE, answered, listing, quote
from tests.store.stories import version_of_text


def echo(query: Query) -> Answer:
    """An Ask whose answer names the question."""
    return answered(question=query.question)


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

    def sources(self) -> list[Publisher]:
        return [Publisher("Coast Daily", 2, "2026-01-02", "2026-01-02")]


def piped(text: bytes, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    chat(echo, partial(command_lines, Shelf()), COVERAGE, home)


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
        chat(broken, partial(command_lines, Shelf()), COVERAGE, tmp_path)
