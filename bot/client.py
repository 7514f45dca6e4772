"""The Discord client: the three ways to ask (slash command, mention, direct message), acknowledged before any work."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import Any

import discord
from discord import app_commands, ui
from discord.utils import MISSING

from bot import notices
from bot.audience import parent_of
from bot.board import Board
from bot.commands import register
from bot.desk import Desk
from bot.flagging import Flagging
from bot.kept.exchanges import Place
from bot.press import Choose, Press, Pressed
from bot.presses import ACTIONS
from bot.reply import Reply
from bot.respond import deliver
from bot.signs import NOT_HERE, WAIT, Signs
from bot.sync import SyncError, sent_to, sync_commands
from bot.talk import asks, follow, followed
from bot.tracing import trace_of
from bot.watching import Watching

log = logging.getLogger(__name__)

REMEMBERED_MESSAGES = 2048  # a resumed session replays at most minutes of them
_NO_HISTORY = 160002  # a reply needs Read Message History; a plain message does not
_READY_SECONDS = 0.5  # discord.py holds READY back that long after each guild, for caches that we do not keep


class DatelineClient(discord.Client):
    """Answers from the `desk`. `home` keeps which commands Discord was last sent.

    With `message_content`, a privileged intent, messages that do not name us can be read as well.
    """

    def __init__(self, desk: Desk, home: Path, *, message_content: bool = False) -> None:
        intents = discord.Intents.none()
        intents.message_content = message_content
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
            http_trace=trace_of(desk.metrics),
        )
        self._desk = desk
        self._home = home
        self.connected = False
        self._signs = Signs()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self.tree = app_commands.CommandTree(self)
        register(self.tree, desk, desk.admins.servers)
        self.watching = Watching(self, desk)
        self._board = Board(self, desk.queue)
        self.flagging = Flagging(self, desk)

    async def setup_hook(self) -> None:
        assert self.application_id is not None  # login has just fetched it
        self.add_dynamic_items(Press, Choose)
        await self._desk.guilds.load()
        sent = await sync_commands(self.tree, self.application_id, self._home)
        log.info("commands sent" if sent else "commands unchanged")
        for server in sorted(self._desk.admins.servers | sent_to(self._home)):
            await self._send_admins(server)
        self.watching.start()
        self.flagging.start()
        await self._desk.queue.start(self._board.show)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """An admins' server that we were not in when we started has its commands now."""
        if guild.id in self._desk.admins.servers:
            await self._send_admins(guild.id)

    async def _send_admins(self, server: int) -> None:
        """Send the admins' commands to a server of theirs, or take them back from one that is none any more."""
        assert self.application_id is not None  # login has fetched it
        try:
            await sync_commands(self.tree, self.application_id, self._home, server)
        except SyncError as error:
            log.warning("no commands for admins in server=%d, am I a member of it? %s", server, error)

    async def on_connect(self) -> None:
        # READY has come; on_ready waits for more of Discord's servers, while people are answered already.
        self.connected = True

    async def on_ready(self) -> None:
        log.info("connected guilds=%d", len(self.guilds))

    async def on_resumed(self) -> None:
        self.connected = True
        log.info("connected again")

    async def on_disconnect(self) -> None:
        if self.connected:
            log.info("disconnected")
        self.connected = False

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        # discord.py does not take back the READY that it holds back when the client is closed meanwhile, and a closed
        # client has no loop to run what follows.
        if self.loop is not MISSING:
            super().dispatch(event, *args, **kwargs)

    async def close(self) -> None:
        await asyncio.gather(self.watching.stop(), self.flagging.stop())
        await self._signs.close()
        await super().close()

    async def press(self, pressed: Pressed) -> None:
        """Do what a button says, whatever happens; an unknown one is of a version that is gone."""
        action = ACTIONS.get(pressed.action)
        response = pressed.interaction.response
        try:
            if action is None:
                await response.send_message(view=notices.gone(), ephemeral=True)
            else:
                self._desk.metrics.pressed(pressed.action)
                await action(self._desk, pressed)
        except Exception:  # the outermost handler: discord.py only logs what a button raises, not which
            log.exception("button failed action=%s", pressed.action)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention, a direct message or a reply that asks, once however often the message is delivered.

        One that comes too soon gets an hourglass, and the first of these in a minute also words that say when to ask.
        Where the server lets us answer only the asker there is no way to, and just a sign says so.
        """
        if not self._asks_us(message) or self._seen_before(message.id):
            return
        desk = self._desk
        settings = desk.guilds.of(message.guild.id if message.guild else None)
        if not settings.open_to_all(message.channel.id, parent_of(message.channel)):
            self._signs.put(message, NOT_HERE)
            return
        refused = desk.limiter.take(message.author.id)
        if refused is not None:
            desk.metrics.turned_away("rate_limited")
            self._signs.put(message, WAIT)
            if not refused.first:
                return
        away = desk.asker.turned_away() if refused is None else notices.wait(refused.seconds, desk.limiter.per_minute)
        with desk.asker.delivering():
            reply = Reply(away) if away else await self._message_reply(message)
            try:
                await deliver(desk, reply, partial(_reply, message), message.content)
            except discord.Forbidden:
                log.info("reply not allowed channel=%d", message.channel.id)

    async def _message_reply(self, message: discord.Message) -> Reply:
        question = self._question(message)
        if not question:
            return Reply(notices.how_to_ask())

        async def work() -> Reply:
            return await follow(self._desk, _place(message), question, await followed(self._desk, message))

        typing = asyncio.create_task(_keep_typing(message.channel))
        try:
            return await self._desk.asker.reply(work, message.content)
        finally:
            typing.cancel()

    def _asks_us(self, message: discord.Message) -> bool:
        """A person wrote to us: directly, in a channel with our name in the text, or in a reply to us that asks.

        In a thread that we opened also without any of these, where the server wants that and we may read it. A reply
        that only pings, `@everyone` and a mention inside a code block do not ask.
        """
        if message.author.bot or message.webhook_id is not None or message.is_system():
            return False
        if message.guild is None:
            return True
        if not any(user.id == self._me for user in message.mentions):
            return self._listens(message) and asks(message.content)
        named = any(signs in message.content for signs in self._names())
        return named or (message.reference is not None and asks(message.content))

    def _listens(self, message: discord.Message) -> bool:
        """Whether a message that does not name us may ask all the same: in a thread of ours, where that is wanted."""
        thread = message.channel
        wanted = self._desk.guilds.of(message.guild.id if message.guild else None).unasked
        return wanted and isinstance(thread, discord.Thread) and thread.owner_id == self._me and not message.mentions

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


def _place(message: discord.Message) -> Place:
    guild = message.guild.id if message.guild else None
    thread = isinstance(message.channel, discord.Thread)
    return Place(person=message.author.id, guild=guild, channel=message.channel.id, thread=thread)


async def _reply(message: discord.Message, card: ui.LayoutView, files: list[discord.File]) -> discord.Message:
    """Send it as a reply, once: Discord drops a second message with the same nonce."""
    nonce = str(message.id)
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        return await message.channel.send(
            view=card, files=files, reference=reference, mention_author=False, nonce=nonce
        )
    except discord.HTTPException as error:
        if error.code != _NO_HISTORY:
            raise
        return await message.channel.send(view=card, files=files, nonce=nonce)


async def _keep_typing(channel: discord.abc.Messageable) -> None:
    """Show that we are typing until cancelled; where that is not allowed, the answer comes all the same."""
    with contextlib.suppress(discord.DiscordException):
        async with channel.typing():
            await asyncio.Event().wait()
