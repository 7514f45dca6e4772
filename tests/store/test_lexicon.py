"""The lexical index, on a real tantivy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.entry import FAR_DAY, Entry, Filter
from store.errors import GenerationError
from store.lexicon import Lexicon
from tests.store.indexed import CURRENT, EVERY, FILTERED, OTHER, UNDATED


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    return Lexicon(tmp_path)


def put(lexicon: Lexicon, *rows: tuple[Entry, str, str]) -> None:
    with lexicon.writer() as writer:
        for entry, headline, body in rows:
            writer.put(entry, headline, body)
        writer.commit()
    lexicon.reload()


def found(lexicon: Lexicon, question: str, wanted: Filter | None = None, limit: int = 10) -> list[str]:
    return [passage for passage, _ in lexicon.search(lexicon.terms(question), limit, wanted or Filter())]


def test_the_passage_with_more_of_the_words_comes_first(lexicon: Lexicon) -> None:
    put(lexicon, (CURRENT, "", "a crane in the port"), (OTHER, "", "a crane and a tram in the port"))
    assert found(lexicon, "trams and cranes") == [OTHER.passage_id, CURRENT.passage_id]


def test_words_match_by_stem_without_case_or_accents(lexicon: Lexicon) -> None:
    put(lexicon, (OTHER, "", "The Röck interceptors were cancelled."))
    for word in ("ROCK", "interceptor", "cancel"):
        assert found(lexicon, word) == [OTHER.passage_id]


def test_the_headline_counts_less_than_the_passage(lexicon: Lexicon) -> None:
    put(lexicon, (CURRENT, "crane", "a quiet day here"), (OTHER, "quiet", "a crane day here"))
    assert found(lexicon, "crane") == [OTHER.passage_id, CURRENT.passage_id]


def test_a_word_is_there_where_a_passage_or_a_headline_has_it(lexicon: Lexicon) -> None:
    put(lexicon, (OTHER, "Cranes", "A tram in the port."))
    assert [lexicon.has(term) for term in lexicon.terms("crane tram ferry")] == [True, True, False]


def test_stop_words_alone_find_nothing(lexicon: Lexicon) -> None:
    put(lexicon, (OTHER, "", "It was not to be in the end."))
    assert lexicon.terms("is it to be") == []
    assert found(lexicon, "is it to be") == []


@pytest.mark.parametrize(
    ("phrase", "passages"),
    [
        ("a floating crane in the port", [OTHER.passage_id]),
        ("Cranes and a Tram", [CURRENT.passage_id]),
        ("crane and tram", [UNDATED.passage_id]),
        ("Tram", [CURRENT.passage_id, UNDATED.passage_id]),
        ("the crane and the floating port", []),
        ("it is", [CURRENT.passage_id, OTHER.passage_id, UNDATED.passage_id]),
    ],
)
def test_a_phrase_has_to_stand_in_its_order_in_the_passage_or_the_headline(
    lexicon: Lexicon, phrase: str, passages: list[str]
) -> None:
    put(
        lexicon,
        (CURRENT, "", "a crane and a tram in the port"),
        (OTHER, "", "there was a floating crane in the port today"),
        (UNDATED, "Crane and tram", "the port is quiet"),
    )
    hits = lexicon.search(lexicon.terms("port"), 10, Filter(), [phrase])
    assert {passage for passage, _ in hits} == set(passages)


@pytest.mark.parametrize("name", FILTERED)
def test_a_filter_lets_through_what_it_says(lexicon: Lexicon, name: str) -> None:
    wanted, expected = FILTERED[name]
    put(lexicon, *((entry, "", "the crane") for entry in EVERY))
    assert set(found(lexicon, "crane", wanted)) == {entry.passage_id for entry in expected}


def test_a_filter_does_not_change_the_score(lexicon: Lexicon) -> None:
    put(lexicon, *((entry, "", "the crane") for entry in EVERY))
    terms = lexicon.terms("crane")
    free = dict(lexicon.search(terms, 10, Filter()))
    limited = dict(lexicon.search(terms, 10, Filter(publisher="daily", since=20200211, until=20200211)))
    assert limited[OTHER.passage_id] == pytest.approx(free[OTHER.passage_id])


def test_putting_again_replaces_the_passage(lexicon: Lexicon) -> None:
    put(lexicon, (OTHER, "", "the crane"))
    put(lexicon, (replace(OTHER, publisher="herald"), "", "the tram"))
    assert found(lexicon, "crane") == []
    assert found(lexicon, "tram", Filter(publisher="herald")) == [OTHER.passage_id]
    assert lexicon.passages == 1


def test_what_is_removed_is_gone(lexicon: Lexicon) -> None:
    put(lexicon, (OTHER, "", "the crane"), (UNDATED, "", "the crane"))
    with lexicon.writer() as writer:
        writer.remove([OTHER.passage_id, "never:1:0:1"])
        writer.commit()
    lexicon.reload()
    assert found(lexicon, "crane") == [UNDATED.passage_id]
    assert list(lexicon.ids()) == [UNDATED.passage_id]


def test_what_was_not_committed_is_gone(lexicon: Lexicon) -> None:
    with lexicon.writer() as writer:
        writer.put(OTHER, "", "the crane")
    lexicon.reload()
    assert list(lexicon.ids()) == []
    put(lexicon, (UNDATED, "", "the crane"))
    assert list(lexicon.ids()) == [UNDATED.passage_id]


def test_another_reader_sees_a_commit_when_it_reloads(lexicon: Lexicon, tmp_path: Path) -> None:
    reader = Lexicon(tmp_path)
    put(lexicon, (OTHER, "", "the crane"))
    assert found(reader, "crane") == []
    reader.reload()
    assert found(reader, "crane") == [OTHER.passage_id]


def test_a_second_writer_is_refused(lexicon: Lexicon, tmp_path: Path) -> None:
    with lexicon.writer(), pytest.raises(GenerationError, match=r"cannot be used.*LockBusy"):
        Lexicon(tmp_path).writer()


def test_more_ids_than_sqlite_takes_at_once_are_listed(lexicon: Lexicon) -> None:
    entries = [Entry(f"dddd:1:{number}:{number + 1}", 0, 0, FAR_DAY, "") for number in range(33_000)]
    put(lexicon, *((entry, "", "crane") for entry in entries))
    assert set(lexicon.ids()) == {entry.passage_id for entry in entries}
    assert lexicon.passages == len(entries)


def test_a_word_in_fewer_passages_is_rarer(lexicon: Lexicon) -> None:
    put(lexicon, *((entry, "", "the crane") for entry in EVERY), (replace(OTHER, passage_id="e:1:0:1"), "", "tram"))
    crane, tram, unknown = (lexicon.rarity(lexicon.terms(word)[0]) for word in ("crane", "tram", "zeppelin"))
    assert 0 < crane < tram < unknown


def test_a_folder_that_tantivy_cannot_open_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("no index", encoding="utf-8")
    with pytest.raises(GenerationError, match=r"run: dateline index$"):
        Lexicon(tmp_path)
