"""Export and import: the record on another machine answers as it did, and a file that is not whole changes nothing."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import ExportError
from store.query import build_query
from store.rows import seal
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

LAMP = record("lamp", "New lamp on Gull Skerry", "The lamp on Gull Skerry shines 19 miles.", published="2019-06-04")
FERRY = record("ferry", "Ferry sails twice", "The ferry to Brannock sails twice a day.", published="2019-06-05")
TRAM = record("tram", "Tram “late”", "The tram to Amsel — run by Röck — was late by 7 minutes.", published="2019-06-06")
QUESTIONS = (
    "How many miles does the lamp on Gull Skerry shine?",
    "How often does the ferry to Brannock sail?",
    "How late was the tram to Amsel?",
    "Who won the chess title?",
)


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    """A record with versions, a withdrawal of each kind, and a second generation."""
    found = ids(shelf.index(LAMP, FERRY, TRAM))
    shelf.index({**LAMP, "text": "The lamp on Gull Skerry shines 21 miles.", "updated": "2019-06-07"})
    shelf.index({**FERRY, "status": "withdrawn"})
    shelf.index(rebuild=True)
    with shelf.open() as library:
        library.admin.withdraw(found["tram"], "Not ours.", who="Ada")
        library.admin.restore(found["tram"], "It is.", who="Ada")
        library.admin.withdraw(found["lamp"], "No such lamp.", who="Ada")
    return shelf


@pytest.fixture
def file(full: Shelf, tmp_path: Path) -> Path:
    with full.open() as library:
        transfer = library.admin.export(tmp_path / "news.dateline")
    assert (transfer.articles, transfer.versions) == (3, 5)
    return tmp_path / "news.dateline"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "elsewhere", tmp_path / "news")


def answers(shelf: Shelf) -> str:
    """Everything that is answered, but for how long it took and when the index was built."""
    found = []
    with shelf.open() as library:
        for question in QUESTIONS:
            answer: dict[str, Any] = library.ask(build_query(question)).as_json()
            del answer["took_ms"], answer["coverage"]["built"]
            found.append(answer)
    return json.dumps(found)


def take(shelf: Shelf, file: Path) -> str:
    with shelf.open() as library:
        return library.admin.import_(file, who="Ben").outcome


def nothing_is_there(shelf: Shelf) -> bool:
    with shelf.open() as library:
        return library.status().versions == 0 and library.status().generation is None


def untouched(shelf: Shelf) -> bool:
    """Whether a data folder is as one in which nothing was ever done."""
    with shelf.open() as library:
        nothing_said = library.admin.trail(1) == []
    return nothing_said and nothing_is_there(shelf) and not list((shelf.home / "index").iterdir())


def rewritten(file: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    lines = change(gzip.decompress(file.read_bytes()).splitlines(keepends=True))
    file.write_bytes(gzip.compress(b"".join(lines), mtime=0))


def resealed(file: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    """Change the head and the rows of an export, as JSON, and make its seal again."""
    found = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()[:-1]]
    lines = [json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in change(found)]
    end = {"rows": len(lines) - 1, "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
    file.write_bytes(gzip.compress(b"".join([*lines, json.dumps(end).encode() + b"\n"]), mtime=0))


def of_table(name: str, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Callable[[list[Any]], list[Any]]:
    """Changes each row of a table; None drops it."""

    def changed(lines: list[Any]) -> list[Any]:
        kept = [(table, change(row) if table == name else row) for table, row in lines[1:]]
        return [lines[0], *([table, row] for table, row in kept if row is not None)]

    return changed


def sealed(row: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A version with other content, and the seal that fits it."""
    row = {**row, **changed}
    return {**row, "seal": seal(row)}


def test_an_imported_record_answers_the_same_and_is_clean(full: Shelf, file: Path, elsewhere: Shelf) -> None:
    assert take(elsewhere, file) == "imported"
    assert answers(elsewhere) == answers(full)
    assert elsewhere.faults() == ()
    assert elsewhere.passages() == full.passages()
    assert elsewhere.state().generation == full.state().generation == "2"


def test_what_was_done_to_the_record_goes_with_it(full: Shelf, file: Path, elsewhere: Shelf) -> None:
    take(elsewhere, file)
    with full.open() as here, elsewhere.open() as there:
        *carried, last = there.admin.trail(100)
        assert carried == here.admin.trail(100)
    assert (last.who, last.action, last.outcome) == ("Ben", "import", "imported 3 articles in 5 versions")


