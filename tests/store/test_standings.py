"""What became of stories after a change of the log, and what a receipt quoted as it may be shown now."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert

from store import schema
from store.answer import Quote
from store.archive import Archive
from store.query import build_query
from store.receipt import Proof, proof_of
from store.requoting import Lost
from store.standings import Standing, Standings
from store.withdrawal import withdraw
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

LAMP = record("lamp", "New lamp on Gull Skerry", "The lamp on Gull Skerry shines 19 miles.", published="2019-06-04")
FERRY = record("ferry", "Ferry sails twice", "The ferry to Brannock sails twice a day.", published="2019-06-05")
NEWER = {**LAMP, "text": "The lamp on Gull Skerry shines 19 miles, and it turns.", "updated": "2019-06-05"}
CORRECTED = {
    **LAMP,
    "text": "The lamp on Gull Skerry shines 21 miles.",
    "status": "corrected",
    "note": "Corrects the range of the lamp.",
    "updated": "2019-06-06",
}
TAKEN_BACK = {**LAMP, "status": "withdrawn", "updated": "2019-06-07"}
QUERY = build_query("How many miles does the lamp on Gull Skerry shine?")
WHY = "Its source does not exist."


@pytest.fixture
def lamp(shelf: Shelf) -> str:
    return ids(shelf.index(LAMP, FERRY))["lamp"]


def since(shelf: Shelf, after: int = 0) -> Standings:
    with shelf.open() as library:
        return library.standings(after)


def only(standings: Standings) -> Standing:
    [story] = standings.stories
    return story


def proof(shelf: Shelf) -> Proof:
    with shelf.open() as library:
        return proof_of(library.ask(QUERY).quotes[0])


def now(shelf: Shelf, quoted: Proof) -> Quote | Lost:
    with shelf.open() as library:
        [found] = library.requote([quoted])
        return found


def test_what_was_only_added_updated_or_read_again_is_nothing_to_tell(shelf: Shelf, lamp: str) -> None:
    assert since(shelf) == Standings((), 2, whole=True)
    shelf.index(NEWER)
    shelf.index(NEWER, rebuild=True)
    assert since(shelf) == Standings((), 3, whole=True)


def test_a_withdrawal_by_an_admin_is_seen_though_the_index_does_not_know_it_yet(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        withdraw(library._archive, lamp, WHY, "Ada")
        found = library.standings(2)
    story = only(found)
    assert (story.article_id, story.now, story.note, story.by, story.seq) == (lamp, "withdrawn", WHY, "admin", 3)
    assert story.headline == LAMP["headline"]
    assert found.until == 3
    assert since(shelf, found.until).stories == ()


def test_a_withdrawal_by_the_publisher_says_so(shelf: Shelf, lamp: str) -> None:
    shelf.index(TAKEN_BACK)
    story = only(since(shelf, 2))
    assert (story.now, story.by, story.note) == ("withdrawn", "publisher", None)


def test_a_correction_tells_which_versions_it_came_after_and_an_update_of_it_changes_nothing(
    shelf: Shelf, lamp: str
) -> None:
    shelf.index(NEWER)
    shelf.index(CORRECTED)
    story = only(since(shelf, 3))
    assert (story.now, story.corrects, story.note, story.by) == ("corrected", (1, 2), CORRECTED["note"], None)
    shelf.index({**CORRECTED, "status": "usable", "text": f"{CORRECTED['text']} It turns.", "updated": "2019-06-09"})
    assert only(since(shelf, 4)) == story


def test_a_story_is_restored_by_an_admin_or_by_a_version_that_came_after_its_withdrawal(
    shelf: Shelf, lamp: str
) -> None:
    with shelf.open() as library:
        library.admin.withdraw(lamp, WHY)
        library.admin.restore(lamp, "It does.")
    assert (only(since(shelf, 2)).now, only(since(shelf, 2)).seq) == ("restored", 4)
    shelf.index(TAKEN_BACK)
    shelf.index({**NEWER, "updated": "2019-06-20"})
    assert (only(since(shelf, 4)).now, only(since(shelf, 4)).seq) == ("restored", 6)


def test_a_story_whose_versions_are_gone_is_removed(shelf: Shelf, lamp: str) -> None:
    quoted = proof(shelf)
    archive = Archive(shelf.home)
    with archive.engine.begin() as connection:
        for table in (schema.copies, schema.versions, schema.articles):
            connection.execute(delete(table).where(table.c.article_id == lamp))
        gone = {"at": "2024-01-01T00:00:00+00:00", "kind": "removed", "article_id": lamp, "number": 1}
        connection.execute(insert(schema.changes).values(**gone))
    archive.close()
    story = only(since(shelf, 2))
    assert (story.now, story.headline) == ("removed", None)
    lost = now(shelf, quoted)
    assert isinstance(lost, Lost)
    assert (lost.why, lost.headline) == ("removed", LAMP["headline"])


def test_what_was_quoted_is_shown_with_its_correction_and_without_a_word_once_withdrawn(
    shelf: Shelf, lamp: str
) -> None:
    quoted = proof(shelf)
    assert isinstance(now(shelf, quoted), Quote)
    shelf.index(CORRECTED)
    corrected = now(shelf, quoted)
    assert isinstance(corrected, Quote)
    assert corrected.text == LAMP["text"]
    assert corrected.later is not None
    assert (corrected.later.status, corrected.later.note) == ("corrected", CORRECTED["note"])
    with shelf.open() as library:
        library.admin.withdraw(lamp, WHY)
    lost = now(shelf, quoted)
    assert isinstance(lost, Lost)
    assert (lost.why, lost.note, lost.by) == ("withdrawn", WHY, "admin")
    with shelf.open() as library:
        library.admin.restore(lamp, "It does.")
    assert now(shelf, quoted) == corrected
    shelf.index(TAKEN_BACK)
    lost = now(shelf, quoted)
    assert isinstance(lost, Lost)
    assert lost.by == "publisher"


def test_the_marks_are_shown_again_and_a_quote_that_the_record_does_not_hold_is_not(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        quote = library.ask(QUERY).quotes[0]
        assert quote.answer_spans
        [again] = library.requote([proof_of(quote)], [quote.answer_spans])
        assert isinstance(again, Quote)
        assert (again.text, again.answer_spans, again.speaker) == (quote.text, quote.answer_spans, quote.speaker)
        other = Proof(**{name: getattr(proof_of(quote), name) for name in Proof.__slots__} | {"end": quote.end - 1})
        [lost] = library.requote([other])
    assert isinstance(lost, Lost)
    assert lost.why == "damaged"
