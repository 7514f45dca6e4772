"""Flagging: cards that quoted a story are edited to say that it was corrected, withdrawn, removed or restored since."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NoReturn

import discord

from bot.background import Background, came_to_its_end, tell_failure
from bot.desk import Desk
from bot.flagged_card import flagged_card
from bot.kept.exchanges import Exchange
from bot.kept.flags import Flag, Outcome
from bot.kept.tables import KeptError

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
"""Between two looks at the record's log, each a few milliseconds where nothing has changed."""
PAUSE_SECONDS = 1.0
"""Between two edits: far below what Discord bears, and answers go out in between."""
LOOK_SECONDS = 20.0  # of edits in one look: a story withdrawn meanwhile is not kept waiting by the cards of another
OLD_SECONDS = 3300.0
"""Messages older than an hour may be edited only so often (error 30046); five minutes allow for another clock."""
HELD_SECONDS = 600.0  # until such messages are tried again
FINISHING_SECONDS = 0.5  # in which a card that is being told as the bot ends is told and noted
SENDING_SECONDS = 900.0  # a reply that has no message by then, as long as an interaction lives, never came to stand

_TOO_OLD = 30046
_GONE = (10003, 10008)  # unknown channel, unknown message


class Flagging(Background):
    """Tells it as `client`, the newest cards first, of all that the `desk` keeps.

    Private replies cannot be edited once their interaction is over, and are counted as not reached.
    """

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        self._client = client
        self._desk = desk
        self._held_until = self._next_edit = 0.0
        self._failed: Counter[str] = Counter()
        self._telling = asyncio.Lock()

    async def stop(self) -> None:
        """Go on no more; a card that is being told is noted first, or the next start would tell it again."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FINISHING_SECONDS), self._telling:
                await super().stop()
        await super().stop()  # whatever is being told by now would take too long

    async def look(self) -> None:
        """Tell what became of stories since the last look, on some of the cards. Raises what kept it from that.

        What fails with one card goes to the log, and keeps no other from being told.
        """
        await self._learn()
        told, until = 0, time.monotonic() + LOOK_SECONDS
        # Those that failed come after all others: Discord may take longer to refuse one than a look lasts.
        for flag in sorted(await self._desk.flags.waiting(), key=lambda flag: self._failed[flag.exchange]):
            if time.monotonic() > until:
                break
            await asyncio.sleep(self._next_edit - time.monotonic())
            async with self._telling:
                told += await self._tried(flag)
        if told:
            report = await self._desk.flags.report()
            log.info(
                "cards flagged edited=%d not_reached=%d gone=%d waiting=%d",
                *(report.edited, report.not_reached, report.gone, report.waiting),
            )

    async def _learn(self) -> None:
        flags, whole = self._desk.flags, False
        while not whole:
            position = await flags.position()
            standings = await self._desk.door.standings(position)
            whole = standings.whole
            if standings.until != position:
                await flags.learn(standings)

    async def _tried(self, flag: Flag) -> bool:
        """As `_serve`; a card that fails has to wait. Raises KeptError, which every card would."""
        try:
            told = await self._serve(flag)
        except KeptError:
            raise
        except Exception as error:  # noqa: BLE001 - the outermost handler of a card: the next one may be told
            self._failed[flag.exchange] += 1
            tell_failure(error, log, f"card not flagged, tried again later exchange={flag.exchange}")
            return False
        self._failed.pop(flag.exchange, None)
        return told

    async def _serve(self, flag: Flag) -> bool:
        """Tell what there is to tell on one card; False where that has to wait."""
        exchange = await self._desk.exchanges.find(flag.exchange)
        outcome = await self._outcome(exchange) if exchange else "gone"
        if outcome is None:
            return False
        await self._desk.flags.told(flag, outcome)
        return True

    async def _outcome(self, exchange: Exchange) -> Outcome | None:
        if exchange.place.private:
            return "not_reached"
        age = (datetime.now(UTC) - datetime.fromisoformat(exchange.at)).total_seconds()
        if exchange.message is None:
            return "gone" if age > SENDING_SECONDS else None
        standing = await self._desk.exchanges.of_message(exchange.message)
        if standing is None or standing.id != exchange.id:
            return "nothing"  # another answer took the place of this one
        if age > OLD_SECONDS and time.monotonic() < self._held_until:
            return None
        return await self._edited(exchange, exchange.message)

    async def _edited(self, exchange: Exchange, message: int) -> Outcome | None:
        receipt = exchange.content.receipt
        if receipt is None:
            return "nothing"
        quotes = await self._desk.door.requote(receipt.quotes, exchange.content.marks)
        view = flagged_card(exchange, quotes, self._desk.guilds.of(exchange.place.guild).look)
        channel = self._client.get_partial_messageable(exchange.place.channel, guild_id=exchange.place.guild)
        self._next_edit = time.monotonic() + PAUSE_SECONDS
        try:
            await channel.get_partial_message(message).edit(view=view)
        except discord.HTTPException as error:
            return self._refused(error, exchange)
        return "edited"

    def _refused(self, error: discord.HTTPException, exchange: Exchange) -> Outcome | None:
        if error.code == _TOO_OLD:
            self._held_until = time.monotonic() + HELD_SECONDS
            return None
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise error
        log.info("card not flagged exchange=%s: %s", exchange.id, error)
        return "gone" if error.code in _GONE else "not_reached"

    async def _go_on(self) -> NoReturn:
        await self._client.wait_until_ready()
        while True:
            self._desk.metrics.looked("flags", done=await came_to_its_end(self.look(), log, "not flagged"))
            await asyncio.sleep(POLL_SECONDS)
