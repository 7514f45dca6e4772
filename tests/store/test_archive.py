"""The record: what it keeps, what it takes for the same, and the order of its log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.archive import FILE, Archive
from store.article import Version
from store.errors import ArchiveError, NotFoundError
from store.ids import article_id, canonical_url
from store.removal import remove
from store.withdrawal import withdraw
from tests.store.stories import CRANE, TRAM, UNDATED

NEWER_TRAM = replace(TRAM, paragraphs=("The strike in Marrowgate is off.",), headline="Tram strike is off")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path)
    yield opened
    opened.close()


def current(archive: Archive, article_id: str) -> Version:
    [found] = [version for version in archive.current_versions() if version.article_id == article_id]
    return found


def test_a_draft_is_kept_as_the_first_version_with_its_fields(archive: Archive) -> None:
    [recorded] = archive.add_all([TRAM])
    [version] = archive.versions(recorded.article_id)
    assert recorded.outcome == "added"
    assert (version.number, version.text, version.headline) == (1, TRAM.text, TRAM.headline)
    assert (version.published, version.url, version.source) == (TRAM.published, TRAM.url, TRAM.source)


def test_the_same_content_again_changes_nothing(archive: Archive) -> None:
    first = archive.add_all([TRAM, CRANE])
    again = archive.add_all([CRANE, TRAM])
    assert [one.outcome for one in again] == ["unchanged", "unchanged"]
    assert [one.article_id for one in again] == [one.article_id for one in reversed(first)]
    assert archive.last_change() == 2


def test_the_same_content_twice_in_one_batch_is_kept_once(archive: Archive) -> None:
    assert [one.outcome for one in archive.add_all([TRAM, TRAM])] == ["added", "unchanged"]


def test_the_same_content_by_another_route_is_the_same_article(archive: Archive) -> None:
    [first] = archive.add_all([UNDATED])
    [again] = archive.add_all([replace(UNDATED, source="elsewhere/copy.md")])
    assert (again.outcome, again.article_id) == ("unchanged", first.article_id)
    assert archive.article_ids() == [first.article_id]


def test_changed_content_under_the_same_url_is_a_new_version(archive: Archive) -> None:
    [first] = archive.add_all([TRAM])
    [second] = archive.add_all([replace(NEWER_TRAM, url=f"{TRAM.url}/?utm_source=feed#top")])
    assert (second.outcome, second.article_id) == ("new_version", first.article_id)
    assert [version.headline for version in archive.versions(first.article_id)] == [TRAM.headline, NEWER_TRAM.headline]
    assert current(archive, first.article_id).number == 2


def test_an_older_version_read_again_does_not_come_back(archive: Archive) -> None:
    [first] = archive.add_all([TRAM])
    archive.add_all([NEWER_TRAM])
    assert [one.outcome for one in archive.add_all([TRAM])] == ["unchanged"]
    assert current(archive, first.article_id).headline == NEWER_TRAM.headline


def test_a_withdrawal_is_a_version_that_says_so(archive: Archive) -> None:
    archive.add_all([TRAM])
    [killed] = archive.add_all([replace(TRAM, status="withdrawn", note="Withdrawn.")])
    assert killed.outcome == "withdrawn"
    assert current(archive, killed.article_id).status == "withdrawn"
    assert [change.kind for change in archive.changes_after(0, 10)] == ["added", "withdrawn"]


def test_a_dry_run_says_what_would_be_and_leaves_nothing(archive: Archive) -> None:
    archive.add_all([TRAM])
    with archive.rehearsal() as keep:
        would = [*keep([NEWER_TRAM, CRANE]), *keep([TRAM, CRANE])]
    assert [one.outcome for one in would] == ["new_version", "added", "unchanged", "unchanged"]
    assert archive.last_change() == 1
    assert archive.count_versions() == 1
    assert len(archive.article_ids()) == 1


def test_a_batch_that_fails_leaves_nothing_of_itself(archive: Archive) -> None:
    broken = replace(CRANE, paragraphs=("half a pair \ud800",))
    with pytest.raises(UnicodeEncodeError):
        archive.add_all([TRAM, broken])
    assert archive.last_change() == 0
    assert archive.article_ids() == []


def test_the_log_is_in_the_order_in_which_things_came(archive: Archive) -> None:
    ids = [one.article_id for one in archive.add_all([TRAM, CRANE, NEWER_TRAM, UNDATED])]
    changes = archive.changes_after(0, 10)
    assert [(change.article_id, change.number) for change in changes] == list(zip(ids, [1, 1, 2, 1], strict=True))
    assert [change.seq for change in changes] == sorted({change.seq for change in changes})
    assert archive.changes_after(changes[1].seq, 1) == [changes[2]]
    assert archive.changed_after(changes[1].seq) == {ids[2], ids[3]}


def test_what_is_not_there_is_left_out_or_named(archive: Archive) -> None:
    [kept] = archive.add_all([TRAM])
    assert archive.load([(kept.article_id, 1), (kept.article_id, 2), ("nothing", 1)]).keys() == {(kept.article_id, 1)}
    assert archive.histories(["nothing"]) == {}
    with pytest.raises(NotFoundError, match="'nothing'"):
        archive.versions("nothing")


def test_an_archive_closed_and_opened_again_has_what_was_committed(tmp_path: Path) -> None:
    first = Archive(tmp_path)
    [kept] = first.add_all([TRAM])
    first.close()
    second = Archive(tmp_path)
    assert second.versions(kept.article_id)[0].text == TRAM.text
    second.close()


def test_an_archive_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    Archive(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute("UPDATE about SET value = '99' WHERE name = 'format'")
    connection.close()
    with pytest.raises(ArchiveError, match=r"format 99.*update Dateline"):
        Archive(tmp_path)


def test_nothing_is_written_into_an_archive_of_a_newer_format(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO about VALUES ('format', '99')")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ArchiveError, match="format 99"):
        Archive(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("found", [2, 3])
def test_an_archive_of_an_earlier_format_is_brought_up_and_can_be_decided_on(tmp_path: Path, found: int) -> None:
    first = Archive(tmp_path)
    [kept] = first.add_all([TRAM])
    first.close()
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        for table in ("removals", *(("withdrawals", "audit") if found == 2 else ())):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE about SET value = ? WHERE name = 'format'", (str(found),))
    connection.close()
    again = Archive(tmp_path)
    assert again.versions(kept.article_id)[0].status == "usable"
    assert withdraw(again, kept.article_id, "No such strike.", "Ada").status == "withdrawn"
    assert remove(again, kept.article_id, "No such strike.", "Ada").versions == 1
    assert again.add_all([TRAM])[0].outcome == "skipped"
    again.close()


def test_a_file_that_is_no_database_is_said_to_be_unopenable(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this was never a database, only bytes " * 200)
    with pytest.raises(ArchiveError, match=r"archive\.db cannot be opened.*DATELINE_HOME"):
        Archive(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_said_to_be_unopenable(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(tmp_path)


SAME = (
    *("https://herald.example/tram", "HTTPS://Herald.Example/tram", "https://herald.example/tram/"),
    *("https://herald.example:443/tram", "https://herald.example/tram#part", " https://herald.example/tram "),
    *("https://herald.example/tram?utm_source=x&UTM_medium=y", "https://herald.example/tram?"),
    "https://herald.example/tram?fbclid=a1&ocid=rss",
)
OTHER = (
    *("http://herald.example/tram", "https://herald.example/Tram", "https://herald.example/tram?page=2"),
    *("https://herald.example:8443/tram", "https://herald.example", "https://www.herald.example/tram"),
)


@pytest.mark.parametrize("url", SAME)
def test_addresses_of_one_page_are_one_article(url: str) -> None:
    assert canonical_url(url) == "https://herald.example/tram"
    assert article_id(url, "a.md") == article_id(SAME[0], "b.md")


@pytest.mark.parametrize("url", OTHER)
def test_addresses_of_other_pages_are_other_articles(url: str) -> None:
    assert article_id(url, "a.md") != article_id(SAME[0], "a.md")


@pytest.mark.parametrize("wrong", ["https://[draft]", "https://[::1", "//[", "not a url at all"])
def test_an_address_that_is_none_names_its_article_as_it_stands(archive: Archive, wrong: str) -> None:
    assert canonical_url(f" {wrong} ") == wrong
    [kept] = archive.add_all([replace(TRAM, url=wrong)])
    assert archive.versions(kept.article_id)[0].url == wrong


def test_an_id_is_the_same_on_every_machine() -> None:
    assert article_id(None, "news/crane.md") == article_id(None, "news/crane.md")
    assert article_id(SAME[0], "news/tram.md") == "wubbef3wr7u6"
    assert article_id(None, "news/crane.md") != article_id(None, "news/tram.md")
