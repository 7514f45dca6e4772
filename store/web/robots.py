"""What a site's robots.txt lets us fetch (RFC 9309), read once a site and run, by protego."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from store.web.address import Location
from store.web.client import Reply, locate
from store.web.errors import NotFetchedError, OutOfReachError

PRODUCT = "Dateline"  # the name that a robots.txt calls us by

_ALL = Protego.parse("")


class Robots:
    """`ask` fetches a robots.txt, redirects followed; it raises NotFetchedError."""

    def __init__(self, ask: Callable[[Location], Reply]) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | NotFetchedError] = {}

    def check(self, location: Location) -> None:
        """Raises NotFetchedError where the site does not want this page fetched, or does not say what it wants."""
        if not self._of(location).can_fetch(location.url, PRODUCT):
            raise NotFetchedError("the site's robots.txt does not allow this page to be fetched; save it as a file")

    def delay(self, location: Location) -> float:
        """How many seconds the site wants between two requests; 0.0 where it does not say."""
        return self._of(location).crawl_delay(PRODUCT) or 0.0

    def _of(self, location: Location) -> Protego:
        origin = location.origin
        if origin not in self._rules:
            try:
                self._rules[origin] = self._fetched(origin)
            except NotFetchedError as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, NotFetchedError):
            raise rules
        return rules

    def _fetched(self, origin: str) -> Protego:
        try:
            reply = self._ask(locate(f"{origin}/robots.txt"))
        except OutOfReachError:
            raise  # that is about the server, not about its robots.txt
        except NotFetchedError as error:
            raise NotFetchedError(f"its robots.txt cannot be read, so nothing is fetched: {error}") from error
        if reply.status == 200:
            return Protego.parse(reply.body.decode("utf-8-sig", "replace"))
        if 400 <= reply.status < 500:
            return _ALL  # there are no rules
        raise NotFetchedError(
            f"its robots.txt cannot be read (status {reply.status}), so nothing is fetched; try again later"
        )
