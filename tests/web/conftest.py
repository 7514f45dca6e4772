"""A misbehaving site, and a fetcher that may reach it and nothing else, without ever sleeping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from store.web.address import Reach
from store.web.client import Reply, locate
from store.web.errors import NotFetchedError
from store.web.fetcher import Fetcher, Known, Validators
from store.web.limits import Limits
from tests.web.server import Site


@dataclass
class Visitor:
    """Makes fetchers for one site. `names` is the phone book; `waits` are the seconds that would have been slept."""

    site: Site
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    def fetcher(self, *, contact: str | None = None, **limits: Any) -> Fetcher:
        def resolve(host: str, port: int) -> Sequence[str]:
            return self.names.get(host, [host])

        return Fetcher(
            Reach(frozenset({("127.0.0.1", self.site.port)}), resolve),
            limits=Limits(**{"connect": 1.0, "silence": 0.3, "page": 5.0, **limits}),
            contact=contact,
            sleep=self.waits.append,
        )

    def page(self, path: str, known: Validators | None = None, **limits: Any) -> Reply:
        """The page at a path of the site, by a new fetcher."""
        return self.fetcher(**limits).page(locate(self.site.url(path)), known_as(known))


def known_as(validators: Validators | None = None) -> Known:
    """A memory that has these validators for every page."""

    def known(url: str) -> Validators | None:
        return validators

    return known


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def visitor(site: Site) -> Visitor:
    return Visitor(site)


@pytest.fixture
def failure(visitor: Visitor) -> Callable[..., str]:
    """The one line that is said of a page of the site that cannot be had."""

    def why(path: str, **limits: Any) -> str:
        with pytest.raises(NotFetchedError) as caught:
            visitor.page(path, **limits)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return why
