"""Proposing: what is better said twice is kept as a proposal, with a button that has it done."""

from __future__ import annotations

import discord

from bot.adding import who_of
from bot.desk import Desk
from bot.job_card import proposal_card
from bot.kept.jobs import Task
from bot.reply import Reply


async def propose(desk: Desk, interaction: discord.Interaction, task: Task, told: str) -> Reply:
    """A card that asks whether to do the task; `told` is what it does, in plain words. Raises KeptError."""
    job = await desk.queue.propose(
        task,
        person=interaction.user.id,
        who=who_of(interaction.user),
        guild=interaction.guild_id,
        channel=interaction.channel_id or 0,
    )
    return Reply(proposal_card(job, told))
