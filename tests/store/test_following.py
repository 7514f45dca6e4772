"""The rules by which a question follows another, one by one; what they make of whole dialogues is in test_followup."""

from __future__ import annotations

import pickle
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import QueryError
from store.followup import follow
from store.query import Query, build_query

TODAY = date(2014, 5, 15)
PUBLISHERS = ("Karren Sample Mail", "Coast Sample Mail", "The Lock Specimen", "Specimen Daily", "Reedwater")
TOLLS = "How many barges paid the night tolls at Karren?"
HOLT = "What did Ida Holt say about the night tolls?"
MARCH = "What did the council say about the tolls in March 2013?"


def after(question: str | Query, *follows: str, told: date | None = None) -> Query:
    """The last of these follow-ups."""
    query = build_query(question) if isinstance(question, str) else question
    for words in follows:
        query = follow(query, words, today=TODAY, publishers=PUBLISHERS, told=told)
    return query


@pytest.mark.parametrize(
    ("question", "words", "sought", "kept"),
    [
        (TOLLS, "why?", "why barges paid the night tolls at Karren", "barges paid the night tolls at Karren"),
        (TOLLS, "who collects them?", "who collects them barges paid the night tolls at Karren", None),
        (TOLLS, "and at Nether Sluice", "How many barges paid the night tolls at Nether Sluice", None),
        (TOLLS, "more", TOLLS, TOLLS),
        ("When will the lock open?", "where?", "where will the lock open", "will the lock open"),
        ("When will the lock open?", "who pays?", "who pays the lock open", "the lock open"),
        (
            HOLT,
            "and Omar Ruiz?",
            "What did Omar Ruiz say about the night tolls",
            "What did … say about the night tolls",
        ),
        (HOLT, "wat abt the mayor", "What did the mayor say about the night tolls", None),
        (HOLT, "and the bridge?", "What did Ida Holt say about the bridge", "What did Ida Holt say about …"),
        (HOLT, "and about the bridge?", "What did Ida Holt say about the bridge", None),
        (HOLT, "what did the bargemen say", "what did the bargemen say the night tolls", "the night tolls"),
        (HOLT, "what did she say about the bridge?", "what did Ida Holt say about the bridge", "Ida Holt"),
        (HOLT, "when was she elected", "when was Ida Holt elected the night tolls", "the night tolls"),
        (TOLLS, "what did he say about it?", "what did he say about it barges paid the night tolls at Karren", None),
        (
            TOLLS,
            "what did he say about bread?",
            "what did he say about bread barges paid the night tolls at Karren",
            None,
        ),
        (MARCH, "what did they promise?", "what did the council promise the tolls", "the tolls"),
        ("Which town did Holt visit?", "and Ruiz?", "Which town did Ruiz visit", None),
        ("Who repaired the Karren lock?", "and Sluice?", "Who repaired the Sluice lock", None),
        ("Who repaired the lock?", "and the gate?", "Who repaired the lock the gate", "Who repaired the lock …"),
        ("What supplement does the union want?", "why?", "why supplement does the union want", None),
        ("night tolls", "when", "when night tolls", "night tolls"),
        ("Who said “a fair … price” of it?", "when?", "when said “a fair   price” of it", None),
    ],
)
def test_a_follow_up_keeps_what_it_needs_and_no_more(question: str, words: str, sought: str, kept: str | None) -> None:
    query = after(question, words)
    assert query.sought == sought
    assert query.question == words
    assert query.taken is not None
    assert kept in (None, query.taken.kept)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("and in May?", "2013-05-01", "2013-05-31"),
        ("n in may", "2013-05-01", "2013-05-31"),
        ("and on 3 april", "2013-04-03", "2013-04-03"),
        ("what about 2012?", "2012-01-01", "2012-12-31"),
        ("november 2011", "2011-11-01", "2011-11-30"),
        ("since may", "2013-05-01", None),
        ("before march", None, "2013-02-28"),
        ("from april to june", "2013-04-01", "2013-06-30"),
        ("last month?", "2014-04-01", "2014-04-30"),
        ("since then?", "2013-04-01", None),
        ("and then?", "2013-04-01", None),
        ("what happened next?", "2013-04-01", None),
        ("before that", None, "2013-02-28"),
        ("a year later?", "2014-01-01", "2014-12-31"),
        ("the month before", "2013-02-01", "2013-02-28"),
        ("the following week", "2013-04-01", "2013-04-07"),
        ("the next day", "2013-04-01", "2013-04-01"),
        ("any date", None, None),
        ("why?", "2013-03-01", "2013-03-31"),
        ("and the bargemen?", "2013-03-01", "2013-03-31"),
    ],
)
def test_days_are_replaced_by_those_that_are_named_and_kept_otherwise(
    words: str, since: str | None, until: str | None
) -> None:
    query = after(MARCH, words)
    assert (query.since and query.since.isoformat(), query.until and query.until.isoformat()) == (since, until)
    assert "2013" not in query.sought


