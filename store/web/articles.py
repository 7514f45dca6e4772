"""From URLs to drafts: a page is read like a file, a feed entry by entry, the pages of its summaries fetched too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from store.article import Draft, Unreadable
from store.readers import read_found
from store.readers.document import Document
from store.readers.formats import EXTENSION_OF, file_name
from store.report import Progress
from store.web.address import Location
from store.web.client import Reply, locate, locate_given
from store.web.errors import NotFetchedError
from store.web.feed import feed_entries
from store.web.fetcher import Fetcher, Known, Validators
from store.web.login import without_login
from store.wording import counted

_PLAIN = ("text/plain", "application/octet-stream", None)
_MAX_VALIDATOR = 1_000  # characters; an ETag has a few dozen


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page or feed of which the server says that it is still what was recorded."""

    source: str


Outcome = Draft | Unreadable | Unchanged


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one page or feed gave. `url` is where it was found in the end, None where it was not.

    `validators` are to be remembered for `url` once the outcomes are recorded; None where one of them failed, so
    that the next run tries it again.
    """

    outcomes: tuple[Outcome, ...]
    url: str | None = None
    validators: Validators | None = None

    @property
    def failed(self) -> bool:
        return any(isinstance(outcome, Unreadable) and outcome.outcome != "skipped" for outcome in self.outcomes)


def fetch_articles(urls: Sequence[str], fetcher: Fetcher, known: Known, progress: Progress) -> Iterator[Fetched]:
    """What the URLs give, one after another, each page of a feed before the feed; never raises for what is there.

    Sources are the URLs as given, but for a name and password, or as the feed has them.
    """
    wanted = list(dict.fromkeys(url.strip() for url in urls))
    for number, url in enumerate(wanted):
        progress("fetching", number, len(wanted))
        yield from _fetched(url, fetcher, known, progress)
    if wanted:
        progress("fetching", len(wanted), len(wanted))


def _fetched(url: str, fetcher: Fetcher, known: Known, progress: Progress) -> Iterator[Fetched]:
    source = without_login(url)
    reply = _reply(source, lambda: locate_given(url), fetcher, known)
    if isinstance(reply, Fetched):
        yield reply
        return
    document = _document(source, reply)
    entries = feed_entries(document)
    if entries is None:
        yield _read(document, reply)
        return
    limit, own, failed = fetcher.limits.entries, list[Outcome](), False
    for number, entry in enumerate(entries[:limit]):
        progress("fetching the articles of a feed", number, min(len(entries), limit))
        if entry.full or entry.url is None:
            own.append(entry.article)
        else:
            page = _page(entry.url, reply.location, fetcher, known)
            failed = failed or page.failed
            yield page
    feed = _kept(reply, (*own, *_left(source, len(entries) - limit)))
    yield Fetched(feed.outcomes) if failed else feed


def _page(url: str, feed: Location, fetcher: Fetcher, known: Known) -> Fetched:
    reply = _reply(url, lambda: locate(url, feed), fetcher, known)
    return reply if isinstance(reply, Fetched) else _read(_document(url, reply), reply)


def _reply(source: str, find: Callable[[], Location], fetcher: Fetcher, known: Known) -> Reply | Fetched:
    """The page at a location, or what is to be reported of its source where there is none to read."""
    try:
        reply = fetcher.page(find(), known)
    except NotFetchedError as error:
        return Fetched((Unreadable(without_login(source), str(error)),))
    return reply if reply.status == 200 else Fetched((Unchanged(source),))


def _read(document: Document, reply: Reply) -> Fetched:
    return _kept(reply, tuple(read_found(document)))


def _kept(reply: Reply, outcomes: tuple[Outcome, ...]) -> Fetched:
    fetched = Fetched(outcomes)
    if fetched.failed:
        return fetched
    return Fetched(outcomes, reply.location.url, Validators(_usable(reply.etag), _usable(reply.last_modified)))


def _usable(validator: str | None) -> str | None:
    """The validator if it can be sent back as it came."""
    return validator if validator and validator.isascii() and len(validator) <= _MAX_VALIDATOR else None


def _left(url: str, count: int) -> Iterator[Unreadable]:
    if count > 0:
        yield Unreadable(url, f"the feed goes on; its last {counted(count, 'article')} were not read", "skipped")


def _document(source: str, reply: Reply) -> Document:
    return Document(
        source=source,
        name=_name(reply),
        open=lambda: BytesIO(reply.body),
        named=True,
        url=reply.location.url,
        media_type=reply.media_type,
        charset=reply.charset,
    )


def _name(reply: Reply) -> str:
    """A file name for a page: the last part of its path, with the extension of what the server says it is."""
    if reply.media_type in EXTENSION_OF:
        return file_name(reply.location.url, reply.media_type)
    path = PurePosixPath(unquote(urlsplit(reply.location.url).path))
    return path.name if path.suffix or reply.media_type not in _PLAIN else f"{path.name or 'page'}.txt"
