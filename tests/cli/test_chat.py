"""The chat answers piped questions one by one and goes on after a question that cannot be used."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bot.terminal import chat
from store.answer import Answer
from store.errors import GenerationError
from store.query import Query
from tests.discord.samples import COVERAGE, answered


def echo(query: Query) -> Answer:
    """An Ask whose answer names the question."""
    return answered(question=query.question)


def piped(text: bytes, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    chat(echo, COVERAGE, home)


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


def test_a_broken_index_ends_the_chat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(query: Query) -> Answer:
        raise GenerationError("The index is gone; run `dateline index`.")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"well?\n"), encoding="utf-8"))
    with pytest.raises(GenerationError):
        chat(broken, COVERAGE, tmp_path)
