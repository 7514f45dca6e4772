"""Markdown with front matter."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.readers.samples import HEADLINE, draft_of, reason_of

FRONT = f"---\nheadline: {HEADLINE}\npublished: 2013-03-25\n---\n"


def body_of(tmp_path: Path, markdown: str) -> tuple[str, ...]:
    return draft_of(tmp_path / "a.md", FRONT + markdown).paragraphs


def test_every_key_of_the_front_matter_reaches_the_draft(tmp_path: Path) -> None:
    draft = draft_of(
        tmp_path / "a.md",
        "---\ntitle: 'Pier: closed'\npublisher: The Karren Gazette\nauthors: [Ida Holm, Tom Day]\ndateline: KARREN\n"
        "section: Harbour\nlanguage: en\ndate: 2013-03-25 23:37:00\nupdated: 2013-03-26\nstatus: corrected\n"
        "embargo: 2013-03-25T18:00:00+02:00\ncorrection: The cost was wrong.\nurl: https://gazette.example/pier\n---\n"
        "The pier closed.\n",
    )
    assert draft.headline == "Pier: closed"
    assert draft.publisher == "The Karren Gazette"
    assert draft.byline == ("Ida Holm", "Tom Day")
    assert draft.dateline == "KARREN"
    assert draft.section == "Harbour"
    assert draft.language == "en"
    assert draft.published.text == "2013-03-25T23:37"
    assert draft.updated.text == "2013-03-26"
    assert draft.date_source == "front matter"
    assert draft.status == "corrected"
    assert draft.embargo == datetime(2013, 3, 25, 16, tzinfo=UTC)
    assert draft.note == "The cost was wrong."
    assert draft.url == "https://gazette.example/pier"
    assert draft.paragraphs == ("The pier closed.",)


@pytest.mark.parametrize(
    ("yaml", "text"),
    [
        ("2013-03-25", "2013-03-25"),
        ("2013-03-25T23:37", "2013-03-25T23:37"),
        ("2013-03-25T23:37:00Z", "2013-03-25T23:37+00:00"),
        ("2013-03-25 23:37:00 +2", "2013-03-25T23:37+02:00"),
        ("March 25, 2013", "2013-03-25"),
    ],
)
def test_a_date_keeps_the_precision_that_yaml_gives_it(tmp_path: Path, yaml: str, text: str) -> None:
    draft = draft_of(tmp_path / "a.md", f"---\nheadline: Pier\npublished: {yaml}\n---\nThe pier closed.\n")
    assert draft.published.text == text


def test_emphasis_links_and_wraps_give_their_words(tmp_path: Path) -> None:
    markdown = "The *western* pier,\nsaid **Ida** [Brandt](https://gazette.example), is `closed` &amp; <b>empty</b>.\n"
    assert body_of(tmp_path, markdown) == ("The western pier, said Ida Brandt, is closed & empty.",)


def test_headings_lists_quotes_and_tables_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    markdown = (
        "First.\n\n## Costs\n\n- one crown\n- two *crowns*\n\n3. third\n4. fourth\n\n> Quoted\n> words.\n\n"
        "| Pier | Cost |\n|---|---|\n| west | 4 |\n"
    )
    assert body_of(tmp_path, markdown) == (
        *(
            "First.",
            "Costs",
            "one crown",
            "two crowns",
            "3. third",
            "4. fourth",
            "Quoted words.",
            "Pier | Cost",
            "west | 4",
        ),
    )


def test_images_give_captions_and_leave_no_empty_paragraph(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "a.md", FRONT + "![The pier at dawn](pier.jpg)\n\nThe pier closed.\n")
    assert draft.captions == ("The pier at dawn",)
    assert draft.paragraphs == ("The pier closed.",)


def test_code_and_html_blocks_keep_their_words(tmp_path: Path) -> None:
    markdown = (
        "```\nwest 4\n\neast 5\n```\n\n<div><p>In a <em>box</em>.</p><p>Again.</p>\n<img src=a alt='A crane'>"
        "<figcaption>The crane</figcaption><script>alert(1)</script></div>\n"
    )
    draft = draft_of(tmp_path / "a.md", FRONT + markdown)
    assert draft.paragraphs == ("west 4", "east 5", "In a box.", "Again.")
    assert draft.captions == ("A crane", "The crane")


def test_a_first_heading_that_repeats_the_headline_is_left_out(tmp_path: Path) -> None:
    assert body_of(tmp_path, f"# {HEADLINE}\n\nThe pier closed.\n") == ("The pier closed.",)


def test_a_first_heading_stands_in_for_a_missing_headline(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "a.md", "---\npublished: 2013-03-25\n---\n# The *pier*\n\nIt closed.\n")
    assert draft.headline == "The pier"
    assert draft.paragraphs == ("It closed.",)


def test_a_first_heading_that_says_something_else_is_kept(tmp_path: Path) -> None:
    assert body_of(tmp_path, "# Storm damage\n\nThe pier closed.\n") == ("Storm damage", "The pier closed.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The pier closed.\n", "there is no front matter"),
        ("---\nheadline: Pier\nThe pier closed.\n", "no closing `---` line"),
        ("---\nheadline: [Pier\n---\nIt closed.\n", "not valid YAML at line"),
        ("---\nheadline: Pier\ndate: !!timestamp soon\n---\nIt closed.\n", "not valid YAML"),
        ("---\nheadline: Pier\ndate: 2013-02-31\n---\nIt closed.\n", "not valid YAML"),
        ("---\nheadline: Pier\n---\n", "no text"),
        ("---\npublisher: Gazette\n---\nIt closed.\n", "the headline is missing"),
        ("---\nheadline: 12\n---\nIt closed.\n", "`headline` must be text"),
        ("---\nheadline: Pier\nbyline: {a: b}\n---\nIt closed.\n", "`byline` must be a name or a list"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in reason_of(tmp_path / "a.md", text)
