"""The board: the cards of jobs in Discord, each brought up to what its job is now."""

from __future__ import annotations

import contextlib
import logging
from datetime import timedelta

import discord
from discord import ui

from bot.job_card import job_card
from bot.kept.jobs import Job
from bot.queue import Queue

log = logging.getLogger(__name__)

OLDEST = timedelta(minutes=55)
"""A card that is older is replaced by a new one: past an hour Discord lets a message be edited only now and then."""


class Board:
    """Edits as `client` the cards of what the `queue` does. A card is edited with the bot's own right, so that a job
    may last longer than the quarter of an hour for which an interaction can be answered.
    """

    def __init__(self, client: discord.Client, queue: Queue) -> None:
        self._client = client
        self._queue = queue

    async def show(self, job: Job) -> None:
        """Bring the card of a job up to it. Where Discord does not let us, the job goes on all the same."""
        if job.message is None:
            return
        view = card_of(self._queue, job)
        channel = self._client.get_partial_messageable(job.channel, guild_id=job.guild)
        card = channel.get_partial_message(job.message)
        try:
            if discord.utils.utcnow() - discord.utils.snowflake_time(job.message) < OLDEST:
                await card.edit(view=view)
                return
            anew = await channel.send(view=view)
        except (discord.HTTPException, OSError) as error:
            log.info("job card not shown job=%d: %s", job.number, error)
            return
        # Not shown again: where the clock here is ahead of Discord's, the new card seems old as well, without end.
        await self._queue.sent(job.id, anew.id, job.channel, current=True)
        with contextlib.suppress(discord.HTTPException):
            await card.delete()


def card_of(queue: Queue, job: Job) -> ui.LayoutView:
    """The card of a job, with how far it is where it is the one under way."""
    doing = queue.doing(job.id)
    return job_card(job, doing.step, doing.held_up) if doing else job_card(job)
