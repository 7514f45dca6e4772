"""Receipts: what an answer quoted is proved at any later day, whatever has become of the story."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.core import Library
from store.errors import ReceiptError
from store.query import build_query
from store.receipt import Receipt, read_receipt, receipt_of
from tests.discord.small import TRAM, SmallLibrary

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    small = SmallLibrary(tmp_path / "home")
    (tmp_path / "stories").mkdir()
    small.fill(tmp_path / "stories")
    with small.open() as library:
        yield library


def given(library: Library) -> Receipt:
    answer = library.ask(build_query("Who will not drive after midnight for nothing?", since="2019-01-01"))
    assert answer.quotes
    return receipt_of(answer, "abcdefghijklm", AT)


def again(library: Library, folder: Path, text: str) -> None:
    (folder / "stories" / "tram.md").write_text(text, encoding="utf-8")
    library.index([folder / "stories"])


def test_a_receipt_is_read_back_as_it_was_written_and_holds(library: Library) -> None:
    receipt = given(library)
    assert read_receipt(receipt.written) == receipt
    report = library.check_receipt(receipt.written)
    assert report.clean
    assert [proved.status for proved in report.quotes] == ["usable"]
    assert receipt.filters["since"] == "2019-01-01"
    assert receipt.at == "2026-11-24T12:00:00+00:00"


def test_a_newer_version_of_the_story_leaves_the_receipt_whole_and_is_told(library: Library, tmp_path: Path) -> None:
    receipt = given(library)
    again(library, tmp_path, TRAM.replace("No** talks", "Some** talks"))
    report = library.check_receipt(receipt.written)
    assert report.clean
    assert report.quotes[0].newer


def test_a_withdrawal_leaves_the_receipt_whole_and_is_told(library: Library, tmp_path: Path) -> None:
    receipt = given(library)
    again(library, tmp_path, TRAM.replace("publisher:", "status: withdrawn\npublisher:", 1))
    report = library.check_receipt(receipt.written)
    assert report.clean
    assert report.quotes[0].status == "withdrawn"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text": "We will drive all night"}, "the slice is not the quote"),
        ({"start": 3}, "the slice is not the quote"),
        ({"sha256": "0" * 64}, "the text in the record has another hash"),
        ({"published": "2019-06-05"}, "the record has another date"),
        ({"headline": "Trams stop"}, "the record has another headline"),
        ({"publisher": None}, "the record has another publisher"),
        ({"version": 2}, "its version is not in the record"),
        ({"article_id": "nothere"}, "its version is not in the record"),
    ],
)
def test_any_change_of_a_quote_is_found_even_under_a_new_seal(
    library: Library, changed: dict[str, object], fault: str
) -> None:
    receipt = given(library)
    forged = replace(receipt, quotes=(replace(receipt.quotes[0], **changed),))  # type: ignore[arg-type]
    broken = library.check_receipt(forged.written)
    assert (broken.intact, broken.quotes[0].fault) == (False, fault)
    resealed = library.check_receipt(replace(forged, seal=forged.sealed).written)
    assert (resealed.intact, resealed.clean) == (True, False)


def test_a_changed_question_breaks_the_seal(library: Library) -> None:
    report = library.check_receipt(replace(given(library), question="Who will drive?").written)
    assert not report.clean
    assert not report.intact


@pytest.mark.parametrize("written", ["", "[]", "{}", "\x00\ud800", '{"receipt": 1}', "null", "[" * 100_000])
def test_what_is_no_receipt_is_refused_in_one_line(library: Library, written: str) -> None:
    with pytest.raises(ReceiptError, match="This is no receipt of an answer") as refused:
        library.check_receipt(written)
    assert "\n" not in str(refused.value)


def test_a_receipt_of_a_newer_format_says_to_update(library: Library) -> None:
    newer = json.loads(given(library).written) | {"receipt": 2}
    with pytest.raises(ReceiptError, match="update Dateline"):
        library.check_receipt(json.dumps(newer))
