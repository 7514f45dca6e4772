"""What the commands of `dateline` share: their arguments and options, the library they open, where they print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Protocol

import typer
from sqlalchemy import Engine

from bot.kept.tables import open_tables
from bot.printing import Line
from bot.settings import Settings, load_settings
from bot.terminal import Screen

if TYPE_CHECKING:
    from store.core import Library

FAILED = 1

Question = Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in quotation marks.")]
Topic = Annotated[str, typer.Argument(metavar="TOPIC", help="The topic, in quotation marks.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only stories published on this day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only stories published on this day or earlier.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Only what had been published by this day.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Only stories of this publisher.")]
Limit = Annotated[int, typer.Option(metavar="N", help="How many quotes at most, 1 to 25.")]
Listed = Annotated[int, typer.Option("--limit", metavar="N", help="How many quotes at most, 1 to 50.")]
Order = Annotated[str | None, typer.Option(metavar="newest|oldest", help="In which order of publication.")]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, one object a line; all else on stderr.")]


class Printable(Protocol):
    def as_json(self) -> dict[str, object]: ...


def open_library(settings: Settings | None = None) -> Library:
    from store.core import Library  # loads torch and chromadb, seconds that --help must not cost

    settings = settings or load_settings()
    return Library.open(
        settings.home,
        encoder_model=settings.encoder_model,
        reranker_model=settings.reranker_model,
        reader_model=settings.reader_model,
    )


@contextmanager
def open_kept(settings: Settings | None = None) -> Iterator[Engine]:
    """The bot's own tables, made where they are not there. Raises KeptError."""
    home = (settings or load_settings()).home
    home.mkdir(parents=True, exist_ok=True)
    tables = open_tables(home)
    try:
        yield tables
    finally:
        tables.dispose()


def show(lines: Iterable[Line], objects: Iterable[Printable], *, as_json: bool) -> None:
    """What a command prints on stdout: lines for a person, or the same as JSON, one object a line."""
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(*(one.as_json() for one in objects))
    else:
        screen.show(lines)


def complain(message: str) -> None:
    """One line on stderr."""
    Screen(sys.stderr).say(f"dateline: {message}")