@pytest.mark.parametrize(
    ("question", "told", "month"),
    [
        (MARCH, date(2010, 1, 1), "2013-11"),
        ("Who won the 2011 regatta at Karren?", date(2010, 1, 1), "2011-11"),
        (TOLLS, date(2010, 1, 1), "2010-11"),
        (TOLLS, None, "2013-11"),
    ],
)
def test_a_month_is_of_the_year_asked_about_or_named_or_told_of_or_the_last(
    question: str, told: date | None, month: str
) -> None:
    assert str(after(question, "and in november?", told=told).since)[:7] == month


def test_since_then_counts_from_the_story_that_answered_and_without_one_the_newest_comes_first() -> None:
    assert after(TOLLS, "since then?", told=date(2013, 3, 10)).since == date(2013, 3, 11)
    query = after(TOLLS, "since then?")
    assert (query.since, query.order) == (None, "newest first")


def test_at_the_ends_of_the_calendar_nothing_lies_beyond() -> None:
    query = Query(question=TOLLS, since=date.min, until=date.max)
    assert [after(query, words).until for words in ("since then?", "a year later?")] == [date.max, date.max]


def test_days_that_a_follow_up_names_are_not_lifted_and_those_it_keeps_are_as_before() -> None:
    assert list(after(MARCH, "and in may?").less_strict()) == []
    loose = build_query("Who ran the lock between May 2010 and May 2011?").with_words_read(TODAY)
    [wider] = after(loose, "why?").less_strict()
    assert (wider.since, wider.until) == (None, None)


def test_days_that_were_lifted_already_are_not_kept() -> None:
    loose = build_query("Who ran the lock between May 2010 and May 2011?").with_words_read(TODAY)
    query = after(loose.any_day, "why?")
    assert query.since is None
    assert query.sought == "why ran the lock between May 2010 and May 2011"


@pytest.mark.parametrize(
    ("words", "publisher"),
    [
        ("only Reedwater", "Reedwater"),
        ("reedwater?", "Reedwater"),
        ("according to the Karren Mail?", None),
        ("according to Karren Sample Mail?", "Karren Sample Mail"),
        ("in the lock specimen", "The Lock Specimen"),
        ("just the specimen", "The Lock Specimen"),
        ("the daily?", "Specimen Daily"),
        ("from the Coast", "Coast Sample Mail"),
        ("only the mail", None),
        ("coast?", None),
        ("What did the Daily report?", "Specimen Daily"),
    ],
)
def test_a_publisher_is_named_whole_or_by_what_no_other_name_begins_or_ends_with(
    words: str, publisher: str | None
) -> None:
    query = after(TOLLS, words)
    assert query.publisher == publisher
    assert publisher is None or "Karren" in query.sought
    assert list(query.less_strict()) == []


def test_a_publisher_is_kept_until_another_is_named_or_any_will_do() -> None:
    given = build_query(TOLLS, publisher="Reedwater")
    assert after(given, "why?", "who pays them?").publisher == "Reedwater"
    assert after(given, "only the daily", "why?").publisher == "Specimen Daily"
    assert after(given, "other papers?").publisher is None
    assert after(given, "anyone else?").publisher is None


