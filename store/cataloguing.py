"""Making the catalogue of an archive from the record."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from store.archive import Archive
from store.article import Version
from store.catalogue import Catalogue, Counted, Headline
from store.census import speaking_now
from store.speech import speakers_in
from store.speech.called import is_bare, surname_of

HEADLINES = 20_000
"""Headlines at most, the newest: about 2 MB of text in the process that offers them."""
HEARD = 200
"""The newest stories, which are read for who speaks in them: 20 ms each, four seconds in all."""


def take_catalogue(archive: Archive, now: datetime) -> Catalogue:
    """The names in what may be quoted at the aware moment `now`."""
    headlines: list[tuple[datetime, Headline]] = []
    publishers: Counter[str] = Counter()
    for version in speaking_now(archive, now, []):
        if version.quotable(now):
            headlines.append((_moment(version), _headline(version)))
            publishers.update([version.publisher] if version.publisher else [])
    headlines.sort(key=lambda one: one[0], reverse=True)
    newest = [headline for _, headline in headlines[:HEADLINES]]
    return Catalogue(tuple(newest), _counted(publishers), _speakers(archive, newest[:HEARD]))


def _speakers(archive: Archive, newest: list[Headline]) -> tuple[Counted, ...]:
    found: Counter[str] = Counter()
    for history in archive.histories(one.article_id for one in newest).values():
        found.update(speakers_in(history[-1]))
    # A story that gives a surname only is most likely of the one who is named in full elsewhere.
    full = {surname_of(name) for name in found if not is_bare(name)}
    return _counted(
        Counter({name: n for name, n in found.items() if not is_bare(name) or surname_of(name) not in full})
    )


def _counted(names: Counter[str]) -> tuple[Counted, ...]:
    return tuple(Counted(name, articles) for name, articles in sorted(names.items(), key=lambda one: (-one[1], one[0])))


def _headline(version: Version) -> Headline:
    day = version.published.day
    return Headline(version.headline, version.article_id, day.isoformat() if day else None)


def _moment(version: Version) -> datetime:
    return version.published.moment or datetime.min.replace(tzinfo=UTC)
