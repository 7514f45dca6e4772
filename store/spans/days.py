"""Days: when something was, as the sentence has it."""

from __future__ import annotations

import re

from store.answer import Span
from store.dating.period import DAY, MONTH, WEEKDAY
from store.dating.when import resolve
from store.spans.reading import Reading

_YEAR = r"(?:1\d|20|21)\d\d"
_BEFORE = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]o|[Dd]uring|[Bb]efore|[Aa]fter|"
    r"[Bb]etween|[Oo]f|and|around|the|an?)"
)
_LED = rf"(?:{_BEFORE}|early|late|mid)"
_DATE = re.compile(
    rf"(?:\b{WEEKDAY},? )?(?:\b{MONTH} {DAY}(?:\s?[-–]\s?{DAY})?\b(?:,? {_YEAR}\b)?"
    rf"|\b(?:the )?{DAY}(?: of)? {MONTH}(?!\w)(?:,? {_YEAR}\b)?)"
    rf"|\b{MONTH},? {_YEAR}\b|(?<![\w(]){_YEAR}[-–](?:{_YEAR}|\d\d)\b|\b{_LED} (?P<year>{_YEAR})\b(?![-–,.:]?\d|[’'])"
    rf"|(?<=\d, ){_YEAR}\b|\b{_LED} (?:early |late )?{MONTH}(?!\w| \d|[’'])"
    r"|\b(?:the )?(?:(?:early|late|mid)[- ])?(?:1[6-9]|20)\d0s\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th) century\b|\b{WEEKDAY}\b|\b\d{{1,2}}(?::\d\d)? ?(?:[ap]\.m\.|[ap]m\b)",
)
_LEAD = re.compile(rf"(?:on|at|{_BEFORE})\s+", re.IGNORECASE)
_ONE_DATE = re.compile(r",? (?:at )?|\s?[-–]\s?| to | and | until ")
_ASKED_YEAR = re.compile(r"\b(?:what|which) year\b", re.IGNORECASE)
_HABIT = re.compile(r"\bwhen (?:is|are|does|do)\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"\b{_YEAR}s?\b")


def when(reading: Reading) -> Span | None:
    """The one date of the sentence that the question does not have, without the preposition before it."""
    asked_year = _ASKED_YEAR.search(reading.question)
    dates = [date for date in _dates(reading) if not asked_year or _year_in(reading, date)]
    if _HABIT.search(reading.question) and any(_is_past_year(reading, date) for date in dates):
        return None
    only = reading.only(dates) or reading.only(date for date in dates if reading.follows_asked(date.start))
    return (_year_in(reading, only) if asked_year else only) if only else None


def _dates(reading: Reading) -> list[Span]:
    """The dates of the sentence in order; the two ends of a span of time are one."""
    text, spans = reading.text, [Span(*found.span()) for found in reading.found(_DATE)]
    resolved = resolve(text, reading.span.start, reading.span.end, reading.published)
    spans += [Span(one.start, one.end) for one in resolved]
    dates: list[Span] = []
    for span in sorted((_without_lead(text, one) for one in spans), key=lambda one: one.start):
        last = dates[-1] if dates else None
        if last and (span.start < last.end or _ONE_DATE.fullmatch(text, last.end, span.start)):
            dates[-1] = Span(last.start, max(last.end, span.end))
        else:
            dates.append(span)
    return dates


def _is_past_year(reading: Reading, date: Span) -> bool:
    """Whether a date names a year before the story's own, in which nothing "is open"."""
    published = reading.published.day
    years = [int(match[0]) for match in _YEAR_ALONE.finditer(reading.text, date.start, date.end) if match[0].isdigit()]
    return published is not None and any(year < published.year for year in years)


def _without_lead(text: str, span: Span) -> Span:
    lead = _LEAD.match(text, span.start, span.end)
    return Span(lead.end(), span.end) if lead else span


def _year_in(reading: Reading, date: Span) -> Span | None:
    years = list(_YEAR_ALONE.finditer(reading.text, date.start, date.end))
    return Span(*years[0].span()) if len(years) == 1 else None
