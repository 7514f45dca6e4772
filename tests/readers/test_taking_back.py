"""Notices that take a story back, and the ordinary sentences that only have their words."""

from __future__ import annotations

import pytest

from store.readers.standing import read_standing
from store.readers.tags import withdraws
from store.readers.taking_back import takes_back
from tests.readers.samples import STORY

PIER = "Karren council votes to close pier"
LONG = (*STORY, *(f"Plank {number} of the pier was laid by a guild of Karren. " * 4 for number in range(5)))
ORDINARY = [
    "Editors of the magazine refused to withdraw the cartoon, which they called a matter of free speech.",
    "Editors of the weekly said they would not withdraw the cartoon.",
    "Editors were asked to withdraw the story, a court in Karren heard.",
    "Editors, publishers and writers met to kill the bill.",
    "Please kill the lights, the actor said.",
    "The story of Maria Lopez, a nurse who was killed in the blast, has moved the nation.",
    "The story about a nurse who was killed in the blast has moved the nation.",
    "The story, in which a girl is killed, won a prize.",
    "The story, published on Monday, tells how a nurse was killed.",
    "The story that was withdrawn told of a nurse.",
    "The story headlined “Nurse who was killed in blast” won a prize.",
    "A story published by the Gazette said that a man was killed in the blast.",
    "The report, issued on Monday, said a soldier was killed on patrol.",
    "The article is in the book that was withdrawn from shops.",
    "The article of the treaty was withdrawn by Borduria in 1999.",
    "This story was killed by an editor in 1972.",
    "The item was withdrawn from the auction after a bid of 5 crowns.",
    "The Karren Gazette has retracted its story about the mayor.",
    "The Times has withdrawn its report on the mine, the council said.",
    "The company has withdrawn this story from its cinemas, it said.",
    "Kill the bill, protesters shouted.",
    "Withdrawn",
    "KARREN, March 25 (Harbour Wire) - A soldier was killed on patrol, the story of his life says.",
]
ITS_OWN = [
    "STORY WITHDRAWN",
    "Story withdrawn.",
    "KILL NOTICE",
    "ADVISORY-KILL-Pier to close",
    "Please kill the story “Pier to close” sent at 10.15 GMT.",
    "Editors: please kill the story on the pier.",
    "ATTENTION EDITORS: kill this story",
    "Editors are asked to withdraw the story headlined Pier to close.",
    "Reuters has withdrawn this story because of errors in sourcing.",
    "Harbour Wire has today retracted the following story.",
    "This story has been withdrawn.",
    "This March 25 story is withdrawn because the council said that its figures were wrong.",
    "THIS STORY HAS BEEN WITHDRAWN",
    "Editor's note: The following story has been withdrawn.",
    "KARREN, March 25 (Harbour Wire) - Harbour Wire has withdrawn this story.",
]
OF_A_STORY = [
    'A story headlined "Vulgaria sells zoo" published on Monday has been withdrawn. It was wrong.',
    "The story headlined “Pier to close” has been withdrawn because its source was wrong.",
    "The story headlined Pier to close is withdrawn.",
    "A Harbour Wire story headlined “Pier to close” that was published on Monday has been withdrawn.",
    "Our story headlined “Nurse who was killed in blast” has been withdrawn.",
    "The item “Pier to close”, sent at 10.15 GMT, is killed.",
    "The story about the pier has been withdrawn.",
    "We have retracted our story about the pier.",
    "This article was withdrawn.",
]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_withdraws_nothing(sentence: str) -> None:
    assert not takes_back(sentence)
    for body in ((sentence,), (sentence, *STORY), (*STORY, sentence), (sentence, *LONG), (*LONG, sentence)):
        found = read_standing(PIER, body)
        assert (found.status, found.note, found.body) == ("usable", None, body)


@pytest.mark.parametrize("notice", ITS_OWN)
def test_a_notice_of_its_own_story_withdraws_wherever_it_stands(notice: str) -> None:
    for body in ((notice,), (notice, *LONG), (*LONG, notice)):
        found = read_standing(PIER, body)
        assert (found.status, found.note, found.body) == ("withdrawn", notice, body)


@pytest.mark.parametrize("notice", OF_A_STORY)
def test_a_notice_that_names_its_story_withdraws_where_it_is_all_there_is(notice: str) -> None:
    assert read_standing("Vulgaria sells zoo", (notice,)).status == "withdrawn"
    assert read_standing("Vulgaria sells zoo", (notice, *LONG)).status == "usable"


@pytest.mark.parametrize(
    ("headline", "bare"),
    [
        (f"ADVISORY-KILL-{PIER}", PIER),
        (f"ADVISORY-Story withdrawn-{PIER}", PIER),
        (f"ADVISORY - STORY WITHDRAWN - {PIER}", PIER),
        (f"ATTENTION EDITORS-STORY WITHDRAWN-{PIER}", PIER),
        (f"KILL NOTICE-{PIER}", PIER),
        (f"Kill notice: {PIER}", PIER),
        (f"Mandatory Kill-{PIER}", PIER),
        (f"Kill-{PIER}", PIER),
        (f"Withdrawn: {PIER}", PIER),
        (f"Retracted: {PIER}", PIER),
        (f"BC-KILL-{PIER}, 1st Ld", f"{PIER}, 1st Ld"),
        (f"{PIER} (Story withdrawn)", PIER),
    ],
)
def test_a_mark_before_the_headline_withdraws_and_needs_no_text(headline: str, bare: str) -> None:
    assert withdraws(headline)
    assert (read_standing(headline, ()).status, read_standing(headline, STORY).headline) == ("withdrawn", bare)


@pytest.mark.parametrize(
    "headline",
    [
        "Kill switch fitted to all phones",
        "Kill-switch law passes",
        "Kill-Switch Law Passes Senate",
        "Kill-Or-Cure Deal for Karren",
        "Kill Bill: a review",
        "Kill the bill: protests grow",
        "Withdrawn: how the army left Vulgaria",
        "Withdrawn: How the Army Left Vulgaria",
        "Withdrawn: 5 toys pulled from shops",
        "Retracted: the study that shook Karren",
        "ADVISORY-Weekly calendar of events",
        "BC-Karren council votes",
        "WITHDRAWAL-Troops leave Vulgaria",
        "Harbour Wire withdraws story on pier",
    ],
)
def test_a_headline_that_only_begins_with_the_word_stays(headline: str) -> None:
    found = read_standing(headline, STORY)
    assert (found.status, found.tag, found.headline) == ("usable", None, headline)


def test_no_embargo_keeps_a_withdrawal_out() -> None:
    assert read_standing(f"KILL-{PIER}", ("EMBARGOED", *STORY)).status == "withdrawn"
