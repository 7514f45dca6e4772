"""`/coverage withdraw | restore | remove`: asked twice, for a reason, and of effect at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.door import StuckError, WorkerLostError
from bot.press import Pressed
from store.errors import ArchiveError
from store.withdrawal import Decision
from tests.discord.office import Office, office
from tests.discord.pressing import press
from tests.discord.small import SmallLibrary
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


@dataclass
class Failing:
    """In place of a decision of the door: the first call fails, before or only after it was decided."""

    act: Any
    error: Exception
    decided: bool
    calls: int = 0

    async def __call__(self, article_id: str, reason: str, who: str) -> Decision:
        self.calls += 1
        if self.calls > 1:
            return await self.act(article_id, reason, who)  # type: ignore[no-any-return]
        if self.decided:
            await self.act(article_id, reason, who)
        raise self.error


def decisions(desk: Office) -> list[tuple[str, str | None]]:
    """What was decided of stories, as the audit trail tells it: each act with its outcome."""
    with SmallLibrary(desk.folder / "home").open() as library:
        trail = library.admin.trail(20)
    return [(entry.action, entry.outcome) for entry in trail if entry.action in ("withdraw", "restore")]


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


async def test_readmitting_a_removed_story_twice_says_that_it_may_be_added_already(desk: Office) -> None:
    story = (await desk.headlines())[0].article_id
    await press(desk.carol, (await desk.do("remove", story=story, reason="A court forbids it.")).response, "Do it")
    await desk.done()
    told = []
    for _ in range(2):
        proposed = await desk.do("restore", story=story, reason="It does not.")
        told.append(card((await press(desk.carol, proposed.response, "Do it")).response))
    assert "may be added again. Its text was deleted" in told[0]
    assert "**Nothing was changed.**" in told[1]
    assert "may be added again already. Its text was deleted: add it anew." in told[1]


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


@pytest.mark.parametrize("decided", [False, True])
@pytest.mark.parametrize("kind", ["withdraw", "restore"])
@pytest.mark.parametrize("error", [StuckError("stuck"), WorkerLostError("lost"), ArchiveError("The disk is full.")])
async def test_what_failed_when_it_was_confirmed_is_done_when_it_is_pressed_again(
    desk: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str, decided: bool
) -> None:
    story = await crane(desk) if kind == "withdraw" else (await withdrawn(desk))[0]
    await desk.done()
    proposed = await desk.do(kind, story=story, reason="The figure was looked at.")
    assert proposed.response is not None
    failing = Failing(getattr(desk.world.door, kind), error, decided)
    monkeypatch.setattr(desk.world.door, kind, failing)
    failed = await press(desk.carol, proposed.response, "Do it")
    assert failed.followups, "the proposal stays where it is, to be pressed again"
    again = await press(desk.carol, proposed.response, "Do it")
    assert "Port buys a crane" in card(again.response)
    assert failing.calls == 2
    assert (await desk.done())[-1].task.kind == "changed"
    assert ("floating crane" in await desk.ask(CRANE)) == (kind == "restore")


async def test_a_proposal_that_failed_can_be_left(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed = await desk.do("withdraw", story=await crane(desk), reason="The figure was wrong.")
    failing = Failing(desk.world.door.withdraw, StuckError("stuck"), decided=False)
    monkeypatch.setattr(desk.world.door, "withdraw", failing)
    await press(desk.carol, proposed.response, "Do it")
    left = await press(desk.carol, proposed.response, "Leave it")
    assert "Left as it is." in card(left.response)
    assert "floating crane" in await desk.ask(CRANE)


async def presses(
    desk: Office, monkeypatch: pytest.MonkeyPatch, *labels: str
) -> tuple[list[Pressed], list[simcord.InteractionResult]]:
    """Presses of the proposal to withdraw the crane's story, of which none has been done, and where each is answered.

    SimCord lets nobody press while the press before is still being answered, as Discord does.
    """
    proposed = await desk.do("withdraw", story=await crane(desk), reason="The figure was wrong.")
    assert proposed.response is not None
    pressed: list[Pressed] = []

    async def later(one: Pressed) -> None:
        pressed.append(one)

    with monkeypatch.context() as patch:
        patch.setattr(desk.world.client, "press", later)
        results = [await press(desk.carol, proposed.response.message, label) for label in labels]
    return pressed, results


def told(result: simcord.InteractionResult) -> str:
    """The card that a press got, or what it was told beside."""
    return card(result.followups[-1] if result.followups else result.response)


async def test_what_is_pressed_twice_at_once_is_decided_once(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed, results = await presses(desk, monkeypatch, "Do it", "Do it")
    await asyncio.gather(*(desk.world.client.press(one) for one in pressed))
    done, before = sorted(map(told, results), key=lambda one: "decided before" in one)
    assert "**Port buys a crane** is withdrawn." in done
    assert "This was decided before." in before
    assert decisions(desk) == [("withdraw", "withdrawn")]
    assert [job.task.kind for job in await desk.done()] == ["withdraw", "changed"]


async def test_what_nobody_waits_for_any_more_is_decided_all_the_same(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, withdraw = asyncio.Event(), desk.world.door.withdraw

    async def late(article_id: str, reason: str, who: str) -> Decision:
        await free.wait()
        return await withdraw(article_id, reason, who)

    (first, left), results = await presses(desk, monkeypatch, "Do it", "Leave it")
    monkeypatch.setattr(desk.world.door, "withdraw", late)
    with monkeypatch.context() as patch:
        patch.setattr(desk.world.asker, "_seconds", 0.1)
        await desk.world.client.press(first)
    assert "No answer within" in told(results[0])
    free.set()
    await desk.world.client.press(left)
    assert "This was decided before." in told(results[1])
    assert "floating crane" not in await desk.ask(CRANE)
