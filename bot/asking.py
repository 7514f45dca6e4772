"""Asking: a person's words to the answer's card, with the buttons of the exchange that is kept of it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime

from bot import notices
from bot.cards import answer_card, more_card
from bot.desk import Desk
from bot.keeping import kept
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.reply import Reply, TurnedDownError
from store.answer import Answer
from store.query import MAX_LIMIT, Query, build_query
from store.receipt import new_id, receipt_of

log = logging.getLogger(__name__)


async def read_query(
    question: str,
    *,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    order: str | None = None,
    speaker: str | None = None,
) -> Query:
    """The checked query of what a person typed. Raises QueryError.

    In a thread: the first date written in words loads dateparser's tables, 0.4 s.
    """
    return await asyncio.to_thread(
        build_query,
        sound(question),
        since=since,
        until=until,
        publisher=publisher,
        order=order,
        speaker=sound(speaker) if speaker else None,
    )


def sound(words: str) -> str:
    """Without lone surrogates, which JSON can carry and no tokenizer takes."""
    return words.encode("utf-8", "ignore").decode("utf-8")


async def ask(desk: Desk, place: Place, query: Query, *, follows: str | None = None) -> Reply:
    """Ask the core for as many quotes as a card shows there and keep the exchange. Raises what the core raises."""
    answer = await desk.door.ask(replace(query, limit=desk.guilds.of(place.guild).quotes))
    log.info("question answered verdict=%s quotes=%d ms=%.0f", answer.verdict, len(answer.quotes), answer.took_ms.total)
    desk.metrics.answered("ask", answer.verdict)
    return await answer_reply(desk, place, answer, follows=follows)


async def further(desk: Desk, place: Place, exchange: Exchange, shown: int) -> Reply:
    """The quotes of a kept answer after the first `shown`, kept in their turn. Raises TurnedDownError without any."""
    look = desk.guilds.of(place.guild).look
    limit = min(shown + look.quotes + 1, MAX_LIMIT)
    answer = await desk.door.ask(replace(exchange.content.query, limit=limit))
    if len(answer.quotes) <= shown:
        raise TurnedDownError(notices.no_more())
    added = replace(answer, quotes=answer.quotes[shown : shown + look.quotes])
    next_exchange = await keep_answer(desk, place, added, follows=exchange.content.follows, shown=shown)
    return Reply(more_card(answer, next_exchange, shown, look), exchange=next_exchange.id if next_exchange else None)


async def answer_reply(desk: Desk, place: Place, answer: Answer, *, follows: str | None = None) -> Reply:
    """The card of an answer with its buttons; without them where nothing can be kept."""
    exchange = await keep_answer(desk, place, answer, follows=follows)
    card = answer_card(answer, exchange, desk.guilds.of(place.guild).look)
    return Reply(card, exchange=exchange.id if exchange else None)


async def keep_answer(
    desk: Desk, place: Place, answer: Answer, *, follows: str | None = None, shown: int = 0
) -> Exchange | None:
    """The exchange kept of an answer, with its receipt; None where nothing can be kept, which the log tells."""
    exchange_id = new_id()
    receipt = receipt_of(answer, exchange_id, datetime.now(UTC))
    content = Content.of_answer(answer, receipt, follows=follows, shown=shown)
    return await kept(desk, new_exchange("answer", place, content, exchange_id))
