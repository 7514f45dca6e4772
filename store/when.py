"""When it was: relative and partial dates in a story, resolved against the day it was published.

"On Monday" in a story of 25 March 2013 is that day. What can be read in two ways is left alone: an unresolved date is
shown as the story prints it, a wrong one would be an invention. Days written out with their year need no resolving.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from store.answer import ResolvedDate, Span
from store.dates import SourceDate
from store.period import DAY, MONTH, WEEKDAY, YEAR, Period, day_of, month_number, months_from, weekday_number
from store.sentences import paragraph_spans, sentence_spans
from store.tense import Tense, first_tense, has_verb, tense_at

NEAR = 100
"""Days within which a day or month without a year is taken for the nearest one, across the turn of a year too:
beyond that newswires print the year."""

_COUNT = "one two three four five six seven eight nine ten".split()
_MODIFIED = r"(?<=\ba )|(?<=\ban )|(?<=\bthe )|(?<=\bhis )|(?<=\bher )|(?<=\bits )|(?<=\btheir )|(?<=[’']s )"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?\b"
_END = r"(?=\s*(?:[.,;:!?)”\"—–]|$)|\s+(?:and|but|or|to|in|at|with|by|for|from|as|after|before|when|while|that|because|on|he|she|it|they|the|a|an|was|were|has|had|is|will|[A-Z]))"

# What looks like a date and is none, or is one that is not to be read from the publication day.
_MASKED = re.compile(
    rf"""\b{MONTH}\s+{DAY}\s*,?\s+{YEAR}\b
    |\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b
    |\b{YEAR}-\d\d-\d\d\b
    |\b(?:Black|Good|Ash|Super|Palm|Easter|Cyber|Bloody|Bowl|Fat|Shrove|Maundy|Giving|Holy|Whit|Ruby|Freaky|Spy
        |Sheffield|Mail\s+on|the|a|an|one|every|each|some|any|that|most|following|previous|preceding|second|first
        |third|fourth|final|his|her|their|its|another|alternate)\s+{WEEKDAY}\b(?!\s+of\s+(?:last|this|next)\s+week)
    |\b{WEEKDAY}\s+(?:Night|Times|Telegraph|Mirror|Express|Mail|Post|People|World|Morning|Island|the\s+\d|week\b)\w*
    |\b{WEEKDAY}s\b
    |\b{WEEKDAY}(?:\s+(?:through|thru|to|until|till)\s+|\s*[-–—/]\s*){WEEKDAY}\b
    |\b(?:between|from)\s+{WEEKDAY}\s+(?:and|to|until|through)\s+{WEEKDAY}\b
    |\b(?:week|weeks|fortnight|days?)\s+(?:ago|from|before|after|since|later)\s+(?:on\s+)?{WEEKDAY}\b
    |\b(?:Sept(?:ember|\.)?\s+11|Jan(?:uary|\.)?\s+6)\b
    |\bthe\s+March\b|\bMarch\s+(?:on|for)\s+(?:Washington|Our|Life|Rome)\b|\bMay\s+Day\b|\bUSA\s+TODAY\b
    |\b(?:the|over|for|in|during|within)\s+(?:the\s+)?(?:last|next|past)\s+(?:week|month|year|night)\b
    """,
    re.VERBOSE,
)
# The story tells of another time here, so that a bare weekday or day is not near its publication.
_ANCHOR = re.compile(
    rf"\b(?:in|of|since|during|from|{MONTH}(?:\s+{DAY},?)?)\s+({YEAR})\b|\b(?:years|decades|months|weeks)\s+"
    r"(?:ago|earlier|later|before|after)\b|\b(?:at the time|back then|a (?:day|week|month|year) (?:later|earlier))\b"
)
_APART = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:before|after|earlier|later)\b")
_MONTH_DAY = re.compile(rf"\b{MONTH} {DAY}\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A date expression where it stands: its sentence, its offsets in it, and the day its story was published."""

    sentence: str
    before: str
    start: int
    end: int
    published: date

    @property
    def tense(self) -> Tense:
        return tense_at(self.sentence, self.start, self.end)

    @property
    def elsewhen(self) -> bool:
        """Whether the sentence, up to here, or the one before it is about another time than the story's own."""
        near = {str(self.published.year)}
        if _APART.search(self.sentence):
            return True
        anchors = [*_ANCHOR.finditer(self.sentence, 0, self.start), *_ANCHOR.finditer(self.before)]
        return any(anchor[1] not in near for anchor in anchors)


Resolver = Callable[[re.Match[str], Told], Period | None]