@pytest.mark.parametrize(
    ("words", "order"),
    [("the latest?", "newest first"), ("any news?", "newest first"), ("first?", "oldest first"), ("why?", None)],
)
def test_the_latest_and_the_first_are_the_same_topic_in_another_order(words: str, order: str | None) -> None:
    assert after(TOLLS, words).order == order
    assert after(TOLLS, "the latest", words).order == order


def test_the_speaker_is_whose_words_are_now_asked_for() -> None:
    said = [after(HOLT, words).understood for words in ("why?", "and Omar Ruiz?", "who paid?", "anyone else?")]
    assert [found and found.speaker for found in said] == ["Ida Holt", "Omar Ruiz", None, None]
    assert after(HOLT, "anyone else?").sought == "What did say about the night tolls?"


@pytest.mark.parametrize(
    "words",
    [
        "Who won the chess tournament in Nether Sluice?",
        "How heavy is the bronze bell?",
        "never mind, where does the ferry captain live?",
        "Who paid for the concert hall?",
    ],
)
def test_a_question_of_its_own_starts_afresh_without_topic_and_filters(words: str) -> None:
    given = build_query(TOLLS, since="2013-01-01", publisher="Reedwater")
    assert after(given, words) == build_query(words)


def test_a_question_of_its_own_on_the_same_thing_keeps_the_filters_and_not_the_topic() -> None:
    given = build_query(TOLLS, since="2013-01-01", publisher="Reedwater")
    query = after(given, "What did Omar Ruiz say about the night tolls?")
    assert (query.since, query.publisher) == (date(2013, 1, 1), "Reedwater")
    assert query.sought == "What did Omar Ruiz say about the night tolls"


def test_what_is_followed_is_shown_whole_where_only_a_name_took_a_place_in_it() -> None:
    shown = [after(HOLT, words).parts[0].words for words in ("and Omar Ruiz?", "n in may", "who paid?")]
    assert shown == ["What did Omar Ruiz say about the night tolls", HOLT, "the night tolls"]


def test_a_chain_keeps_its_first_topic_and_not_the_questions_between() -> None:
    assert after(TOLLS, "why?", "who collects them?").sought.startswith("who collects them barges paid")
    assert after(HOLT, "and Omar Ruiz?", "when?").sought == "when did Omar Ruiz say about the night tolls"
    assert after(HOLT, "what did Omar Ruiz say?", "and Ida Holt?").sought == "what did Ida Holt say the night tolls"


def test_more_asks_the_same_for_more_quotes_up_to_the_limit() -> None:
    assert [after(TOLLS, *["more"] * times).limit for times in (1, 2, 20)] == [6, 9, 25]


@pytest.mark.parametrize("words", ["thanks!", "and?", "ok", "?!", "", "word " * 300])
def test_words_that_ask_nothing_are_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(QueryError, match=r"[Pp]lease"):
        after(TOLLS, words)


def test_the_day_that_the_coverage_is_asked_as_of_stays() -> None:
    query = after(build_query(TOLLS, as_of="2013-03-20"), "last month?")
    assert (query.as_of, query.since) == (date(2013, 3, 20), date(2013, 2, 1))


TYPED = st.lists(
    st.sampled_from(
        "and what about did he say the in May 2012 why since then … Holt only Reedwater ? they more it who “ ”".split()
    ),
    max_size=7,
).map(" ".join) | st.text(max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([TOLLS, HOLT, MARCH, "night tolls"]), st.lists(TYPED, min_size=1, max_size=3))
def test_any_words_are_followed_or_refused_and_only_words_that_were_typed_are_searched_for(
    question: str, follows: list[str]
) -> None:
    query, typed = build_query(question), question
    for words in follows:
        try:
            query = after(query, words)
        except QueryError:
            continue
        typed = f"{typed} {query.question}"
        assert query.sought.strip()
        assert set(re.findall(r"\w+", query.sought)) <= set(re.findall(r"\w+", typed))
        assert pickle.loads(pickle.dumps(query)) == query
        for part in query.parts:
            assert part.key not in {left.key for left in query.without_part(part.key).parts}
