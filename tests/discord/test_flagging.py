"""Following up: cards that quoted a story say what became of it, each once, the newest first, over a restart too.

The look that the bot takes by itself every few seconds is taken by hand.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import flagging
from bot.client import DatelineClient
from bot.door import StuckError, WorkerLostError
from bot.kept.flags import Flag, FlagReport, Outcome
from bot.kept.tables import KeptError
from store.errors import ArchiveError
from tests.discord.pressing import components, labels, press
from tests.discord.small import SmallLibrary
from tests.discord.town import MIDNIGHT, index_more, town
from tests.discord.watching import TOPIC, add, execute, posts
from tests.discord.watching import look as watch
from tests.discord.world import World, card

WHY = "Its source, a *bot*, does not exist."
WORDS = "We will not drive after midnight for nothing"
SEVERAL = "Which tram drivers in Marrowgate will strike on Friday over night shifts?"
TOLD = "Tram drivers in Marrowgate will strike on Friday over night shifts"
TITLE = "Tram drivers to strike on Friday"


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


async def ask(world: World, question: str = MIDNIGHT, **options: Any) -> Any:
    """The message of an answer that quotes the first story."""
    answer = (await world.alice.slash(world.channel, "ask", question=question, **options)).response
    assert TITLE in card(answer)
    return answer


async def look(world: World, client: DatelineClient | None = None) -> None:
    await (client or world.client).flagging.look()


def story(world: World) -> str:
    """The id of the first story."""
    with SmallLibrary(world.marks.parent / "home").open() as library:
        return next(one.article_id for one in library.catalogue().headlines if one.text == TITLE)


def decide(world: World, decision: str, article_id: str, reason: str = WHY) -> None:
    """Withdraw or restore a story, as another process does."""
    with SmallLibrary(world.marks.parent / "home").open() as library:
        getattr(library.admin, decision)(article_id, reason)


def edits(world: World, message: Any) -> int:
    """How often a message was edited with the rights of the bot, not of an interaction."""
    return len(world.requests("PATCH", f"/messages/{message.id}"))


def is_flagged(world: World, message: Any) -> bool:
    return "Withdrawn on" in card(world.now(message)) and WORDS not in card(world.now(message))


async def test_a_card_says_that_its_story_was_withdrawn_and_quotes_it_no_more(strike: World) -> None:
    answer = await ask(strike, SEVERAL)
    before, buttons = card(answer), labels(answer)
    assert buttons.count("Context") > 1
    decide(strike, "withdraw", story(strike))
    for _ in range(2):
        await look(strike)
    after = card(strike.now(answer))
    today = f"{datetime.now(UTC):%-d %B %Y}"
    assert f"**Withdrawn on {today}** — this story was quoted here.\nReason: Its source, a \\*bot\\*, does not" in after
    assert f"**{TITLE}**\nHarbour Sample Herald · 4 June 2019" in after
    assert labels(strike.now(answer)) == buttons[1:]
    told, *_, other = [line for line in before.splitlines() if line.startswith("> ")]
    assert TOLD in told.replace("__", "")
    assert (told in after, WORDS in after, other in after) == (False, False, True)
    assert before.splitlines()[-1] == after.splitlines()[-1]
    assert edits(strike, answer) == 1
    assert await strike.desk.flags.report() == FlagReport(edited=1)


async def test_a_restored_story_makes_its_card_what_it_was(strike: World) -> None:
    answer = await ask(strike, SEVERAL)
    untold = await ask(strike, private=True)
    key, before = story(strike), list(components(strike.now(answer)))
    decide(strike, "withdraw", key)
    await look(strike)
    assert list(components(strike.now(answer))) != before
    decide(strike, "restore", key)
    await look(strike)
    assert list(components(strike.now(answer))) == before
    assert (edits(strike, answer), edits(strike, untold)) == (2, 0)


async def test_a_story_restored_before_its_cards_were_told_is_not_told_of(strike: World) -> None:
    answer, key = await ask(strike), story(strike)
    decide(strike, "withdraw", key)
    decide(strike, "restore", key)
    await look(strike)
    assert edits(strike, answer) == 0


async def test_a_corrected_story_keeps_its_quote_and_says_how_it_was_corrected(tmp_path: Path, strike: World) -> None:
    answer = await ask(strike)
    file = tmp_path / "stories" / "tram.md"
    corrected = file.read_text().replace("date:", "status: corrected\nnote: Corrects the day.\ndate:", 1)
    file.write_text(corrected.replace("on Friday over", "on Saturday over"))
    with SmallLibrary(tmp_path / "home").open() as library:
        library.index([file])
    for _ in range(2):
        await look(strike)
    after = card(strike.now(answer))
    assert WORDS in after.replace("__", "")
    assert "**Corrected later, on 4 June 2019.** Corrects the day." in after
    again = await ask(strike)
    await look(strike)
    assert (edits(strike, answer), edits(strike, again)) == (1, 0)


async def test_what_only_is_new_is_not_told(tmp_path: Path, strike: World) -> None:
    answer = await ask(strike)
    file = tmp_path / "stories" / "tram.md"
    file.write_text(file.read_text() + "\nThe union has 400 members.\n")
    index_more(tmp_path, "Ferry renamed", "The ferry Petrel was renamed Kittiwake.")
    await look(strike)
    assert edits(strike, answer) == 0
    assert await strike.desk.flags.report() == FlagReport()


async def test_private_answers_are_counted_as_not_reached(strike: World) -> None:
    await ask(strike, private=True)
    answer, key = await ask(strike), story(strike)
    decide(strike, "withdraw", key)
    await look(strike)
    assert is_flagged(strike, answer)
    assert await strike.desk.flags.report(key) == FlagReport(edited=1, not_reached=1)
    assert await strike.desk.flags.report("other") == FlagReport()


@pytest.mark.parametrize(
    ("status", "code", "report"),
    [
        (404, 10008, FlagReport(gone=1, edited=1)),
        (404, 10003, FlagReport(gone=1, edited=1)),
        (403, 50001, FlagReport(not_reached=1, edited=1)),
        (400, 50083, FlagReport(not_reached=1, edited=1)),
    ],
)
async def test_a_card_that_cannot_be_edited_any_more_is_left_and_the_rest_told(
    strike: World, status: int, code: int, report: FlagReport
) -> None:
    earlier, answer = await ask(strike), await ask(strike)
    decide(strike, "withdraw", story(strike))
    strike.env.inject_error("PATCH", f"/channels/*/messages/{answer.id}", status=status, code=code, times=None)
    for _ in range(2):
        await look(strike)
    assert is_flagged(strike, earlier)
    assert await strike.desk.flags.report() == report
    assert edits(strike, answer) == 1


async def test_old_cards_wait_where_discord_lets_no_more_of_them_be_edited_and_new_ones_do_not(strike: World) -> None:
    older, old, new = await ask(strike), await ask(strike), await ask(strike)
    for message in (older, old):
        ago = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
        execute(strike, "UPDATE exchanges SET at = ? WHERE message = ?", ago, message.id)
    decide(strike, "withdraw", story(strike))
    strike.env.inject_error("PATCH", f"/channels/*/messages/{old.id}", status=400, code=30046)
    for _ in range(2):
        await look(strike)
    assert [is_flagged(strike, one) for one in (older, old, new)] == [False, False, True]
    assert await strike.desk.flags.report() == FlagReport(edited=1, waiting=2)
    client = strike.fresh_client()
    await strike.env.restart_bot(client)
    await look(strike, client)
    assert all(is_flagged(strike, one) for one in (older, old, new))
    assert [edits(strike, one) for one in (older, old, new)] == [1, 2, 1]


async def test_cut_short_by_a_restart_every_card_is_told_once_the_newest_first(
    strike: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = [await ask(strike) for _ in range(4)]
    decide(strike, "withdraw", story(strike))
    told, left = strike.desk.flags.told, iter((True, True))

    async def twice(flag: Flag, outcome: Outcome) -> None:
        if not next(left, False):
            raise KeptError("The bot's own tables cannot be used (disk full).")
        await told(flag, outcome)

    with monkeypatch.context() as patch:
        patch.setattr(strike.desk.flags, "told", twice)
        with pytest.raises(KeptError):
            await look(strike)
    assert [is_flagged(strike, one) for one in cards] == [False, True, True, True]
    client = strike.fresh_client()
    await strike.env.restart_bot(client)
    for _ in range(2):
        await look(strike, client)
    assert all(is_flagged(strike, one) for one in cards)
    assert [edits(strike, one) for one in (cards[0], *cards[2:])] == [1, 1, 1]
    assert await strike.desk.flags.report() == FlagReport(edited=4)


async def test_a_card_that_is_being_told_as_the_bot_ends_is_noted_and_no_other_is_begun(
    strike: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        await ask(strike)
    decide(strike, "withdraw", story(strike))
    own, told = strike.client.flagging, strike.desk.flags.told
    begun, note = asyncio.Event(), asyncio.Event()

    async def slowly(flag: Flag, outcome: Outcome) -> None:
        begun.set()
        await note.wait()
        await told(flag, outcome)

    monkeypatch.setattr(strike.desk.flags, "told", slowly)
    await own.stop()
    own.start()
    await begun.wait()
    stopping = asyncio.create_task(own.stop())
    await asyncio.sleep(0)
    note.set()
    await stopping
    assert await strike.desk.flags.report() == FlagReport(edited=1, waiting=1)


@pytest.mark.parametrize("error", [StuckError("stuck"), WorkerLostError("lost"), ArchiveError("torn"), KeyError("x")])
@pytest.mark.parametrize("of", ["requote", "flagged_card"])
async def test_a_card_that_cannot_be_made_keeps_no_other_from_being_told(
    strike: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, of: str, error: Exception
) -> None:
    earlier, answer = await ask(strike), await ask(strike)
    decide(strike, "withdraw", story(strike))
    owner = strike.desk.door if of == "requote" else flagging
    made, first = getattr(owner, of), iter([True])

    def failing(*given: Any) -> Any:
        if next(first, False):
            raise error
        return made(*given)

    monkeypatch.setattr(owner, of, failing)
    await look(strike)
    assert [is_flagged(strike, one) for one in (earlier, answer)] == [True, False]
    assert type(error).__name__ in caplog.text
    await look(strike)
    assert is_flagged(strike, answer)
    assert [edits(strike, one) for one in (earlier, answer)] == [1, 1]


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_card_at_which_discord_fails_again_and_again_comes_after_all_others(
    strike: World, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    cards = [await ask(strike) for _ in range(3)]
    decide(strike, "withdraw", story(strike))
    strike.env.inject_error("PATCH", f"/channels/*/messages/{cards[2].id}", status=status, times=None)
    moments = count(0.0, 8.0)  # as where one refusal takes longer than a look
    with monkeypatch.context() as patch:
        patch.setattr(flagging, "time", SimpleNamespace(monotonic=lambda: next(moments)))
        for shown in ([False, False, False], [False, True, False], [True, True, False]):
            await look(strike)
            assert [is_flagged(strike, one) for one in cards] == shown
    assert (await strike.desk.flags.report()).waiting == 1
    strike.env.backend.faults.clear()
    await look(strike)
    assert is_flagged(strike, cards[2])


async def test_an_answer_kept_only_after_its_story_was_withdrawn_is_found(strike: World) -> None:
    key = story(strike)
    answer = await ask(strike)
    row = execute(strike, "SELECT * FROM quoted")
    execute(strike, "DELETE FROM quoted")
    decide(strike, "withdraw", key)
    await look(strike)
    assert edits(strike, answer) == 0
    for values in row:
        execute(strike, "INSERT INTO quoted VALUES (?, ?, ?)", *values)
    await look(strike)
    assert is_flagged(strike, answer)


async def test_of_two_answers_on_one_card_the_one_that_stands_there_is_told(strike: World) -> None:
    answer = await ask(strike, since="2019-01-01", until="2019-12-31")
    dropped = next(label for label in labels(answer) if label.startswith("✕"))
    await press(strike.alice, answer, dropped)
    assert "\n-# 1 quote from 1 article · all coverage" in card(strike.now(answer))
    decide(strike, "withdraw", story(strike))
    await look(strike)
    assert is_flagged(strike, answer)
    assert "\n-# no quote stands any more · all coverage" in card(strike.now(answer))
    assert edits(strike, answer) == 1


async def test_the_post_of_a_watch_is_told_too(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, "Tram strike again", "Tram drivers in Marrowgate will strike again in July, over pay.")
    await watch(strike)
    [(key,)] = execute(strike, "SELECT article_id FROM posted")
    decide(strike, "withdraw", key)
    await look(strike)
    [posted] = posts(strike)
    assert f"### New on “{TOPIC}”\n-# 1 new story" in posted
    assert "Withdrawn on" in posted
    assert "over pay" not in posted