def resolve(text: str, start: int, end: int, published: SourceDate) -> tuple[ResolvedDate, ...]:
    """The dates in `text[start:end]` that the publication day makes plain, in order; none for an undated story.

    Offsets count in `text`. `resolved` is ISO 8601 at the precision the words have: a day, a month, a year, or two
    days with a slash between them.
    """
    if published.day is None:
        return ()
    found: list[ResolvedDate] = []
    for paragraph in paragraph_spans(text):
        if paragraph.start < end and paragraph.end > start:
            found += _in_paragraph(text, paragraph, published.day)
    return tuple(one for one in found if start <= one.start and one.end <= end)


def _in_paragraph(text: str, paragraph: Span, published: date) -> list[ResolvedDate]:
    found: list[ResolvedDate] = []
    before = ""
    for span in sentence_spans(text, paragraph):
        sentence = text[span.start : span.end]
        taken = [Span(masked.start(), masked.end()) for masked in _MASKED.finditer(sentence)]
        for pattern, resolver, in_speech in _RULES:
            for match in pattern.finditer(sentence):
                if any(match.start() < other.end and match.end() > other.start for other in taken):
                    continue
                taken.append(Span(match.start(), match.end()))
                if not in_speech and _spoken(text, paragraph.start, span.start + match.start()):
                    continue  # it counts from the day of the speech, which is not known
                period = resolver(match, Told(sentence, before, match.start(), match.end(), published))
                if period:
                    found.append(ResolvedDate(span.start + match.start(), span.start + match.end(), period.iso))
        before = sentence
    return sorted(found, key=lambda one: one.start)


def _spoken(text: str, start: int, at: int) -> bool:
    """Whether a place in a paragraph is inside quotation marks."""
    opened = text.count("“", start, at) > text.count("”", start, at)
    return opened or text.count('"', start, at) % 2 == 1


def _weekday(match: re.Match[str], told: Told) -> Period | None:
    """`on Monday`, `late Friday`: the latest such day up to publication, or the next one after it, by the tense."""
    if told.elsewhen:
        return None
    which, tense = (match["which"] or "").lower(), told.tense
    to_come = re.search(r"\b(?:by|until|till|through|for|from|into|before|ahead of)\s+$", told.sentence[: told.start])
    if match["possessive"]:
        tense = _possessive_tense(told)
    elif to_come and tense != "future":
        return None
    since = (told.published.weekday() - weekday_number(match["weekday"])) % 7
    if which in ("last", "next"):
        return _next_or_last(which, since, told.published)
    if which == "this past" or (tense == "past" and which != "this coming" and since < 6):
        return Period.day(told.published - timedelta(days=since))
    if (which == "this coming" or tense == "future") and since:
        return Period.day(told.published + timedelta(days=7 - since))
    # On the day itself "will meet on Monday" is today or in a week. And what was "on Tuesday" in a story of a Monday was
    # as a rule written a day later, in another zone or in an update.
    return None


def _next_or_last(which: str, since: int, published: date) -> Period | None:
    """The `last` or `next` such weekday, where it is not in this week: there one in two readers means another."""
    if which == "last":
        day = published - timedelta(days=since or 7)
    else:
        day = published + timedelta(days=7 - since)
    return None if day in _days(Period.week(published)) else Period.day(day)


def _possessive_tense(told: Told) -> Tense:
    """The tense of `Friday's vote`: of its own verb where one follows, past after `after`, else unknown."""
    lead = told.sentence[: told.start]
    if re.search(r"\b(?:postpon|cancel|call(?:ed|ing) off|reschedul|delay|mov(?:ed|ing))", told.sentence):
        return "unknown"
    if re.search(r"\b(?:after|following|since|despite)\s+(?:\w+\s+)?$", lead):
        return "past" if told.tense == "past" or not lead.strip().count(" ") else "unknown"
    if re.search(r"\b(?:before|ahead of|until|for|by)\s+(?:\w+\s+)?$", lead):
        return "unknown"
    return first_tense(told.sentence, told.end)


def _weekday_of_week(match: re.Match[str], told: Told) -> Period | None:
    """`Monday of last week`, `on Tuesday next week`."""
    week = _week(match["which"], told.published)
    if week is None or told.elsewhen:
        return None
    return Period.day(week.first + timedelta(days=weekday_number(match["weekday"])))


def _dated_weekday(match: re.Match[str], told: Told) -> Period | None:
    """`Monday, March 18`: the year in which that day is a Monday."""
    fitting = [
        day
        for year in range(told.published.year - 1, told.published.year + 2)
        if (day := day_of(year, month_number(match["month"]), match["day"]))
        and day.weekday() == weekday_number(match["weekday"])
    ]
    return Period.day(fitting[0]) if len(fitting) == 1 and not told.elsewhen else None


