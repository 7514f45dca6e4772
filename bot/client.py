"""The Discord client: the three ways to ask (slash command, mention, direct message), acknowledged before any work."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

import discord
from discord import app_commands, ui

from bot import notices
from bot.ask import Asker, report
from bot.hourglass import Hourglass
from bot.limits import RateLimiter, Refusal
from bot.sync import sync_commands

log = logging.getLogger(__name__)

REMEMBERED_MESSAGES = 2048  # a resumed session replays at most minutes of them
_NO_HISTORY = 160002  # a reply needs Read Message History; a plain message does not
_READY_SECONDS = 0.5  # discord.py holds READY back that long after each guild, for caches that we do not keep

DateOption = app_commands.Range[str, 1, 40]
PublisherOption = app_commands.Range[str, 1, 100]


class DatelineClient(discord.Client):
    """Answers through `asker` what `limiter` lets pass. `home` keeps which commands Discord was last sent."""

    def __init__(self, asker: Asker, limiter: RateLimiter, home: Path) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        # Voice is never used; without this discord.py warns at each start that its libraries are missing.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=30,
            guild_ready_timeout=_READY_SECONDS,
        )
        self._asker = asker
        self._limiter = limiter
        self._home = home
        self._hourglass = Hourglass()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(_ask_command(self))

    async def setup_hook(self) -> None:
        assert self.application_id is not None  # login has just fetched it
        sent = await sync_commands(self.tree, self.application_id, self._home)
        log.info("commands sent" if sent else "commands unchanged")

    async def on_ready(self) -> None:
        log.info("connected guilds=%d", len(self.guilds))

    async def close(self) -> None:
        await self._hourglass.close()
        await super().close()

    async def answer_interaction(
        self,
        interaction: discord.Interaction,
        question: str,
        *,
        since: str | None,
        until: str | None,
        publisher: str | None,
        private: bool,
    ) -> None:
        """Acknowledge, answer in the acknowledged message; whoever must wait is told so privately."""
        refused = self._limiter.take(interaction.user.id)
        away = self._asker.turned_away() if refused is None else self._wait(refused)
        if away is not None:
            await interaction.response.send_message(view=away, ephemeral=True)
            return
        with self._asker.delivering():
            try:
                await interaction.response.defer(ephemeral=private, thinking=True)
            except discord.NotFound:
                late = (discord.utils.utcnow() - interaction.created_at).total_seconds()
                log.warning("acknowledged too late seconds=%.1f", late)
                return
            card = await self._asker.card(question, since=since, until=until, publisher=publisher)
            await _shown(lambda view: interaction.edit_original_response(view=view), card, question)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention or a direct message, once for each message however often it is delivered.

        One that comes too soon gets an hourglass, and the first of these in a minute also words that say when to ask.
        """
        if not self._asks_us(message) or self._seen_before(message.id):
            return
        refused = self._limiter.take(message.author.id)
        if refused is not None:
            self._hourglass.put(message)
            if not refused.first:
                return
        away = self._asker.turned_away() if refused is None else self._wait(refused)
        with self._asker.delivering():
            card = away or await self._message_card(message)
            try:
                await _shown(lambda view: _reply(message, view), card, message.content)
            except discord.Forbidden:
                log.info("reply not allowed channel=%d", message.channel.id)

    def _wait(self, refused: Refusal) -> ui.LayoutView:
        return notices.wait(refused.seconds, self._limiter.per_minute)

    async def _message_card(self, message: discord.Message) -> ui.LayoutView:
        question = self._question(message)
        if not question:
            return notices.how_to_ask()
        typing = asyncio.create_task(_keep_typing(message.channel))
        try:
            return await self._asker.card(question)
        finally:
            typing.cancel()

    def _asks_us(self, message: discord.Message) -> bool:
        """A person wrote to us: directly, or in a channel with our name in the text.

        A reply that only pings, `@everyone` and a mention inside a code block do not ask.
        """
        if message.author.bot or message.webhook_id is not None or message.is_system():
            return False
        if message.guild is None:
            return True
        named = any(signs in message.content for signs in self._names())
        return named and any(user.id == self._me for user in message.mentions)

    def _question(self, message: discord.Message) -> str:
        question = message.content
        for signs in self._names():
            question = question.replace(signs, " ")
        return question.strip()

    def _names(self) -> tuple[str, str]:
        return f"<@{self._me}>", f"<@!{self._me}>"

    @property
    def _me(self) -> int:
        assert self.user is not None  # events come only after login
        return self.user.id

    def _seen_before(self, message_id: int) -> bool:
        """A resumed session delivers again what came while it was away, and sometimes what came before."""
        if message_id in self._seen:
            return True
        self._seen[message_id] = None
        if len(self._seen) > REMEMBERED_MESSAGES:
            self._seen.popitem(last=False)
        return False


def _ask_command(client: DatelineClient) -> app_commands.Command[app_commands.Group, ..., None]:
    @app_commands.command(name="ask", description="Ask the indexed news; answers are dated, word-for-word quotes.")
    @app_commands.describe(
        question="One question in one sentence",
        since="Only stories from this day on, for example 2013-03-25",
        until="Only stories up to this day, for example 2013-03-31",
        publisher="Only stories of this publisher",
        private="Show the answer only to me",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        interaction: discord.Interaction,
        *,
        question: str,
        since: DateOption | None = None,
        until: DateOption | None = None,
        publisher: PublisherOption | None = None,
        private: bool = False,
    ) -> None:
        await client.answer_interaction(
            interaction, question, since=since, until=until, publisher=publisher, private=private
        )

    return ask


async def _shown(send: Callable[[ui.LayoutView], Awaitable[object]], card: ui.LayoutView, question: str) -> None:
    """Send the card, or, should Discord find fault with it, a short one that says so."""
    try:
        await send(card)
    except discord.HTTPException as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        await send(notices.fault(report(error, question)))


async def _reply(message: discord.Message, card: ui.LayoutView) -> None:
    """Send it as a reply, once: Discord drops a second message with the same nonce."""
    nonce = str(message.id)
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(view=card, reference=reference, mention_author=False, nonce=nonce)
    except discord.HTTPException as error:
        if error.code != _NO_HISTORY:
            raise
        await message.channel.send(view=card, nonce=nonce)


async def _keep_typing(channel: discord.abc.Messageable) -> None:
    """Show that we are typing until cancelled; where that is not allowed, the answer comes all the same."""
    with contextlib.suppress(discord.DiscordException):
        async with channel.typing():
            await asyncio.Event().wait()
