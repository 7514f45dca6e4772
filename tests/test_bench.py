"""The benches measure what they say: small cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.ablation import VARIANTS, Remembering
from bench.by_eye import TOLD, sampled, shown
from bench.curve import Judged, charts, cut_at, drawn, read_each
from bench.halves import halves
from bench.reindexing import Phase
from bench.topics import average_precision
from store.archive import Archive
from store.bearing import overlap
from store.core import Library
from tests.store.encoder import WordEncoder
from tests.store.stories import record, write_records

PIER = record(
    "pier", "Karren closes its pier", "The council of Karren closed the western pier on Monday after a storm."
)
JUDGED = [Judged(True, 0.9, True), Judged(True, 0.4, False), Judged(False, 0.6, False), Judged(False, 0.1, False)]


def test_the_second_line_is_for_development_and_the_first_for_the_report() -> None:
    assert halves(["1", "2", "3", "4", "5"]) == (["2", "4"], ["1", "3", "5"])


def test_average_precision_is_as_worked_out_by_hand() -> None:
    assert average_precision(["a", "x", "b"], frozenset("ab")) == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert average_precision(["x", "a"], frozenset("ab")) == pytest.approx((1 / 2) / 2)
    assert average_precision([], frozenset("ab")) == 0


def test_a_threshold_loses_declines_and_risks_as_worked_out_by_hand() -> None:
    cut = cut_at(JUDGED, 0.5)
    assert (cut.lost, cut.declined, cut.coverage, cut.risk) == (1 / 2, 1 / 2, 2 / 4, 1 / 2)
    assert cut_at(JUDGED, 0).risk == 3 / 4
    assert (cut_at(JUDGED, 1).coverage, cut_at(JUDGED, 1).risk) == (0, 0)


def test_a_phase_of_the_reindexing_counts_waits_errors_and_indexes_as_worked_out_by_hand() -> None:
    phase = Phase("beside", [10.0, 40.0, 20.0], ["1", None, "2"], began=5.0, asked_at=[5.0, 6.25, 7.0])
    assert phase.line().split() == ["beside", "3", "20", "40", "40", "1", "1,", "none,", "2"]
    assert phase.over(40.0) == []
    assert phase.over(15.0) == ["40 ms at 1.2 s (index none)", "20 ms at 2.0 s (index 2)"]


def test_the_curve_is_a_picture_of_both_charts() -> None:
    picture = ElementTree.fromstring(drawn(charts(JUDGED)))
    assert len(picture.findall("{http://www.w3.org/2000/svg}polyline")) == 2


def test_every_variant_of_the_ablation_gives_figures_and_lines_to_draw(tmp_path: Path) -> None:
    stories, questions, each = tmp_path / "stories.jsonl", tmp_path / "questions.jsonl", tmp_path / "each.jsonl"
    write_records(stories, [PIER])
    asked = {"question": "Why was the western pier of Karren closed?", "answers": ["a storm"], "articles": ["pier"]}
    questions.write_text(json.dumps(asked), encoding="utf-8")
    encoder = Remembering(WordEncoder())
    with Library(tmp_path / "home", encoder) as library:
        library.index([stories])
    for variant in VARIANTS.values():
        with Library(tmp_path / "home", encoder, answerer=variant) as library:
            evaluation = library.evaluate(questions)
        assert evaluation.as_json()["hit@1"] == 1
        each.write_text("".join(evaluation.lines()), encoding="utf-8")
        assert [one.right for one in read_each(each)] == [True]


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    words = WordEncoder()
    encoder = Remembering(words)
    first = encoder.encode(["pier", "storm"])
    again = encoder.encode(["storm", "pier", "pier"])
    assert words.encoded == 2
    assert (again == first[[1, 0, 0]]).all()


def test_words_are_measured_against_an_answer_without_case_articles_and_marks() -> None:
    assert overlap("The quay,", "a Quay") == (1.0, 1.0)
    f1, precision = overlap("12 new boats", "12 boats")
    assert (round(f1, 2), round(precision, 2)) == (0.8, 0.67)
    assert overlap("Karren", "Quillhaven") == (0.0, 0.0)


@pytest.mark.parametrize(
    ("what", "told", "marked"),
    [
        ("speakers", "Ida Holt", "«“It will be shut all summer,” said Ida Holt.»"),
        ("unnamed", "nobody", "«“A pity.”»"),
        ("dates", "on Monday = 2020-02-10", "«The council of Karren closed the western pier on Monday.»"),
    ],
)
def test_what_is_to_be_judged_by_eye_is_marked_in_its_paragraph(
    tmp_path: Path, what: str, told: str, marked: str
) -> None:
    text = (
        "The council of Karren closed the western pier on Monday.\n\n“It will be shut all summer,” said Ida Holt.\n\n"
        "One thing was heard from everybody there.\n\n“A pity.”"
    )
    write_records(tmp_path / "stories.jsonl", [record("pier", "Karren closes its pier", text, published="2020-02-11")])
    with Library(tmp_path / "home", WordEncoder()) as library:
        library.index([tmp_path / "stories.jsonl"])
    archive = Archive(tmp_path / "home")
    try:
        found = list(sampled(archive, TOLD[what], 5, seed=1))
    finally:
        archive.close()
    assert [words for _, _, words in found] == [told]
    assert marked in shown(*found[0])
