"""`dateline run`: what a serving bot is made of, from the first check to the last closed file."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import discord
from sqlalchemy import Engine

from bot import logs
from bot.admins import Admins
from bot.ask import Asker
from bot.background import Background
from bot.client import DatelineClient
from bot.desk import Desk
from bot.door import Door, WorkerLostError
from bot.feeding import Feeding
from bot.folder import Folder
from bot.health import Health, PortError
from bot.kept.exchanges import Exchanges
from bot.kept.feeds import Feeds
from bot.kept.flags import Flags
from bot.kept.gaps import gaps
from bot.kept.guilds import Guilds
from bot.kept.handed import Handed
from bot.kept.jobs import Jobs
from bot.kept.tables import KeptError, open_tables
from bot.kept.watches import Watches, WatchLimits
from bot.limits import RateLimiter
from bot.metrics import Metrics
from bot.names import Names
from bot.queue import Queue
from bot.settings import Settings, ids
from bot.sync import SyncError
from bot.vitals import Vitals
from bot.worker import open_archive, open_fetcher, open_library, open_record
from bot.writer import Writer
from bot.writing import Tools
from store.errors import DatelineError

log = logging.getLogger(__name__)

# Together with the worker's and the connection's end below the ten seconds that service managers commonly give.
ANSWERING_SECONDS = 6.0
DELIVERING_SECONDS = 1.5
HANGING_UP_SECONDS = 1.0


class StartError(Exception):
    """The bot cannot start; the message is one line that says what to do."""


def run(settings: Settings) -> int:
    """Serve until SIGINT or SIGTERM, then 0; or 1, with one line on stderr, when it cannot start."""
    logs.configure(settings.log_level, private=settings.log_private)
    try:
        asyncio.run(_serve(settings))
    except StartError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return 1
    return 0


async def _serve(settings: Settings) -> None:
    token = _token(settings)
    _check_writable(settings.home)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    opener = partial(
        open_library,
        settings.home,
        encoder_model=settings.encoder_model,
        reranker_model=settings.reranker_model,
        reader_model=settings.reader_model,
        log_level=settings.log_level,
    )
    door = Door(opener, stuck_seconds=settings.answer_seconds)
    metrics = Metrics()
    asker = Asker(seconds=settings.answer_seconds, metrics=metrics)
    tables = _open_tables(settings.home)
    feeds = Feeds(tables)
    desk = Desk(
        door=door,
        asker=asker,
        limiter=RateLimiter(settings.questions_per_minute),
        exchanges=Exchanges(tables),
        guilds=Guilds(tables),
        flags=Flags(tables),
        watches=Watches(tables, WatchLimits(settings.watch_posts_per_day, settings.watches_per_channel)),
        names=Names(door, partial(open_record, settings.home, settings.log_level), metrics),
        metrics=metrics,
        admins=Admins(ids(settings.admins), ids(settings.admin_servers)),
        queue=Queue(Jobs(tables), Writer(_tools(settings)), settings.home / "uploads", feeds),
        feeds=feeds,
        gaps=partial(gaps, tables),
        exports=settings.home / "exports",
        fetch_allow=settings.allowed_servers,
    )
    client = DatelineClient(desk, settings.home, message_content=settings.message_content)
    health, vitals = Health(desk, client, seconds=settings.answer_seconds), Vitals(door, metrics)
    await _listen(health, settings.metrics_port, tables)
    background: list[Background] = [desk.names, vitals, *_finders(settings, desk, tables)]
    serving = asyncio.create_task(_connect(client, desk, token, background))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
        log.info("stopping")
        await asker.stop(answering=ANSWERING_SECONDS, delivering=DELIVERING_SECONDS)
    finally:
        stopping.cancel()
        await asyncio.gather(*(one.stop() for one in background))
        await desk.queue.stop()
        await asyncio.gather(door.close(), health.stop(), _hang_up(client, serving))
        tables.dispose()
    log.info("stopped")


def _finders(settings: Settings, desk: Desk, tables: Engine) -> list[Background]:
    """What finds new stories by itself."""
    found: list[Background] = [Feeding(desk.feeds, desk.queue.hand_on)]
    if settings.articles:
        found.append(Folder(settings.articles, Handed(tables), desk.queue.hand_on))
    return found


def _tools(settings: Settings) -> Tools:
    """What the writer opens in its process."""
    return Tools(
        partial(open_archive, settings.home, encoder_model=settings.encoder_model, log_level=settings.log_level),
        partial(open_fetcher, settings.allowed_servers, settings.fetch_contact),
        settings.articles,
    )


async def _connect(client: DatelineClient, desk: Desk, token: str, background: Sequence[Background]) -> None:
    """Every check that needs Discord or the index, in the order of how soon it can fail; then serve."""
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise StartError(
            "Discord refused the token; copy it again from the Bot page of your application into DISCORD_TOKEN."
        ) from None
    except (KeptError, SyncError) as error:
        raise StartError(str(error)) from None
    except (OSError, discord.HTTPException) as error:
        if isinstance(error, OSError) and error.filename is not None:  # a file of ours: a connection has no name
            raise StartError(_unusable(error)) from None
        raise StartError(f"Discord cannot be reached ({error}); check the connection and start again.") from None
    await open_index(desk.door)
    for one in background:
        one.start()
    try:
        await client.connect()
    except discord.PrivilegedIntentsRequired:
        raise StartError(_refused_intent(client.intents)) from None
    except discord.ConnectionClosed as error:
        raise StartError(f"Discord closed the connection for good (code {error.code}); start again.") from None


def _unusable(error: OSError) -> str:
    return f"{error.filename} cannot be used ({error.strerror}); mend it or move it away, and start again."


def _refused_intent(intents: discord.Intents) -> str:
    if intents.message_content:
        return (
            "Discord refused the connection because the application may not read messages; switch on Message Content "
            "Intent on its Bot page, or set DATELINE_MESSAGE_CONTENT to false."
        )
    return (
        "Discord refused the connection because of an intent; without DATELINE_MESSAGE_CONTENT this bot needs none "
        "of the privileged ones, so check that the token belongs to the right application."
    )


async def _listen(health: Health, port: int | None, tables: Engine) -> None:
    if port is None:
        return
    try:
        await health.start(port)
    except PortError as error:
        await health.stop()
        tables.dispose()
        raise StartError(str(error)) from None


async def open_index(door: Door) -> None:
    """Open the worker's core. Raises StartError in the words of whatever kept it closed."""
    try:
        coverage = await door.open()
    except DatelineError as error:
        raise StartError(str(error)) from None
    except WorkerLostError:
        raise StartError(
            "The index cannot be opened: its process died at once, perhaps for want of memory; see the lines above."
        ) from None
    log.info("index open articles=%d generation=%s", coverage.articles, coverage.generation)
    if not coverage.articles:
        log.warning("nothing is indexed yet, so every answer will say so; add articles with: dateline index PATH")


async def _hang_up(client: DatelineClient, serving: asyncio.Task[None]) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(client.close(), HANGING_UP_SECONDS)
    serving.cancel()
    await asyncio.wait({serving}, timeout=HANGING_UP_SECONDS)


def _token(settings: Settings) -> str:
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise StartError(
            "DISCORD_TOKEN is not set; README.md shows how to make a Discord application and get one. "
            "Without it, `dateline chat` answers here."
        )
    return token


def _open_tables(home: Path) -> Engine:
    try:
        return open_tables(home)
    except KeptError as error:
        raise StartError(str(error)) from None


def _check_writable(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise StartError(
            f"The data folder {home} cannot be written ({error.strerror}); set DATELINE_HOME to one that can."
        ) from None
