"""Notices of corrections, and the ordinary sentences that only have their words."""

from __future__ import annotations

import pytest

from store.readers.standing import read_standing
from tests.readers.samples import STORY

PIER = "Karren council votes to close pier"


@pytest.mark.parametrize(
    "sentence",
    [
        "The article of the constitution was amended in 2008 to allow Borduria a third term, judges said on Monday.",
        "The article was amended to allow a third term.",
        "This article was amended by parliament in 2008.",
        "The report on the crash was amended twice before it was published, the minister said.",
        "The report was corrected twice.",
        "The report was corrected on Monday, the minister said.",
        "An earlier version of this story about a haunted house was made into a film in 1982, and later into an opera.",
        "An earlier version of this report was rejected by parliament.",
        "An earlier version of this article had been struck down by the court.",
        "(The Department of Corrections did not reply to a request for comment.)",
        "(Corrections officers are paid little.)",
        "(He corrected himself later.)",
        "(The minister later corrected the figure.)",
        "(The story was corrected by the newspaper a day later.)",
        "(In this story the hero corrects his father.)",
        "(The book corrects the record, she said.)",
        "(A correction is due, analysts said.)",
        "(Updates are free of charge.)",
        "(Update: The pier was opened again in May.)",
        "(Add to that the cost of 5 million crowns.)",
        "(The mayor corrected the mistake.) The pier was shut.",
    ],
)
def test_an_ordinary_sentence_is_text_and_corrects_nothing(sentence: str) -> None:
    for body in ((sentence, *STORY), (*STORY, sentence)):
        found = read_standing(PIER, body)
        assert (found.status, found.note, found.body) == ("usable", None, body)


@pytest.mark.parametrize(
    "notice",
    [
        "(Adds comment from Department of Corrections)",
        "(Updates with statement of the Department of Corrections, adds quotes)",
        "(Adds reaction, Corrections Department)",
    ],
)
def test_a_notice_that_names_those_who_run_prisons_corrects_nothing(notice: str) -> None:
    found = read_standing(PIER, (notice, *STORY))
    assert (found.status, found.note, found.body) == ("usable", None, STORY)


@pytest.mark.parametrize(
    "notice",
    [
        "(This version of the March 25 story corrects paragraph 3 and adds paragraph 4)",
        "(In March 25 story, in second paragraph, corrects name of the mayor)",
        "(Adds quotes, corrects spelling of Karren)",
        "(Corrected to show that the pier is wooden)",
        "(Paragraph 2 corrected to show Monday)",
        "(CORRECTS DAY OF WEEK TO MONDAY)",
        "(Corrects paragraph 2 to say that the pier, not the port, is closed, as she said)",
        "(Corrects name of Department of Corrections in paragraph 2)",
        "(Repeats with correction in paragraph 2)",
        "Correction: The mayor is 50, the council said.",
        "This article was amended on 25 March 2013. The original said that the pier was stone.",
        "This story, first published on Monday, has been corrected to say that the pier is wooden.",
        "This report has been amended to reflect the new cost.",
        "The story has been corrected.",
        "An earlier version of this story gave the wrong cost.",
        "An earlier version of this story about the pier misstated its length.",
        "An earlier version of this article contained an error.",
    ],
)
def test_a_notice_is_taken_out_and_told(notice: str) -> None:
    for body in ((notice, *STORY), (*STORY, notice)):
        found = read_standing(PIER, body)
        assert (found.status, found.note, found.body) == ("corrected", notice.strip("()"), STORY)


@pytest.mark.parametrize(
    "mark",
    [
        "CORRECTED (OFFICIAL)-",
        "CORRECTED(OFFICIAL)-",
        "CORRECTED (OFFICIAL) - ",
        "CORRECTED - (OFFICIAL) - ",
        "CORRECTED (OFFICIAL): ",
        "CORRECTED-(OFFICIAL)-",
        "CORRECTED-OFFICIAL-",
        "RPT-CORRECTED (OFFICIAL)-",
        "REFILE-CORRECTED(OFFICIAL)-UPDATE 2-",
    ],
)
def test_an_official_correction_is_one_however_it_is_set(mark: str) -> None:
    found = read_standing(f"{mark}{PIER}", STORY)
    assert (found.headline, found.tag, found.status) == (PIER, "CORRECTED (OFFICIAL)", "corrected")


@pytest.mark.parametrize("bare", ["OFFICIAL figures show growth", "Official says talks are on"])
def test_a_headline_that_begins_with_an_official_is_none(bare: str) -> None:
    found = read_standing(f"CORRECTED-{bare}", STORY)
    assert (found.headline, found.tag) == (bare, "CORRECTED")
