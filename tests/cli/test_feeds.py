"""`dateline feeds`: what may be added, what a poll brings, and what is said of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.kept.feeds import Feeds, new_feed
from bot.kept.tables import open_tables
from store.web.login import without_login
from tests.cli.test_commands import ran_inside
from tests.web.server import Site, reply

Run = Callable[..., tuple[int, str, str]]
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>{items}</channel></rss>"""
ITEM = "<item><title>The quay of Karren is closed</title><link>{0}</link></item>"
STORY = "---\nheadline: The quay of Karren is closed\npublisher: Harbour Wire\n---\n\nIt was closed on Monday.\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.routes["/quay"] = reply(STORY, Content_Type="text/markdown")
        items = ITEM.format(running.url("/quay"))
        running.routes["/feed.xml"] = reply(FEED.format(items=items), Content_Type="application/rss+xml")
        yield running


@pytest.fixture
def run(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATELINE_FETCH_ALLOW", f"127.0.0.1:{site.port}")

    def inside(*arguments: str) -> tuple[int, str, str]:
        ran = ran_inside(capfd, "feeds", *arguments)
        return ran.code, ran.out, ran.err

    return inside


def test_a_feed_is_added_polled_listed_and_removed(site: Site, run: Run) -> None:
    url = site.url("/feed.xml")
    assert run("list") == (0, "There are no feeds; `dateline feeds add URL` adds one.\n", "")
    code, out, _ = run("add", f" {url}#top", "--every", "10", "--json")
    added = json.loads(out)
    assert (code, added["url"], added["minutes"], added["polled"]) == (0, url, 10, None)
    assert site.requests == []
    assert run("add", url)[0] == 2
    code, out, _ = run("poll", "--json")
    polled = json.loads(out)
    assert (code, polled["trouble"], polled["failures"]) == (0, None, 0)
    assert polled["outcome"].startswith("1 added")
    site.routes["/feed.xml"] = reply(status="404 Not Found")
    code, out, err = run("poll")
    assert code == 1
    assert "the server gave no page but status 404" in out
    assert err.endswith("dateline: 1 feed could not be had.\n")
    assert run("remove", url) == (0, f"{url} is asked no more; its stories stay.\n", "")
    code, out, err = run("remove", url)
    assert (code, out) == (1, "")
    assert "There is no feed" in err


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://karren.example/feed", "only http and https are fetched"),
        ("http://10.0.0.7/feed.xml", "is not on the public internet"),
        ("https://ada:key@karren.example/feed", "name or password"),
        ("feed.xml", "only http and https are fetched"),
    ],
)
def test_what_may_not_be_fetched_is_not_kept(run: Run, url: str, words: str) -> None:
    code, out, err = run("add", url)
    assert (code, out) == (2, "")
    assert words in err
    assert "key" not in err
    assert run("list")[1].startswith("There are no feeds")


@pytest.mark.parametrize("kept", ["HTTP://LocalHost.example/feed#top", "https://ada:key@karren.example/feed"])
def test_what_was_kept_as_it_was_typed_is_removed_as_it_is_listed(run: Run, tmp_path: Path, kept: str) -> None:
    run("list")
    tables = open_tables(tmp_path / "home")
    asyncio.run(Feeds(tables).add(new_feed(kept, 30, "ada", datetime.now(UTC))))
    tables.dispose()
    assert run("remove", f" {kept}") == (0, f"{without_login(kept)} is asked no more; its stories stay.\n", "")
    assert run("list")[1].startswith("There are no feeds")


def test_what_was_kept_as_it_was_typed_is_not_kept_twice(site: Site, run: Run, tmp_path: Path) -> None:
    url = site.url("/feed.xml")
    run("list")
    tables = open_tables(tmp_path / "home")
    asyncio.run(Feeds(tables).add(new_feed(f"{url}#top", 30, "ada", datetime.now(UTC))))
    tables.dispose()
    code, out, err = run("add", url)
    assert (code, out) == (2, "")
    assert "is asked already" in err
    assert run("remove", url)[0] == 0


def test_how_often_is_held_to_bounds(site: Site, run: Run) -> None:
    assert run("add", site.url("/feed.xml"), "--every", "4")[0] == 2
