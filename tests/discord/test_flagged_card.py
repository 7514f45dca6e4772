"""Cards made anew from what was kept of them: within every limit, and without a word of a story that is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flagged_card import flagged_card
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.look import PLAIN, Look
from store.answer import Answer, Later, Quote
from store.article import Status
from store.dates import SourceDate
from store.receipt import new_id, receipt_of
from store.requoting import Lost, Why
from tests.discord.samples import TARIFF, answered, dated_query, quote, texts
from tests.discord.test_cards import ANSWERED, HARD, LOOKS, assert_within_limits

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def kept(answer: Answer) -> Exchange:
    # Its receipt is another's: a card is made of what was requoted. One cannot be made of a lone surrogate.
    content = Content.of_answer(answer, receipt_of(answered(), new_id(), LONG_AGO))
    return new_exchange("answer", Place(person=1, guild=2, channel=3), content)


def lost(told: Quote, why: Why = "withdrawn", note: str | None = None) -> Lost:
    return Lost(
        article_id=told.article_id,
        headline=told.headline,
        publisher=told.publisher,
        published=told.published,
        url=told.url,
        why=why,
        at="2026-11-24T12:00:00+00:00",
        note=note,
    )


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(ANSWERED, LOOKS, st.lists(st.sampled_from([None, *get_args(Why)]), min_size=3, max_size=3), st.booleans())
def test_whatever_is_lost_the_card_keeps_every_limit(
    answer: Answer, look: Look, whys: list[Why | None], post: bool
) -> None:
    answer = replace(answer, quotes=answer.quotes[:3])
    quotes = [lost(one, why, HARD) if why else one for one, why in zip(answer.quotes, whys, strict=False)]
    exchange = kept(answer)
    assert_within_limits(flagged_card(replace(exchange, kind="watch") if post else exchange, quotes, look))


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("withdrawn", "**Withdrawn on 24 November 2026** — this story was quoted here."),
        ("removed", "**Removed from the coverage on 24 November 2026** — this story was quoted here."),
        ("embargoed", "**Under embargo on 24 November 2026** — this story was quoted here."),
    ],
)
def test_a_card_of_which_nothing_stands_says_why_and_shows_no_word_of_it(why: Why, words: str) -> None:
    answer = answered()
    head, told, foot = texts(flagged_card(kept(answer), [lost(answer.quotes[0], why)]))
    assert "no quote stands any more" in head
    assert told.splitlines() == [
        words,
        "**Council freezes water tariff**",
        "The Harbour Herald · 4 March 2026, 14:05 UTC (<t:1772633100:R>)",
    ]
    assert foot == "-# Index 41 of 2 March 2026, 12,408 articles"


@pytest.mark.parametrize(("status", "shown"), [("corrected", True), ("usable", False)])
def test_a_later_version_is_told_where_it_is_a_correction(status: Status, shown: bool) -> None:
    later = Later(2, status, SourceDate("2026-03-06"), "Corrects the year.")
    answer = answered(quote(later=later))
    card = "\n".join(texts(flagged_card(kept(answer), answer.quotes, PLAIN)))
    assert ("**Corrected later, on 6 March 2026.** Corrects the year." in card) == shown
    assert TARIFF in card.replace("__", "")
    of_a_day = answered(quote(later=later), query=replace(dated_query(), as_of=LONG_AGO.date()))
    assert "later, on 6 March 2026" in "\n".join(texts(flagged_card(kept(of_a_day), of_a_day.quotes)))
