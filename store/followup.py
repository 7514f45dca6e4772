"""A question that follows another: by which rules it keeps the topic and the filters of the one before.

A question of its own starts afresh. Everything else asks another thing of the same topic, or the same of something
else; what it names itself wins over what it keeps. Nothing is searched for but words of the person who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store.errors import QueryError
from store.following.base import Base
from store.following.filters import Filters, filters_in
from store.following.said import Said
from store.query import MAX_LIMIT, Query, build_query
from store.taken import GAP, Taken
from store.understood import Understood, understand
from store.wanted import Order

MORE = 3  # quotes added by "more"


def follow(
    before: Query, words: str, *, today: date | None, publishers: Sequence[str], told: date | None = None
) -> Query:
    """The query that the words mean after the query `before`, which was answered.

    `today` is the day of asking and `publishers` are those of the archive, as for a question without one before.
    `told` is the day of the story that answered `before`: "since then" counts from it where no days were asked for.
    A follow-up of what is returned works the same. Raises QueryError for words that are no question at all.
    """
    before = before.with_words_read(today, publishers)
    typed = build_query(words, limit=before.limit)
    opening = Said.of(typed.question)
    filters = filters_in(opening.words, before, before.as_of or today, publishers, told)
    said = replace(opening, words=filters.rest.replace(GAP, " "))
    if said.is_empty and not filters.named:
        raise QueryError("Please say what you want to know of it, for example: why? Or: and in May?")
    if said.starts_afresh(before.asked):
        return typed.with_words_read(today, publishers)
    taken = _taken(said, before)
    query = replace(
        _filtered(before, filters),
        question=typed.question,
        taken=taken,
        limit=min(MAX_LIMIT, before.limit + MORE) if said.wants_more else before.limit,
    )
    query = replace(query, understood=_understood(query, said, publishers))
    return _of_others(query) if said.wants_others else query


def _taken(said: Said, before: Query) -> Taken:
    """The words that are asked, and those that are kept of the question before."""
    asked = before.sought.replace(GAP, " ")
    # What an earlier follow-up kept stays the topic, unless its own words took a place in it.
    earlier = before.taken
    topical = Base(earlier.kept if earlier and earlier.of_topic else asked)
    if said.is_empty or said.wants_more or said.wants_others:
        return Taken("", asked)
    if said.order:
        return Taken("", topical.topic)
    if said.names_something:
        return Taken(said.words, Base(asked).with_gap(said.words))
    person = Base(asked).person
    named = said.with_person(GAP) if person else said.words
    refers = named != said.words
    if not said.own and not refers:
        return Taken(said.words, topical.clause)
    if said.stands_alone or (said.has_topic and (refers or not said.points_back)):
        return Taken(named, person if person and refers else "")
    return Taken(named.replace(GAP, person or ""), topical.topic)


def _filtered(before: Query, filters: Filters) -> Query:
    """The query before with the days and the publisher that the follow-up names, or without those that it lifts."""
    found, query = before.understood or Understood(), before
    if filters.days:
        query = replace(query, since=filters.days.since, until=filters.days.until)
        found = replace(found, days=filters.days)
    elif filters.any_day or not (before.since or before.until):
        query, found = query.any_day, replace(found, days=None)
    if filters.publisher:
        query = replace(query, publisher=filters.publisher.name)
        found = replace(found, publisher=filters.publisher)
    elif filters.any_publisher or not before.publisher:
        query, found = replace(query, publisher=None), replace(found, publisher=None)
    return replace(query, understood=found)


def _understood(query: Query, said: Said, publishers: Sequence[str]) -> Understood:
    """Days and publisher as they are; speaker, phrases and order of what is now asked."""
    found, taken = query.understood or Understood(), query.taken or Taken()
    own = taken.own if taken.of_topic else taken.asked
    read = understand(own, None, publishers, dated=True, published=True) or Understood()
    order: Order | None = said.order or (found.order if taken.in_place else read.order)
    if taken.in_place and not taken.own:
        return replace(found, order=order)
    # "Why?" asks for more of the same person's words; a question with words of its own names whose it wants.
    speaker = read.speaker if said.own else found.speaker
    return replace(found, speaker=speaker, phrases=found.phrases if taken.in_place else read.phrases, order=order)


def _of_others(query: Query) -> Query:
    """The query without whose words it asked for, or else without its publisher."""
    keys = [part.key for part in query.parts]
    return next((query.without_part(key) for key in ("speaker", "publisher") if key in keys), query)
