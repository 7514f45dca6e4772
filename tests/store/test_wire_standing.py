"""What a wire says of an item decides whether it is quoted: canceled, withheld and embargoed ninjs and NITF items."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.query import build_query
from tests.store.shelf import Shelf

SAID = "The port of Karren has bought a floating crane for 3.2 million crowns from a yard in Ostholm."
QUESTION = "Who bought a floating crane from a yard in Ostholm?"
ITEM = {
    "$standard": {"name": "ninjs", "version": "1.4"},
    "uri": "urn:karren:crane",
    "type": "text",
    "pubstatus": "usable",
    "version": "1",
    "firstcreated": "2013-03-25T20:37:00Z",
    "versioncreated": "2013-03-25T20:37:00Z",
    "headline": "Port buys a crane",
    "copyrightholder": "Harbour Wire",
    "body_text": SAID,
}
NITF = """<?xml version="1.0"?><nitf><head><title>Port buys a crane</title><docdata management-status="{}">
<doc-id regsrc="karren" id-string="crane"/><date.issue norm="20130325T203700Z"/></docdata></head>
<body><body.head><hedline><hl1>Port buys a crane</hl1></hedline></body.head>
<body.content><p>{}</p></body.content></body></nitf>"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "home", tmp_path / "news")


def index(shelf: Shelf, name: str, text: str) -> list[str]:
    shelf.stories.mkdir(exist_ok=True)
    path = shelf.stories / name
    path.write_text(text, encoding="utf-8")
    with shelf.open() as library:
        return [item.outcome for item in library.index([path]).items]


def quoted(shelf: Shelf) -> list[str]:
    with shelf.open() as library:
        return [quote.text for quote in library.ask(build_query(QUESTION)).quotes]


def later(**changed: object) -> str:
    return json.dumps({**ITEM, "version": "2", "versioncreated": "2013-03-26T08:00:00Z", **changed})


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_an_item_is_quoted_until_a_version_takes_it_back_and_again_when_one_is_usable(
    shelf: Shelf, status: str
) -> None:
    assert index(shelf, "1.json", json.dumps(ITEM)) == ["added"]
    assert quoted(shelf) == [SAID]
    assert index(shelf, "2.json", later(pubstatus=status)) == ["withdrawn"]
    assert quoted(shelf) == []
    with shelf.open() as library:
        assert library.status().withdrawn == 1
    assert index(shelf, "3.json", later(version="3", versioncreated="2013-03-27T08:00:00Z")) == ["new_version"]
    assert quoted(shelf) == [SAID]


def test_a_cancellation_without_a_text_takes_the_story_back(shelf: Shelf) -> None:
    index(shelf, "1.json", json.dumps(ITEM))
    bare = {key: value for key, value in ITEM.items() if key not in ("body_text", "headline")}
    assert index(shelf, "2.json", json.dumps({**bare, "version": "2", "pubstatus": "canceled"})) == ["withdrawn"]
    assert quoted(shelf) == []


def test_a_cancellation_under_the_date_of_the_first_version_takes_back_a_later_update(shelf: Shelf) -> None:
    index(shelf, "1.json", json.dumps(ITEM))
    index(shelf, "2.json", later())
    assert quoted(shelf) == [SAID]
    assert index(shelf, "3.json", json.dumps({**ITEM, "pubstatus": "canceled"})) == ["withdrawn"]
    assert quoted(shelf) == []
    again = later(version="4", versioncreated="2199-03-27T08:00:00Z", firstcreated="2199-03-27T08:00:00Z")
    assert index(shelf, "4.json", again) == ["new_version"]
    assert quoted(shelf) == [SAID]
    with shelf.open() as library:
        assert library.ask(build_query(QUESTION, as_of="2013-03-27")).quotes == ()


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_cancellation_that_is_not_valid_takes_the_story_back_all_the_same(shelf: Shelf, status: str) -> None:
    index(shelf, "1.json", json.dumps(ITEM))
    assert index(shelf, "2.json", json.dumps({**ITEM, "pubstatus": status, "colour": "blue"})) == ["withdrawn"]
    assert quoted(shelf) == []


def test_an_older_version_that_comes_after_a_cancellation_does_not_bring_the_story_back(shelf: Shelf) -> None:
    index(shelf, "2.json", later(pubstatus="canceled"))
    index(shelf, "1.json", json.dumps(ITEM))
    assert quoted(shelf) == []


def test_an_embargo_keeps_a_new_item_out_until_it_ends(shelf: Shelf) -> None:
    index(shelf, "1.json", json.dumps({**ITEM, "embargoed": "2024-01-01T06:00:00Z"}))
    shelf.now = datetime(2024, 1, 1, 5, 59, tzinfo=UTC)
    assert quoted(shelf) == []
    shelf.now = datetime(2024, 1, 1, 6, 0, tzinfo=UTC)
    assert quoted(shelf) == [SAID]


def test_while_a_new_version_is_under_embargo_the_one_before_it_is_quoted(shelf: Shelf) -> None:
    newer = SAID.replace("3.2", "3.4")
    index(shelf, "1.json", json.dumps(ITEM))
    shelf.now = datetime(2024, 1, 1, 5, 59, tzinfo=UTC)
    index(shelf, "2.json", later(body_text=newer, embargoed="2024-01-01T06:00:00Z"))
    assert quoted(shelf) == [SAID]
    with shelf.open() as library:
        assert library.coverage().articles == 1
    shelf.now = datetime(2024, 1, 1, 6, 0, tzinfo=UTC)
    assert quoted(shelf) == [newer]


@pytest.mark.parametrize("status", ["canceled", "withheld", "embargoed"])
def test_nitf_says_it_in_its_management_status(shelf: Shelf, status: str) -> None:
    assert index(shelf, "1.nitf", NITF.format("usable", SAID)) == ["added"]
    assert quoted(shelf) == [SAID]
    assert index(shelf, "2.nitf", NITF.format(status, SAID)) == ["withdrawn"]
    assert quoted(shelf) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_refile_of_a_corrected_story_still_says_what_was_corrected(shelf: Shelf, order: tuple[int, ...]) -> None:
    corrected = later(headline="CORRECTED-Port buys a crane", ednote="Corrects the price")
    refiled = later(version="3", versioncreated="2013-03-26T09:00:00Z", headline="REFILE-Port buys a crane")
    for place in order:
        index(shelf, f"{place}.json", (json.dumps(ITEM), corrected, refiled)[place])
    with shelf.open() as library:
        [quote] = library.ask(build_query(QUESTION)).quotes
        assert (quote.status, quote.note, quote.later) == ("corrected", "Corrects the price", None)
        article = library.article(quote.article_id)
        assert [article.as_json()[key] for key in ("status", "note", "tag")] == ["corrected", quote.note, "REFILE"]
        assert [version.status for version in article.versions] == ["usable", "corrected", "usable"]
        [before] = library.ask(build_query(QUESTION, as_of="2013-03-25")).quotes
        assert (before.status, before.note) == ("usable", None)
        assert before.later is not None
        assert (before.later.status, before.later.note) == ("corrected", "Corrects the price")
