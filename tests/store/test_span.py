"""The words that answer, inside sentences of a town that is made up."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.answer import Span
from store.dates import SourceDate
from store.spans import answer_spans
from store.spans.marks import fitted
from store.spans.reading import Reading

PUBLISHED = SourceDate("2024-05-17")  # a Friday

# What the question asks, the sentence, the words that answer it ("|" between two).
TOLD = (
    (
        "How many ferries will Karren buy?",
        "Karren will buy four new electric ferries before the winter.",
        "four new electric ferries",
    ),
    (
        "How many harbour pilots did the port hire?",
        "The port hired more than 30 pilots and 12 clerks.",
        "more than 30 pilots",
    ),
    ("How many people were hurt in the fire?", "The fire at the mill hurt 17, the brigade said.", "17"),
    ("How many boats sank on 4 May?", "On 4 May the storm sank 23 boats in the old dock.", "23 boats"),
    ("How many houses were flooded?", "Between 200 and 250 homes lost power, and 40 houses were flooded.", "40 houses"),
    (
        "How often does the ferry run in winter?",
        "In winter the ferry runs twice a day, the council said.",
        "twice a day",
    ),
    ("How often is the lamp tested?", "The keeper tests the lamp every two weeks.", "every two weeks"),
    ("How long will the bridge be closed?", "The bridge will be closed for three weeks.", "three weeks"),
    ("How old is the lighthouse keeper?", "Ada Holt, the keeper, is 61 years old.", "61 years old"),
    ("How far is Quillhaven from Karren?", "Quillhaven lies 14 miles north of Karren.", "14 miles"),
    ("How much did the new quay cost?", "The new quay cost $3.4 million, a report said.", "$3.4 million"),
    ("What was the price of a crossing?", "A crossing costs 12 pounds since the tariff changed.", "12 pounds"),
    (
        "What percentage of voters backed the tunnel?",
        "The tunnel was backed by 58 per cent of voters.",
        "58 per cent",
    ),
    (
        "When was the dam inspected?",
        "Engineers inspected the dam on March 3, 2021, and found a crack.",
        "March 3, 2021",
    ),
    ("When did the strike begin?", "The strike began on Monday after talks failed.", "Monday"),
    ("In what year was the pier built?", "The pier was built in May 1987 by the guild.", "1987"),
    ("When did the museum open?", "The museum opened in 1954 and burned down in 1990.", "1954"),
    ("When was the mast raised?", "The mast was raised in early 2019, before the storm.", "early 2019"),
    ("When did the mayor leave office?", "The mayor left office last month.", "last month"),
    ("When will the market of 2023 be repeated?", "The market of 2023 will be held again in June.", "June"),
    ("When were the talks held?", "Talks were held in 1990, 1994 and 1999 in Karren.", "1990, 1994 and 1999"),
    ("Who opened the new library?", "The new library was opened by Mayor Ada Holt on Friday.", "Mayor Ada Holt"),
    ("Who announced the closure?", "Pilot Ivo Brandt announced the closure of the dock.", "Pilot Ivo Brandt"),
    (
        "Who warned Karren about the dam?",
        "The council heard that Engineer Lena Moss, a deputy of the mayor, had warned Karren about the dam.",
        "Engineer Lena Moss",
    ),
    ("Who is the mayor of Quillhaven?", "Piet Rovan, the mayor of Quillhaven, met Ada Holt.", "Piet Rovan"),
    ("Who said 'the tide will not wait'?", "“The tide will not wait,” said Ivo Brandt.", "Ivo Brandt"),
    (
        "Who did the council appoint as librarian?",
        "The council appointed Nora Quist as librarian.",
        "Nora Quist",
    ),
    ("Who was elected chair of the guild?", "Jonas Ferry was elected chair of the guild.", "Jonas Ferry"),
    ("Where did the trawler sink?", "The trawler sank off Cape Merrin in heavy seas.", "Cape Merrin"),
    (
        "Where did Holt publish her letter?",
        "Holt’s letter was published in the Quillhaven Courier, and Karren read it.",
        "the Quillhaven Courier",
    ),
    ("Where was the meeting held?", "The meeting was held at Saltmarsh Hall on Tuesday.", "Saltmarsh Hall"),
    (
        "Why was the regatta cancelled?",
        "The regatta was cancelled because of high winds, Ivo Brandt said.",
        "because of high winds",
    ),
    (
        "Why did the lamp fail?",
        "The lamp failed twice, once because of lightning and once because of a moth.",
        "because of lightning and once because of a moth",
    ),
    ("Why did the mill close?", "The mill closed due to a shortage of grain.", "due to a shortage of grain"),
    (
        "Why was the vote put off?",
        "The council put off the vote over concerns about the cost.",
        "over concerns about the cost",
    ),
    ("What did Holt say about the quay?", "“The quay is safe for now,” Ada Holt said.", "The quay is safe for now"),
    ("What did Brandt say?", "Brandt said on Monday that the dock would stay shut.", "the dock would stay shut"),
    ("What did the guild say?", "The guild said Ivo Brandt asked for a dam.", "Ivo Brandt asked for a dam"),
    ("What did Holt say?", "Holt said the dock would stay shut.", "the dock would stay shut"),
    (
        "What did Holt announce?",
        "Mayor Ida Holt announced on Monday that the dock would be sold.",
        "the dock would be sold",
    ),
    ("WHO SAID THE TIDE WAS LATE", "“The tide was late,” Ivo Brandt wrote.", "Ivo Brandt"),
    (
        "What did the guild warn of?",
        "The guild warned of empty shelves.",
        "empty shelves",
    ),
    (
        "What did the brigade say about the fire?",
        "The fire spread from a kitchen, the brigade said.",
        "The fire spread from a kitchen",
    ),
    (
        "What does Karren fear about the tunnel?",
        "Karren’s main fear is that the tunnel would drain its springs.",
        "the tunnel would drain its springs",
    ),
    (
        "What does the wall protect against?",
        "The wall protects the town against spring tides and drifting ice.",
        "spring tides and drifting ice",
    ),
    (
        "How often does the night ferry sail to Orra?",
        "Ferries run 14 times a day, and every second Sunday a night ferry sails to Orra.",
        "every second Sunday",
    ),
    (
        "How often do the ferries run?",
        "Ferries run 14 times a day, and every second Sunday a night ferry sails to Orra.",
        "14 times a day",
    ),
    ("How often does the band play?", "The band plays on Sundays and Mondays at the pier.", "on Sundays and Mondays"),
    ("How often is the museum open?", "The museum is open daily except Mondays.", "daily except Mondays"),
    ("How many dockers were killed?", "Two dockers were killed and nine others were hurt.", "Two dockers"),
    ("How many cooks did the port hire?", "The port hired 30 pilots, 12 clerks, and two cooks.", "two cooks"),
    ("How many people were aboard?", "Of the 40 people aboard, three died.", "40 people"),
    ("When is the vote?", "The vote is on 3 June 2024, the council said.", "3 June 2024"),
    ("When did the strike start?", "The strike began on 3 May.", "3 May"),
    ("When will the lido open?", "The lido will not open until 2025.", "2025"),
    ("Who beat Cato Lund?", "Nils Brask lost to Ida Holt in 2012 but beat Cato Lund in 2016.", "Nils Brask"),
    ("Who beat Ida Holt?", "Ida Holt was beaten by Nils Brask in 2012.", "Nils Brask"),
    (
        "Who assured Ida Holt?",
        "Ida Holt hoped for the ferry, the town said, and that Nils Brask assured her of it.",
        "Nils Brask",
    ),
    ("Who beat Holt?", "Nils Brask beat the mayor, Ida Holt, in 2012 but lost to Cato Lund.", "Nils Brask"),
    ("How often is the regatta held?", "The regatta has been held every August since 1951.", "every August"),
    ("How often can the rock be seen?", "The rock is open on two days a year.", "two days a year"),
    ("How many people came to the fair?", "Some 900 people came to the fair.", "Some 900 people"),
    ("How much did the toll rise to?", "The toll rose from six crowns to 12 in May.", "six crowns to 12"),
    ("How long did the swim take?", "The swim took one hour and 48 minutes.", "one hour and 48 minutes"),
    (
        "Who is Ida Holt?",
        "“The tide is out,” Ida Holt, a deputy of the mayor, was quoted as saying.",
        "a deputy of the mayor",
    ),
    ("who is ida holt", "It was sold by the port’s chief pilot, Ida Holt.", "the port’s chief pilot"),
    ("Who was Holt’s deputy?", "The lamp was lit by Nils Brask, Holt’s deputy.", "Nils Brask"),
    ("Who is Holt?", "The lamp was lit by Mayor Ida Holt.", "Mayor Ida Holt"),
    (
        "Who was Ida Holt?",
        "The ferry was late, said Ida Holt, who speaks for the islanders.",
        "who speaks for the islanders",
    ),
    (
        "How many lamps will be lit and when was that announced?",
        "A May 2 announcement said that 60 lamps would be lit.",
        "May 2|60 lamps",
    ),
)

UNSURE = (
    ("How many boats came?", "Nine boats came in the morning and six boats in the evening."),
    ("How many crates were lost?", "Of 40 sacks and 30 barrels nothing was saved."),
    ("How often does the bell ring?", "The bell rings when a ship comes in."),
    ("How much did it cost?", "It cost $5 in the spring and $7 in the summer."),
    ("When did the talks end?", "They had come to life in 1990 and again in 1999."),
    ("When will the talks be held?", "The talks will be held soon."),
    ("Who warned the town?", "A friend of Ada Holt warned the town."),
    ("Who founded the guild?", "The guild was founded long ago, Ada Holt told Ivo Brandt."),
    ("Who opened the dock?", "The dock was opened on Monday."),
    ("Where was it found?", "It was found in a drawer."),
    ("Where did Karren win?", "Karren won in Karren."),
    ("Why did the ferry stop?", "The ferry stopped at noon."),
    ("When is the museum open?", "The museum, which opened in 1958, is open daily except Mondays."),
    ("How many dockers were hurt?", "Two dockers were killed and nine others were hurt."),
    ("How many dockers were hurt?", "Two dockers were killed, and nine others hurt."),
    ("How many lamps will be lit?", "Ten days earlier the council said it would light the lamps."),
    ("How many sailors were injured?", "The blast killed three sailors."),
    ("How many people survived?", "Of the 40 people aboard, three died."),
    ("How much did the quay cost?", "The crane cost $4 million, and the quay will cost more."),
    ("When did the strike end?", "The strike began on 3 May."),
    ("When did the mayor resign?", "The mayor was elected on 3 May 2023."),
    ("When will the lido open again?", "Asked whether the lido would open in 2025, Moe said: “No.”"),
    ("When will the lido open?", "The lido will not open in 2025."),
    ("Who beat Ida Holt?", "Nils Brask lost to Ida Holt in 2012 but beat Cato Lund in 2016."),
    ("Who beat Ida Holt?", "Nils Brask beat Cato Lund in 2016 and lost to Ida Holt."),
    ("What is the name of the ferry?", "The ferry is called Merrin."),
)

PLAINLY_NOT = (
    ("How many stalls are there?", "There are many stalls."),
    ("How many voted in 2019?", "The town voted in 2019."),
    ("When will the lido open?", "The lido is painted blue."),
    ("What did Holt say about the dam?", "“We have no plans for a dam,” Ivo Brandt said."),
    ("What did Holt announce?", "Ivo Brandt announced that the dam would be built."),
    ("Why is it called the salt moon?", "Why is it called the salt moon?"),
    ("What is the lamp made of?", "“What is the lamp made of?”"),
)

# The question, the sentence, what a model marked in it, what of that may be underlined.
FITTED = (
    ("What did the town sell?", "“The mayor sold every boat,” Holt said.", "every boat,” Holt said.", "every boat"),
    ("What did the town sell?", '"The mayor sold every boat," Holt said.', 'every boat," Holt said.', "every boat"),
    (
        "What was sold?",
        "The mayor sold a boat he called “a bad old tub” in May.",
        "a boat he called “a bad",
        "a boat he called",
    ),
    ("What was sold?", "The mayor sold “a bad old tub” in May.", "“a bad old tub”", "a bad old tub"),
    ("Where did she go?", "She went to the Quillhaven pool.", "the Quillhaven pool.", "the Quillhaven pool"),
    ("How many lamps may a boat have?", "A boat may have no more than 40 lamps.", "40", "no more than 40"),
    ("How long is a turn?", "A turn takes two hours and 25 minutes.", "25 minutes", "two hours and 25 minutes"),
    ("How long is a turn?", "A turn takes two hours and 25 minutes.", "two hours", "two hours and 25 minutes"),
    ("How much would a new roof have cost?", "A roof would have cost a fifth as much.", "fifth", "a fifth as much"),
    ("How much will they get?", "Pay will rise from six crowns to 12 in May.", "six crowns", "six crowns to 12"),
    ("How many homes were cut off?", "The gale cut off some 8,000 homes.", "8,000 homes", "some 8,000 homes"),
    ("What is the name of the cat?", "The cat of the library, Plum, was found.", "The cat", None),
    ("Which is older, the tram or the bus?", "The tram is older.", "The tram", "The tram"),
    ("Did the council approve it?", "The council approved it.", "approved it", "approved it"),
    ("How many lamps failed?", "Karren’s lamps failed at noon.", "Karren’s lamps", None),
    ("How often did the lamp fail?", "It was the last of its kind to have one.", "kind", None),
    ("When did it fail?", "It failed because of a moth.", "a moth", None),
    (
        "When did it fail?",
        "It failed after the storm had passed.",
        "after the storm had passed",
        "after the storm had passed",
    ),
    ("Who won the vote?", "It was the first time the town elected a mayor.", "the town elected a mayor", None),
    ("Where will he live?", "He will live in a flat whose lamp can be seen.", "lamp can be seen", None),
    ("who is harbour master", "Nils Brask, the harbour master, met Ida Holt.", "Nils Brask", "Nils Brask"),
    ("Which firm is it?", "The Lund Yard (LUND) is a firm of builders.", "The Lund Yard", "The Lund Yard"),
    ("Who is Ida Holt?", "Nils Brask met the port’s pilot, Ida Holt.", "Nils Brask", None),
    ("Which firm bought it?", "VELM (Courier) - The firm of Lund bought it.", "Courier", None),
    ("Which firm bought it?", "(VNN) The firm of Lund bought it.", "VNN", None),
)


def answered(question: str, sentence: str) -> tuple[str, ...]:
    text = f"Ahead of it all.\n\n{sentence}"
    whole = Span(len(text) - len(sentence), len(text))
    return tuple(text[span.start : span.end] for span in answer_spans(question, text, whole, PUBLISHED))


@pytest.mark.parametrize(("question", "sentence", "expected"), TOLD, ids=[row[0] for row in TOLD])
def test_the_words_that_answer_are_found(question: str, sentence: str, expected: str) -> None:
    assert answered(question, sentence) == tuple(expected.split("|"))


@pytest.mark.parametrize(("question", "sentence"), UNSURE, ids=[row[0] for row in UNSURE])
def test_without_a_sure_rule_the_whole_sentence_answers(question: str, sentence: str) -> None:
    assert answered(question, sentence) == (sentence,)


@pytest.mark.parametrize(("question", "sentence"), PLAINLY_NOT, ids=[row[0] for row in PLAINLY_NOT])
def test_nothing_is_underlined_in_what_plainly_does_not_answer(question: str, sentence: str) -> None:
    assert answered(question, sentence) == ()


def test_the_sentence_stands_in_for_the_answer_only_where_it_is_wanted() -> None:
    sentence = "It cost $5 in the spring and $7 in the summer."
    whole = Span(0, len(sentence))
    for wanted, expected in ((True, (whole,)), (False, ())):
        assert answer_spans("How much did it cost?", sentence, whole, PUBLISHED, whole=wanted) == expected


def test_a_sentence_is_underlined_without_its_dateline() -> None:
    text = "QUILLHAVEN (Courier) - The quay was shut."
    assert [text[one.start : one.end] for one in answer_spans("the quay", text, Span(0, len(text)), PUBLISHED)] == [
        "The quay was shut."
    ]


@pytest.mark.parametrize(("question", "sentence", "mark", "expected"), FITTED, ids=[f"{r[0]} {r[2]}" for r in FITTED])
def test_of_a_mark_stays_what_may_answer(question: str, sentence: str, mark: str, expected: str | None) -> None:
    start = sentence.index(mark)
    reading = Reading(question, question, sentence, Span(0, len(sentence)), PUBLISHED)
    span = fitted(reading, Span(start, start + len(mark)))
    assert (span and sentence[span.start : span.end]) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([row[0] for row in (*TOLD, *UNSURE)]),
    st.text('Karren hld.,’“”"()-0123€$% said by because of\n', max_size=80)
    | st.lists(st.sampled_from(" ".join(row[1] for row in TOLD).split()), max_size=14).map(" ".join),
)
@example("What did Holt say?", "“”")
def test_spans_are_apart_inside_the_sentence_and_begin_and_end_on_a_word(question: str, words: str) -> None:
    text = f"Before. {words}. After."
    sentence = Span(8, 9 + len(words))
    last = sentence.start
    for span in answer_spans(question, text, sentence, PUBLISHED):
        assert last <= span.start < span.end <= sentence.end
        assert span == sentence or text[span.start : span.end].strip(' ,.;:“”"\n') == text[span.start : span.end]
        last = span.end
