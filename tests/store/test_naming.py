"""Publishers and speakers that a question names."""

from __future__ import annotations

import pytest

from store.naming import publisher_named
from store.persons import speaker_named

PUBLISHERS = ["Harbour Wire", "The Karren Courier", "Wire", "The Tide", "Nature"]


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        ("According to Harbour Wire, who bought the crane?", "Harbour Wire", "According to Harbour Wire"),
        ("Who bought the crane according to the harbour wire?", "Harbour Wire", "according to the harbour wire"),
        ("What was reported by Karren Courier about tolls?", "The Karren Courier", "reported by Karren Courier"),
        ("What does the article by The Tide say?", None, ""),
        ("What is in the article by The Tide?", "The Tide", "article by The Tide"),
        ("What did the Karren Courier report about tolls?", "The Karren Courier", "the Karren Courier"),
        ("What did 'The Tide' say of the crane?", "The Tide", "'The Tide'"),
        ("Who is named in the 'Karren Courier' article?", "The Karren Courier", "the 'Karren Courier'"),
        ("What does The Tide’s coverage leave out?", "The Tide", "The Tide’s"),
        ("Which ship was named in the Karren Courier?", "The Karren Courier", "in the Karren Courier"),
        ("what did harbour wire report about tolls", "Harbour Wire", "harbour wire"),
        ("what did nature say about the eel", "Nature", "nature"),
        ("Who bought the crane, says Harbour Wire?", "Harbour Wire", "says Harbour Wire"),
        ("Who bought the crane, from Harbour Wire?", "Harbour Wire", "from Harbour Wire"),
        ("the crane, per Harbour Wire", "Harbour Wire", "per Harbour Wire"),
        ("Harbour Wire: who bought the crane?", "Harbour Wire", "Harbour Wire:"),
        ("Harbour Wire on the crane", "Harbour Wire", "Harbour Wire"),
        ("Harbour Wire stories about the crane", "Harbour Wire", "Harbour Wire"),
        ("news from Harbour Wire on the crane", "Harbour Wire", "news from Harbour Wire"),
        ("What is Harbour Wire saying about tolls?", "Harbour Wire", "Harbour Wire"),
        ("What has Harbour Wire written about tolls?", "Harbour Wire", "Harbour Wire"),
        ("What did the Courier say about tolls?", "The Karren Courier", "the Courier"),
        ("What did the Courier of Ostholm say about tolls?", None, ""),
        ("What did the courier say about tolls?", None, ""),
        ("According to Harbour Wire and the Karren Courier, who called?", None, ""),
        ("when did the tide report for duty?", None, ""),
        ("What does the dredger cost per tide?", None, ""),
        ("Which story in nature is of Karren’s eels?", None, ""),
        ("stories from nature about eels", "Nature", "stories from nature"),
        ("Who bought Harbour Wire?", None, ""),
        ("Did the Karren Courier cut its staff?", None, ""),
        ("Who turned the tide in the harbour?", None, ""),
        ("What happens in nature?", None, ""),
        ("What did the tide report of 1953 change?", None, ""),
        ("What differs between the Harbour Wire report and the Karren Courier report?", None, ""),
        ("According to Harbour Wireless, who called?", None, ""),
        ("According to the Ostholm Post, who called?", None, ""),
    ],
)
def test_a_publisher_is_taken_where_its_telling_is_asked_for(question: str, name: str | None, words: str) -> None:
    found = publisher_named(question, PUBLISHERS)
    assert (found.name if found else None, question[found.start : found.end] if found else "") == (name, words)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Ida Holt say about tolls?", "Ida Holt"),
        ("What has the secretary Holt said?", "Holt"),
        ("What did the union secretary Ida Holt tell them?", "Ida Holt"),
        ("How many boats are there, according to Holt?", "Holt"),
        ("How many boats are there, according to Holt Institute data?", None),
        ("According to Ida Holt, how many boats are there?", "Ida Holt"),
        ("What did the mayor, Ida Holt, say about tolls?", "Ida Holt"),
        ("What did Mr. Holt say?", "Holt"),
        ("What did Dr Ida Holt say?", "Ida Holt"),
        ("Did Holt deny it?", "Holt"),
        ("Has Holt commented on tolls?", "Holt"),
        ("What did Holt not say?", "Holt"),
        ("What has Holt been saying about tolls?", "Holt"),
        ("What was Holt’s reaction to the tolls?", "Holt"),
        ("What were Ida Holt's words?", "Ida Holt"),
        ("quotes by Ida Holt about tolls", "Ida Holt"),
        ("what did holt say about tolls", "holt"),
        ("what did ida holt say about tolls", "ida holt"),
        ("what did she say about tolls", None),
        ("what did the mayor say about tolls", None),
        ("what did people say about tolls", None),
        ("What did he have to say?", None),
        ("In Holt’s view, who paid?", None),
        ("What was Monday’s statement about?", None),
        ("What was Karren’s word of the year?", None),
        ("Which of these ports has NOT announced tolls?", None),
        ("What did the drivers do when Holt announced tolls?", None),
        ("Which ferry is to leave the quay at Holt’s Dock, saying nothing?", None),
        ("What did the mayor say?", None),
        ("Did Holt buy the crane?", None),
    ],
)
def test_a_speaker_is_the_one_whose_words_are_asked_for(question: str, speaker: str | None) -> None:
    assert speaker_named(question) == speaker
