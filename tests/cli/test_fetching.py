"""`dateline index URL`: the settings that allow a server, and the lines that say why a page could not be had."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import ran_inside
from tests.web.server import Site, reply

STORY = "---\nheadline: The quay of Karren is closed\npublisher: Harbour Wire\n---\n\nIt was closed on Monday.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.routes["/quay"] = reply(STORY, Content_Type="text/markdown")
        yield running


@pytest.fixture
def run(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATELINE_FETCH_ALLOW", f"127.0.0.1:{site.port}")

    def inside(*arguments: str) -> tuple[int, str, str]:
        ran = ran_inside(capfd, *arguments)
        return ran.code, ran.out, ran.err

    return inside


def test_a_page_of_an_allowed_server_is_fetched_beside_files(site: Site, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pier.md").write_text(STORY.replace("quay", "pier"), encoding="utf-8")
    code, out, err = run("index", site.url("/quay"), "pier.md", "--dry-run", "--json")
    assert code == 0, err
    report = json.loads(out)
    assert [item["source"] for item in report["items"]] == [site.url("/quay"), f"{tmp_path.name}/pier.md"]
    assert report["added"] == 2
    assert "fetching: 0 of 1\nfetching: 1 of 1\n" in err


def test_the_contact_of_the_settings_is_sent_along(site: Site, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_FETCH_CONTACT", "desk@karren.example")
    run("index", site.url("/quay"), "--dry-run")
    assert {request.headers["user-agent"] for request in site.requests} == {"Dateline/0.1 (+desk@karren.example)"}


def test_without_the_setting_the_own_network_is_out_of_reach(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_FETCH_ALLOW")
    code, out, err = run("index", "http://127.0.0.1/quay", "--dry-run")
    assert code == 1
    assert "failed: http://127.0.0.1/quay: 127.0.0.1 is not on the public internet; " in out
    assert "DATELINE_FETCH_ALLOW" in out
    assert err.endswith("dateline: 1 item could not be read; nothing was written.\n")
    assert site.requests == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [("ftp://karren.example/a", "only http and https are fetched, not ftp"), ("https://", "names no server")],
)
def test_an_address_that_cannot_be_used_is_one_failed_item(run: Run, address: str, reason: str) -> None:
    code, out, _ = run("index", address, "--dry-run", "--json")
    [item] = json.loads(out)["items"]
    assert code == 1
    assert (item["source"], item["outcome"]) == (address, "failed")
    assert reason in item["reason"]


def test_a_path_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    code, _, err = run("index", "nowhere.md")
    assert code == 2
    assert "nowhere.md" in err


@pytest.mark.parametrize(
    ("setting", "value"), [("DATELINE_FETCH_ALLOW", "intranet"), ("DATELINE_FETCH_CONTACT", "a\u00e9b\nc: d")]
)
def test_a_setting_that_cannot_be_used_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    code, _, err = run("status")
    assert code == 1
    assert err.startswith(f"dateline: {setting} cannot be used: ")
