"""Export and import of the sample archive: every sample question gets the same answer, byte for byte but for times."""

from __future__ import annotations

import json
from pathlib import Path

from store.questions import query_of, read_questions
from tests.store.shelf import Shelf

SEEDS = Path(__file__).parents[2] / "seeds"


def answers(shelf: Shelf) -> dict[str, bytes]:
    """The answer to each sample question as JSON, but for how long it took and when the index was built."""
    found = {}
    with shelf.open() as library:
        for question in read_questions(SEEDS / "questions.jsonl"):
            answer = library.ask(query_of(question)).as_json()
            assert answer.pop("took_ms")
            coverage = answer["coverage"]
            assert isinstance(coverage, dict)
            assert coverage.pop("built")
            found[question.id] = json.dumps(answer, ensure_ascii=False).encode()
    return found


def test_every_sample_question_is_answered_the_same_after_an_export_and_an_import(shelf: Shelf, tmp_path: Path) -> None:
    there = Shelf(tmp_path / "elsewhere", tmp_path / "news")
    with shelf.open() as library:
        first, second, *_ = sorted({one.article_id for one in library.index([SEEDS]).items if one.article_id})
        library.admin.withdraw(first, "To be carried, too.")
        library.admin.remove(second, "To be carried, too.")
        library.index([], rebuild=True)
        library.admin.export(tmp_path / "sample.dateline")
    with there.open() as library:
        library.admin.import_(tmp_path / "sample.dateline")
    before, after = answers(shelf), answers(there)
    assert len(before) >= 60
    assert sum(b'"verdict": "answered"' in answer for answer in before.values()) >= 20
    assert after == before
    assert there.faults() == ()
