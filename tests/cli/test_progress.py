"""Progress is a few plain lines where nobody watches, and a bar where somebody does."""

from __future__ import annotations

import io

import pytest

from bot import progress
from bot.progress import shown_progress
from tests.cli.test_printing import FakeTerminal


def test_a_log_gets_a_line_at_the_start_and_the_end_of_each_stage() -> None:
    log = io.StringIO()
    with shown_progress(log) as report:
        for done in range(2001):
            report("reading", done, 2000)
        report("reading", 2000, 2000)
        report("embedding", 0, 0)
    assert log.getvalue().splitlines() == ["reading: 0 of 2,000", "reading: 2,000 of 2,000", "embedding: 0"]


def test_a_slow_stage_says_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    log = io.StringIO()
    with shown_progress(log) as report:
        for done in range(4):
            report("reading", done, 10)
    assert len(log.getvalue().splitlines()) == 4


def test_a_terminal_gets_a_bar_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    terminal = FakeTerminal()
    with shown_progress(terminal) as report:
        report("reading", 3, 3)
        report("embedding", 1, 2)
    shown = terminal.getvalue()
    assert "━" in shown
    assert "3/3" in shown
    assert "embedding" in shown
