"""From URLs to the record: pages and feeds are indexed, and a second run changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.core import Library
from store.fetches import Fetches
from store.lock import writer_lock
from store.query import build_query
from store.report import IndexReport
from tests.store.encoder import WordEncoder
from tests.web.conftest import Visitor
from tests.web.server import Site, redirect, reply

DATE = "Mon, 25 Mar 2013 23:37:00 GMT"
BUSY = reply(status="503 Service Unavailable")


def story(name: str, text: str = "The quay was closed after a crane fell on Monday.") -> str:
    return f"""---
headline: The {name} of Karren is closed
publisher: Harbour Wire
published: 2013-03-25T23:37
---

{text}
"""


def page(name: str, text: str = "The quay was closed after a crane fell on Monday.", **headers: str) -> bytes:
    return reply(story(name, text), Content_Type="text/markdown; charset=utf-8", **headers)


def feed(*links: str, **headers: str) -> bytes:
    items = "".join(
        f"<item><title>Story</title><link>{link}</link><description>In short.</description></item>" for link in links
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>{items}</channel></rss>'
    return reply(rss, Content_Type="application/rss+xml", **headers)


@dataclass
class Desk:
    """A data folder and the site that it is fed from."""

    home: Path
    visitor: Visitor

    @property
    def site(self) -> Site:
        return self.visitor.site

    def open(self) -> Library:
        return Library(self.home, WordEncoder())

    def index(self, *paths: str, dry_run: bool = False, **limits: Any) -> IndexReport:
        urls = [self.site.url(path) for path in paths]
        with self.open() as library:
            return library.index([], urls=urls, fetcher=self.visitor.fetcher(**limits), dry_run=dry_run)

    def outcomes(self, *paths: str, **limits: Any) -> list[tuple[str, str]]:
        """Path and outcome of every item of an index run."""
        start = len(self.site.url(""))
        return [(item.source[start:], item.outcome) for item in self.index(*paths, **limits).items]


@pytest.fixture
def desk(tmp_path: Path, visitor: Visitor) -> Desk:
    return Desk(tmp_path / "home", visitor)


def test_a_page_is_indexed_and_answered_from(desk: Desk) -> None:
    desk.site.routes["/quay"] = page("quay")
    assert desk.outcomes("/quay") == [("/quay", "added")]
    with desk.open() as library:
        [quote] = library.search(build_query("the quay of Karren", limit=1)).quotes
    assert quote.text in story("quay")
    assert quote.source == desk.site.url("/quay")
    assert quote.published.text == "2013-03-25T23:37"


@pytest.mark.parametrize(
    "validator", [{"ETag": '"a1"'}, {"Last_Modified": DATE}, {"ETag": 'W/"a1"', "Last_Modified": DATE}]
)
def test_the_second_run_asks_whether_it_has_changed_and_changes_nothing(desk: Desk, validator: dict[str, str]) -> None:
    desk.site.routes["/quay"] = [page("quay", **validator), reply(status="304 Not Modified")]
    desk.index("/quay")
    again = desk.index("/quay")
    assert [(item.outcome, item.reason) for item in again.items] == [
        ("unchanged", "the server says that it has not changed")
    ]
    assert again.passages_embedded == 0
    first, second = (request.headers for request in desk.site.asked("/quay"))
    assert "if-none-match" not in first
    assert "if-modified-since" not in first
    assert second.get("if-none-match") == validator.get("ETag")
    assert second.get("if-modified-since") == validator.get("Last_Modified")


def test_a_page_without_validators_is_read_again_and_changes_nothing(desk: Desk) -> None:
    desk.site.routes["/quay"] = page("quay")
    desk.index("/quay")
    assert desk.outcomes("/quay") == [("/quay", "unchanged")]


def test_a_changed_page_is_a_new_version_and_its_new_state_is_remembered(desk: Desk) -> None:
    desk.site.routes["/quay"] = [
        page("quay", ETag='"a1"'),
        page("quay", "The quay was opened again.", ETag='"a2"'),
        reply(status="304 Not Modified"),
    ]
    assert [desk.outcomes("/quay") for _ in range(3)] == [
        [("/quay", "added")], [("/quay", "new_version")], [("/quay", "unchanged")]
    ]  # fmt: skip
    asked = [request.headers.get("if-none-match") for request in desk.site.asked("/quay")]
    assert asked == [None, '"a1"', '"a2"']


def test_a_dry_run_reports_the_same_and_remembers_nothing(desk: Desk) -> None:
    desk.site.routes["/quay"] = page("quay", ETag='"a1"')
    assert desk.index("/quay", dry_run=True).count("added") == 1
    assert desk.index("/quay").count("added") == 1
    assert [request.headers.get("if-none-match") for request in desk.site.asked("/quay")] == [None, None]


def test_what_was_fetched_and_not_recorded_is_not_remembered(desk: Desk) -> None:
    desk.site.routes["/quay"] = page("quay", ETag='"a1"')

    def die(stage: str, done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with desk.open() as library:
        with pytest.raises(KeyboardInterrupt):
            library.index([], urls=[desk.site.url("/quay")], fetcher=desk.visitor.fetcher(), progress=die)
        assert Fetches(library._archive).known(desk.site.url("/quay")) is None
    assert desk.outcomes("/quay") == [("/quay", "added")]


def test_a_slow_server_does_not_keep_others_from_writing(desk: Desk) -> None:
    def while_fetching(stage: str, done: int, total: int) -> None:
        if stage == "fetching":
            with writer_lock(desk.home):
                written.append(done)

    written: list[int] = []
    desk.site.routes["/quay"] = page("quay")
    with desk.open() as library:
        library.index([], urls=[desk.site.url("/quay")], fetcher=desk.visitor.fetcher(), progress=while_fetching)
    assert written == [0, 1]


def test_what_cannot_be_fetched_or_read_fails_in_one_line_and_the_rest_is_indexed(desk: Desk) -> None:
    desk.site.routes |= {
        "/quay": page("quay"),
        "/latin": reply(story("b\u00f4me").encode("latin-1"), Content_Type="text/markdown; charset=utf-8"),
        "/picture": reply(b"\x89PNG", Content_Type="image/png"),
        "/slow": desk.site.fall_silent(b""),
    }
    report = desk.index("/gone", "/latin", "/picture", "/slow", "/quay")
    assert [item.outcome for item in report.items] == ["failed"] * 4 + ["added"]
    reasons = [item.reason or "" for item in report.items]
    assert "status 404" in reasons[0]
    assert "is not UTF-8 text" in reasons[1]
    assert "this kind of file is not read" in reasons[2]
    assert "did not answer within" in reasons[3]


def test_a_text_in_the_charset_that_its_server_names_is_read(desk: Desk) -> None:
    text = reply(story("b\u00f4me \u201cBell\u201d").encode("cp1252"), Content_Type="text/markdown; charset=iso-8859-1")
    desk.site.routes["/latin"] = text
    [item] = desk.index("/latin").items
    assert item.article_id is not None, item.reason
    with desk.open() as library:
        assert "“Bell”" in library.article(item.article_id).current.headline


def test_a_page_that_failed_is_fetched_anew(desk: Desk) -> None:
    desk.site.routes["/quay"] = [
        reply("no headline", Content_Type="text/markdown", ETag='"a1"'),
        page("quay", ETag='"a1"'),
    ]
    assert desk.outcomes("/quay") == [("/quay", "failed")]
    assert desk.outcomes("/quay") == [("/quay", "added")]


def test_a_moved_page_is_remembered_where_it_is_now(desk: Desk) -> None:
    desk.site.routes |= {
        "/quay": redirect("/2013/quay"), "/2013/quay": [page("quay", ETag='"a1"'), reply(status="304 Not Modified")]
    }  # fmt: skip
    assert desk.outcomes("/quay") == [("/quay", "added")]
    assert desk.outcomes("/quay") == [("/quay", "unchanged")]
    assert [request.headers.get("if-none-match") for request in desk.site.asked("/quay")] == [None, None]
    assert desk.site.asked("/2013/quay")[1].headers["if-none-match"] == '"a1"'


def test_the_pages_of_a_feed_are_fetched_and_the_second_run_changes_nothing(desk: Desk) -> None:
    unchanged = reply(status="304 Not Modified")
    desk.site.routes |= {
        "/feed": [feed("/quay", "/pier", ETag='"f1"'), unchanged],
        "/quay": [page("quay", ETag='"a1"'), unchanged],
        "/pier": page("pier"),
    }
    assert desk.outcomes("/feed") == [("/quay", "added"), ("/pier", "added")]
    assert desk.outcomes("/feed") == [("/feed", "unchanged")]
    assert len(desk.site.asked("/quay")) == 1


def test_a_feed_of_which_a_page_failed_is_read_again(desk: Desk) -> None:
    desk.site.routes |= {
        "/feed": feed("/quay", "/pier", ETag='"f1"'),
        "/quay": [page("quay", ETag='"a1"'), reply(status="304 Not Modified")],
        "/pier": [BUSY, page("pier")],
    }
    assert desk.outcomes("/feed", attempts=1) == [("/quay", "added"), ("/pier", "failed")]
    assert desk.outcomes("/feed", attempts=1) == [("/quay", "unchanged"), ("/pier", "added")]
    assert "if-none-match" not in desk.site.asked("/feed")[1].headers


def test_a_feed_without_end_is_read_in_part_and_says_so(desk: Desk) -> None:
    names = [f"/{number}" for number in range(9)]
    desk.site.routes |= {"/feed": feed(*names), **{name: page(f"pier {name[1:]}") for name in names}}
    report = desk.index("/feed", entries=4)
    assert report.count("added") == 4
    [left] = [item for item in report.items if item.outcome == "skipped"]
    assert left.reason == "the feed goes on; its last 5 articles were not read"
    assert desk.site.asked("/4") == []


def test_a_feed_cannot_lead_into_the_network_it_is_read_in(desk: Desk) -> None:
    inside = "http://169.254.169.254/latest/meta-data/"
    desk.site.routes |= {"/feed": feed(inside, "/quay"), "/quay": page("quay")}
    report = desk.index("/feed")
    assert [item.outcome for item in report.items] == ["failed", "added"]
    assert "not on the public internet" in (report.items[0].reason or "")


def test_the_same_address_twice_is_fetched_once(desk: Desk) -> None:
    desk.site.routes["/quay"] = page("quay")
    assert desk.outcomes("/quay", "/quay") == [("/quay", "added")]
    assert len(desk.site.asked("/quay")) == 1


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/stories/quay.aspx", "text/markdown", story("quay")),
        ("/quay.md", "text/plain", story("quay")),
        ("/quay", "text/plain", "Headline: The quay of Karren is closed\n\nIt was closed on Monday."),
        ("/", "text/plain", "Headline: The quay of Karren is closed\n\nIt was closed on Monday."),
        ("/api/story?id=7", "application/json", '{"headline": "The quay is closed", "text": "It was closed."}'),
        ("/wire.jsonl", "application/octet-stream", '{"headline": "The quay is closed", "text": "It was closed."}'),
    ],
)  # fmt: skip
def test_a_page_is_read_as_what_the_server_or_its_name_says(desk: Desk, path: str, media_type: str, body: str) -> None:
    desk.site.routes[path] = reply(body, Content_Type=media_type)
    assert desk.index(path).count("added") == 1


@pytest.mark.parametrize("etag", ["\u00e9tag", "a" * 5_000])
def test_a_validator_that_cannot_be_sent_back_is_not_remembered(desk: Desk, etag: str) -> None:
    desk.site.routes["/quay"] = page("quay", ETag=etag)
    desk.index("/quay")
    assert desk.outcomes("/quay") == [("/quay", "unchanged")]
    assert "if-none-match" not in desk.site.asked("/quay")[1].headers


def test_an_entry_that_is_whole_is_taken_from_the_feed(desk: Desk) -> None:
    whole = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title><id>f</id>
      <entry><title>The quay of Karren is closed</title><id>tag:karren.example,2013:1</id>
        <link href="/quay"/><published>2013-03-25T23:37:00Z</published><updated>2013-03-25T23:37:00Z</updated>
        <content type="html">&lt;p&gt;It was closed on Monday.&lt;/p&gt;&lt;p&gt;A crane fell.&lt;/p&gt;</content>
      </entry>
      <entry><title>The pier of Karren is closed</title><id>tag:karren.example,2013:2</id><link href="/pier"/>
        <updated>2013-03-25T23:38:00Z</updated><summary>In short.</summary></entry></feed>"""
    desk.site.routes |= {"/feed": reply(whole, Content_Type="text/html", ETag='"f1"'), "/pier": page("pier")}
    assert [outcome for _, outcome in desk.outcomes("/feed")] == ["added", "added"]
    assert desk.site.asked("/quay") == []
    assert len(desk.site.asked("/pier")) == 1
    with desk.open() as library:
        quotes = library.search(build_query("the quay of Karren")).quotes
    assert desk.site.url("/quay") in [quote.url for quote in quotes]


