"""`/coverage withdraw | restore | remove`: asked twice, for a reason, and of effect at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from tests.discord.office import Office, office
from tests.discord.pressing import press
from tests.discord.world import card

CRANE = "What has the port of Marrowgate bought?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def crane(desk: Office) -> str:
    """The id of the story on the crane."""
    [found] = [one.article_id for one in await desk.headlines() if one.text == "Port buys a crane"]
    return found


async def withdrawn(desk: Office) -> tuple[str, simcord.InteractionResult]:
    """The id of the crane's story, and the pressed proposal that withdrew it."""
    story = await crane(desk)
    proposed = await desk.do("withdraw", story=story, reason="The figure\nwas wrong.")
    return story, await press(desk.carol, proposed.response, "Do it")


async def test_a_story_that_is_withdrawn_is_quoted_no_more_and_earlier_answers_say_so(desk: Office) -> None:
    assert "floating crane" in await desk.ask(CRANE)
    story, pressed = await withdrawn(desk)
    assert "**Port buys a crane** is withdrawn. It is quoted no more." in card(pressed.response)
    assert story in card(pressed.response)  # what `restore` asks for, which suggests only what may be quoted
    assert "floating crane" not in await desk.ask(CRANE)
    await desk.done()
    await desk.world.client.flagging.look()
    earlier = card(desk.world.replies()[0])
    assert "floating crane" not in earlier
    assert "The figure was wrong." in earlier


async def test_a_proposal_is_for_its_asker_alone_and_does_nothing_by_itself(desk: Office) -> None:
    proposed = await desk.do("withdraw", story=await crane(desk), reason="The figure was wrong.")
    assert proposed.ephemeral
    shown = card(proposed.response)
    assert "Withdraw a story?" in shown
    assert "Port buys a crane" in shown
    assert "Reason: The figure was wrong." in shown
    assert "floating crane" in await desk.ask(CRANE)
    left = await press(desk.carol, proposed.response, "Leave it")
    assert "Left as it is." in card(left.response)
    assert "floating crane" in await desk.ask(CRANE)
    assert await crane(desk)


async def test_a_proposal_pressed_twice_was_decided_before(desk: Office) -> None:
    proposed = await desk.do("remove", story=await crane(desk), reason="A court says so.")
    custom_ids = {"Do it": "confirm", "Leave it": "discard"}
    kept = proposed.response
    assert kept is not None
    message = kept.message
    await press(desk.carol, kept, "Do it")
    for label in custom_ids:
        again = await press(desk.carol, message, label)
        assert "This was decided before." in card(again.followups[-1] if again.followups else again.response)
    assert [job.task.kind for job in await desk.done()] == ["remove"]


async def test_a_withdrawn_story_is_restored_and_quoted_again(desk: Office) -> None:
    story, _ = await withdrawn(desk)
    proposed = await desk.do("restore", desk.dave, story=story, reason="The figure was right.")
    pressed = await press(desk.dave, proposed.response, "Do it")
    assert "**Port buys a crane** is restored. It may be quoted again." in card(pressed.response)
    await desk.done()
    assert "floating crane" in await desk.ask(CRANE)


async def test_withdrawing_twice_changes_nothing(desk: Office) -> None:
    story, _ = await withdrawn(desk)
    proposed = await desk.do("withdraw", story=story, reason="The figure was wrong.")
    pressed = await press(desk.carol, proposed.response, "Do it")
    assert "**Nothing was changed.**" in card(pressed.response)


async def test_a_removed_story_is_gone_with_its_text(desk: Office) -> None:
    assert "floating crane" in await desk.ask(CRANE)
    proposed = await desk.do("remove", story=await crane(desk), reason="A court says so.")
    await press(desk.carol, proposed.response, "Do it")
    [job] = await desk.done()
    assert job.state == "done"
    assert "Removed: Port buys a crane." in card(desk.card(1))
    assert "floating crane" not in await desk.ask(CRANE)
    held = b"".join(path.read_bytes() for path in (desk.folder / "home").rglob("*") if path.is_file())
    assert b"floating crane" not in held


@pytest.mark.parametrize("kind", ["withdraw", "remove"])
async def test_an_id_that_no_story_has_is_told_at_once(desk: Office, kind: str) -> None:
    given = await desk.do(kind, story="abcdefghij", reason="It was wrong.")
    assert given.ephemeral
    assert "abcdefghij" in card(given.response)
    assert "Do it" not in str(given.response)
    assert await desk.done() == []


async def test_restoring_what_was_never_there_is_told_when_it_is_confirmed(desk: Office) -> None:
    proposed = await desk.do("restore", story="abcdefghij", reason="It was right.")
    pressed = await press(desk.carol, proposed.response, "Do it")
    assert "abcdefghij" in card(pressed.followups[-1])


@pytest.mark.parametrize("kind", ["withdraw", "restore", "remove"])
async def test_a_reason_of_nothing_but_spaces_is_none(desk: Office, kind: str) -> None:
    given = await desk.do(kind, story=await crane(desk), reason="   ")
    assert "reason" in card(given.response)
    assert await desk.done() == []
    assert await crane(desk)


async def test_a_proposal_outlives_a_restart(desk: Office) -> None:
    proposed = await desk.do("withdraw", story=await crane(desk), reason="The figure was wrong.")
    await desk.restart()
    await press(desk.carol, proposed.response, "Do it")
    assert "floating crane" not in await desk.ask(CRANE)
