"""The buttons of a job: cancel it, look again, what it failed on, the file it made; and of a proposal: do it, leave it.

In these, what a button calls the exchange is the job. Every one of them is the admins' only.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot import notices
from bot.administering import administer, administer_in_place
from bot.board import card_of
from bot.desk import Desk
from bot.gaps_reply import gaps_reply
from bot.job_card import decided_card, discarded_card, exported_card, failures_card, job_card
from bot.kept.jobs import Job, State, Task
from bot.press import Pressed
from bot.reply import Attachment, Reply, TurnedDownError
from store.withdrawal import Decision

_BEFORE = "This was decided before."


async def cancel(desk: Desk, pressed: Pressed) -> None:
    """Have a job done no more."""

    async def work() -> Reply:
        await _job(desk, pressed)
        job = await desk.queue.cancel(pressed.exchange)
        if job is None:
            raise TurnedDownError(notices.no_longer("That job is over."))
        return Reply(card_of(desk.queue, job))

    await administer_in_place(desk, pressed.interaction, work)


async def look_again(desk: Desk, pressed: Pressed) -> None:
    """The card as the job is now."""

    async def work() -> Reply:
        return Reply(card_of(desk.queue, await _job(desk, pressed)))

    await administer_in_place(desk, pressed.interaction, work)


async def show_failures(desk: Desk, pressed: Pressed) -> None:
    """A page of what a job failed on, for the presser's eyes."""

    async def work() -> Reply:
        return Reply(failures_card(await _job(desk, pressed), int(pressed.argument.partition(".")[0])))

    turning = pressed.interaction.message is not None and pressed.interaction.message.flags.ephemeral
    await (administer_in_place if turning else administer)(desk, pressed.interaction, work)


async def fetch(desk: Desk, pressed: Pressed) -> None:
    """The file that an export made, for the presser's eyes."""

    async def work() -> Reply:
        job = await _job(desk, pressed)
        path = Path(job.task.paths[0])
        try:
            if (await asyncio.to_thread(path.stat)).st_size > pressed.interaction.filesize_limit:
                raise TurnedDownError(notices.too_large(str(path)))
            data = await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError:
            raise TurnedDownError(notices.export_gone(path.name)) from None
        return Reply(exported_card(path.name), Attachment(path.name, data))

    await administer(desk, pressed.interaction, work)


async def turn_gaps(desk: Desk, pressed: Pressed) -> None:
    """Another page of what was declined."""

    async def work() -> Reply:
        return await gaps_reply(desk, int(pressed.argument.partition(".")[0]))

    await administer_in_place(desk, pressed.interaction, work)


async def confirm(desk: Desk, pressed: Pressed) -> None:
    """Have what was proposed done in its turn, with a card that everybody in the channel sees."""

    async def work() -> Reply:
        job = await _taken(desk, pressed, "waiting")
        return Reply(job_card(job), job=job.id)

    await administer(desk, pressed.interaction, work, shown=True)


async def decide(desk: Desk, pressed: Pressed) -> None:
    """Withdraw or restore a story, as was proposed, at once."""

    async def work() -> Reply:
        # Shielded: the core does what it was told even where nobody waits for it any more, and then it is decided.
        return Reply(decided_card(await asyncio.shield(asyncio.ensure_future(_decided(desk, pressed)))))

    await administer_in_place(desk, pressed.interaction, work)


async def discard(desk: Desk, pressed: Pressed) -> None:
    """Leave what was proposed."""

    async def work() -> Reply:
        async with desk.queue.deciding:
            await _taken(desk, pressed, "cancelled")
        return Reply(discarded_card())

    await administer_in_place(desk, pressed.interaction, work)


async def _decided(desk: Desk, pressed: Pressed) -> Decision:
    """What became of the story. Until all of it is done the job stays a proposal, which can be pressed again.

    Deciding twice does no harm; a story that is told to be withdrawn, and is not, goes on being quoted.
    """
    async with desk.queue.deciding:
        job = await _job(desk, pressed)
        acts = {"withdraw": desk.door.withdraw, "restore": desk.door.restore}
        act = acts.get(job.task.kind)
        if act is None:
            raise TurnedDownError(notices.gone())
        if job.state != "proposed":
            raise TurnedDownError(notices.no_longer(_BEFORE))
        decision = await act(job.task.article_id or "", job.task.reason or "", job.who)
        # Nothing of it is quoted from now on; what is left for the queue is to take it out of the index. Also of a
        # story that is unchanged: perhaps it was decided by an earlier press, which did not come as far as here.
        await desk.queue.add(Task(kind="changed"), person=job.person, who=job.who, guild=job.guild, channel=job.channel)
        await _taken(desk, pressed, "done")
    return decision


async def _taken(desk: Desk, pressed: Pressed, state: State) -> Job:
    await _job(desk, pressed)
    job = await desk.queue.confirm(pressed.exchange, state)
    if job is None:
        raise TurnedDownError(notices.no_longer(_BEFORE))
    return job


async def _job(desk: Desk, pressed: Pressed) -> Job:
    """The job, of this server or, as of a feed or the watched folder, of none. Raises TurnedDownError."""
    job = await desk.queue.find(pressed.exchange)
    if job is None or job.guild not in (None, pressed.interaction.guild_id):
        raise TurnedDownError(notices.gone())
    return job
