"""Days and counts in words: what the reason of an answer is made of, and every card and line that shows one."""

from __future__ import annotations

from datetime import date, timedelta

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


def period_words(first: date, last: date) -> str:
    """A run of days: `25 March 2013`, `March 2013`, `2013`, `18 to 24 March 2013`, `January to March 2013`."""
    if first == last:
        return day_words(first)
    year = "" if first.year == last.year else f" {first.year}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if first.month == 1 and last.month == 12:
            return f"{first.year}" if not year else f"{first.year} to {last.year}"
        months = f"{_MONTHS[last.month - 1]} {last.year}"
        same = not year and first.month == last.month
        return months if same else f"{_MONTHS[first.month - 1]}{year} to {months}"
    if not year and first.month == last.month:
        return f"{first.day} to {day_words(last)}"
    return f"{first.day} {_MONTHS[first.month - 1]}{year} to {day_words(last)}"


def range_words(since: date | None, until: date | None) -> str:
    """`March 2013`, `since 20 May 2012`, `until 15 March 2013`; empty where both are open."""
    if since and until:
        return period_words(since, until)
    return f"since {day_words(since)}" if since else f"until {day_words(until)}" if until else ""


def iso_period_words(text: str) -> str:
    """`2013`, `2013-03`, `2013-03-25` or two days with a slash between them, in words."""
    if "/" in text:
        first, last = text.split("/")
        return period_words(date.fromisoformat(first), date.fromisoformat(last))
    if len(text) == len("2013-03-25"):
        return day_words(date.fromisoformat(text))
    year, _, month = text.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year
