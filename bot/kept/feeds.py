"""Feeds: the addresses that are asked again and again for new stories, and how the last poll of each went."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from bot.kept.tables import feeds, transact
from store.web.login import without_login

LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES = 5, 1440, 30
FAILING = 10
"""Polls in a row without the feed, after which it is said to be failing; it is asked on, once a day."""
_LOST = timedelta(days=1)
"""After which a poll that was handed on and never heard of again is handed on anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, asked every `minutes` (LEAST_MINUTES to MOST_MINUTES) or, after `failures` in a row, less often.

    `by` is who added it. `polled` is when it was asked last, `outcome` what that gave or `trouble` why it gave nothing;
    it is asked next when `due`, unless that was handed on, `out`, and is not over. All moments are aware.
    """

    url: str
    minutes: int
    by: str
    added: datetime
    due: datetime
    polled: datetime | None = None
    outcome: str | None = None
    trouble: str | None = None
    failures: int = 0
    out: datetime | None = None

    @property
    def shown(self) -> str:
        """Its address for people: one that was kept as it was typed, before that was refused, may hold a password."""
        return without_login(self.url)

    @property
    def failing(self) -> bool:
        """Whether it has given nothing for so long that somebody should look."""
        return self.failures >= FAILING

    def as_json(self) -> dict[str, object]:
        return {
            "url": self.shown,
            "minutes": self.minutes,
            "by": self.by,
            "added": self.added.isoformat(),
            "due": self.due.isoformat(),
            "polled": self.polled.isoformat() if self.polled else None,
            "outcome": self.outcome,
            "trouble": self.trouble,
            "failures": self.failures,
            "failing": self.failing,
        }


class Feeds:
    """The kept feeds. Every call works in a thread; each raises KeptError where the tables cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(self, feed: Feed) -> bool:
        """Keep a new feed; False where it is there, which then stays as it was."""
        return await transact(self._engine, lambda connection: _add(connection, feed))

    async def all(self) -> list[Feed]:
        """Every feed, the oldest first."""
        rows = select(feeds).order_by(feeds.c.added, feeds.c.url)
        return await transact(self._engine, lambda connection: [_feed(row) for row in connection.execute(rows)])

    async def find(self, url: str) -> Feed | None:
        """The feed at this address."""
        return await transact(self._engine, lambda connection: _one(connection, url))

    async def remove(self, url: str) -> bool:
        """Forget a feed, not what it gave; False where there is none."""
        row = delete(feeds).where(feeds.c.url == url)
        return await transact(self._engine, lambda connection: connection.execute(row).rowcount > 0)

    async def due(self, now: datetime) -> list[Feed]:
        """Those to be asked now, the one that has waited longest first."""
        found = [one for one in await self.all() if one.due <= now and (one.out is None or one.out + _LOST <= now)]
        return sorted(found, key=lambda one: one.due)

    async def handed_on(self, url: str, now: datetime) -> None:
        """Note that somebody was told to ask it; it is not due until `polled` says that this is over."""
        row = update(feeds).where(feeds.c.url == url).values(out=now.isoformat())
        await transact(self._engine, lambda connection: connection.execute(row))

    async def under_way(self, urls: Set[str]) -> None:
        """Note that of those that were handed on only these are still to be asked; the others are due again."""
        row = update(feeds).where(feeds.c.out.is_not(None), feeds.c.url.not_in(sorted(urls))).values(out=None)
        await transact(self._engine, lambda connection: connection.execute(row))

    async def polled(self, url: str, outcome: str, trouble: str | None = None, now: datetime | None = None) -> None:
        """Note what a poll gave, or why it gave nothing; where the feed was removed meanwhile, nothing."""
        at = now or datetime.now(UTC)
        await transact(self._engine, lambda connection: _polled(connection, url, outcome, trouble, at))


def new_feed(url: str, minutes: int, by: str, now: datetime) -> Feed:
    """A feed that is due at once. Raises ValueError, with a line for a person, for minutes out of bounds."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise ValueError(f"A feed can be asked every {LEAST_MINUTES} to {MOST_MINUTES:,} minutes, not every {minutes}.")
    return Feed(url=url, minutes=minutes, by=by, added=now, due=now)


def _add(connection: Connection, feed: Feed) -> bool:
    if _one(connection, feed.url) is not None:
        return False
    moments = {"added": feed.added.isoformat(), "due": feed.due.isoformat()}
    row = {"url": feed.url, "minutes": feed.minutes, "by": feed.by, "failures": feed.failures, **moments}
    connection.execute(insert(feeds).values(**row))
    return True


def _polled(connection: Connection, url: str, outcome: str, trouble: str | None, at: datetime) -> None:
    feed = _one(connection, url)
    if feed is None:
        return
    failures = feed.failures + 1 if trouble else 0
    wait = timedelta(minutes=min(feed.minutes * 2 ** min(failures, FAILING), MOST_MINUTES))
    told = {"outcome": outcome, "trouble": trouble, "failures": failures, "out": None}
    moments = {"polled": at.isoformat(), "due": (at + wait).isoformat()}
    connection.execute(update(feeds).where(feeds.c.url == url).values(**told, **moments))


def _one(connection: Connection, url: str) -> Feed | None:
    row = connection.execute(select(feeds).where(feeds.c.url == url)).one_or_none()
    return _feed(row) if row else None


def _feed(row: Row[tuple[object, ...]]) -> Feed:
    held = row._mapping
    return Feed(
        url=held["url"],
        minutes=held["minutes"],
        by=held["by"],
        added=datetime.fromisoformat(held["added"]),
        due=datetime.fromisoformat(held["due"]),
        polled=_moment(held["polled"]),
        outcome=held["outcome"],
        trouble=held["trouble"],
        failures=held["failures"],
        out=_moment(held["out"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
