"""Days in the languages that a server may choose for its cards. The only module that knows Babel.

English is written as the core writes it, so that a card agrees with the reason that stands on it.
"""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_skeleton, get_datetime_format

from store import wording

ENGLISH = "en"
LANGUAGES = {
    "en": "English",
    "cs": "čeština",
    "de": "Deutsch",
    "es": "español",
    "fr": "français",
    "it": "italiano",
    "nl": "Nederlands",
    "pl": "polski",
    "pt": "português",
    "ro": "română",
    "sv": "svenska",
    "tr": "Türkçe",
    "el": "Ελληνικά",
    "ru": "русский",
    "uk": "українська",
    "ja": "日本語",
    "ko": "한국어",
    "zh": "中文",
}
"""Codes and own names, at most the 25 that Discord lets choose from.

None is written from right to left: among the left-to-right words of a card, the parts of such a day change places.
"""


def day_words(day: date, language: str = ENGLISH) -> str:
    """`25 March 2013`, `25. März 2013`: day, name of the month, year."""
    return wording.day_words(day) if language == ENGLISH else format_date(day, "long", language)


def iso_day_words(text: str, language: str = ENGLISH) -> str:
    """`2013-03-25`, or a longer ISO 8601 moment, as `25 March 2013`."""
    return day_words(date.fromisoformat(text[:10]), language)


def moment_words(moment: datetime, language: str = ENGLISH) -> str:
    """`25 March 2013, 23:37`: the day, and the clock of 24 hours in every language, as its zone follows it."""
    joined = "{1}, {0}" if language == ENGLISH else str(get_datetime_format("medium", language))
    return joined.replace("{1}", day_words(moment.date(), language)).replace("{0}", f"{moment:%H:%M}")


def iso_period_words(text: str, language: str = ENGLISH) -> str:
    """`2013`, `2013-03`, `2013-03-25` or two days with a slash between them, in words."""
    if language == ENGLISH:
        return wording.iso_period_words(text)
    if "/" in text:
        first, last = text.split("/")
        return range_words(date.fromisoformat(first), date.fromisoformat(last), language)
    if len(text) == len("2013-03-25"):
        return iso_day_words(text, language)
    year, _, month = text.partition("-")
    first_day = date(int(year), int(month or 1), 1)
    return format_skeleton("yMMMM" if month else "y", first_day, locale=language)


def range_words(since: date | None, until: date | None, language: str = ENGLISH) -> str:
    """`March 2013`, `1. März 2013 to 31. März 2013`, `since 20 May 2012`; empty where both are open."""
    if language == ENGLISH or not (since or until):
        return wording.range_words(since, until)
    first, last = (day_words(day, language) if day else "" for day in (since, until))
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"since {first}" if first else f"until {last}"