def _month_day(match: re.Match[str], told: Told) -> Period | None:
    """`March 16`, `16 March`, `March 16-18`: the year by nearness, which the tense must not speak against."""
    lead = told.sentence[: told.start]
    modifies = re.search(rf"(?:{_MODIFIED})$", lead) is not None
    if (
        told.elsewhen
        or (_listed(told) and not modifies)
        or (
            re.search(r"\b(?:in|by|since|of|to|than|early|late)\s+$", lead)
            and re.match(
                r"\s+(?!and|but|or|to|in|at|with|for|when|after|as|was|were|the)[a-z]", told.sentence[told.end :]
            )
        )
    ):
        return None  # "in May 12 people died"
    tense: Tense = "unknown" if modifies else told.tense
    day = _nearest(told.published, month_number(match["month"]), match["day"], tense)
    last = match["last"]
    if day is None or last is None:
        return Period.day(day) if day else None
    to = day_of(day.year, day.month, last)
    return Period(day, to) if to and to > day else None


def _listed(told: Told) -> bool:
    """Whether the day is one of a list, as of holidays or concerts, whose tense no verb tells."""
    return told.tense == "unknown" and (not has_verb(told.sentence) or len(_MONTH_DAY.findall(told.sentence)) > 2)


def _nearest(published: date, month: int, number: str, tense: Tense) -> date | None:
    """The one reading of a day without a year: near, or in the same year on the side that the tense says."""
    plausible = []
    for year in range(published.year - 1, published.year + 2):
        day = day_of(year, month, number)
        if day is None:
            continue
        away = (day - published).days
        near = abs(away) <= NEAR
        if tense == "unknown" and near:
            plausible.append(day)
        if tense == "past" and away <= 0 and (near or year == published.year):
            plausible.append(day)
        if tense == "future" and away >= 0 and (near or year == published.year):
            plausible.append(day)
    return plausible[0] if len(plausible) == 1 else None


def _day_of_month(match: re.Match[str], told: Told) -> Period | None:
    """`on the 3rd`: the latest one up to publication, or the next one."""
    if told.elsewhen or re.search(
        r"\b(?:hole|bird|bogey|par|putt|green|tee|floor|inning|street|avenue)", told.sentence
    ):
        return None
    if told.tense == "unknown":
        return None
    step = -1 if told.tense == "past" else 1
    for months in (0, step):
        month = months_from(told.published, months).first
        day = day_of(month.year, month.month, match["day"])
        if day and (day - told.published).days * step >= 0:
            return Period.day(day)
    return None


def _month(match: re.Match[str], told: Told) -> Period | None:
    """`in January`, `last November`: the nearest one in the direction of the tense, within nine months."""
    month, published = month_number(match["month"]), told.published
    which = (match["which"] or "").lower()
    if told.elsewhen and not which:
        return None
    if which == "this":
        return Period.month(published.year, month) if abs(month - published.month) <= 6 else None
    if which:  # "last March" of April is this year's or last year's
        across = month > published.month if which == "last" else month < published.month
        return Period.month(published.year + (-1 if which == "last" else 1), month) if across else None
    lead = match["lead"].lower()
    tense: Tense = "past" if lead == "since" else told.tense
    if lead == "until" and tense != "future":
        return None
    away = (published.month - month if tense == "past" else month - published.month) % 12
    if tense == "unknown" or not 0 < away <= 9:
        return None
    return months_from(published, -away if tense == "past" else away)


def _month_of_year(match: re.Match[str], told: Told) -> Period | None:
    """`August last year`, `in March of this year`, and `in March 2011`."""
    year = int(match["year"]) if match["year"] else told.published.year + _SHIFT[match["which"].lower()]
    return Period.month(year, month_number(match["month"]))


def _year(match: re.Match[str], _told: Told) -> Period | None:
    return Period.year(int(match["year"]))


def _unit(match: re.Match[str], told: Told) -> Period | None:
    """`last week`, `earlier this month`, `next year`."""
    which, unit, published = match["which"].lower(), match["unit"], told.published
    if unit == "week":
        return _week(which, published)
    if unit == "month":
        return months_from(published, _SHIFT[which])
    return Period.year(published.year + _SHIFT[which])


def _weekend(match: re.Match[str], told: Told) -> Period | None:
    """`last weekend`, `over the weekend`, and `this weekend` of what is to come."""
    which, weekday = match["which"].lower(), told.published.weekday()
    if weekday > 4 or told.elsewhen:
        return None
    saturday = Period.week(told.published).first + timedelta(days=5)
    if which == "this":
        return Period(saturday, saturday + timedelta(days=1)) if told.tense == "future" else None
    if which != "last" and (told.tense != "past" or weekday > 2):
        return None
    return Period(saturday - timedelta(days=7), saturday - timedelta(days=6))


