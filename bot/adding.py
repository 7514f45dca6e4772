"""Adding to the coverage from Discord: what an admin sent becomes a job, whichever way it came."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot import uploads
from bot.desk import Desk
from bot.kept.jobs import Task
from bot.notices import nothing_to_add
from bot.reply import Reply, TurnedDownError
from bot.requesting import queued
from store.receipt import new_id
from store.web.address import is_url


async def add(
    desk: Desk, interaction: discord.Interaction, files: Sequence[discord.Attachment], links: Sequence[str]
) -> Reply:
    """The card of the job that reads files and links. Raises TurnedDownError where not one of them can be read.

    Whoever calls this has made sure that an admin asks (`administer`).
    """
    job_id = new_id()
    good, refused = uploads.checked(files)
    paths, gone = await uploads.fetch(good, desk.queue.folder(job_id))
    refused += gone
    urls = [link for link in links if is_url(link)]
    if not paths and not urls:
        raise TurnedDownError(nothing_to_add([(item.source, item.reason or "") for item in refused]))
    task = Task(kind="add", paths=tuple(paths), urls=tuple(urls), refused=tuple(refused))
    return await queued(desk, interaction, task, job_id)
