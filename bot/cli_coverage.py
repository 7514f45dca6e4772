"""The command of `dateline` that says what coverage is missing: gaps."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.coverage_lines import gaps_lines
from bot.kept.gaps import gaps
from bot.shell import Json, open_kept, show
from store.query import read_day

coverage = typer.Typer()


@coverage.command("gaps")
def gaps_command(
    *,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only what was asked on this day or later.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many topics at most.")] = 20,
    as_json: Json = False,
) -> None:
    """List what people asked in Discord that the coverage does not answer, by topic, without who asked."""
    day = read_day("since", since)
    with open_kept() as tables:
        found = asyncio.run(gaps(tables, day))
    show(gaps_lines(found, limit), found[:limit], as_json=as_json)