def test_the_login_in_an_address_is_sent_to_its_server_and_recorded_nowhere(desk: Desk) -> None:
    other = "http://press.example:8080/pier"
    desk.visitor.names["press.example"] = ["203.0.113.9"]
    site = desk.site
    site.routes |= {"/feed": feed(site.url("/quay"), site.url("/gone"), other), "/quay": redirect("/mole")}
    site.routes["/mole"] = page("mole")
    given = site.url("/feed").replace("://", "://ida:s%3Acret@")
    with desk.open() as library:
        report = library.index([], urls=[given, given + "s"], fetcher=desk.visitor.fetcher())
        trail = library.admin.trail(10)
        [quote] = library.search(build_query("the mole of Karren", limit=1)).quotes
    sent = {request.path: request.headers.get("authorization") for request in site.requests}
    login = "Basic aWRhOnM6Y3JldA=="
    assert sent == {"/robots.txt": None, **dict.fromkeys(("/feed", "/quay", "/mole", "/gone", "/feeds"), login)}
    assert {item.source for item in report.items} >= {site.url("/quay"), site.url("/gone"), site.url("/feeds"), other}
    assert "cret" not in f"{report} {trail} {quote}"
    assert not any(b"cret" in file.read_bytes() for file in desk.home.rglob("*") if file.is_file())


def test_a_login_that_a_server_names_is_not_taken_over(desk: Desk) -> None:
    named = desk.site.url("/quay").replace("://", "://ida:secret@")
    desk.site.routes |= {"/feed": feed(named), "/pier": redirect(named), "/quay": page("quay")}
    report = desk.index("/feed", "/pier")
    assert [item.reason for item in report.items if item.outcome == "failed"] == [
        "the address holds a name or password; leave them out"
    ] * 2
    assert "secret" not in str(report)
    assert not desk.site.asked("/quay")
