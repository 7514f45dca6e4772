"""The small world with a real Library of five stories on one strike and one on a crane behind its door."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.discord.small import SmallLibrary
from tests.discord.world import World, opened

STRIKE = "What about the strike of the tram drivers?"
MIDNIGHT = "Who will not drive after midnight for nothing?"


@asynccontextmanager
async def town(folder: Path, **options: Any) -> AsyncIterator[World]:
    """A town: its archive in `folder / "home"`, its stories in `folder / "stories"`, what the bot keeps in `marks`."""
    indexed_into(folder)
    (folder / "marks").mkdir()
    opener = SmallLibrary(folder / "home").open
    async with opened(folder / "marks", opener=opener, per_minute=50, **options) as world:
        yield world


def indexed_into(folder: Path) -> None:
    """Put the town's archive and its stories into a folder."""
    shutil.copytree(_indexed(), folder, dirs_exist_ok=True)


@cache
def _indexed() -> Path:
    """The six stories, indexed once for all tests; removed when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-town-"))
    atexit.register(shutil.rmtree, folder)
    (folder / "stories").mkdir()
    small = SmallLibrary(folder / "home")
    small.fill(folder / "stories")
    small.fill_further(folder / "stories")
    return folder


def index_more(folder: Path, headline: str, text: str) -> None:
    """Add a story of 1 July 2019 to the archive, as another process would."""
    front = f"---\ntitle: {headline}\npublisher: Harbour Sample Herald\ndate: 2019-07-01\n---\n\n"
    (folder / "stories" / f"{headline.replace(' ', '-')}.md").write_text(front + text + "\n", encoding="utf-8")
    with SmallLibrary(folder / "home").open() as library:
        library.index([folder / "stories"])
