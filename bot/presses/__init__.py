"""What the buttons of a kept exchange do, a module each. `ACTIONS` names them as custom ids do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.desk import Desk
from bot.press import Pressed
from bot.presses import job
from bot.presses.claim import next_claim
from bot.presses.context import show_context
from bot.presses.drop import drop
from bot.presses.follow import ask_follow_up
from bot.presses.listing import export, open_story, read_on, turn_page, turn_sources
from bot.presses.more import ask_again, show_more
from bot.presses.receipt import show_receipt
from bot.presses.share import share
from bot.presses.thread import open_thread
from bot.presses.timeline import show_timeline
from bot.presses.vote import vote

ACTIONS: dict[str, Callable[[Desk, Pressed], Awaitable[None]]] = {
    "more": show_more,
    "again": ask_again,
    "context": show_context,
    "receipt": show_receipt,
    "share": share,
    "vote": vote,
    "follow": ask_follow_up,
    "drop": drop,
    "thread": open_thread,
    "page": turn_page,
    "turn": turn_page,
    "sources": turn_sources,
    "export": export,
    "open": open_story,
    "read": read_on,
    "claim": next_claim,
    "timeline": show_timeline,
    "gaps": job.turn_gaps,
    "stop": job.cancel,
    "job": job.look_again,
    "failures": job.show_failures,
    "fetch": job.fetch,
    "confirm": job.confirm,
    "decide": job.decide,
    "discard": job.discard,
}
