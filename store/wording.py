"""Days and counts in words: what the reason of an answer is made of, and every card and line that shows one."""

from __future__ import annotations

from datetime import date

# Not strftime, which follows the locale of the machine.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December".split("|")


def day_words(day: date) -> str:
    """`25 March 2013`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso_day_words(text: str) -> str:
    """`2013-03-25`, or a longer ISO 8601 moment, as `25 March 2013`."""
    return day_words(date.fromisoformat(text[:10]))


def counted(number: int, noun: str) -> str:
    """`1 article`, `12,408 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
