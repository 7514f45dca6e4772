"""Files, threads and history on the loopback server, and what the bot may read of them."""

from __future__ import annotations

import asyncio
import io

import aiohttp
import discord
import pytest

from tests.loopback.exchange import Channel
from tests.loopback.gateway import MESSAGE_CONTENT
from tests.loopback.permissions import CREATE_THREADS, EVERYONE, READ_HISTORY
from tests.loopback.reception import Reception, text_file
from tests.loopback.server import TOKEN, LoopbackDiscord


def thread_of(reception: Reception, channel: Channel) -> discord.Thread:
    found = reception.get_channel(channel.id)
    assert isinstance(found, discord.Thread)
    return found


def text_channel(reception: Reception, server: LoopbackDiscord) -> discord.TextChannel:
    found = reception.get_channel(server.channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


async def test_a_file_of_an_edit_is_kept_shown_and_given_out(server: LoopbackDiscord, reception: Reception) -> None:
    message = await server.wait_for_reply(await server.slash(server.user(), "file"))
    [attachment] = message.attachments
    assert (attachment.name, attachment.data) == ("note.txt", b"word for word")
    [component] = message.components
    assert (component["name"], component["size"]) == ("note.txt", 13)
    async with aiohttp.ClientSession() as session, session.get(component["file"]["url"]) as response:
        assert await response.read() == attachment.data
    assert server.refused == []


async def test_a_file_component_without_its_file_is_refused(server: LoopbackDiscord, reception: Reception) -> None:
    asked = await server.slash(server.user(), "file", shown="other.txt")
    await server.until("the refusal", lambda: reception.errors)
    assert reception.errors[0].code == 50035
    assert asked.answer is None


async def test_an_edit_keeps_the_attachments_that_it_names(server: LoopbackDiscord, reception: Reception) -> None:
    channel = reception.get_partial_messageable(server.channel.id)
    sent = await channel.send("two", files=[text_file(), discord.File(io.BytesIO(b"b"), "b.txt")])
    edited = await sent.edit(attachments=[sent.attachments[1], discord.File(io.BytesIO(b"c"), "c.txt")])
    assert [one.name for one in server.state.messages[sent.id].attachments] == ["b.txt", "c.txt"]
    assert await edited.attachments[0].read() == b"b"


async def test_a_thread_of_a_user_is_seen_written_in_archived_and_opened_again(
    server: LoopbackDiscord, reception: Reception
) -> None:
    user = server.user()
    start = server.state.messages[(await server.say(user, "Look at this")).id]
    thread = await server.open_thread(user, "This", start)
    await server.mention(user, "and?", thread)
    await server.archive(thread)
    await server.say(user, "still here", thread)
    await server.until("the bot has seen it all", lambda: len(reception.threads_seen) == 3)
    assert reception.threads_seen == ["This is new", "This is archived", "This is open"]
    sent = await thread_of(reception, thread).send("inside")
    assert server.state.messages[sent.id].channel is thread
    assert (await text_channel(reception, server).fetch_message(start.id)).flags.has_thread
    await server.archive(thread, locked=True)
    with pytest.raises(discord.HTTPException) as refused:
        await thread_of(reception, thread).send("too late")
    assert refused.value.code == 50083


async def test_a_thread_of_the_bot_stands_by_itself_and_takes_members(
    server: LoopbackDiscord, reception: Reception
) -> None:
    user = server.user()
    thread = await text_channel(reception, server).create_thread(name="n" * 100, type=discord.ChannelType.public_thread)
    await thread.add_user(discord.Object(user.id))
    assert server.state.channels[thread.id].members == [server.bot, user]
    for name in ("", "n" * 101):
        with pytest.raises(discord.HTTPException) as refused:
            await text_channel(reception, server).create_thread(name=name, type=discord.ChannelType.public_thread)
        assert refused.value.code == 50035
    server.channel.bot_permissions = EVERYONE & ~CREATE_THREADS
    with pytest.raises(discord.Forbidden):
        await text_channel(reception, server).create_thread(name="no", type=discord.ChannelType.public_thread)


async def test_history_is_read_newest_first_between_two_messages(server: LoopbackDiscord, reception: Reception) -> None:
    said = [await server.mention(server.user(), f"line {n}") for n in range(5)]
    await server.wait_for_reply(await server.slash(server.user(), "whispers", times=1))
    channel = text_channel(reception, server)
    before = [one.id async for one in channel.history(before=discord.Object(said[4].id), limit=2)]
    after = [one.id async for one in channel.history(after=discord.Object(said[0].id), limit=2, oldest_first=True)]
    assert before == [said[3].id, said[2].id]
    assert after == [said[1].id, said[2].id]
    newest = [one.content async for one in channel.history(limit=1)]
    assert newest == ["aloud"]
    server.channel.bot_permissions = EVERYONE & ~READ_HISTORY
    assert [one async for one in channel.history()] == []


@pytest.mark.parametrize("granted", [False, True])
async def test_what_is_not_meant_for_the_bot_it_reads_only_with_the_intent(
    server: LoopbackDiscord, granted: bool
) -> None:
    server.gateway.privileged = MESSAGE_CONTENT if granted else 0
    async with Reception(message_content=granted) as reception:
        running = asyncio.create_task(reception.start(TOKEN))
        await server.wait_for_ready()
        await asyncio.wait_for(reception.wait_until_ready(), 30)
        said = server.state.messages[(await server.say(server.user(), "among ourselves")).id]
        await server.reply(server.user(), said, "quite", ping=False)
        await server.until("both have come", lambda: len(reception.seen) == 2)
        fetched = await text_channel(reception, server).fetch_message(said.id)
        assert [fetched.content, *reception.seen] == (
            ["among ourselves", "among ourselves", "quite"] if granted else [""] * 3
        )
        await reception.close()
        await running
