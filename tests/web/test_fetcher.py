"""Fetching from a server that misbehaves in every way we know: each ends in time, in one line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from store.web.address import Reach
from store.web.client import Client, locate
from store.web.errors import NotFetchedError
from store.web.fetcher import Validators
from store.web.limits import Deadline, Limits
from tests.web.conftest import Visitor, known_as
from tests.web.server import Site, redirect, reply

Why = Callable[..., str]
PAGE = reply("The quay at Karren was closed.", Content_Type="text/plain")
BUSY = reply(status="503 Service Unavailable")


def test_a_page_comes_with_what_the_server_says_of_it(site: Site, visitor: Visitor) -> None:
    date = "Mon, 25 Mar 2013 23:37:00 GMT"
    kind = "Text/HTML; charset=ISO-8859-1"
    site.routes["/page"] = reply(b"caf\xe9", Content_Type=kind, ETag='"a1"', Last_Modified=date)
    page = visitor.page("/page")
    assert (page.body, page.media_type, page.charset) == (b"caf\xe9", "text/html", "iso-8859-1")
    assert (page.etag, page.last_modified) == ('"a1"', date)


def test_we_say_who_we_are_and_how_to_reach_us(site: Site, visitor: Visitor) -> None:
    site.routes["/page"] = PAGE
    for contact in (None, "https://karren.example/bots"):
        visitor.fetcher(contact=contact).page(locate(site.url("/page")), known_as())
    agents = [request.headers["user-agent"] for request in site.asked("/page")]
    assert agents == ["Dateline/0.1", "Dateline/0.1 (+https://karren.example/bots)"]
    assert {request.headers["host"] for request in site.requests} == {f"127.0.0.1:{site.port}"}


def test_nothing_of_the_environment_is_sent_along(
    site: Site, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.routes["/page"] = reply("The quay.", Set_Cookie="who=dateline")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:1")
    fetcher = visitor.fetcher()
    for _ in range(2):
        fetcher.page(locate(site.url("/page")), known_as())
    assert [request.headers.get("cookie") for request in site.asked("/page")] == [None, None]


def test_a_server_that_says_nothing_is_left(site: Site, failure: Why) -> None:
    site.routes["/page"] = site.fall_silent(b"")
    assert failure("/page") == "the server did not answer within 0.3 s; try again later"
    assert len(site.asked("/page")) == 1


def test_a_reply_that_stops_in_the_middle_is_left(site: Site, failure: Why) -> None:
    site.routes["/page"] = site.fall_silent(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nThe quay")
    assert failure("/page") == "the server did not answer within 0.3 s; try again later"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-Dots: ", b"HTTP/1.1 200 OK\r\n\r\n", b""])
def test_a_reply_that_drips_for_ever_is_cut_off(site: Site, failure: Why, start: bytes) -> None:
    site.routes["/page"] = site.drip(start)
    assert failure("/page", page=0.5) == "the page was not there whole after 0.5 s; try again later"


def test_a_page_of_ten_megabytes_is_fetched_and_one_over_the_limit_is_not(
    site: Site, visitor: Visitor, failure: Why
) -> None:
    site.routes["/page"] = reply(b"x" * 10_000_000)
    assert len(visitor.page("/page").body) == 10_000_000
    assert "larger than 9,999,999 bytes" in failure("/page", size=9_999_999)


def test_a_packed_page_is_unpacked(site: Site, visitor: Visitor) -> None:
    packed = gzip.compress(b"The quay ", mtime=0) + gzip.compress(b"was closed.", mtime=0)
    site.routes["/page"] = reply(packed, Content_Encoding="gzip")
    assert visitor.page("/page").body == b"The quay was closed."
    assert site.asked("/page")[0].headers["accept-encoding"] == "gzip"


def test_a_gzip_bomb_is_not_inflated_past_the_limit(site: Site, failure: Why) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(50)) + packer.flush()
    assert len(bomb) < 60_000
    site.routes["/page"] = reply(bomb, Content_Encoding="gzip")
    assert "larger than 1,000,000 bytes" in failure("/page", size=1_000_000)


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"The quay was closed.", mtime=0)[:-12], "gzip", "the packed page breaks off in the middle"),
        (b"The quay was closed.", "gzip", "said to be gzip and is not"),
        (
            gzip.compress(gzip.compress(b"The quay", mtime=0), mtime=0),
            "gzip, gzip",
            "packed the page as gzip, gzip, which was not",
        ),
        (b"?", "br", "packed the page as br, which was not asked for"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_refused(
    site: Site, failure: Why, body: bytes, encoding: str, reason: str
) -> None:
    site.routes["/page"] = reply(body, Content_Encoding=encoding)
    assert reason in failure("/page")


def test_a_page_that_breaks_off_is_asked_for_again_and_never_kept_in_part(site: Site, visitor: Visitor) -> None:
    site.routes["/page"] = [reply("The quay", Content_Length="900"), PAGE]
    assert visitor.page("/page").body == b"The quay at Karren was closed."
    assert len(visitor.waits) == 1


def test_what_always_breaks_off_is_given_up(site: Site, failure: Why) -> None:
    site.routes["/page"] = reply("The quay", Content_Length="900")
    assert failure("/page", attempts=3) == "the server's reply broke off or is no HTTP; try again later"
    assert len(site.asked("/page")) == 3


def test_what_is_no_http_is_one_line(site: Site, failure: Why) -> None:
    site.routes["/page"] = b"220 mail.karren.example ESMTP\r\n"
    assert "is no HTTP" in failure("/page")


def test_a_head_without_end_is_not_read_without_end(site: Site, failure: Why) -> None:
    site.routes["/page"] = b"HTTP/1.1 200 OK\r\n" + b"X-Word: word\r\n" * 100_000
    assert "is no HTTP" in failure("/page", attempts=1)


@pytest.mark.parametrize("status", ["200 OK", "204 No Content", "206 Partial Content"])
def test_a_reply_without_a_page_is_no_page(site: Site, failure: Why, status: str) -> None:
    site.routes["/page"] = reply(status=status)
    assert "empty page" in failure("/page") or "gave no page but status 20" in failure("/page")


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone", "500 Internal Server Error"])
def test_a_plain_refusal_is_not_asked_again(site: Site, failure: Why, status: str) -> None:
    site.routes["/page"] = reply(status=status)
    number, words = status.split(maxsplit=1)
    assert f"status {number} ({words.lower()})" in failure("/page")
    assert len(site.asked("/page")) == 1


def test_a_busy_server_is_asked_again_after_growing_waits(site: Site, visitor: Visitor) -> None:
    site.routes["/page"] = [BUSY, reply(status="502 Bad Gateway"), reply(status="504 Gateway Timeout"), PAGE]
    assert visitor.page("/page").status == 200
    assert [int(wait) for wait in visitor.waits] == [1, 2, 4]
    assert all(wait % 1 for wait in visitor.waits)  # the jitter


def test_a_busy_server_is_given_up_in_the_end(site: Site, failure: Why) -> None:
    site.routes["/page"] = BUSY
    assert failure("/page", page=60) == "the server is busy (status 503); try again later"
    assert len(site.asked("/page")) == 4


def test_a_server_is_left_alone_as_long_as_it_asks(site: Site, visitor: Visitor) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    site.routes["/page"] = [
        reply(status="429 Too Many Requests", Retry_After="17"),
        reply(status="503 Service Unavailable", Retry_After=soon),
        reply(status="503 Service Unavailable", Retry_After="in a while"),
        PAGE,
    ]
    assert visitor.page("/page", page=600).status == 200
    assert visitor.waits[0] == 17
    assert 35 < visitor.waits[1] <= 40
    assert 4 <= visitor.waits[2] < 6


def test_who_asks_for_an_hour_is_not_waited_for(site: Site, visitor: Visitor, failure: Why) -> None:
    site.routes["/page"] = reply(status="429 Too Many Requests", Retry_After="3600")
    assert failure("/page") == "the server is busy (status 429); it asks to come back in 3600 s"
    assert visitor.waits == []


def test_no_wait_outlasts_the_time_for_the_page(site: Site, visitor: Visitor, failure: Why) -> None:
    site.routes["/page"] = reply(status="429 Too Many Requests", Retry_After="30")
    assert "busy" in failure("/page", page=5.0)
    assert visitor.waits == []


def test_a_redirect_leads_to_the_page_and_its_last_address(site: Site, visitor: Visitor) -> None:
    site.routes |= {"/page": redirect("/moved#top"), "/moved": redirect(site.url("/here")), "/here": PAGE}
    assert visitor.page("/page").location.url == site.url("/here")


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("/page", "redirects in a circle"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not on the public internet"),
        ("http://inside.example/", "inside.example is 127.0.0.1, which is not on the public internet"),
        ("http://mixed.example/", "mixed.example is 10.0.0.7, which is not on the public internet"),
        ("http://[::ffff:127.0.0.1]/", "not on the public internet"),
        ("http://2130706433/", "an odd way to write an IP address"),
        ("http://127.0.0.1:6379/", "port 6379 is none of a website"),
        ("file:///etc/hostname", "only http and https are fetched, not file"),
        ("ftp://karren.example/", "only http and https are fetched, not ftp"),
        ("http://ida:secret@karren.example/", "holds a name or password"),
        ("http://[draft]/", "is no address"),
    ],
)
def test_a_redirect_is_judged_like_the_first_address(
    site: Site, visitor: Visitor, failure: Why, to: str, reason: str
) -> None:
    visitor.names |= {"inside.example": ["127.0.0.1"], "mixed.example": ["93.184.216.34", "10.0.0.7"]}
    site.routes["/page"] = redirect(to)
    assert reason in failure("/page")
    assert {request.path for request in site.requests} == {"/robots.txt", "/page"}


def test_a_redirect_to_where_nobody_may_go_is_told_as_a_redirect(site: Site, failure: Why) -> None:
    site.routes["/page"] = redirect("http://169.254.169.254/latest/meta-data")
    assert failure("/page").startswith("the server redirects to http://169.254.169.254:80: 169.254.169.254 is not on")


def test_redirects_without_end_are_not_followed_without_end(site: Site, failure: Why) -> None:
    site.routes |= {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    assert "redirects more than 5 times" in failure("/0")
    assert len(site.requests) == 1 + 6  # robots.txt, the page and five more


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_judged(site: Site) -> None:
    lookups: list[str] = []

    def flighty(host: str, port: int) -> list[str]:
        lookups.append(host)
        return ["127.0.0.1"] if len(lookups) == 1 else ["10.0.0.7"]

    site.routes["/page"] = PAGE
    reach = Reach(frozenset({("flighty.example", site.port)}), flighty)
    client = Client(reach, Limits(connect=0.5), "Dateline")
    found = client.get(locate(f"http://flighty.example:{site.port}/page"), Deadline(5), 1_000, {})
    assert found.body == b"The quay at Karren was closed."
    assert lookups == ["flighty.example"]
    assert site.requests[0].headers["host"] == f"flighty.example:{site.port}"


def test_a_known_page_is_only_asked_whether_it_has_changed(site: Site, visitor: Visitor) -> None:
    site.routes["/page"] = reply(status="304 Not Modified")
    known = Validators('"a1"', "Mon, 25 Mar 2013 23:37:00 GMT")
    assert visitor.page("/page", known).status == 304
    headers = site.asked("/page")[0].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (known.etag, known.last_modified)


def test_unchanged_is_no_answer_for_a_page_that_was_never_seen(site: Site, failure: Why) -> None:
    site.routes["/page"] = reply(status="304 Not Modified")
    assert "gave no page but status 304" in failure("/page")


def test_what_is_not_there_is_one_line(visitor: Visitor) -> None:
    with Site() as gone:
        port = gone.port
    visitor.site = gone
    with pytest.raises(NotFetchedError, match=r"could not be reached \(connection refused\)"):
        visitor.fetcher(attempts=2).page(locate(f"http://127.0.0.1:{port}/page"), known_as())
    assert len(visitor.waits) == 1
