"""Queries: what a person typed, checked before any work is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.errors import QueryError
from store.query import MAX_QUESTION, Query, build_query
from store.taken import PartKey, Taken


def test_white_space_is_folded_and_the_defaults_limit_nothing() -> None:
    query = build_query("  Who\n\nbought \t the crane? ", publisher="  ")
    assert query.question == "Who bought the crane?"
    assert (query.since, query.until, query.as_of, query.publisher, query.limit) == (None, None, None, None, 3)
    assert not query.dated


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("HOW MUCH DID THE CRANE COST?", "how much did the crane cost?"),
        ("NATO and US?", "NATO and US?"),
        ("NATO?", "NATO?"),
        ("İKİ VİNÇ NEREDE?", "İKİ VİNÇ NEREDE?"),  # its small letters are more than its capitals
    ],
)
def test_a_question_in_capitals_is_read_in_small_letters_and_shown_as_typed(typed: str, read: str) -> None:
    query = build_query(typed)
    assert (query.question, query.asked, query.sought) == (typed, read, read)


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!…", "—", "\u200b\u202e"])
def test_a_question_without_a_letter_or_digit_is_refused_with_an_example(question: str) -> None:
    with pytest.raises(QueryError, match="for example"):
        build_query(question)


def test_a_question_of_2500_characters_is_refused_with_its_length_and_the_limit() -> None:
    with pytest.raises(QueryError, match=r"2,500 characters.*1,000"):
        build_query("a" * 2500)


def test_the_longest_question_is_taken_and_one_character_more_is_not() -> None:
    assert len(build_query("a" * MAX_QUESTION).question) == MAX_QUESTION
    with pytest.raises(QueryError):
        build_query("a" * (MAX_QUESTION + 1))


@pytest.mark.parametrize("limit", [0, -1, 26])
def test_a_limit_outside_1_to_25_is_refused(limit: int) -> None:
    with pytest.raises(QueryError, match="between 1 and 25"):
        build_query("Who?", limit=limit)


@pytest.mark.parametrize("limit", [1, 25])
def test_the_outermost_limits_are_taken(limit: int) -> None:
    assert build_query("Who?", limit=limit).limit == limit


def test_dates_are_read_as_they_are_typed() -> None:
    query = build_query("Who?", since="1 March 2013", until="2013-03-25", as_of="March 26, 2013")
    assert (query.since, query.until, query.as_of) == (date(2013, 3, 1), date(2013, 3, 25), date(2013, 3, 26))
    assert query.dated


@pytest.mark.parametrize(("name", "argument"), [("since", "since"), ("until", "until"), ("as-of", "as_of")])
def test_a_date_that_cannot_be_read_is_refused_by_the_name_of_its_filter(name: str, argument: str) -> None:
    with pytest.raises(QueryError, match=f"“{name}” must be a date, for example 2013-03-25, not 'last week'"):
        build_query("Who?", **{argument: "last week"})  # type: ignore[arg-type]


def test_dates_the_wrong_way_round_are_refused_and_one_day_is_a_range() -> None:
    with pytest.raises(QueryError, match="swap them"):
        build_query("Who?", since="2013-03-26", until="2013-03-25")
    assert build_query("Who?", since="2013-03-25", until="2013-03-25").dated


@pytest.mark.parametrize("question", ["Сколько перехватчиков?", "何基ですか", "@everyone **bold** ```x```"])
def test_any_script_and_any_markup_is_a_question(question: str) -> None:
    assert build_query(question).question == question


def narrowed() -> Query:
    """A query with every part: `Taken` as a follow-up has it, the rest from words and filters."""
    asked = "What did Ida Holt say of “a quiet lock”, first reported in March 2013, according to Reedwater?"
    query = build_query(asked, as_of="2013-06-01").with_words_read(None, ["Reedwater"])
    return replace(query, taken=Taken("What did Ida Holt say", "of “a quiet lock”"))


def test_what_narrows_a_query_is_named_part_by_part() -> None:
    assert [(part.key, part.words) for part in narrowed().parts] == [
        ("topic", "of “a quiet lock”"),
        ("days", "March 2013"),
        ("as_of", "as of 1 June 2013"),
        ("publisher", "published by Reedwater"),
        ("speaker", "said by Ida Holt"),
        ("phrases", "with the words “a quiet lock”"),
        ("order", "oldest first"),
    ]
    assert build_query("Who pays?").parts == ()


@pytest.mark.parametrize("key", [part.key for part in narrowed().parts])
def test_a_part_is_removed_and_the_others_stay(key: PartKey) -> None:
    left = narrowed().without_part(key)
    assert [part.key for part in left.parts] == [part.key for part in narrowed().parts if part.key != key]
    assert left.question == narrowed().question
    with pytest.raises(QueryError, match=f"not narrowed by “{key}”"):
        left.without_part(key)


def test_words_that_named_a_removed_part_are_neither_read_again_nor_searched_for() -> None:
    query = build_query("What did Ida Holt say in March 2013?").with_words_read(None)
    any_day = query.without_part("days")
    assert (any_day.sought, any_day.with_words_read(None)) == ("What did Ida Holt say?", any_day)
    assert any_day.without_part("speaker").sought == "What did say?"
    assert narrowed().without_part("topic").sought == "What did Ida Holt say"


def test_days_are_named_as_they_were_given() -> None:
    [days] = build_query("Who pays?", since="2013-03-01", until="2013-03-31").parts
    assert days.words == "1 March 2013 to 31 March 2013"
