"""What `make run` does once everything is installed: the sample archive, then the bot or the chat."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat_commands import command_lines
from bot.cli import guarded
from bot.printing import trouble_lines
from bot.progress import shown_progress
from bot.settings import load_settings
from bot.shell import complain, open_library
from bot.terminal import Screen, chat
from store.report import no_progress

if TYPE_CHECKING:
    from store.core import Library

SEEDS = Path(__file__).parents[1] / "seeds"
# In a data folder that began with the sample archive: an own archive is never mixed with the sample stories.
MARK = "sample-archive"


def start() -> None:
    """Indexes the sample archive into an empty data folder, then serves Discord or opens the chat."""
    settings = load_settings()
    with open_library(settings) as library:
        keep_sample(library, settings.home)
        if settings.discord_token is None:
            complain(
                "no DISCORD_TOKEN is set (README.md, “A Discord application”, says how to get one): here is the chat."
            )
            chat(library.ask, library.follow, partial(command_lines, library), library.coverage(), settings.home)
            return
    # A fresh process, because this one has loaded the model, which the bot keeps out of its own.
    os.execv(sys.executable, [sys.executable, "-m", "bot", "run"])


def keep_sample(library: Library, home: Path) -> None:
    """Brings the sample stories up to date in a data folder that is empty or began with them."""
    mark = home / MARK
    first_time = not mark.exists()
    if first_time and library.status().versions:
        return
    mark.touch()
    with shown_progress() if first_time else nullcontext(no_progress) as progress:
        report = library.index([SEEDS], progress=progress)
    if report.count("added") or report.count("new_version"):
        complain("the sample archive is indexed; `dateline sources` lists what it holds.")
    Screen(sys.stderr).show(trouble_lines(item for item in report.items if item.outcome == "failed"))


if __name__ == "__main__":
    guarded(start)