def _near_day(match: re.Match[str], told: Told) -> Period | None:
    """`yesterday`, `tonight`, `last night`, `the day before yesterday`."""
    days = _NEAR_DAYS[match["near"].lower()]
    if match["near"].lower() in ("yesterday", "last night") and told.tense != "past":
        return None
    if days > 0 and (told.tense == "past" or re.search(r"\btoday\b", told.sentence[: told.start])):
        return None  # "steps taken today that will help tomorrow"
    return Period.day(told.published + timedelta(days=days))


def _days_ago(match: re.Match[str], told: Told) -> Period | None:
    count = match["count"].lower()
    days = _COUNT.index(count) + 1 if count in _COUNT else int(count) if count.isdigit() else 1
    vague = re.search(
        r"\b(?:about|around|nearly|almost|over|than|some|least|roughly|barely|or)\s+$", told.sentence[: told.start]
    )
    return None if vague or days > 31 or told.elsewhen else Period.day(told.published - timedelta(days=days))


def _week(which: str, published: date) -> Period | None:
    """The week before, of or after publication; on a Sunday, which may open or close one, it is not plain."""
    if published.weekday() == 6:
        return None
    return Period.week(published + timedelta(weeks=_SHIFT[which.lower()]))


def _days(period: Period) -> set[date]:
    return {period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1)}


_SHIFT = {"last": -1, "this": 0, "next": 1}
_NEAR_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier today": 0,
    "later today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_RULES: tuple[tuple[re.Pattern[str], Resolver, bool], ...] = tuple(
    (re.compile(pattern), resolver, in_speech)
    for pattern, resolver, in_speech in (
        (rf"\b(?:on )?(?P<weekday>{WEEKDAY}),? \(?(?P<month>{MONTH}) (?P<day>{DAY})\b\)?", _dated_weekday, False),
        (rf"\b(?:on )?(?P<weekday>{WEEKDAY}),? (?P<day>{DAY}) (?P<month>{MONTH})(?!\w)", _dated_weekday, False),
        (
            rf"\b(?:[Oo]n |the )?(?P<weekday>{WEEKDAY})(?: of)? (?P<which>last|this|next) week\b",
            _weekday_of_week,
            False,
        ),
        (
            rf"\b(?:[Ii]n )?(?P<month>{MONTH})(?:,? (?P<year>{YEAR})\b(?![-–/’'])| (?:of )?(?P<which>last|this|next) year\b)",
            _month_of_year,
            True,
        ),
        (
            rf"\b(?:[Oo]n )?(?P<month>{MONTH}) (?P<day>{DAY})\b(?:\s?[-–]\s?(?P<last>{DAY})\b)?(?![-–:.,]?\d|%|\s?(?:percent|km|miles|points|million|billion)\b)",
            _month_day,
            False,
        ),
        (
            rf"(?<![\d.,-])\b(?:[Oo]n )?(?:the )?(?P<day>{DAY})(?:\s?[-–]\s?(?P<last>{DAY}))?(?: of)? (?P<month>{MONTH})(?!\w)(?!\s\d)",
            _month_day,
            False,
        ),
        (r"\b[Oo]n the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))\b" + _END, _day_of_month, False),
        (
            rf"\b(?:[Oo]n )?(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) (?:on )?)?(?:(?P<which>[Ll]ast|[Tt]his coming|[Tt]his past|[Nn]ext) )?"
            rf"(?P<weekday>{WEEKDAY})(?P<possessive>[’']s)?{_PART}",
            _weekday,
            False,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<month>{MONTH})\b(?P<lead>)(?! \d|[’']s)",
            _month,
            False,
        ),
        (
            rf"\b(?P<which>)?(?P<lead>[Ii]n|[Ss]ince|[Uu]ntil) (?:(?:early|late|mid)[- ])?(?P<month>{MONTH})(?!\w| \d|[’'])"
            + _END,
            _month,
            False,
        ),
        (
            rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ff]rom)(?: (?:early|late|mid))?[ -](?P<year>(?:19|20)\d\d)\b(?![-–/,.:]?\d|[-–’'])"
            + _END,
            _year,
            True,
        ),
        (
            r"\b(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) )?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>week|month|year)\b(?! (?:of|in|and a)\b)",
            _unit,
            False,
        ),
        (r"\b(?P<which>[Ll]ast|[Tt]his|[Oo]ver the|[Aa]t the) weekend\b(?!['’-])", _weekend, False),
        (rf"\b(?P<near>(?i:{'|'.join(_NEAR_DAYS)}))\b(?![’']s)", _near_day, False),
        (rf"\b(?P<count>(?i:{'|'.join(_COUNT)}|a)|\d{{1,2}}) days? ago\b", _days_ago, False),
    )
)
