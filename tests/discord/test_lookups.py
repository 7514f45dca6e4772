"""The lookups in Discord: what they list, their pages and exports, and what they say when there is nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.press import Choose
from tests.discord.pressing import buttons, choose, components, labels, press, quoted
from tests.discord.small import FURTHER, TRAM, SmallLibrary
from tests.discord.town import index_more, town
from tests.discord.world import World, card, opened

STORIES = "\n".join([TRAM.replace("**", ""), *(text for _, _, text in FURTHER)])


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        await world.desk.names.refresh()
        yield world


def days(shown: str) -> list[str]:
    """The lines of a timeline that lead with a day."""
    return [line for line in shown.split("\n") if line.startswith("**") and "June 2019" in line]


async def look_up(world: World, command: str, **options: Any) -> simcord.InteractionResult:
    return await world.alice.slash(world.channel, command, **options)


@pytest.mark.parametrize("command", ["search", "latest", "timeline"])
async def test_a_lookup_lists_dated_verbatim_quotes(strike: World, command: str) -> None:
    result = await look_up(strike, command, topic="tram drivers strike")
    assert quoted(result)
    assert all(line in STORIES for text in quoted(result) for line in text.split("\n") if line)
    assert "June 2019" in card(result.response)
    assert not result.ephemeral


async def test_a_timeline_stands_in_the_order_of_days_and_turns_round(strike: World) -> None:
    result = await look_up(strike, "timeline", topic="tram drivers strike")
    oldest = days(card(result.response))
    assert len(oldest) == 5
    assert [int(line[2:].split()[0]) for line in oldest] == [4, 5, 6, 8, 20]
    await press(strike.alice, result.response, "Newest first")
    newest = [
        line for line in card(strike.now(result.response)).split("\n") if line.startswith("**") and "June 2019" in line
    ]
    assert newest == oldest[::-1]


async def test_the_export_of_a_timeline_has_the_rows_of_the_timeline(tmp_path: Path, strike: World) -> None:
    result = await look_up(strike, "timeline", topic="tram drivers strike")
    exported = await press(strike.bob, result.response, "Export CSV")
    assert exported.ephemeral
    assert exported.response is not None
    (attachment,) = exported.response.attachments
    rows = list(csv.DictReader(io.StringIO((await attachment.read()).decode("utf-8-sig"))))
    assert [row["date"] for row in rows] == ["2019-06-04", "2019-06-05", "2019-06-06", "2019-06-08", "2019-06-20"]
    assert [row["quote"] for row in rows] == quoted(result)
    markdown = await press(strike.bob, result.response, "Export Markdown")
    assert markdown.response is not None
    assert "> " in (await markdown.response.attachments[0].read()).decode("utf-8-sig")


async def test_a_story_is_opened_from_a_listing_at_what_was_matched(strike: World) -> None:
    result = await look_up(strike, "search", topic="midnight for nothing")
    opened = await choose(strike.bob, result.response, 0)
    assert opened.ephemeral
    shown = card(opened.response)
    assert "### Tram drivers to strike on Friday" in shown
    assert "__" in shown
    assert "paragraphs 1 to 2 of 2" in shown or "paragraph 2 of 2" in shown


async def test_what_somebody_said_is_listed_and_their_names_are_suggested(strike: World) -> None:
    suggested = await strike.alice.autocomplete(strike.channel, "said", "speaker", "hol")
    assert [choice["value"] for choice in suggested] == ["Ida Holt"]
    result = await look_up(strike, "said", speaker="Ida Holt")
    assert any("We will not drive after midnight for nothing" in text for text in quoted(result))
    nobody = await look_up(strike, "said", speaker="Anton Quill")
    assert "Nothing found that the coverage plainly attributes to this speaker." in card(nobody.response)


async def test_an_article_is_chosen_by_its_headline(strike: World) -> None:
    suggested = await strike.alice.autocomplete(strike.channel, "article", "article", "floating")
    assert suggested == []
    (crane,) = await strike.alice.autocomplete(strike.channel, "article", "article", "port cra")
    assert "Port buys a crane" in crane["name"]
    result = await look_up(strike, "article", article=crane["value"])
    assert "The port of Marrowgate has bought a floating crane" in card(result.response)


async def test_an_article_that_is_not_there_is_told_so(strike: World) -> None:
    result = await look_up(strike, "article", article="nosuchstory")
    assert "has no article" in card(result.response)


async def test_a_withdrawn_article_is_not_shown(tmp_path: Path, strike: World) -> None:
    (suggested,) = await strike.alice.autocomplete(strike.channel, "article", "article", "tram drivers to strike")
    story = tmp_path / "stories" / "tram.md"
    story.write_text(TRAM.replace("publisher:", "status: withdrawn\npublisher:", 1), encoding="utf-8")
    with SmallLibrary(tmp_path / "home").open() as library:
        library.index([story])
    result = await look_up(strike, "article", article=suggested["value"])
    assert "withdrawn" in card(result.response)
    assert "midnight" not in card(result.response)


async def test_the_sources_are_listed_and_publishers_are_suggested(strike: World) -> None:
    result = await look_up(strike, "sources")
    assert "**Harbour Sample Herald** · 5 articles · 4 June 2019 to 20 June 2019" in card(result.response)
    suggested = await strike.alice.autocomplete(strike.channel, "search", "publisher", "coast", topic="crane")
    assert [choice["value"] for choice in suggested] == ["Coast Sample Daily"]


@pytest.mark.parametrize("command", ["search", "latest", "timeline"])
async def test_a_lookup_of_what_is_not_there_says_so(strike: World, command: str) -> None:
    result = await look_up(strike, command, topic="zeppelin")
    assert "found" in card(result.response).lower() or "No story has these words" in card(result.response)
    assert labels(result.response) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"topic": "?!"}, "Please ask a question"),
        ({"topic": "tram", "since": "03/04/2013"}, "“since” must be a date"),
        ({"topic": "tram", "since": "2020-01-01", "until": "2019-01-01"}, "is after “until”"),
    ],
)
async def test_what_cannot_be_looked_up_is_refused_with_the_way_to_mend_it(
    strike: World, options: dict[str, str], words: str
) -> None:
    assert words in card((await look_up(strike, "timeline", **options)).response)


async def test_a_lookup_for_oneself_is_seen_by_nobody_else(strike: World) -> None:
    result = await look_up(strike, "search", topic="tram drivers strike", private=True)
    assert result.ephemeral


async def test_pages_turn_for_the_asker_in_place_and_for_others_beside_it(tmp_path: Path, strike: World) -> None:
    for number in range(4):
        index_more(tmp_path, f"Tram strike note {number}", f"Tram drivers strike, note number {number} of the works.")
    result = await look_up(strike, "timeline", topic="tram drivers strike")
    first = card(result.response)
    other = await press(strike.bob, result.response, "Next")
    assert [message.ephemeral for message in other.followups] == [True]
    assert card(strike.now(result.response)) == first
    own = await press(strike.alice, result.response, "Next")
    assert "page 2 of 2" in card(strike.now(result.response))
    assert not own.followups


async def test_pages_turn_after_a_restart_and_not_of_an_older_index(tmp_path: Path, strike: World) -> None:
    result = await look_up(strike, "timeline", topic="tram drivers strike")
    await strike.env.restart_bot(strike.fresh_client())
    await press(strike.alice, result.response, "Newest first")
    assert "newest first" in card(strike.now(result.response))
    index_more(tmp_path, "Tram strike again", "Tram drivers in Marrowgate will strike again in July, over pay.")
    stale = await press(strike.alice, strike.now(result.response), "Oldest first")
    assert "This button belongs to an older index" in card(stale.followups[0])
    assert "### Timeline" in card(strike.now(result.response))


async def test_the_timeline_of_an_answer_is_one_press_away(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question="What about the strike of the tram drivers?")
    result = await press(strike.bob, answer.response, "Timeline")
    assert result.ephemeral
    assert "### Timeline:" in card(result.response)
    assert "Export CSV" in buttons(result.response)


def a_long_story(folder: Path) -> None:
    paragraphs = [
        f"Paragraph {n} of the long report on the lock. " + "The gates were repaired. " * 30 for n in range(12)
    ]
    index_more(folder, "The long report on the lock", "\n\n".join(paragraphs))


async def test_a_long_article_is_read_page_by_page_in_place_also_after_a_restart(tmp_path: Path, strike: World) -> None:
    a_long_story(tmp_path)
    await strike.desk.names.refresh()
    (suggested,) = await strike.alice.autocomplete(strike.channel, "article", "article", "long report")
    result = await look_up(strike, "article", article=suggested["value"])
    assert "Paragraph 0 of the long report" in card(result.response)
    await strike.env.restart_bot(strike.fresh_client())
    await press(strike.alice, result.response, "Paragraphs after")
    second = card(strike.now(result.response))
    assert "Paragraph 0 of" not in second
    other = await press(strike.bob, strike.now(result.response), "Paragraphs before")
    assert "Paragraph 0 of" in card(other.followups[0])
    assert card(strike.now(result.response)) == second


async def test_many_sources_are_listed_in_pages(tmp_path: Path, strike: World) -> None:
    for number in range(16):
        front = f"---\ntitle: Note {number}\npublisher: Paper {number:02}\ndate: 2019-07-02\n---\n\n"
        (tmp_path / "stories" / f"note-{number}.md").write_text(f"{front}Note number {number} of the works.\n")
    with SmallLibrary(tmp_path / "home").open() as library:
        library.index([tmp_path / "stories"])
    result = await look_up(strike, "sources")
    assert "page 1 of 2" in card(result.response)
    await press(strike.alice, result.response, "Next")
    assert "page 2 of 2" in card(strike.now(result.response))


async def test_an_empty_index_is_told_by_every_lookup(tmp_path: Path) -> None:
    async with opened(tmp_path, opener=SmallLibrary(tmp_path / "home").open) as world:
        await world.desk.names.refresh()
        for command, options in (
            ("search", {"topic": "tram"}),
            ("latest", {"topic": "tram"}),
            ("timeline", {"topic": "tram"}),
            ("said", {"speaker": "Ida Holt"}),
            ("sources", {}),
        ):
            result = await look_up(world, command, **options)
            assert "No articles are indexed yet." in card(result.response), command
        assert await world.alice.autocomplete(world.channel, "said", "speaker", "h") == []


async def test_an_export_of_an_older_index_says_so(tmp_path: Path, strike: World) -> None:
    result = await look_up(strike, "timeline", topic="tram drivers strike")
    index_more(tmp_path, "Tram strike again", "Tram drivers in Marrowgate will strike again in July, over pay.")
    stale = await press(strike.bob, result.response, "Export CSV")
    assert "This button belongs to an older index" in card(stale.response)


async def test_a_story_is_opened_from_a_listing_after_a_restart(strike: World) -> None:
    result = await look_up(strike, "said", speaker="Ida Holt")
    await strike.env.restart_bot(strike.fresh_client())
    opened_story = await choose(strike.bob, result.response, 0)
    assert "### Tram drivers to strike on Friday" in card(opened_story.response)


async def test_nobody_opens_a_story_from_somebody_elses_private_listing(strike: World) -> None:
    result = await look_up(strike, "search", topic="tram drivers strike", private=True)
    select = next(one for one in components(result.response) if one.get("type") == 3)
    view = discord.ui.LayoutView()
    options = [discord.SelectOption(label="x", value=select["options"][0]["value"])]
    view.add_item(discord.ui.ActionRow(Choose("open", select["custom_id"].split(":")[2], options)))
    forged = await strike.text_channel().send(view=view)
    stolen = await choose(strike.bob, forged, 0)
    assert "I no longer have what this button was for" in card(stolen.response)
