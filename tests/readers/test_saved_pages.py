"""Saved pages of the shapes that one agency's site had from 2013 to 2024."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.readers import pages
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, draft_of

SHAPES = {
    "2013": (pages.SHAPE_2013, "2013-03-25T19:37+00:00", "page header"),
    "2016": (pages.SHAPE_2016, "2016-11-08T21:13+00:00", "opengraph"),
    "2019": (pages.SHAPE_2019, "2019-11-19T21:57+00:00", "json-ld"),
    "2021": (pages.SHAPE_2021, "2021-06-10T10:20+00:00", "json-ld"),
    "2024": (pages.SHAPE_2024, "2024-03-05T22:12+00:00", "json-ld"),
}
TEXT_2021 = f"""World
{HEADLINE}
By Ida Brandt
June 10, 2021 10:20 AM UTC
{pages.CAPTION.replace("HARBOUR WIRE", "REUTERS")}

{LEAD}

{STORY[1]}

Register now for FREE unlimited access to harbourwire.example

{QUOTE}

{pages.CREDIT}

Our Standards: The Thomson Reuters Trust Principles.

Read Next
Fishing fleet returns to Ostrand
"""
TEXT_2024 = f"""Skip to main content
Exclusive news, data and analytics for financial market professionals
World
Harbours
{HEADLINE}
By Ida Brandt
March 5, 2024 10:12 PM UTC Updated a month ago
[1/2]{pages.CAPTION.replace("HARBOUR WIRE", "REUTERS")} Purchase Licensing Rights, opens new tab
{LEAD}
{STORY[1]}
{QUOTE}
Sign up here.
{pages.CREDIT}
Our Standards: The Thomson Reuters Trust Principles., opens new tab
Suggested Topics:
World
"""


@pytest.mark.parametrize(("shape", "published", "source"), SHAPES.values(), ids=SHAPES)
def test_a_page_gives_headline_date_byline_place_and_publisher(
    shape: str, published: str, source: str, tmp_path: Path
) -> None:
    draft = draft_of(tmp_path / "page.html", shape)
    assert draft.headline == HEADLINE
    assert (draft.published.text, draft.date_source) == (published, source)
    assert draft.byline == ("Ida Brandt", "Tom Day")
    assert draft.dateline == "KARREN"
    assert draft.publisher in ("Harbour Wire", "harbourwire.example")
    assert draft.url == pages.URL


@pytest.mark.parametrize("year", [year for year in SHAPES if year != "2024"])
def test_the_body_is_the_story_and_nothing_else(year: str, tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "page.html", SHAPES[year][0])
    assert draft.paragraphs == STORY
    assert draft.captions == (pages.CAPTION,)


def test_words_for_screen_readers_are_not_in_a_sentence(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "page.html", pages.SHAPE_2024)
    told = "The work, described in a report on Monday, will take nine months."
    assert draft.paragraphs == (LEAD, told, QUOTE)
    assert any(caption.endswith("HARBOUR WIRE/Ola Lind") for caption in draft.captions)


@pytest.mark.parametrize(("text", "day"), [(TEXT_2021, "2021-06-10"), (TEXT_2024, "2024-03-05")])
def test_the_same_pages_saved_as_text_give_the_same_story(text: str, day: str, tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "page.txt", text)
    assert draft.headline == HEADLINE
    assert (draft.published.text or "")[:10] == day
    assert draft.paragraphs == STORY
    assert len(draft.captions) == 1
    assert "Ida Brandt" in draft.byline


@pytest.mark.parametrize("year", SHAPES)
def test_no_paragraph_holds_chrome(year: str, tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "page.html", SHAPES[year][0])
    chrome = re.compile(
        "Share|Tweet|Min Read|Register|Sign up|Trust Principles|Reporting by|opens new tab|fleet|Business"
    )
    assert not [paragraph for paragraph in draft.paragraphs if chrome.search(paragraph)]
