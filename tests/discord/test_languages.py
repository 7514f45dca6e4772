"""Dates in every language offered: whole, as precise as their source, and English as the core writes it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from babel import Locale
from babel.dates import get_month_names
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.languages import ENGLISH, LANGUAGES, day_words, iso_period_words, moment_words, range_words
from bot.wording import date_words, filter_words, index_words, later_words, source_date_words
from store import wording
from store.answer import Later
from store.dates import SourceDate
from store.query import Query
from tests.discord.samples import COVERAGE

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
DAYS = st.dates(date(1600, 1, 1), date(2200, 12, 31))
NUMBERED_MONTHS = ("ja", "ko", "zh")  # 3月, 3월


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_offered_by_its_own_name_and_is_written_from_left_to_right(language: str) -> None:
    locale = Locale.parse(language)
    assert locale.get_display_name() == LANGUAGES[language]
    assert locale.text_direction == "ltr"


def test_discord_can_offer_all_languages_at_once() -> None:
    assert len(LANGUAGES) <= 25


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=15, deadline=None)
@given(day=DAYS)
def test_a_day_has_its_number_the_name_of_its_month_and_its_year(language: str, day: date) -> None:
    words = day_words(day, language)
    month = f"{day.month}" if language in NUMBERED_MONTHS else get_month_names("wide", locale=language)[day.month]
    numbers = "".join(sign if sign.isdecimal() else " " for sign in words).split()
    assert month in words
    assert {str(day.day), str(day.year)} <= set(numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_never_says_more_than_its_source(language: str) -> None:
    assert "00:00" not in date_words(SourceDate("2013-03-25"), language)
    clocked = date_words(SourceDate("2013-03-25T23:37"), language)
    zoned = date_words(SourceDate("2013-03-25T23:37+02:00"), language)
    assert clocked == moment_words(datetime(2013, 3, 25, 23, 37), language)
    assert "23:37" in clocked
    assert "UTC" not in clocked
    assert zoned == f"{clocked} UTC+02:00"
    assert date_words(SourceDate(), language) == date_words(SourceDate())


@given(day=DAYS, last=DAYS)
def test_english_is_written_as_the_core_writes_it(day: date, last: date) -> None:
    assert day_words(day) == wording.day_words(day)
    assert moment_words(datetime(day.year, day.month, day.day, 9, 5)) == f"{wording.day_words(day)}, 09:05"
    assert range_words(day, last) == wording.range_words(day, last)
    assert iso_period_words(f"{day}/{last}") == wording.iso_period_words(f"{day}/{last}")


@pytest.mark.parametrize(
    ("language", "resolved", "words"),
    [
        ("de", "2013", "2013"),
        ("de", "2013-03", "März 2013"),
        ("de", "2013-03-25", "25. März 2013"),
        ("de", "2013-03-18/2013-03-24", "18. März 2013 to 24. März 2013"),
        ("fr", "2013-08-01/2013-08-01", "1 août 2013"),
        ("pl", "2013-03", "marzec 2013"),
        ("ru", "2013-03-05", "5 марта 2013\u202fг."),
        ("tr", "2012-12-05", "5 Aralık 2012"),
        ("ja", "2013", "2013年"),
        ("zh", "2013-03-05", "2013年3月5日"),
    ],
)
def test_what_words_of_a_quote_mean_is_told_in_the_language(language: str, resolved: str, words: str) -> None:
    assert iso_period_words(resolved, language) == words


def test_every_date_of_a_card_follows_while_its_sentences_stay_english() -> None:
    query = Query(question="Why?", since=date(2013, 3, 1), as_of=date(2013, 5, 2))
    assert filter_words(query, "fr") == ["since 1 mars 2013", "as of 2 mai 2013"]
    assert filter_words(Query(question="Why?", until=date(2013, 3, 1)), "fr") == ["until 1 mars 2013"]
    assert later_words(Later(2, "corrected", SourceDate("2013-11-06"), None), "es") == (
        "Corrected later, on 6 de noviembre de 2013"
    )
    assert index_words(COVERAGE, "de") == "Index 41 of 2. März 2026, 12,408 articles"


def test_a_day_at_the_head_of_a_line_does_not_become_a_list() -> None:
    assert source_date_words(SourceDate("2026-03-04"), "de") == r"4\. März 2026"
    moment = source_date_words(SourceDate("2026-03-04T14:05+00:00"), "de")
    assert moment == r"4\. März 2026, 14:05 UTC (<t:1772633100:R>)"
