"""Amounts: how many of something, how often, how long, how much money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.answer import Span
from store.dating.period import MONTH, WEEKDAY
from store.dating.verbs import has_verb
from store.spans.belonging import of_asked_clause
from store.spans.reading import Reading
from store.spans.stem import stem
from store.speech.words import FUNCTION, Word, words_in

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORDS = (
    rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    rf"nineteen|dozens|hundreds|thousands|(?:a|half a) dozen|{_ONES})"
)
_SCALE = r"(?:[ -](?:hundred|thousand|million|billion|trillion|dozen))"
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|over|(?:no |not )?(?:more|fewer|less) than|at least|at most|up to|roughly|some|"
    r"only|just|an estimated|as many as) )?"
)
_FIGURE = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_COUNT = rf"(?:{_FIGURE}(?:(?:\s?[-–]\s?| to | or ){_FIGURE})?|{_WORDS}){_SCALE}?"
_NUMBER = re.compile(rf"(?<![\w$€£¥.,/’'-]){_ABOUT}(?P<count>{_COUNT})(?![\w%/–-]|[.,:]\d|\s?(?:per ?cent|%))", re.I)
_DATED = re.compile(rf"\b(?:{MONTH}\s|[Ii]n\s|[Ss]ince\s|[Bb]y\s)$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ASKED = re.compile(r"\b(?:how many|number of)\s+(?P<what>[^?]*)", re.IGNORECASE)
_FAR = 5
"""Words after a number in which the counted noun has to come: "14 new anti-missile interceptors"."""

_DAYS_OF_WEEK = rf"{WEEKDAY}s(?:(?:,| and|,? or)? {WEEKDAY}s)*"
_TIMES = re.compile(
    r"\b(?:once|twice|thrice)\b(?: (?:a|an|each|every|per) \w+)?|\bevery (?:other |\w+ )?(?:hour|day|night|week|month|"
    rf"year|minute|weekday|weekend|morning|evening|{WEEKDAY}|{MONTH})s?\b|\bon {_DAYS_OF_WEEK}\b"
    r"|\b(?:daily|weekly|monthly|yearly|annually|hourly|fortnightly)\b"
    rf"(?: except (?:on |for )?{_DAYS_OF_WEEK}\b)?|\b{_COUNT} times\b(?: (?:a|an|each|every|per) \w+)?"
    rf"|\b{_COUNT} (?:{WEEKDAY}|night|day|week)s? (?:a|each|every|per) \w+",
    re.IGNORECASE,
)
_LASTING = r"[ -](?:second|minute|hour|day|night|week|month|year|decade)s?\b"
_SPELL = re.compile(
    rf"\b{_ABOUT}{_COUNT}(?: (?:and a half|more|full|consecutive|straight))?{_LASTING}"
    rf"(?:(?:,| and|, and) {_COUNT}{_LASTING})?(?: to {_COUNT}\b)?",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    rf"\b{_ABOUT}{_COUNT}[ -](?:miles?|kilometres?|kilometers?|km|met(?:re|er)s?|feet|foot|yards?|inch(?:es)?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(rf"\b(?:aged |age )?{_COUNT}[ -]years?[ -]old\b|\baged? (?:of )?\d{{1,3}}\b|(?<=, )\d\d(?=,)", re.I)
_MEASURES = (
    (re.compile(r"\bhow old\b", re.IGNORECASE), _AGE),
    (re.compile(r"\bhow long\b", re.IGNORECASE), _SPELL),
    (re.compile(r"\bhow (?:far|wide|high|tall|deep)\b", re.IGNORECASE), _STRETCH),
)

_SUM = (
    r"(?:(?:\b(?:US|A|C|AU|NZ))?[$€£¥]\s?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?(?:million|billion|trillion|bn|m|k)\b)?"
    rf"|\b{_COUNT} (?:US |Australian |Canadian )?"
    r"(?:dollars|euros|pounds|roubles|rubles|crowns|cents|yen|yuan|rupees)\b)"
)
_MONEY = re.compile(rf"(?<!\w){_ABOUT}{_SUM}(?: to (?:{_SUM}|{_FIGURE}\b(?! per ?cent)))?", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?:{_FIGURE}(?:%?(?:\s?[-–]\s?| to | or ){_FIGURE})?\s?(?:%|per ?cent\b)|{_COUNT} per ?cent\b)", re.IGNORECASE
)
_PORTION = re.compile(
    r"\b(?:about |nearly |more than |over |less than )?(?:(?:an?|one|two|three|four|nine) )?"
    r"(?:half|thirds?|quarters?|fifths?|tenths?)(?: as (?:much|many))?\b",
    re.IGNORECASE,
)
_OF_SHARE = re.compile(r"\b(?:percent|percentage|per cent|share|rate|proportion)\b", re.IGNORECASE)


def how_many(reading: Reading) -> Span | None:
    """The number with the noun that is asked for, else the one number there is."""
    if _OF_SHARE.search(reading.question):
        return reading.only(Span(*found.span()) for found in reading.found(_SHARE))
    for asked, measure in _MEASURES:
        if asked.search(reading.question):
            return reading.only(Span(*found.span()) for found in reading.found(measure))
    nouns = _nouns(reading.question)
    if not nouns:
        return None
    numbers = [found for found in reading.found(_NUMBER) if not _day_of_month(reading.text, found)]
    counted = [span for found in numbers if (span := _counted(reading, found, nouns))]
    if counted:
        return counted[0] if len(counted) == 1 else None
    measured = [Span(*found.span()) for measure in (_SPELL, _STRETCH, _MONEY) for found in reading.found(measure)]
    return reading.only(
        span
        for span in (Span(*found.span()) for found in numbers if not _year(reading.text, found))
        if not any(one.overlaps(span) for one in measured)
    )


def how_often(reading: Reading) -> Span | None:
    """The one measure of time in the clause that tells most of what is asked."""
    return reading.only(of_asked_clause(reading, [Span(*found.span()) for found in reading.found(_TIMES)]))


def how_much(reading: Reading) -> Span | None:
    """The money, or the share where one is asked for."""
    pattern = _SHARE if _OF_SHARE.search(reading.question) else _MONEY
    return reading.only(Span(*found.span()) for found in reading.found(pattern))


def whole_amount(reading: Reading, span: Span) -> Span:
    """A span with all of the amounts that it has a part of: `no more than 40` where it begins at 40."""
    for measure in (_SPELL, _STRETCH, _MONEY, _SHARE, _NUMBER, _PORTION):
        for found in reading.found(measure):
            if span.overlaps(Span(*found.span())):
                span = Span(min(span.start, found.start()), max(span.end, found.end()))
    return span


def _nouns(question: str) -> list[str]:
    """The stems of the words between "how many" and its verb: `[new, ferr]` of "how many new ferries will"."""
    asked = _ASKED.search(question)
    if asked is None:
        return []
    nouns: list[str] = []
    for word in words_in(asked["what"], 0, len(asked["what"])):
        if word.plain in FUNCTION or (nouns and has_verb(word.text)):
            break
        nouns.append(stem(word.text))
    return nouns[:4]


def _counted(reading: Reading, number: re.Match[str], nouns: list[str]) -> Span | None:
    """The number up to the last of the asked nouns behind it."""
    end = None
    for word in _behind(reading, number.end()):
        if stem(word.text) in nouns:
            end = word.end
    return Span(number.start(), end) if end else None


def _behind(reading: Reading, at: int) -> Iterator[Word]:
    words = [word for word in reading.words if word.start >= at][:_FAR]
    for word in words:
        if not reading.text[at : word.start].isspace() or word.plain in FUNCTION - {"of", "the", "more", "other"}:
            return
        yield word
        at = word.end


def _day_of_month(text: str, number: re.Match[str]) -> bool:
    before, behind = text[max(0, number.start() - 12) : number.start()], text[number.end() : number.end() + 12]
    return re.search(rf"\b{MONTH}\s$", before) is not None or re.match(rf"\s{MONTH}", behind) is not None


def _year(text: str, number: re.Match[str]) -> bool:
    return (
        _YEAR.fullmatch(number["count"]) is not None
        or _DATED.search(text[max(0, number.start() - 12) : number.start()]) is not None
    )
