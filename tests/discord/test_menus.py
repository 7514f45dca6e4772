"""The menu of a message: what the coverage has on it, and whether what it quotes is real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from tests.discord.pressing import buttons, press
from tests.discord.small import SmallLibrary
from tests.discord.town import town
from tests.discord.world import World, card, opened

REAL = "We will not drive after midnight for nothing"
FIND, CHECK = "Find coverage", "Is this quote real?"


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


async def chosen(world: World, menu: str, words: str) -> simcord.InteractionResult:
    """Bob chooses from the menu of a message that Alice wrote, which does not mention the bot."""
    message = await world.alice.send(world.channel, words)
    return await world.bob.context_menu(world.channel, menu, message)


async def test_a_real_quotation_is_found_with_its_story_and_date_for_who_asks_alone(strike: World) -> None:
    result = await chosen(strike, CHECK, f"She said: “{REAL}” - can you believe it?")
    assert result.ephemeral
    shown = card(result.response)
    assert "Tram drivers to strike on Friday" in shown
    assert "4 June 2019" in shown
    assert "**Real" in shown or "word for word" in shown


async def test_an_altered_quotation_is_called_so_and_its_words_are_marked(strike: World) -> None:
    result = await chosen(strike, CHECK, f"“{REAL.replace('not drive', 'drive')}”, Holt said")
    shown = card(result.response)
    assert "ltered" in shown
    assert "Tram drivers to strike on Friday" in shown


async def test_a_quotation_that_is_nowhere_is_told_so(strike: World) -> None:
    result = await chosen(strike, CHECK, "“The zeppelin will return to the harbour in spring,” he promised.")
    assert "not in" in card(result.response).lower() or "not found" in card(result.response).lower()


async def test_several_quotations_are_gone_through_by_a_button_also_after_a_restart(strike: World) -> None:
    words = f"“{REAL}” and then “The zeppelin will return to the harbour in spring”"
    result = await chosen(strike, CHECK, words)
    (label,) = buttons(result.response)
    assert label == "Next quotation (2 of 2)"
    await strike.env.restart_bot(strike.fresh_client())
    after = await press(strike.bob, result.response, label)
    assert "zeppelin" in card(after.response or result.response)


async def test_coverage_of_a_message_is_listed_for_who_asks_alone(strike: World) -> None:
    result = await chosen(strike, FIND, "did you hear about the tram drivers, will they strike?")
    assert result.ephemeral
    assert "### Search:" in card(result.response)
    assert "Tram drivers" in card(result.response)


async def test_no_coverage_of_a_message_is_told_so(strike: World) -> None:
    result = await chosen(strike, FIND, "zeppelin!")
    assert "No story has these words." in card(result.response)


@pytest.mark.parametrize("menu", [FIND, CHECK])
async def test_a_message_without_words_is_refused(strike: World, menu: str) -> None:
    result = await chosen(strike, menu, "🙂🙂!!")
    assert "no words in this message" in card(result.response)


@pytest.mark.parametrize("menu", [FIND, CHECK])
async def test_the_longest_and_the_oddest_messages_are_survived(strike: World, menu: str) -> None:
    for words in ("“x” " * 400, "> " * 900, "@everyone ```" + "[a](b)" * 200, "“" * 1500):
        result = await chosen(strike, menu, words[:2000])
        assert card(result.response).strip()


async def test_an_empty_index_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path, opener=SmallLibrary(tmp_path / "home").open) as world:
        for menu in (FIND, CHECK):
            result = await chosen(world, menu, f"“{REAL}”")
            assert "o articles are indexed yet" in card(result.response)
