"""Buttons over the wire: pressed at once, after a restart, by somebody else; and many people's answers side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.core import Library
from store.receipt import ReceiptReport
from tests.loopback.exchange import Exchange, Interaction, Message, User
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, plain
from tests.wire.stories import QUARRY, QUARRY_DAYS, STORIES, Story

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANTERNS, LIBRARIAN = STORIES[0], STORIES[1]
TALK = "neighbours said in the market square"


async def asked(server: LoopbackDiscord, question: str = LANTERNS.question, *, private: bool = False) -> Message:
    return await server.wait_for_reply(await server.slash(server.user(), "ask", question=question, private=private))


async def press(server: LoopbackDiscord, user: User, message: Message, label: str) -> tuple[Interaction, Message]:
    """Press the first button with this label; the press and what came of it."""
    pressed = await server.press(user, message, label)
    return pressed, await server.wait_for_reply(pressed)


def quotes(message: Message) -> list[str]:
    return [line for line in plain(message).splitlines() if line.startswith("> ")]


def checked(home: Path, message: Message) -> ReceiptReport:
    """What the library says to the receipt that is attached to a message."""
    [attachment] = message.attachments
    with Library.open(home) as library:
        return library.check_receipt(attachment.data.decode())


async def test_context_shows_the_paragraphs_around_to_whoever_presses(server: LoopbackDiscord) -> None:
    answer = await asked(server)
    pressed, context = await press(server, server.user("another"), answer, "Context")
    assert (pressed.callback, pressed.ephemeral, context.ephemeral) == (5, True, True)
    assert LANTERNS.fact in plain(context)
    assert LANTERNS.shown_date in plain(context)
    assert TALK in plain(context)


async def test_the_receipt_is_attached_and_stands_in_the_record(server: LoopbackDiscord, indexed: Path) -> None:
    pressed, receipt = await press(server, server.user(), await asked(server), "Receipt")
    assert pressed.ephemeral
    report = checked(indexed, receipt)
    assert report.clean
    assert report.receipt.question == LANTERNS.question
    assert LANTERNS.fact in report.receipt.quotes[0].text


async def test_an_opinion_is_noted_for_the_one_who_has_it(server: LoopbackDiscord) -> None:
    answer = await asked(server)
    before = answer.edits
    pressed, thanks = await press(server, server.user(), answer, "Helpful")
    assert pressed.ephemeral
    assert "Noted: helpful." in plain(thanks)
    assert answer.edits == before


async def test_more_quotes_are_others_than_those_shown(server: LoopbackDiscord) -> None:
    answer = await asked(server, QUARRY)
    pressed, more = await press(server, server.user(), answer, "More quotes")
    assert pressed.ephemeral
    first, further = quotes(answer), quotes(more)
    assert len(first) == 3
    assert further
    assert not set(first) & set(further)
    assert all(any(line.removeprefix("> ") == text for text in QUARRY_DAYS) for line in first + further)


async def test_nobody_gets_at_a_private_answer_by_the_id_of_its_button(server: LoopbackDiscord) -> None:
    answer = await asked(server, private=True)
    assert answer.ephemeral
    for label in ("Context", "Receipt", "Share", "Helpful"):
        pressed, refusal = await press(server, server.user("thief"), answer, label)
        assert "I no longer have what this button was for" in plain(refusal)
        assert LANTERNS.fact not in plain(refusal)
        assert refusal.attachments == []
        assert len(pressed.replies) == 1


async def test_buttons_work_after_the_bot_was_stopped_and_started_again(
    own_server: LoopbackDiscord, start: Start, home: Path
) -> None:
    product = await start()
    answer = await asked(own_server)
    private = await own_server.slash(own_server.user("keeper"), "ask", question=LIBRARIAN.question, private=True)
    hidden = await own_server.wait_for_reply(private)
    assert await product.stop() == 0

    product = await start()
    _, context = await press(own_server, own_server.user(), answer, "Context")
    assert TALK in plain(context)
    _, thanks = await press(own_server, own_server.user(), answer, "Not helpful")
    assert "Noted: not helpful." in plain(thanks)
    _, refusal = await press(own_server, own_server.user("thief"), hidden, "Context")
    assert LIBRARIAN.fact not in plain(refusal)
    _, shared = await press(own_server, private.user, hidden, "Share")
    assert not shared.ephemeral
    assert LIBRARIAN.fact in plain(shared)
    _, receipt = await press(own_server, own_server.user(), answer, "Receipt")
    assert await product.stop() == 0
    assert checked(home, receipt).clean


async def test_ten_in_a_channel_and_two_threads_at_once_each_see_their_own_answer_alone(
    server: LoopbackDiscord,
) -> None:
    asked: list[tuple[Story, Exchange]] = []
    threads = [await server.open_thread(server.user("opener"), f"thread {n}") for n in range(2)]
    for number, story in enumerate(STORIES[:10]):
        user = server.user(story.place)
        private = number % 2 == 0
        asked.append((story, await server.slash(user, "ask", question=story.question, private=private)))
    for number, story in enumerate(STORIES[10:20]):
        asked.append((story, await server.mention(server.user(story.place), story.question, threads[number % 2])))
    for story, exchange in asked:
        answer = await server.wait_for_reply(exchange, 120.0)
        assert_only_of(story, plain(answer))
        assert answer.channel is exchange.channel
        assert exchange.replies == [answer]
    pressed = [(s, await server.press(e.user, e.replies[0], "Context")) for s, e in asked]
    for story, press in pressed:
        assert_only_of(story, plain(await server.wait_for_reply(press, 120.0)), question=False)
    assert [e.replies[0].ephemeral for _, e in asked] == [n % 2 == 0 and n < 10 for n in range(20)]


def assert_only_of(story: Story, shown: str, *, question: bool = True) -> None:
    """The text answers this story's question, and shows nobody else's."""
    assert story.fact in shown
    assert (story.question in shown) == question
    assert [other.place for other in STORIES if other is not story and other.question in shown] == []
