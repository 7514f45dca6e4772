"""When it was: relative and partial dates in a story, resolved against the day it was published.

"On Monday" in a story of 25 March 2013 is that day. What can be read in two ways is left alone: an unresolved date is
shown as the story prints it, a wrong one would be an invention. Days written out with their year need no resolving.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from store.answer import ResolvedDate, Span
from store.dates import SourceDate
from store.dating import holidays, months, near, weekdays
from store.dating.period import DAY, MONTH, WEEKDAY, YEAR, Period
from store.dating.told import Told
from store.sentences import paragraph_spans, sentence_spans
from store.speech.quotations import in_quotation

# Between the days that share a year: "June 2 and 3, 2012", "30 May to 2 June 2012".
_TO = r"(?:,\s+|,?\s+(?:and|or|to|through|until)\s+|\s*[-–—]\s*)"
# What looks like a date and is none, or is one that does not count from the publication day.
_MASKED = re.compile(
    rf"""\b{MONTH}\s+(?:the\s+)?{DAY}(?:{_TO}(?:{MONTH}\s+)?{DAY})*\s*,?\s+{YEAR}\b
    |\b{DAY}(?:(?:\s+{MONTH})?{_TO}{DAY})*\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b
    |\b{YEAR}-\d\d-\d\d\b
    |(?<!&)\b(?:Black|Good|Ash|Super|Palm|Easter|Cyber|Bloody|Blue|Bowl|Fat|Shrove|Maundy|Giving|Holy|Manic|Whit|Ruby
        |Freaky|Spy|Sheffield|Mail\s+on|[Mm]an|[Gg]irl|(?:album|book|film|novel|play|song)\s+(?:called|named|titled)
        |[Tt]he|[Aa]n?|[Oo]ne|[Ee]very|[Ee]ach|[Ss]ome|[Aa]ny|[Tt]hat|most|following|previous|preceding|second|first
        |third|fourth|final|his|her|their|its|another|alternate)\s+{WEEKDAY}\b(?!\s+of\s+(?:last|this|next)\s+week)
    |\b{WEEKDAY}\s+(?:Night|Times|Telegraph|Mirror|Express|Mail|Post|People|World|Morning|Island|Addams|Weld|the\s+\d|week\b)\w*
    |\b{WEEKDAY}s\b|\b{WEEKDAY}(?:(?:,|\s+and|\s+or)\s+{WEEKDAY})*\s+(?:morning|afternoon|evening|night)s\b
    |\b{WEEKDAY}(?:\s+(?:through|thru|to|until|till)\s+|\s*[-–—/]\s*){WEEKDAY}\b
    |\b(?:between|from)\s+{WEEKDAY}\s+(?:and|to|until|through)\s+{WEEKDAY}\b
    |\b(?:years?|months?|weeks?|fortnights?|days?)\s+(?:ago|from|before|after|since|later)\s+
        (?:(?:on|last|next|this)\s+)?{WEEKDAY}\b
    |\b(?:an?|one|two|three)\s+(?:weeks?|fortnight|months?|years?)\s+(?:(?:on|last|next|this)\s+)?{WEEKDAY}\b
    |\b(?:last|next)\s+(?:week|month|year),?\s+on\s+{WEEKDAY}\b
    |\b(?:Sept(?:ember|\.)?\s+11|Jan(?:uary|\.)?\s+6)(?:th)?\b
    |\bthe\s+March\b|\bMarch\s+(?:on|for)\s+(?:Washington|Our|Life|Rome)\b|\bMay\s+Day\b|\bUSA\s+TODAY\b
    |(?<!\bon\s)(?<!\bOn\s)\b{WEEKDAY}\s+the\s+(?:cat|dog|horse|parrot|pony)\b
    |\b[Tt]he\s+(?:last|next|past)\s+(?:week|month|year|night|{WEEKDAY})\b
    """,
    re.VERBOSE,
)


# Single quotation marks are apostrophes too: only what begins with a capital is taken for speech in them.
_SPEECH_OPENS = re.compile(r"(?<![\w.,!?’'])[‘'](?=[A-Z])")
_SPEECH_CLOSES = re.compile(r"[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression and how it is read. What counts from the day of telling is not read inside quotation marks."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Told], Period | None]
    in_speech: bool = False


# The first rule that matches has the words.
_RULES = (
    Rule(weekdays.WITH_DATE, weekdays.with_date),
    Rule(weekdays.OF_WEEK, weekdays.of_week),
    Rule(months.MONTH_OF_YEAR, months.month_of_year, in_speech=True),
    Rule(months.DAY_AFTER_MONTH, months.month_day),
    Rule(months.DAY_BEFORE_MONTH, months.month_day),
    Rule(months.DAY_ALONE, months.day_alone),
    Rule(weekdays.ALONE, weekdays.alone),
    Rule(holidays.HOLIDAY, holidays.holiday),
    Rule(months.MONTH_WITH, months.month_with),
    Rule(months.MONTH_ALONE, months.month_alone),
    Rule(months.YEAR_ALONE, months.year_alone, in_speech=True),
    Rule(near.UNIT, near.unit),
    Rule(near.WEEKEND, near.weekend),
    Rule(near.DAY_NEAR, near.day_near),
    Rule(near.DAYS_AGO, near.days_ago),
)


def resolve(text: str, start: int, end: int, published: SourceDate) -> tuple[ResolvedDate, ...]:
    """The dates in `text[start:end]` that the publication day makes plain, in order; none for an undated story.

    Offsets count in `text`. `resolved` is ISO 8601 at the precision the words have: a day, a month, a year, or two
    days with a slash between them.
    """
    if published.day is None:
        return ()
    found: list[ResolvedDate] = []
    within = Span(start, end)
    for paragraph in paragraph_spans(text):
        if paragraph.overlaps(within):
            found += _in_paragraph(text, paragraph, within, published.day)
    return tuple(one for one in found if start <= one.start and one.end <= end)


def _in_paragraph(text: str, paragraph: Span, within: Span, published: date) -> list[ResolvedDate]:
    found: list[ResolvedDate] = []
    previous = ""
    for span in sentence_spans(text, paragraph):
        sentence = text[span.start : span.end]
        for match, rule in _expressions(sentence) if span.overlaps(within) else ():
            if not rule.in_speech and _spoken(text, paragraph.start, span.start + match.start()):
                continue  # it counts from the day of the speech, which is not known
            period = rule.read(match, Told(sentence, previous, match.start(), match.end(), published))
            if period:
                found.append(ResolvedDate(span.start + match.start(), span.start + match.end(), period.iso))
        previous = sentence
    return found


def _expressions(sentence: str) -> list[tuple[re.Match[str], Rule]]:
    """The date expressions of a sentence in order, none over another."""
    taken = [masked.span() for masked in _MASKED.finditer(sentence)]
    found: list[tuple[re.Match[str], Rule]] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(sentence):
            if not any(match.start() < end and match.end() > start for start, end in taken):
                taken.append(match.span())
                found.append((match, rule))
    return sorted(found, key=lambda one: one[0].start())


def _spoken(text: str, start: int, at: int) -> bool:
    """Whether a place in the paragraph from `start` is inside quotation marks."""
    if in_quotation(text, start, at):
        return True
    opened = [mark.start() for mark in _SPEECH_OPENS.finditer(text, start, at)]
    return bool(opened) and _SPEECH_CLOSES.search(text, opened[-1] + 1, at) is None
