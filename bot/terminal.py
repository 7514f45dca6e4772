"""The terminal: lines on a screen or in a pipe, and the chat.

On a terminal lines are coloured and wrapped; anywhere else each logical line is written whole and plain.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.text import Text

from bot.conversation import Ask, Conversation, Follow
from bot.printing import BLANK, Line, Lines, answer_lines, one_line
from bot.wording import coverage_words
from store.answer import Answer, Coverage
from store.errors import QueryError

_HELP = (
    "Type a question; the answer is what the coverage says, word for word, with its date.",
    "A line that needs the last question follows it: why? · and in May? · what did the mayor say? · any date",
    "/drop topic, days, publisher or speaker asks again without what was kept; /new starts afresh.",
    "/help shows this, /quit or Ctrl-D leaves, Ctrl-C stops an answer.",
    "For dates and publishers: dateline ask --help",
)
# JSON leaves them bare, and a terminal that shows the JSON would obey: DEL, C1 controls, bidi overrides.
_BARE_IN_JSON = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Screen:
    """Where lines go. Raises BrokenPipeError when nobody reads any more."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._styled = file.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
        self._console = Console(file=file, force_terminal=self._styled, highlight=False, emoji=False, markup=False)

    def show(self, lines: Iterable[Line]) -> None:
        for line in lines:
            if self._styled:
                self._show_wrapped(line)
            else:
                margin = line.margin if line.text else line.margin.rstrip()
                self._file.write(f"{margin}{line.text.plain}\n")
        self._file.flush()

    def say(self, sentence: str) -> None:
        self.show([Line(Text(one_line(sentence)))])

    def json(self, *objects: dict[str, object]) -> None:
        """One JSON object a line."""
        for one in objects:
            written = json.dumps(one, ensure_ascii=False)
            self._file.write(_BARE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n")
        self._file.flush()

    def _show_wrapped(self, line: Line) -> None:
        width = max(20, self._console.width - len(line.margin))
        for piece in line.text.wrap(self._console, width):
            self._console.print(Text.assemble((line.margin, "cyan"), piece), soft_wrap=True)


def chat(ask: Ask, follow: Follow, coverage: Coverage, home: Path) -> None:
    """Answers questions until the input ends: typed ones with line editing and history, piped ones line by line."""
    screen, conversation = Screen(sys.stdout), Conversation(ask, follow)
    if sys.stdin.isatty() and sys.stdout.isatty():
        screen.say(f"{coverage_words(coverage)}. Ask a question; /help helps, Ctrl-D leaves.")
        questions = _typed(home / "chat-history")
    else:
        questions = _piped()
    for question in questions:
        if question in ("/quit", "/exit"):
            return
        try:
            _reply(conversation, question, screen)
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
            screen.say("Stopped.")


def _reply(conversation: Conversation, line: str, screen: Screen) -> None:
    command, _, words = line.partition(" ")
    try:
        if line.startswith("/"):
            screen.show(_COMMANDS.get(command, _help)(conversation, words.strip()))
        else:
            screen.show(_answer(conversation, conversation.say(line)))
    except QueryError as error:
        screen.say(str(error))
    screen.show([BLANK])


def _answer(conversation: Conversation, answer: Answer) -> Lines:
    yield from answer_lines(answer)
    if answer.query.taken:
        drops = " · ".join(f"/drop {name}" for name in conversation.droppable())
        yield Line(Text(f"{drops} · /new" if drops else "/new starts afresh", "dim"))


def _help(_conversation: Conversation, _words: str) -> Lines:
    return (Line(Text(sentence)) for sentence in _HELP)


def _new(conversation: Conversation, _words: str) -> Lines:
    conversation.afresh()
    yield Line(Text("The next question starts afresh."))


def _drop(conversation: Conversation, words: str) -> Lines:
    return _answer(conversation, conversation.drop(words))


_COMMANDS: dict[str, Callable[[Conversation, str], Lines]] = {"/help": _help, "/new": _new, "/drop": _drop}
"""What each command shows, given the conversation and the words behind it; another command gets the help."""


def _typed(history: Path) -> Iterator[str]:
    session: PromptSession[str] = PromptSession(history=FileHistory(history))
    while True:
        try:
            question = session.prompt("? ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if question:
            yield question


def _piped() -> Iterator[str]:
    for line in sys.stdin.buffer:
        try:
            question = line.decode("utf-8").strip()
        except UnicodeDecodeError:
            Screen(sys.stderr).say("dateline: a line of the input is not UTF-8 text and was left out.")
            continue
        if question:
            yield question
