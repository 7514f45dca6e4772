"""Discord to the record and back: a real Library behind the door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.samples import payload_texts, seen
from tests.discord.small import TRAM, SmallLibrary
from tests.discord.world import World, card, opened


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[World]:
    folders = [tmp_path / name for name in ("home", "stories", "marks")]
    for folder in folders:
        folder.mkdir()
    small = SmallLibrary(folders[0])
    small.fill(folders[1])
    async with opened(folders[2], opener=small.open) as world:
        yield world


async def test_a_quote_on_the_card_stands_in_the_story_with_its_publisher_and_date(library: World) -> None:
    result = await library.alice.slash(library.channel, "ask", question="Why will tram drivers in Marrowgate strike?")
    assert result.response is not None
    shown = card(result.response)
    assert "Harbour Sample Herald · 4 June 2019 · [Read](<https://herald.example/tram>)" in shown
    quoted = next(text for text in payload_texts(result.response.components) if text.startswith("> "))
    assert "Tram drivers in Marrowgate will strike on Friday over night shifts" in seen(quoted)
    assert seen(quoted).split("\n")[0] in TRAM


async def test_what_the_stories_do_not_tell_is_declined(library: World) -> None:
    result = await library.alice.slash(library.channel, "ask", question="Who won the chess championship in Reykjavik?")
    assert "No answer found in the indexed coverage." in card(result.response)


async def test_a_story_without_a_date_answers_no_question_about_a_time(library: World) -> None:
    result = await library.alice.slash(
        library.channel, "ask", question="What did the port of Marrowgate buy?", since="2019-01-01"
    )
    assert "Port buys a crane" not in card(result.response).split("Nearest coverage:")[0]


async def test_an_empty_library_says_that_nothing_is_indexed(tmp_path: Path) -> None:
    async with opened(tmp_path, opener=SmallLibrary(tmp_path / "home").open) as world:
        result = await world.alice.slash(world.channel, "ask", question="Will tram drivers strike?")
        assert "No articles are indexed yet." in card(result.response)
