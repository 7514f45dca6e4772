"""A query comes back from JSON, and from a pickle, as it went in."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.asked import AskedDays
from store.errors import QueryError
from store.naming import NamedPublisher
from store.query import MAX_LIMIT, Query, build_query
from store.query_json import query_from_json, query_to_json
from store.taken import Taken
from store.understood import Understood

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PLACES = st.integers(0, 1000)
DAYS = st.none() | st.dates()
UNDERSTOOD = st.builds(
    Understood,
    days=st.none() | st.builds(AskedDays, DAYS, DAYS, PLACES, PLACES, WORDS, st.booleans()),
    publisher=st.none() | st.builds(NamedPublisher, WORDS, PLACES, PLACES, st.booleans()),
    speaker=st.none() | WORDS,
    phrases=st.lists(WORDS, max_size=3).map(tuple),
    order=st.sampled_from([None, "newest first", "oldest first"]),
)
QUERIES = st.builds(
    Query,
    question=WORDS,
    since=DAYS,
    until=DAYS,
    as_of=DAYS,
    publisher=st.none() | WORDS,
    limit=st.integers(1, MAX_LIMIT),
    understood=st.none() | UNDERSTOOD,
    taken=st.none() | st.builds(Taken, WORDS, WORDS),
)


@settings(max_examples=100, deadline=None)
@given(QUERIES)
def test_any_query_comes_back_from_json_and_from_a_pickle(query: Query) -> None:
    assert query_from_json(query_to_json(query)) == query
    assert pickle.loads(pickle.dumps(query)) == query


def test_a_query_is_stored_as_one_plain_object() -> None:
    stored = json.loads(query_to_json(build_query("Who pays?", since="2013-03-01")))
    assert (stored["question"], stored["since"], stored["taken"]) == ("Who pays?", "2013-03-01", None)


def test_what_an_older_version_stored_has_the_defaults_of_what_came_since() -> None:
    assert query_from_json('{"question": "Who pays?", "until": "2013-03-01"}') == Query(
        question="Who pays?", until=date(2013, 3, 1)
    )


@pytest.mark.parametrize("text", ["", "[]", '{"question": 7}', '{"question": "Who?", "since": "soon"}', "\ud800"])
def test_what_is_no_query_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(QueryError, match="please ask it again"):
        query_from_json(text)
