"""Requesting: what an admin asks for is kept as a job, to be done in its turn or once it is confirmed."""

from __future__ import annotations

import discord

from bot.desk import Desk
from bot.job_card import job_card, proposal_card
from bot.kept.jobs import Job, Task
from bot.reply import Reply


async def queued(desk: Desk, interaction: discord.Interaction, task: Task, job_id: str | None = None) -> Reply:
    """The card of a job that does the task in its turn. Raises KeptError."""
    job = await _kept(desk, interaction, task, job_id=job_id)
    return Reply(job_card(job), job=job.id)


async def propose(desk: Desk, interaction: discord.Interaction, task: Task, told: str) -> Reply:
    """A card that asks whether to do the task; `told` is what it does, in plain words. Raises KeptError."""
    return Reply(proposal_card(await _kept(desk, interaction, task, proposed=True), told))


def who_of(person: discord.User | discord.Member) -> str:
    """How the audit trail names somebody: the name may change, the id does not."""
    return f"{person.name} (Discord {person.id})"


async def _kept(
    desk: Desk, interaction: discord.Interaction, task: Task, *, job_id: str | None = None, proposed: bool = False
) -> Job:
    return await desk.queue.add(
        task,
        person=interaction.user.id,
        who=who_of(interaction.user),
        guild=interaction.guild_id,
        channel=interaction.channel_id or 0,
        job_id=job_id,
        proposed=proposed,
    )
