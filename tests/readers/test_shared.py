"""The readers on real material kept outside the project; skipped where that is absent."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import mean

import pytest

from bench import extraction
from store.article import Draft, Unreadable
from store.readers import read_paths
from tests.readers.samples import read_all

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PAGES = SHARED / "corpora" / "reuters_pages"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared here")

CHROME = re.compile(
    r"Reuters logo|Min Read|Trust Principles|0 : 0|narrow-browser|years ago|REUTERS/|FILE PHOTO|Reporting by|Editing by"
    r"|All Rights Reserved|Directory of sites"
)


def f1(text: str, truth: str) -> float:
    """F1 over 4-gram shingles of words, with their counts."""
    ours, theirs = shingles(text), shingles(truth)
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values()))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def test_the_first_page_of_the_project_is_read_exactly() -> None:
    (draft,) = read_all(SHARED / "seeds")
    assert isinstance(draft, Draft)
    assert draft.headline == "U.S., Russia aim to reconvene stalled missile defence talks"
    assert draft.published.text == "2013-03-25T23:37"
    assert draft.date_source == "page header"
    assert draft.dateline == "MOSCOW/WASHINGTON"
    assert draft.publisher == "Reuters"
    assert draft.byline == ("Gabriela Baczynska", "Phil Stewart")
    assert draft.paragraphs[0].startswith("MOSCOW/WASHINGTON (Reuters) - ")
    assert len(draft.captions) == 1
    assert draft.captions[0].endswith("REUTERS/Kham")
    # The page has eleven paragraphs between headline and credit; one of them is the photo's caption.
    assert len(draft.paragraphs) + len(draft.captions) == 11
    assert not any(draft.headline in paragraph or CHROME.search(paragraph) for paragraph in draft.paragraphs)


def test_the_first_page_has_the_same_source_alone_and_in_its_folder() -> None:
    (path,) = (SHARED / "seeds").glob("*.txt")
    assert read_all(path) == read_all(SHARED / "seeds")


def test_fifty_wrapped_pages_give_title_and_date_exactly_and_the_body() -> None:
    truths = [json.loads(line) for line in (PAGES / "wrapped_truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(truths) == 50
    for truth in truths:
        (draft,) = read_all(PAGES / truth["file"])
        assert isinstance(draft, Draft), draft
        assert draft.headline == truth["title"]
        assert (draft.published.text or "")[:10] == truth["published"]
        assert f1(draft.text, truth["body"]) >= 0.99, draft.source
        assert not any(CHROME.search(paragraph) for paragraph in draft.paragraphs)


def test_the_real_page_of_2019_is_read_exactly() -> None:
    (path,) = PAGES.glob("*.txt")
    truth = json.loads(path.with_name(f"{path.stem}.ground-truth.json").read_text(encoding="utf-8"))
    (draft,) = read_all(path)
    assert isinstance(draft, Draft)
    assert draft.headline == "Oversupply angst drags oil lower, stocks drift near highs"
    assert draft.published.text == "2019-11-19T00:21"
    assert draft.section == "Business News"
    assert len(draft.byline) == 4
    assert draft.text == truth["articleBody"]


def test_the_real_page_of_2019_gives_the_same_from_its_html() -> None:
    (path,) = PAGES.glob("*.html")
    truth = json.loads(path.with_name(f"{path.stem}.ground-truth.json").read_text(encoding="utf-8"))
    (draft,) = read_all(path)
    assert isinstance(draft, Draft)
    assert draft.headline == "Oversupply angst drags oil lower, stocks drift near highs"
    assert (draft.published.day, draft.date_source) == (date(2019, 11, 19), "json-ld")
    assert (draft.publisher, draft.dateline, len(draft.byline)) == ("Reuters", "NEW YORK", 4)
    assert draft.text == truth["articleBody"]
    assert [caption.endswith("REUTERS/Brendan McDermid") for caption in draft.captions] == [True]


def test_pages_of_many_sites_give_their_story() -> None:
    found = list(extraction.pages(SHARED / "corpora" / "extraction"))
    scores = [extraction.score(extraction.ours(page), page.truth) for page in found]
    precision = mean(score.precision for score in scores if score.precision is not None)
    assert extraction.harmonic(precision, mean(score.recall for score in scores)) >= 0.97


def test_the_folder_of_pages_has_no_failure() -> None:
    failed = [item for item in read_all(PAGES) if isinstance(item, Unreadable) and item.outcome == "failed"]
    assert failed == []


@pytest.mark.parametrize(("name", "articles"), [("newsquiz2022", 4820), ("time1963", 423)])
def test_every_record_of_an_archive_gives_a_dated_article(name: str, articles: int) -> None:
    drafts = 0
    for item in read_paths([SHARED / "corpora" / name / "articles.jsonl.gz"]):
        assert isinstance(item, Draft), item
        assert item.published.text is not None
        assert item.paragraphs
        drafts += 1
    assert drafts == articles
