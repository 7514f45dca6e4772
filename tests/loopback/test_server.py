"""The loopback server itself, against a small discord.py bot: what it accepts, what it refuses, what it replays."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from tests.loopback.errors import ApiError, NotInvokableError
from tests.loopback.faults import RateLimitedError
from tests.loopback.server import TOKEN, LoopbackDiscord


class Again(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"again:(?P<n>\d+)"):
    def __init__(self, n: int) -> None:
        super().__init__(ui.Button(label="Again", custom_id=f"again:{n}"))
        self.n = n

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[ui.LayoutView], match: re.Match[str], /
    ) -> Again:
        return cls(int(match["n"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=card(f"pressed {self.n}"))


def card(text: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(Again(1))
    view.add_item(ui.Container(ui.TextDisplay(text)))
    view.add_item(row)
    return view


class Echo(discord.Client):
    """Answers every question with itself; `cards` makes it a card, `errors` keeps what Discord refused."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(intents=intents, guild_ready_timeout=0.1, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="ask", description="Ask")(self.ask)
        self.errors: list[discord.HTTPException] = []
        self.seen: list[str] = []

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Again)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again at once; the library's own five seconds are for many shards."""

    @app_commands.describe(question="What to ask")
    async def ask(self, interaction: discord.Interaction, question: str, private: bool = False) -> None:
        try:
            if question == "late":
                await asyncio.sleep(3.2)
            await interaction.response.defer(ephemeral=private)
            await interaction.edit_original_response(view=card(question))
        except discord.HTTPException as error:
            self.errors.append(error)

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(message.content)
        if message.author.bot or (message.guild and self.user not in message.mentions):
            return
        text = message.content.partition("> ")[2] or message.content
        try:
            async with message.channel.typing():
                await message.reply(text, nonce=str(message.id))
        except discord.HTTPException as error:
            self.errors.append(error)


@pytest.fixture
async def bot(server: LoopbackDiscord) -> AsyncIterator[Echo]:
    async with Echo() as bot:
        running = asyncio.create_task(bot.start(TOKEN))
        await server.wait_for_ready()
        await asyncio.wait_for(bot.wait_until_ready(), 30)
        yield bot
        await bot.close()
        await running


async def test_a_slash_command_is_acknowledged_and_then_edited(server: LoopbackDiscord, bot: Echo) -> None:
    asked = await server.slash(server.user(), "ask", question="who?")
    message = await server.wait_for_reply(asked)
    assert message.text == "who?"
    assert (asked.callback, asked.ephemeral, len(asked.replies), message.edits) == (5, False, 1, 1)
    assert asked.acked_at is not None
    assert asked.sent_at < asked.acked_at < (message.filled_at or 0)
    assert server.gateway.received == [2]
    assert server.refused == []


async def test_a_private_answer_is_ephemeral(server: LoopbackDiscord, bot: Echo) -> None:
    asked = await server.slash(server.user(), "ask", question="who?", private=True)
    await server.wait_for_reply(asked)
    assert asked.ephemeral


async def test_a_button_reaches_the_bot_and_changes_its_message(server: LoopbackDiscord, bot: Echo) -> None:
    message = await server.wait_for_reply(await server.slash(server.user(), "ask", question="who?"))
    await server.click(server.user(), message, "again:1")
    await server.until("the card has changed", lambda: message.text == "pressed 1")


async def test_a_command_that_was_not_synced_cannot_be_used(server: LoopbackDiscord, bot: Echo) -> None:
    with pytest.raises(NotInvokableError, match="search"):
        await server.slash(server.user(), "search", question="who?")


@pytest.mark.parametrize("options", [{}, {"question": 5}, {"question": "who?", "since": "2013"}])
async def test_options_outside_the_definition_cannot_be_used(
    server: LoopbackDiscord, bot: Echo, options: dict[str, Any]
) -> None:
    with pytest.raises(NotInvokableError):
        await server.slash(server.user(), "ask", **options)


async def test_a_first_response_after_three_seconds_is_too_late(server: LoopbackDiscord, bot: Echo) -> None:
    asked = await server.slash(server.user(), "ask", question="late")
    await server.until("the refusal", lambda: bot.errors)
    assert bot.errors[0].code == 10062
    assert asked.acked_at is None


async def test_a_text_over_a_limit_is_refused(server: LoopbackDiscord, bot: Echo) -> None:
    await server.slash(server.user(), "ask", question="x" * 4001)
    await server.until("the refusal", lambda: bot.errors)
    await server.mention(server.user(), "y" * 2001)
    await server.until("the second refusal", lambda: len(bot.errors) == 2)
    assert [(error.status, error.code) for error in bot.errors] == [(400, 50035)] * 2
    assert len(server.refused) == 2


async def test_a_mention_and_a_direct_message_are_answered_where_they_stand(server: LoopbackDiscord, bot: Echo) -> None:
    mentioned = await server.mention(server.user(), "who resigned?")
    direct = await server.dm(server.user(), "and why?")
    assert (await server.wait_for_reply(mentioned)).text == "who resigned?"
    assert (await server.wait_for_reply(direct)).text == "and why?"
    assert mentioned.acked_at is not None


async def test_a_message_that_does_not_name_the_bot_arrives_without_its_text(
    server: LoopbackDiscord, bot: Echo
) -> None:
    await server.say(server.user(), "secret")
    await server.wait_for_reply(await server.mention(server.user(), "done"))
    assert bot.seen[:2] == ["", f"<@{server.bot.id}> done"]


async def test_the_pinged_are_those_that_allowed_mentions_lets_through(server: LoopbackDiscord, bot: Echo) -> None:
    user = server.user()
    await server.wait_for_reply(await server.mention(user, "@everyone"))
    assert server.pinged == ["@everyone", f"user {user.id}"]
    bot._connection.allowed_mentions = discord.AllowedMentions.none()
    await server.wait_for_reply(await server.mention(user, "@here"))
    assert server.pinged == ["@everyone", f"user {user.id}"]


