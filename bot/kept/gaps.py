"""The questions that were declined, read from the kept exchanges without who asked them, or where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, Engine, func, select

from bot.gaps import Declined, Gap, gaps_in
from bot.kept.exchanges import read_content
from bot.kept.tables import exchanges, transact

_VERDICT = func.json_extract(exchanges.c.content, "$.receipt.verdict")


async def gaps(engine: Engine, since: date | None = None) -> list[Gap]:
    """The gaps that were asked about on this day of UTC or later, the widest first. Raises KeptError.

    In a thread; an answer that was kept before it had a receipt does not say whether it was one.
    """
    return await transact(engine, lambda connection: gaps_in(list(_declined(connection, since))))


def _declined(connection: Connection, since: date | None) -> Iterator[Declined]:
    rows = select(exchanges.c.at, exchanges.c.content).where(exchanges.c.kind == "answer", _VERDICT != "answered")
    if since is not None:
        rows = rows.where(exchanges.c.at >= since.isoformat())
    for at, written in connection.execute(rows.order_by(exchanges.c.number)):
        content = read_content(written)
        query, receipt = content.query, content.receipt
        days = query.understood.days if query.understood else None
        yield Declined(
            asked=query.asked,
            since=query.since or (days.since if days else None),
            until=query.until or (days.until if days else None),
            outside_dates=receipt is not None and receipt.verdict == "outside_dates",
            day=date.fromisoformat(at[:10]),
        )
