"""What a question wants told, and in which order."""

from __future__ import annotations

import pytest

from store.wanted import Order, Want, order_of, served, wants_of

WANTS: list[tuple[str, tuple[Want, ...]]] = [
    ("How many boats sank?", ("how many",)),
    ("How old is the ferry?", ("how old",)),
    ("How often does the ferry sail?", ("how often",)),
    ("How much did the crane cost?", ("how much",)),
    ("When will the talks be held?", ("when",)),
    ("On what day did the lock reopen?", ("when",)),
    ("Who bought the crane?", ("who",)),
    ("Where was the crane built?", ("where",)),
    ("Why did the drivers strike?", ("why",)),
    ("What did the mayor say?", ("said",)),
    ("When and where did they meet?", ("when", "where")),
    ("Which year was the lock built?", ("when",)),
    ("What was the reason for the strike?", ("why",)),
    ("How come the drivers struck?", ("why",)),
    ("How tall is the crane?", ("how many",)),
    ("What is the number of boats?", ("how many",)),
    ("In which town was the crane built?", ("where",)),
    ("The tram line", ()),
    ("Somewhere in Karren whenever it rains", ()),
]
ORDERS: list[tuple[str, Order | None]] = [
    ("What is the latest news on the tram?", "newest first"),
    ("latest on the strike", "newest first"),
    ("What are the most recent figures for the port?", "newest first"),
    ("Who most recently agreed to pay?", "newest first"),
    ("When was the strike first reported?", "oldest first"),
    ("When did the mayor first mention the crane?", "oldest first"),
    ("What was the earliest report of the flood?", "oldest first"),
    ("What’s new with the tram?", "newest first"),
    ("any recent news on the tram?", "newest first"),
    ("When did the mayor last mention the crane?", "newest first"),
    ("What is the last thing the mayor said about the crane?", "newest first"),
    ("last story on the tram", "newest first"),
    ("the tram, newest first", "newest first"),
    ("the tram in reverse chronological order", "newest first"),
    ("the tram in chronological order", "oldest first"),
    ("Who reported the strike first?", "oldest first"),
    ("What was reported first about the strike?", "oldest first"),
    ("When did news of the strike first appear?", "oldest first"),
    ("What did initial reports say about the strike?", "oldest first"),
    ("According to a recent report, who paid?", None),
    ("Who won the last election?", None),
    ("Who came first?", None),
    ("Who sang on her latest album?", None),
    ("Which port was the first in the world to ban diesel?", None),
    ("What did the first lady wear?", None),
    ("Which team won for the first time since 2010?", None),
    ("When was the first bridge built?", None),
]
SERVED = [
    ("How many boats sank?", "Three boats sank.", 1.0),
    ("How many boats sank?", "The boats sank.", 0.0),
    ("How old is Ida Holt?", "Ida Holt, 81, was well.", 1.0),
    ("How old is Ida Holt?", "The driver was named as Ida Holt, 81.", 1.0),
    ("How old is Ida Holt?", "Holt turned 81 on Monday.", 1.0),
    ("How old is the bridge?", "The bridge was built by monks in 1412.", 1.0),
    ("How old is Ida Holt?", "Holt took 81 votes.", 0.0),
    ("How much did the yacht sell for?", "Both men and no one else came.", 0.0),
    ("How much time will he spend in jail?", "He will spend 40 months in jail.", 1.0),
    ("How often does it sail?", "It sails every morning.", 1.0),
    ("How often does it sail?", "It sails to Karren.", 0.0),
    ("How much does it cost?", "It is 40 crowns.", 1.0),
    ("How much does it cost?", "It is 40 long.", 0.0),
    ("How much rent does Karren pay?", "Karren pays for all 40 years.", 0.0),
    ("How much snow fell?", "Snow fell to a depth of 40 centimetres.", 1.0),
    ("When does it sail?", "It sails on Monday.", 1.0),
    ("When does it sail?", "It sails.", 0.0),
    ("Why did it sink?", "It sank because of ice.", 1.0),
    ("Why did it sink?", "It sank.", 0.0),
    ("What did Holt say?", "“No,” Holt said.", 1.0),
    ("What did Holt say?", "Holt left.", 0.0),
    ("Who paid Ida Holt?", "The payment to Ida Holt came late.", 0.0),
    ("Who paid Ida Holt?", "The payment to Ida Holt came from Ruiz.", 1.0),
    ("the tram", "Anything.", 1.0),
]


@pytest.mark.parametrize(("question", "wants"), WANTS)
def test_a_question_shows_what_it_wants_told(question: str, wants: tuple[Want, ...]) -> None:
    assert wants_of(question) == wants


@pytest.mark.parametrize(("question", "order"), ORDERS)
def test_first_and_latest_count_where_they_are_said_of_the_telling(question: str, order: Order | None) -> None:
    assert order_of(question) == order


@pytest.mark.parametrize(("question", "quoted", "share"), SERVED)
def test_a_quote_serves_a_question_by_what_it_has_beyond_the_questions_words(
    question: str, quoted: str, share: float
) -> None:
    assert served(question, quoted) == share