@pytest.mark.parametrize("scope", ["user", "global"])
async def test_a_rate_limit_is_waited_out(server: LoopbackDiscord, bot: Echo, scope: str) -> None:
    server.faults.add("POST", "/messages$", RateLimitedError(0.7, scope))
    server.faults.add("PATCH", "@original", RateLimitedError(0.7, "user"), times=2)
    mentioned = await server.mention(server.user(), "who?")
    asked = await server.slash(server.user(), "ask", question="why?")
    assert (await server.wait_for_reply(mentioned)).text == "who?"
    assert (await server.wait_for_reply(asked)).text == "why?"
    first, second, third = server.calls("PATCH", "@original")
    assert [call.status for call in (first, second, third)] == [429, 429, 200]
    assert second.at - first.at > 0.65
    assert server.faults.early == []


async def test_reactions_are_taken_at_discords_pace_which_their_headers_tell(
    server: LoopbackDiscord, bot: Echo
) -> None:
    asked = [await server.mention(server.user(), "who?") for _ in range(4)]
    channel = bot.get_partial_messageable(server.channel.id)
    for one in asked:
        await channel.get_partial_message(one.id).add_reaction("👀")
    assert [one.reactions for one in asked] == [["👀"]] * 4
    calls = server.calls("PUT", "/reactions/")
    assert [call.status for call in calls] == [204] * 4
    assert calls[3].at - calls[0].at > 0.7


async def test_a_reaction_that_comes_too_soon_after_another_is_refused(server: LoopbackDiscord, bot: Echo) -> None:
    asked = await server.mention(server.user(), "who?")
    path = f"/api/v10/channels/{server.channel.id}/messages/{asked.id}/reactions/x/@me"
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {TOKEN}"}) as session:
        statuses = [(await session.put(server.url + path)).status for _ in range(2)]
    assert statuses == [204, 429]


async def test_a_rate_limit_that_is_not_waited_out_is_noticed(server: LoopbackDiscord) -> None:
    server.faults.add("GET", "/users/@me", RateLimitedError(5.0))
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {TOKEN}"}) as session:
        for _ in range(2):
            async with session.get(server.url + "/api/v10/users/@me") as response:
                assert response.status == 429
            await asyncio.sleep(0.3)
    assert len(server.faults.early) == 1


async def test_a_gateway_reconnect_resumes_and_replays_what_was_missed(server: LoopbackDiscord, bot: Echo) -> None:
    server.gateway.reconnect()
    missed = await server.mention(server.user(), "during the gap")
    assert (await server.wait_for_reply(missed)).text == "during the gap"
    assert server.gateway.received == [2, 6]
    assert len(server.gateway.sessions) == 1


async def test_a_cut_connection_is_resumed(server: LoopbackDiscord, bot: Echo) -> None:
    server.gateway.drop()
    missed = await server.mention(server.user(), "during the gap")
    assert (await server.wait_for_reply(missed)).text == "during the gap"
    assert server.gateway.received == [2, 6]


async def test_an_invalid_session_identifies_anew(server: LoopbackDiscord, bot: Echo) -> None:
    server.gateway.invalidate()
    await server.wait_for_ready()
    assert server.gateway.received == [2, 2]
    assert (await server.wait_for_reply(await server.mention(server.user(), "still there?"))).text == "still there?"


async def test_the_same_nonce_sends_one_message(server: LoopbackDiscord, bot: Echo) -> None:
    channel = bot.get_partial_messageable(server.channel.id)
    first = await channel.send("once", nonce="7")
    second = await channel.send("once", nonce="7")
    assert first.id == second.id


async def test_a_wrong_token_is_refused_by_rest_and_gateway(server: LoopbackDiscord) -> None:
    async with Echo() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")
    async with Echo() as bot:
        await bot.login(TOKEN)
        bot.http.token = "wrong"
        with pytest.raises(discord.ConnectionClosed) as closed:
            await bot.connect()
    assert closed.value.code == 4004


async def test_an_intent_that_was_not_granted_closes_the_gateway(server: LoopbackDiscord) -> None:
    async with Echo() as bot:
        bot._connection._intents.message_content = True
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await bot.start(TOKEN)


async def test_a_held_request_waits_for_the_gate(server: LoopbackDiscord, bot: Echo) -> None:
    gate = server.faults.hold("PATCH", "@original")
    asked = await server.slash(server.user(), "ask", question="who?")
    await server.until("the edit is held", lambda: gate.waiting == 1)
    assert asked.answer is None
    gate.open()
    await server.wait_for_reply(asked)


async def test_a_server_error_is_retried(server: LoopbackDiscord, bot: Echo) -> None:
    server.faults.add("PATCH", "@original", ApiError(502, 0, "Bad Gateway"))
    await server.wait_for_reply(await server.slash(server.user(), "ask", question="who?"))
    assert [call.status for call in server.calls("PATCH", "@original")] == [502, 200]


async def test_a_thread_can_be_opened_and_written_in(server: LoopbackDiscord, bot: Echo) -> None:
    message = await bot.get_partial_messageable(server.channel.id).send("start")
    channel = bot.get_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.get_partial_message(message.id).create_thread(name="more")
    sent = await thread.send("inside")
    await thread.edit(archived=True)
    with pytest.raises(discord.HTTPException) as archived:
        await sent.edit(content="changed")
    assert archived.value.code == 50083
    with pytest.raises(discord.HTTPException) as again:
        await channel.get_partial_message(message.id).create_thread(name="again")
    assert again.value.code == 160004
