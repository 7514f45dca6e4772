"""From an address to its page: robots.txt asked, busy servers asked again, each redirect judged like the first URL."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from store.web.address import Location, Reach
from store.web.client import Client, Reply, locate
from store.web.errors import NotFetchedError, OutOfReachError
from store.web.limits import Deadline, Limits
from store.web.retry import Sleep, busy, retried
from store.web.robots import PRODUCT, Robots

_BUSY = (429, 502, 503, 504)
_AGENT = f"{PRODUCT}/0.1"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server called the state of a page, for asking later whether it has changed."""

    etag: str | None
    last_modified: str | None

    @property
    def headers(self) -> dict[str, str]:
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value is not None}


Known = Callable[[str], Validators | None]
"""The validators of the page at a URL as it was last recorded, None for a page never seen."""


class Fetcher:
    """Fetches pages one at a time. One object a run: what robots.txt said is kept for its life."""

    def __init__(
        self,
        reach: Reach,
        *,
        limits: Limits | None = None,
        contact: str | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._reach = reach
        self._sleep = sleep
        self._client = Client(reach, self.limits, f"{_AGENT} (+{contact})" if contact else _AGENT)
        self._robots = Robots(self._robots_txt)
        self._asked: dict[str, float] = {}

    def reachable(self, url: str) -> str:
        """The URL as it will be fetched, of a server that may be asked; nothing is fetched. Raises NotFetchedError."""
        location = locate(url)
        self._reach.addresses(location.host, location.port)
        return location.url

    def page(self, location: Location, known: Known) -> Reply:
        """The page at a location: a reply of status 200, or of 304 where it is still the `known` one.

        Raises NotFetchedError.
        """

        def ask(hop: Location, deadline: Deadline) -> Reply:
            self._robots.check(hop)
            self._keep_away(hop)
            validators = known(hop.url)
            reply = self._patiently(hop, deadline, self.limits.size, validators.headers if validators else {})
            if reply.status != 200 and reply.redirect is None and not (reply.status == 304 and validators):
                raise NotFetchedError(_refusal(reply.status))
            return reply

        reply = self._follow(location, ask)
        if reply.status == 200 and not reply.body:
            raise NotFetchedError("the server sent an empty page; try again later")
        return reply

    def _robots_txt(self, location: Location) -> Reply:
        return self._follow(location, lambda hop, deadline: self._patiently(hop, deadline, self.limits.robots_size, {}))

    def _follow(self, location: Location, ask: Callable[[Location, Deadline], Reply]) -> Reply:
        deadline, seen = Deadline(self.limits.page), set[str]()
        while len(seen) <= self.limits.redirects:
            seen.add(location.url)
            try:
                reply = ask(location, deadline)
            except OutOfReachError as error:
                if len(seen) == 1:
                    raise
                raise OutOfReachError(f"the server redirects to {location.origin}: {error}") from error
            if reply.redirect is None:
                return reply
            location = locate(reply.redirect, location)
            if location.url in seen:
                raise NotFetchedError("the server redirects in a circle; open the address in a browser and copy it")
        raise NotFetchedError(f"the server redirects more than {self.limits.redirects} times; give the last address")

    def _patiently(self, location: Location, deadline: Deadline, size: int, headers: dict[str, str]) -> Reply:
        def ask() -> Reply:
            reply = self._client.get(location, deadline, size, headers)
            if reply.status in _BUSY:
                raise busy(reply.status, reply.retry_after, self.limits.wait)
            return reply

        return retried(ask, attempts=self.limits.attempts, within=deadline.left, sleep=self._sleep)

    def _keep_away(self, location: Location) -> None:
        """Wait as long as the site's crawl-delay asks, within reason."""
        delay = min(self._robots.delay(location), self.limits.crawl_delay)
        asked = self._asked.get(location.origin)
        if asked is not None and delay > 0:
            self._sleep(max(0.0, asked + delay - time.monotonic()))
        self._asked[location.origin] = time.monotonic()


def _refusal(status: int) -> str:
    try:
        meaning = f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        meaning = ""
    mend = "check the address" if 400 <= status < 500 else "try again later"
    return f"the server gave no page but status {status}{meaning}; {mend}"
