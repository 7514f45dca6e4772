"""The buttons of an answer: for everyone, for the asker alone, after a restart and after the index has changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
import simcord

from bot.kept.tables import FILE
from bot.press import Press
from tests.discord.pressing import buttons, labels, press, quoted
from tests.discord.small import FURTHER, TRAM, SmallLibrary
from tests.discord.town import MIDNIGHT, STRIKE, index_more, town
from tests.discord.world import World, card, opened


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


async def asked(world: World, question: str = STRIKE, **options: object) -> simcord.InteractionResult:
    return await world.alice.slash(world.channel, "ask", question=question, **options)


async def test_an_answer_has_its_buttons_and_context_beside_each_quote(strike: World) -> None:
    result = await asked(strike)
    below = ["More quotes", "Timeline", "Ask follow-up", "Open thread", "Helpful", "Not helpful", "Receipt"]
    assert labels(result.response) == ["Context"] * 3 + below


async def test_an_empty_index_has_none(tmp_path: Path) -> None:
    async with opened(tmp_path, opener=SmallLibrary(tmp_path / "home").open) as world:
        assert labels((await asked(world)).response) == []


async def test_more_quotes_come_to_whoever_presses_and_are_others_than_those_shown(strike: World) -> None:
    answer = await asked(strike)
    more = await press(strike.bob, answer.response, "More quotes")
    assert more.ephemeral
    first, further = quoted(answer), quoted(more)
    assert further
    assert not set(first) & set(further)
    stories = "\n".join([TRAM.replace("**", ""), *(text for _, _, text in FURTHER)])
    assert all(line in stories for text in first + further for line in text.split("\n") if line)


async def test_further_quotes_have_their_own_context_and_receipt(tmp_path: Path, strike: World) -> None:
    more = await press(strike.bob, (await asked(strike)).response, "More quotes")
    context = await press(strike.bob, more.response, "Context")
    assert quoted(more)[0].split("\n")[0] in quoted(context)[0]
    receipt = await press(strike.bob, more.response, "Receipt")
    assert receipt.response is not None
    written = (await receipt.response.attachments[0].read()).decode()
    assert [one["text"] for one in json.loads(written)["quotes"]] == quoted(more)
    with SmallLibrary(tmp_path / "home").open() as library:
        assert library.check_receipt(written).clean


async def test_when_there_are_no_more_quotes_the_button_says_so(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question="What has the port of Marrowgate bought?")
    more = await press(strike.alice, answer.response, "More quotes")
    assert "There are no more quotes that answer this." in card(more.response)


async def test_context_shows_the_paragraphs_around_with_the_quote_marked(strike: World) -> None:
    answer = await asked(strike, MIDNIGHT)
    context = await press(strike.bob, answer.response, "Context")
    assert context.ephemeral
    shown = card(context.response)
    assert "### Tram drivers to strike on Friday" in shown
    assert "4 June 2019" in shown
    (around,) = quoted(context)
    assert around in TRAM.replace("**", "")
    assert "> __" in shown


async def test_context_of_a_story_that_was_withdrawn_meanwhile_shows_no_word_of_it(
    tmp_path: Path, strike: World
) -> None:
    answer = await asked(strike, MIDNIGHT)
    story = tmp_path / "stories" / "tram.md"
    story.write_text(TRAM.replace("publisher:", "status: withdrawn\npublisher:", 1), encoding="utf-8")
    with SmallLibrary(tmp_path / "home").open() as library:
        library.index([story])
    context = await press(strike.alice, answer.response, "Context")
    assert "may not be quoted any more" in card(context.response)
    assert "midnight" not in card(context.response)


async def test_the_receipt_is_a_file_that_the_library_can_check(tmp_path: Path, strike: World) -> None:
    answer = await asked(strike)
    result = await press(strike.bob, answer.response, "Receipt")
    assert result.ephemeral
    assert result.response is not None
    (attachment,) = result.response.attachments
    written = (await attachment.read()).decode()
    with SmallLibrary(tmp_path / "home").open() as library:
        assert library.check_receipt(written).clean
        told = json.loads(written)
        told["quotes"][0]["text"] = told["quotes"][0]["text"].replace("tram", "bus")
        report = library.check_receipt(json.dumps(told))
    assert not report.intact
    assert report.quotes[0].fault == "the slice is not the quote"


async def test_an_opinion_is_counted_once_a_person_and_can_be_changed(strike: World) -> None:
    answer = await asked(strike)
    await press(strike.bob, answer.response, "Helpful")
    await press(strike.bob, answer.response, "Not helpful")
    result = await press(strike.alice, answer.response, "Helpful")
    assert "Noted: helpful." in card(result.response)
    with sqlite3.connect(strike.marks / FILE) as tables:
        assert sorted(tables.execute("SELECT helpful FROM votes").fetchall()) == [(0,), (1,)]
    tables.close()


async def test_a_private_answer_can_be_shared_by_its_asker(strike: World) -> None:
    private = await asked(strike, private=True)
    assert private.ephemeral
    assert "Share" in labels(private.response)
    shared = await press(strike.alice, private.response, "Share")
    assert not shared.ephemeral
    assert card(shared.response) == card(private.response)
    assert "Share" not in labels(shared.response)


async def test_nobody_gets_at_anothers_private_answer_by_its_button(strike: World) -> None:
    private = await asked(strike, private=True)
    stolen = buttons(private.response)["Helpful"].split(":")[2]
    view = discord.ui.LayoutView()
    button = Press("context", stolen, "0", label="Context")
    view.add_item(discord.ui.ActionRow(button))
    forged = await strike.text_channel().send(view=view)
    result = await press(strike.bob, forged, "Context")
    assert "I no longer have what this button was for" in card(result.response)


async def test_buttons_work_after_a_restart(strike: World) -> None:
    answer = await asked(strike, MIDNIGHT)
    await strike.env.restart_bot(strike.fresh_client())
    context = await press(strike.bob, answer.response, "Context")
    assert "### Tram drivers to strike on Friday" in card(context.response)


async def test_a_button_of_an_older_index_says_so_and_asks_again_when_told_to(tmp_path: Path, strike: World) -> None:
    answer = await asked(strike)
    index_more(tmp_path, "Tram strike again", "Tram drivers in Marrowgate will strike again in July, over pay.")
    stale = await press(strike.alice, answer.response, "More quotes")
    assert "This button belongs to an older index" in card(stale.response)
    again = await press(strike.alice, stale.response, "Ask again")
    assert again.ephemeral
    assert f"### {STRIKE}" in card(again.response)
    assert "7 articles" in card(again.response)


async def test_a_press_of_something_that_is_not_kept_is_told_so(strike: World) -> None:
    answer = await asked(strike)
    with sqlite3.connect(strike.marks / FILE) as tables:
        tables.execute("DELETE FROM exchanges")
    tables.close()
    result = await press(strike.alice, answer.response, "More quotes")
    assert "I no longer have what this button was for" in card(result.response)


async def test_without_its_tables_the_bot_still_answers_but_without_buttons(
    strike: World, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(strike.marks / FILE) as tables:
        tables.execute("DROP TABLE exchanges")
    tables.close()
    result = await asked(strike)
    assert "A strike of the tram drivers would stop 14 lines" in card(result.response)
    assert labels(result.response) == []
    assert "answered without buttons" in caplog.text