def test_the_same_record_is_the_same_file(full: Shelf, file: Path, tmp_path: Path) -> None:
    with full.open() as library:
        library.admin.export(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == file.read_bytes()
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("place", ["missing/news", "ferry.txt/news", f"{250 * 'n'}news"])
def test_an_export_that_cannot_be_written_says_so(full: Shelf, tmp_path: Path, place: str) -> None:
    (tmp_path / "ferry.txt").write_text("A file, no folder.")
    with (
        full.open() as library,
        pytest.raises(ExportError, match=r"news cannot be written \(.+\); make room"),
    ):
        library.admin.export(tmp_path / place)


def test_an_export_that_is_cut_short_leaves_the_one_before_it(
    full: Shelf, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def full_disk(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full_disk)
    with full.open() as library, pytest.raises(ExportError, match="No space left on device"):
        library.admin.export(file)
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.partial"))


def test_an_imported_record_is_gone_on_with(file: Path, elsewhere: Shelf) -> None:
    take(elsewhere, file)
    assert elsewhere.index(TRAM).count("unchanged") == 1
    assert elsewhere.index({**TRAM, "text": "The tram to Amsel was on time."}).count("new_version") == 1
    assert elsewhere.faults() == ()


def test_the_same_again_is_left_as_it_is_and_another_record_is_refused(
    full: Shelf, file: Path, elsewhere: Shelf
) -> None:
    assert take(full, file) == "unchanged"
    take(elsewhere, file)
    assert take(elsewhere, file) == "unchanged"
    elsewhere.index({**TRAM, "text": "The tram to Amsel was on time."})
    before = answers(elsewhere)
    with pytest.raises(ExportError, match="another record here"):
        take(elsewhere, file)
    assert answers(elsewhere) == before


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9, 0.999])
def test_a_file_cut_short_is_refused_and_nothing_is_written(file: Path, elsewhere: Shelf, kept: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(ExportError):
        take(elsewhere, file)
    assert nothing_is_there(elsewhere)


@pytest.mark.parametrize("at", [15, 200, 700, -5])
def test_a_changed_byte_is_refused_and_nothing_is_written(file: Path, elsewhere: Shelf, at: int) -> None:
    damaged = bytearray(file.read_bytes())
    damaged[at] ^= 0x20
    file.write_bytes(damaged)
    with pytest.raises(ExportError):
        take(elsewhere, file)
    assert nothing_is_there(elsewhere)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines[:3], *lines[4:]],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [line.replace(b"19 miles", b"91 miles") for line in lines],
        lambda lines: [*lines[:2], b"[1]\n", *lines[2:]],
        lambda lines: [*lines[:2], b'["passages",{}]\n', *lines[2:]],
        lambda lines: [*lines[:2], b"\xff\n", *lines[2:]],
        lambda lines: lines[1:],
        lambda _: [b"{}\n"],
    ],
)
def test_lines_that_are_not_those_written_are_refused(
    file: Path, elsewhere: Shelf, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    rewritten(file, change)
    with pytest.raises(ExportError):
        take(elsewhere, file)
    assert nothing_is_there(elsewhere)


@pytest.mark.parametrize("name", ["dateline_export", "record"])
def test_a_newer_format_says_to_update(file: Path, elsewhere: Shelf, name: str) -> None:
    def newer(lines: list[bytes]) -> list[bytes]:
        return [json.dumps({**json.loads(lines[0]), name: 99}).encode() + b"\n", *lines[1:]]

    rewritten(file, newer)
    with pytest.raises(ExportError, match=r"format 99.*update Dateline"):
        take(elsewhere, file)
    assert nothing_is_there(elsewhere)


@pytest.mark.parametrize(
    "head",
    [
        {"generation": "x"},
        {"generation": None},
        {"generation": 0},
        {"generation": -1},
        {"generation": True},
        {"generation": 1.5},
        {"generation": 10**40},
        {"record": "9"},
        {"record": None},
        {"record": []},
        {"dateline_export": True},
        {"dateline_export": "1"},
        {"more": 1},
    ],
)
def test_a_head_that_says_no_numbers_is_refused_whatever_the_seal_says(
    file: Path, elsewhere: Shelf, head: dict[str, object]
) -> None:
    resealed(file, lambda lines: [{**lines[0], **head}, *lines[1:]])
    with pytest.raises(ExportError, match=r"is no export"):
        take(elsewhere, file)
    assert untouched(elsewhere)


UNFIT: dict[str, Callable[[list[Any]], list[Any]]] = {
    "an article without its versions": of_table("versions", lambda row: None if "Ferry" in row["headline"] else row),
    "an article without its first version": of_table("versions", lambda row: None if row["number"] == 1 else row),
    "an article without its newest version": of_table("versions", lambda row: None if row["number"] == 2 else row),
    "no version at all": of_table("versions", lambda _: None),
    "versions without their article": of_table("articles", lambda _: None),
    "another current version": of_table("articles", lambda row: {**row, "current": 7}),
    "versions in one place": of_table("versions", lambda row: {**row, "place": 0}),
    "versions that no log names": of_table("changes", lambda row: None if row["number"] == 2 else row),
    "no log": of_table("changes", lambda _: None),
    "a log that names nothing": of_table("changes", lambda row: {**row, "article_id": "aaaaaaaaaaaa"}),
    "a log that begins before the first": of_table("changes", lambda row: {**row, "seq": row["seq"] - 5}),
    "a row twice": lambda lines: [*lines[:2], *lines[1:]],
    "a number too large": of_table("changes", lambda row: {**row, "seq": 2**70}),
    "half a letter in a headline": of_table("versions", lambda row: sealed(row, headline="\ud800")),
    "half a letter in the trail": of_table("audit", lambda row: {**row, "who": "\ud800"}),
    "a byline that is no list": of_table("versions", lambda row: sealed(row, byline="5")),
    "captions of numbers": of_table("versions", lambda row: sealed(row, captions="[5]")),
    "a status of its own": of_table("versions", lambda row: sealed(row, status="perhaps")),
    "an id that none has": of_table("versions", lambda row: {**row, "article_id": "a:1"}),
}


@pytest.mark.parametrize("name", UNFIT)
def test_rows_that_do_not_fit_together_are_refused_whatever_the_seal_says(
    file: Path, elsewhere: Shelf, name: str
) -> None:
    resealed(file, UNFIT[name])
    with pytest.raises(ExportError, match="nothing was imported"):
        take(elsewhere, file)
    assert untouched(elsewhere)
    assert elsewhere.index(TRAM).count("added") == 1
    assert elsewhere.state().generation == "1"
    assert elsewhere.faults() == ()


def test_a_seal_made_again_over_what_was_written_changes_nothing(full: Shelf, file: Path, elsewhere: Shelf) -> None:
    resealed(file, lambda lines: lines)
    assert take(elsewhere, file) == "imported"
    assert answers(elsewhere) == answers(full)


def test_a_record_with_a_story_removed_and_read_anew_fits_together(
    full: Shelf, elsewhere: Shelf, tmp_path: Path
) -> None:
    with full.open() as library:
        tram = next(one.article_id for one in library.catalogue().headlines if "Tram" in one.text)
        library.admin.remove(tram, "A court wants it gone.")
        library.admin.export(tmp_path / "without")
        library.admin.restore(tram, "Once more.")
    full.index(TRAM)
    with full.open() as library:
        library.admin.export(tmp_path / "again")
    assert take(elsewhere, tmp_path / "without") == "imported"
    assert elsewhere.faults() == ()
    another = Shelf(tmp_path / "another", tmp_path / "news")
    assert take(another, tmp_path / "again") == "imported"
    assert another.faults() == ()


def test_a_damaged_record_is_mended_before_it_is_exported(full: Shelf, tmp_path: Path) -> None:
    full.change("UPDATE versions SET text = replace(text, '19', '91') WHERE number = 1 AND text LIKE '%19 miles%'")
    with full.open() as library, pytest.raises(Exception, match="run: dateline index"):
        library.admin.export(tmp_path / "file")
    assert not (tmp_path / "file").exists()
    full.index()
    with full.open() as library:
        library.admin.export(tmp_path / "file")


def test_an_import_cut_short_before_its_index_is_gone_on_with(full: Shelf, file: Path, elsewhere: Shelf) -> None:
    class Killed(BaseException):
        """What ends the run without a chance to tidy up after it."""

    def die(stage: str, done: int, total: int) -> None:
        raise Killed

    with elsewhere.open() as library, pytest.raises(Killed):
        library.admin.import_(file, progress=die)
    assert take(elsewhere, file) == "unchanged"
    assert answers(elsewhere) == answers(full)
    assert elsewhere.faults() == ()
