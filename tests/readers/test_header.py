"""Plain text with a header."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.readers.samples import HEADLINE, draft_of, reason_of


def test_header_keys_and_wrapped_paragraphs_are_read(tmp_path: Path) -> None:
    draft = draft_of(
        tmp_path / "a.txt",
        f"Headline: {HEADLINE}\r\nPublisher: The Karren Gazette\r\nByline: Ida Holm and Tom Day\r\n"
        "PUBLISHED: 25 March 2013\r\nStatus: withdrawn\r\nEmbargo: 2013-03-25T18:00Z\r\nNote: Filed\r\n  twice\r\n\r\n"
        "The pier  closed\r\n  on Monday.\r\n \t\r\nIt was old.\r\n",
    )
    assert draft.headline == HEADLINE
    assert draft.publisher == "The Karren Gazette"
    assert draft.byline == ("Ida Holm", "Tom Day")
    assert draft.published.text == "2013-03-25"
    assert draft.date_source == "header"
    assert draft.status == "withdrawn"
    assert draft.embargo == datetime(2013, 3, 25, 18, tzinfo=UTC)
    assert draft.note == "Filed twice"
    # Spaces inside a line are the source's own and stay.
    assert draft.paragraphs == ("The pier  closed on Monday.", "It was old.")


def test_a_blank_line_of_spaces_ends_the_header_too(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "a.txt", "Headline: Pier\n  \nIt closed.\n\nNote: this is text.\n")
    assert draft.paragraphs == ("It closed.", "Note: this is text.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Headline: Pier\n", "no text"),
        ("Headline: Pier\n\n \n\n", "no text"),
        ("Publisher: Gazette\n\nIt closed.\n", "the headline is missing"),
        ("Headline: Pier\nIt closed.\n\nAgain.\n", "line 2 of the header is not `Key: value`"),
        ("Headline: Pier\nHeadline: Quay\n\nIt closed.\n", "line 2 of the header gives `headline` a second time"),
        ("Headline: Pier\nEmbargo: tomorrow\n\nIt closed.\n", "the embargo cannot be read"),
        ("Headline: Pier\nEmbargo until: 2099-01-01\n\nIt closed.\n", "'embargo until' is not known"),
        ("Headline: Pier\nStatus: dead\n\nIt closed.\n", "the status 'dead' is not known"),
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in reason_of(tmp_path / "a.txt", text)
