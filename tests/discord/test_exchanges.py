"""Exchanges come back from the bot's own tables as they were kept, whatever was asked."""

from __future__ import annotations

import asyncio
import pickle
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kept.exchanges import Content, Exchanges, Place, new_exchange
from bot.kept.tables import FILE, FORMAT, KeptError, open_tables
from store.asked import AskedDays
from store.naming import NamedPublisher
from store.query import MAX_LIMIT, Query
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


PLACE = Place(person=2**63 - 1, guild=None, channel=3)


@settings(max_examples=60, deadline=None)
@given(QUERIES)
def test_any_query_crosses_to_the_worker_and_comes_back(query: Query) -> None:
    assert pickle.loads(pickle.dumps(query)) == query


def test_any_exchange_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    engine = open_tables(tmp_path)
    kept = Exchanges(engine)

    @settings(max_examples=60, deadline=None)
    @given(QUERIES)
    def check(query: Query) -> None:
        exchange = new_exchange("answer", PLACE, Content(query=query, generation="1", built=None, follows="a"))
        asyncio.run(kept.keep(exchange))
        assert asyncio.run(kept.find(exchange.id)) == exchange

    check()
    engine.dispose()


def test_what_an_older_version_kept_has_the_defaults_of_what_came_since(tmp_path: Path) -> None:
    engine = open_tables(tmp_path)
    kept = Exchanges(engine)
    exchange = new_exchange("answer", PLACE, Content(query=Query(question="Who pays?"), generation="1", built=None))
    asyncio.run(kept.keep(exchange))
    with sqlite3.connect(tmp_path / FILE) as tables:
        old = '{"query": {"question": "Who pays?"}, "generation": "1", "built": null}'
        tables.execute("UPDATE exchanges SET content = ?", (old,))
    tables.close()
    assert asyncio.run(kept.find(exchange.id)) == exchange
    engine.dispose()


async def test_the_newest_public_exchange_of_a_person_in_a_channel_is_the_one_that_is_followed(tmp_path: Path) -> None:
    engine = open_tables(tmp_path)
    kept = Exchanges(engine)
    content = Content(query=Query(question="Who pays?"), generation="1", built=None)
    places = (
        Place(person=1, guild=9, channel=3),
        Place(person=1, guild=9, channel=4),
        Place(person=2, guild=9, channel=3),
        Place(person=1, guild=9, channel=3, private=True),
    )
    ids = []
    for place in places:
        exchange = new_exchange("answer", place, content)
        ids.append(exchange.id)
        await kept.keep(exchange)
    for person, channel, expected in ((1, 3, ids[0]), (2, 3, ids[2]), (1, 4, ids[1])):
        found = await kept.last_in(channel, person)
        assert found is not None
        assert found.id == expected
    assert await kept.last_in(4, 2) is None
    engine.dispose()


def test_tables_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    open_tables(tmp_path).dispose()
    with sqlite3.connect(tmp_path / FILE) as tables:
        tables.execute("UPDATE about SET value = ? WHERE name = 'format'", (str(FORMAT + 1),))
    tables.close()
    with pytest.raises(KeptError, match="update Dateline"):
        open_tables(tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, by any means, and long enough to be looked at" * 40)
    with pytest.raises(KeptError, match=FILE):
        open_tables(tmp_path)
