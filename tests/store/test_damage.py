"""Bytes changed behind the program's back: found, named, mended, and never quoted meanwhile."""

from __future__ import annotations

import chromadb
import pytest
import tantivy
from chromadb.config import Settings

from store.lexicon import Lexicon
from store.query import build_query
from store.rows import CONTENT
from store.vectors import VectorIndex
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

TRAM = record(
    "tram",
    "Tram drivers to strike",
    "Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.",
    published="2019-06-04T08:15",
    updated="2019-06-04T09:00",
    byline="Ida Holt",
    dateline="MARROWGATE",
    section="Local",
    language="en",
    correction="Corrects the day.",
    url="https://herald.example/tram",
    embargo="2019-06-04T06:00Z",
)
CRANE = record("crane", "Port buys a crane", "The port has bought a floating crane from a yard in Ostholm.")
QUESTION = build_query("Tram drivers in Marrowgate will strike on Friday over night shifts")


@pytest.fixture
def tram(shelf: Shelf) -> str:
    """The id of the tram story, indexed beside another."""
    found = ids(shelf.index(TRAM, CRANE))
    assert shelf.faults() == ()
    return found["tram"]


def quoted(shelf: Shelf) -> list[str]:
    with shelf.open() as library:
        return [quote.article_id for quote in library.search(QUESTION).quotes]


def assert_found_and_mended(shelf: Shelf, article_id: str) -> None:
    faults = shelf.faults()
    assert faults
    assert all(article_id in fault for fault in faults)
    report = shelf.index()
    assert any(article_id in sentence for sentence in report.repaired)
    assert shelf.faults() == ()
    assert shelf.index().repaired == ()
    assert article_id in quoted(shelf)


@pytest.mark.parametrize("column", CONTENT)
def test_one_changed_byte_of_any_column_is_named_not_quoted_and_mended(shelf: Shelf, tram: str, column: str) -> None:
    changed = f"UPDATE versions SET {column} = coalesce(substr({column}, 1, length({column}) - 1), '') || '~'"
    shelf.change(f"{changed} WHERE article_id = ?", tram)
    assert tram not in quoted(shelf)
    assert_found_and_mended(shelf, tram)


@pytest.mark.parametrize("column", ["text", "headline", "publisher"])
def test_a_byte_that_is_no_text_at_all_is_named_and_mended(shelf: Shelf, tram: str, column: str) -> None:
    shelf.change(f"UPDATE versions SET {column} = CAST(x'54FF' AS TEXT) WHERE article_id = ?", tram)
    assert tram not in quoted(shelf)
    assert_found_and_mended(shelf, tram)


def test_a_changed_packed_copy_is_named_and_made_again(shelf: Shelf, tram: str) -> None:
    shelf.change("UPDATE copies SET packed = substr(packed, 1, 20) WHERE article_id = ?", tram)
    assert tram in quoted(shelf)
    assert_found_and_mended(shelf, tram)


def test_a_missing_packed_copy_is_named_and_made_again(shelf: Shelf, tram: str) -> None:
    shelf.change("DELETE FROM copies WHERE article_id = ?", tram)
    assert_found_and_mended(shelf, tram)


def test_a_current_version_pointed_elsewhere_is_named_and_mended(shelf: Shelf, tram: str) -> None:
    shelf.index({**TRAM, "text": f"{TRAM['text']} Talks are planned.", "updated": "2019-06-05"})
    shelf.change("UPDATE articles SET current = 1 WHERE article_id = ?", tram)
    assert_found_and_mended(shelf, tram)


@pytest.mark.parametrize("column", ["text", "headline", "published", "byline"])
def test_with_both_copies_damaged_it_is_said_plainly_and_never_quoted(shelf: Shelf, tram: str, column: str) -> None:
    shelf.change(f"UPDATE versions SET {column} = {column} || '~' WHERE article_id = ?", tram)
    shelf.change("UPDATE copies SET packed = x'00' WHERE article_id = ?", tram)
    assert tram not in quoted(shelf)
    report = shelf.index()
    said = [sentence for sentence in report.repaired if tram in sentence]
    assert any("Both copies" in sentence and "not quoted" in sentence for sentence in said)
    assert any(tram in fault and "both copies are damaged; restore a backup" in fault for fault in shelf.faults())
    assert tram not in quoted(shelf)
    with shelf.open() as library:
        assert tram not in {quote.article_id for quote in library.ask(QUESTION).quotes}


def test_with_both_copies_damaged_the_other_stories_still_answer(shelf: Shelf, tram: str) -> None:
    shelf.change("UPDATE versions SET published = 'no date', captions = '[' WHERE article_id = ?", tram)
    shelf.change("UPDATE copies SET packed = x'00' WHERE article_id = ?", tram)
    shelf.index()
    with shelf.open() as library:
        answer = library.ask(build_query("Who has bought a floating crane from a yard in Ostholm?"))
        assert [quote.headline for quote in answer.quotes] == ["Port buys a crane"]
        assert library.status().articles == 2


def test_a_vector_deleted_through_chroma_is_named_and_made_again(shelf: Shelf, tram: str) -> None:
    gone = [passage for passage, article_id in shelf.passages().items() if article_id == tram]
    client = chromadb.PersistentClient(str(shelf.generation / "vectors"), settings=Settings(anonymized_telemetry=False))
    client.get_collection("passages", embedding_function=None).delete(ids=gone)
    client.close()  # type: ignore[attr-defined]
    assert_found_and_mended(shelf, tram)


def test_a_document_deleted_through_tantivy_is_named_and_made_again(shelf: Shelf, tram: str) -> None:
    gone = [passage for passage, article_id in shelf.passages().items() if article_id == tram]
    writer = tantivy.Index.open(str(shelf.generation / "words")).writer(num_threads=1)
    for passage in gone:
        writer.delete_documents_by_term("passage", passage)
    writer.commit()
    writer.wait_merging_threads()
    assert list(Lexicon(shelf.generation / "words").ids()) != []
    assert_found_and_mended(shelf, tram)


def test_passages_of_no_article_are_found_and_forgotten(shelf: Shelf, tram: str) -> None:
    index = VectorIndex(shelf.generation / "vectors")
    found = index.fetch([next(iter(shelf.passages()))])
    from tests.store.indexed import OTHER

    index.put([OTHER], next(iter(found.values()))[None, :])
    index.close()
    assert shelf.faults() == ("No article: the vector index holds 1 passages of no article.",)
    assert shelf.index().repaired == ("Repaired: the vector index holds 1 passages of no article.",)
    assert shelf.faults() == ()


def test_an_archive_without_an_index_is_not_clean_and_says_what_to_run(shelf: Shelf, tram: str) -> None:
    import shutil

    shutil.rmtree(shelf.home / "index")
    assert shelf.faults() == ("There is no index; run: dateline index",)
    shelf.index()
    assert shelf.faults() == ()
    assert tram in quoted(shelf)


def test_an_untouched_archive_is_clean_and_says_what_was_checked(shelf: Shelf, tram: str) -> None:
    with shelf.open() as library:
        report = library.verify()
    assert report.clean
    assert report.checked == {"versions": 2, "changes": 2, "passages": 2, "vectors": 2, "lexical entries": 2}
