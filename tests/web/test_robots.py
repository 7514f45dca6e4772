"""robots.txt is asked for once a site, and obeyed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.web.client import locate
from store.web.errors import NotFetchedError
from tests.web.conftest import Visitor, known_as
from tests.web.server import Site, redirect, reply

Why = Callable[..., str]
PAGE = reply("The quay at Karren was closed.", Content_Type="text/plain")


def rules(*lines: str) -> bytes:
    return reply("\n".join(lines), Content_Type="text/plain")


@pytest.mark.parametrize("agent", ["*", "dateline", "Dateline"])
def test_what_robots_txt_forbids_is_not_fetched(site: Site, failure: Why, agent: str) -> None:
    site.routes |= {"/robots.txt": rules(f"User-agent: {agent}", "Disallow: /private/"), "/private/a": PAGE}
    assert "robots.txt does not allow" in failure("/private/a")
    assert site.asked("/private/a") == []


def test_what_it_says_to_others_is_not_for_us(site: Site, visitor: Visitor) -> None:
    site.routes |= {"/robots.txt": rules("User-agent: OtherBot", "Disallow: /"), "/a": PAGE}
    assert visitor.page("/a").status == 200


def test_a_redirect_does_not_lead_around_it(site: Site, failure: Why) -> None:
    site.routes |= {"/robots.txt": rules("User-agent: *", "Disallow: /private/"), "/private/a": PAGE}
    site.routes["/a"] = redirect("/private/a")
    assert "robots.txt does not allow" in failure("/a")


def test_it_is_asked_for_once(site: Site, visitor: Visitor) -> None:
    site.routes |= {"/robots.txt": rules("User-agent: *", "Allow: /"), "/a": PAGE, "/b": PAGE}
    fetcher = visitor.fetcher()
    for path in ("/a", "/b", "/a"):
        fetcher.page(locate(site.url(path)), known_as())
    assert len(site.asked("/robots.txt")) == 1


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"])
def test_a_site_without_one_may_be_fetched(site: Site, visitor: Visitor, status: str) -> None:
    site.routes |= {"/robots.txt": reply(status=status), "/a": PAGE}
    assert visitor.page("/a").status == 200


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"])
def test_a_site_whose_rules_cannot_be_had_is_not_fetched(site: Site, failure: Why, status: str) -> None:
    site.routes |= {"/robots.txt": reply(status=status), "/a": PAGE}
    assert failure("/a").startswith("its robots.txt cannot be read")
    assert site.asked("/a") == []


def test_rules_that_never_end_are_cut_off(site: Site, failure: Why) -> None:
    site.routes |= {"/robots.txt": reply("#" * 600_000), "/a": PAGE}
    assert "larger than 512,000 bytes" in failure("/a")


def test_rules_that_do_not_come_cost_their_wait_once(site: Site, visitor: Visitor) -> None:
    site.routes["/robots.txt"] = site.fall_silent(b"")
    fetcher = visitor.fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(NotFetchedError, match=r"robots\.txt cannot be read"):
            fetcher.page(locate(site.url(path)), known_as())
    assert [request.path for request in site.requests] == ["/robots.txt"]


@pytest.mark.parametrize(("asked", "waited"), [("7", 7), ("86400", 30), ("soon", 0)])
def test_the_crawl_delay_is_kept_within_reason(site: Site, visitor: Visitor, asked: str, waited: int) -> None:
    site.routes |= {"/robots.txt": rules("User-agent: *", f"Crawl-delay: {asked}"), "/a": PAGE, "/b": PAGE}
    fetcher = visitor.fetcher()
    for path in ("/a", "/b"):
        fetcher.page(locate(site.url(path)), known_as())
    assert [round(wait) for wait in visitor.waits] == ([waited] if waited else [])
