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
from store.errors import NotFoundError, QueryError

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


def chat(ask: Ask, follow: Follow, command: Callable[[str], Iterable[Line]], coverage: Coverage, home: Path) -> None:
    """Answers questions until the input ends: typed ones with line editing and history, piped ones line by line.

    `command` gives the lines of what begins with a stroke and is not about the conversation itself.
    """
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
            _reply(conversation, command, question, screen)
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
            screen.say("Stopped.")


def _reply(conversation: Conversation, command: Callable[[str], Iterable[Line]], line: str, screen: Screen) -> None:
    name, _, words = line.partition(" ")
    try:
        if name in _OF_CONVERSATION:
            lines: Iterable[Line] = _OF_CONVERSATION[name](conversation, words.strip())
        elif line.startswith("/"):
            lines = command(line)
        else:
            lines = _answer(conversation, conversation.say(line))
    except (QueryError, NotFoundError) as error:
        screen.say(str(error))
    else:
        screen.show(lines)
    screen.show([BLANK])


def _answer(conversation: Conversation, answer: Answer) -> Lines:
    yield from answer_lines(answer)
    if answer.query.taken:
        drops = " · ".join(f"/drop {name}" for name in conversation.droppable())
        yield Line(Text(f"{drops} · /new" if drops else "/new starts afresh", "dim"))


def _new(conversation: Conversation, _words: str) -> Lines:
    conversation.afresh()
    yield Line(Text("The next question starts afresh."))


def _drop(conversation: Conversation, words: str) -> Lines:
    return _answer(conversation, conversation.drop(words))


_OF_CONVERSATION: dict[str, Callable[[Conversation, str], Lines]] = {"/new": _new, "/drop": _drop}
"""What each command about the conversation itself shows, given that and the words behind it."""


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
