"""Adding to the coverage from Discord: what an admin sent becomes a job, whichever way it came."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot import uploads
from bot.desk import Desk
from bot.job_card import job_card
from bot.kept.jobs import Task
from bot.notices import nothing_to_add
from bot.reply import Reply, TurnedDownError
from store.receipt import new_id
from store.web.address import is_url


async def add(
    desk: Desk, interaction: discord.Interaction, files: Sequence[discord.Attachment], links: Sequence[str]
) -> Reply:
    """The card of the job that reads files and links. Raises TurnedDownError where not one of them can be read."""
    desk.admins.require(interaction)
    job_id = new_id()
    good, refused = uploads.checked(files)
    paths, gone = await uploads.fetch(good, desk.queue.folder(job_id))
    refused += gone
    urls = [link for link in links if is_url(link)]
    if not paths and not urls:
        raise TurnedDownError(nothing_to_add([(item.source, item.reason or "") for item in refused]))
    task = Task(kind="add", paths=tuple(paths), urls=tuple(urls), refused=tuple(refused))
    return await queued(desk, interaction, task, job_id)


async def queued(desk: Desk, interaction: discord.Interaction, task: Task, job_id: str | None = None) -> Reply:
    """The card of a job that does the task in its turn. Raises KeptError."""
    job = await desk.queue.add(
        task,
        person=interaction.user.id,
        who=who_of(interaction.user),
        guild=interaction.guild_id,
        channel=interaction.channel_id or 0,
        job_id=job_id,
    )
    return Reply(job_card(job), job=job.id)


def who_of(person: discord.User | discord.Member) -> str:
    """How the audit trail names somebody: the name may change, the id does not."""
    return f"{person.name} (Discord {person.id})"
