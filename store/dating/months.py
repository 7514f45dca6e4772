"""Days of months, months and years of a story: which year "March 16" and "in January" are of."""

from __future__ import annotations

import re
from datetime import date

from store.dating.period import DAY, MONTH, STEPS, YEAR, Period, day_of, month_number, months_from
from store.dating.tense import tense_at
from store.dating.told import Told
from store.dating.verbs import Tense

NEAR = 120
"""Days within which a day without a year is taken for the nearest one, across the turn of a year too: beyond that
newswires print the year."""
CLOSE = 60
"""Days within which one in another year, of which neither tense nor noun tells, is taken for the nearest one."""
FAR = 9
"""Months within which one without a year is taken for the nearest one, across the turn of a year too."""

# An open word behind a year or month makes it a number or a name: "by 2000 votes", "in May days".
_CLOSED = (
    r"(?=\s*(?:[.,;:!?)”\"—–]|$)|\s+(?:and|but|or|to|in|at|with|by|for|from|as|after|before|when|while|that|because|on|"
    r"he|she|it|they|the|a|an|was|were|has|had|is|will|[A-Z]))"
)
_NO_QUANTITY = r"(?![-–:.,]?\d|%|\s?(?:percent|km|miles|points|million|billion)\b)"
_NO_NAME = (
    r"(?! (?:[Aa]lliance|[Bb]loc|[Bb]rigades?|[Cc]oalition|[Mm]ovement|Avenue|Boulevard|Bridge|Road|Square|Street)\b)"
)
_WHICH_YEAR = r"(?: (?:of )?(?P<which>last|this|next) year\b)"

DAY_AFTER_MONTH = re.compile(
    rf"\b(?:[Oo]n )?(?P<month>{MONTH}) (?P<day>{DAY})\b(?:\s?[-–]\s?(?P<last>{DAY})\b)?{_WHICH_YEAR}?"
    rf"{_NO_QUANTITY}{_NO_NAME}"
)
DAY_BEFORE_MONTH = re.compile(
    rf"(?<![\d.,-])\b(?:[Oo]n )?(?:the )?(?P<day>{DAY})(?:\s?[-–]\s?(?P<last>{DAY}))?(?: of)? "
    rf"(?P<month>{MONTH})(?!\w)(?!\s\d){_NO_NAME}{_WHICH_YEAR}?"
)
DAY_ALONE = re.compile(
    rf"\b[Oo]n the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))\b(?: of (?P<which>last|this|next) month\b)?{_CLOSED}"
)
MONTH_OF_YEAR = re.compile(
    rf"\b(?:[Ii]n )?(?P<month>{MONTH})(?:(?:,| of)? (?P<year>{YEAR})\b(?![-–/’'])|{_WHICH_YEAR})"
)
MONTH_WITH = re.compile(rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<month>{MONTH})\b(?! \d|[’']s)")
MONTH_ALONE = re.compile(
    rf"\b(?P<lead>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y(?! \w+ [A-Z])|[Ff]rom) (?:the end of )?(?:(?:early|late|mid)[- ])?"
    rf"(?P<month>{MONTH})(?!\w| \d|[’']){_CLOSED}"
)
YEAR_ALONE = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y(?! \d{{4}} to \d)|[Ff]rom)(?: (?:early|late|mid))?[ -]"
    rf"(?P<year>(?:19|20)\d\d)\b(?![-–/,.:]?\d|[-–’']){_CLOSED}"
)
_NUMBERING = re.compile(r"\b(?:in|by|since|of|to|than|early|late)\s+$")
_OPEN_WORD = re.compile(r"\s+(?!(?:and|but|or|to|in|at|with|for|when|after|as|was|were|the)\b)[a-z]")
# Of whom one tells has been born in any year.
_ANY_YEAR = re.compile(r"\b(?:born|[Ee]very|[Ee]ach)\s+$")
# When it comes out no verb's tense tells.
_COMES = re.compile(r"\bborn\s+$|(?<!is )(?<!are )\bdue\s+$|(?:,|\bdue|\bis|\bare) out\s+$")
_UP_TO = re.compile(r"\b(?:beginning|by|for|starting|through|till|until)\s+$")
_ORDINALS = re.compile(r"\b(?:hole|bird|bogey|par|putt|green|tee|floor|inning|street|avenue)", re.IGNORECASE)


def plausible(published: date, month: int, number: str, tense: Tense) -> list[date]:
    """The readings of a day without a year: near, or in the same year on the side that the tense says."""
    days = []
    for year in range(published.year - 1, published.year + 2):
        day = day_of(year, month, number)
        if day and (_apart(day, published) <= NEAR or (year == published.year and _fits(day, published, tense))):
            days.append(day)
    return days


def month_day(match: re.Match[str], told: Told) -> Period | None:
    """`March 16`, `16 March`, `March 16-18`: in the year said, else the near one the tense does not speak against."""
    month = month_number(match["month"])
    if match["which"]:
        day = day_of(told.published.year + STEPS[match["which"]], month, match["day"])
    elif told.elsewhen or _ANY_YEAR.search(told.lead) or (told.listed and not told.modifies) or _counts(told):
        return None
    else:
        day = _of_month(told, month, match["day"])
    if day is None or match["last"] is None:
        return Period.day(day) if day else None
    last = day_of(day.year, month, match["last"])
    return Period(day, last) if last and last > day else None


def day_alone(match: re.Match[str], told: Told) -> Period | None:
    """`on the 3rd`: the latest one up to publication, or the next one, by the tense; `on the 3rd of last month`."""
    if match["which"]:
        said = months_from(told.published, STEPS[match["which"]]).first
        day = day_of(said.year, said.month, match["day"])
        return Period.day(day) if day else None
    if told.elsewhen or told.tense == "unknown" or _ORDINALS.search(told.sentence):
        return None
    step = -1 if told.tense == "past" else 1
    for months in (0, step):
        month = months_from(told.published, months).first
        day = day_of(month.year, month.month, match["day"])
        if day and (day - told.published).days * step >= 0:
            return Period.day(day)
    return None


def month_of_year(match: re.Match[str], told: Told) -> Period | None:
    """`August last year`, `in March of this year`, and `in March 2011` as it stands."""
    year = int(match["year"]) if match["year"] else told.published.year + STEPS[match["which"]]
    return Period.month(year, month_number(match["month"]))


def month_with(match: re.Match[str], told: Told) -> Period | None:
    """`last November`, `this June`; not `last March` in April, which is this year's or last year's."""
    month, published, which = month_number(match["month"]), told.published, match["which"].lower()
    if told.counted:
        return None
    if which == "this":
        return Period.month(published.year, month) if abs(month - published.month) <= 6 else None
    across = month > published.month if which == "last" else month < published.month
    return Period.month(published.year + STEPS[which], month) if across else None


def month_alone(match: re.Match[str], told: Told) -> Period | None:
    """`in January`: the nearest one on the side of the tense; not the month of publication itself."""
    month, published, lead = month_number(match["month"]), told.published, match["lead"].lower()
    tense: Tense = "past" if lead == "since" else told.tense
    if lead == "until":
        # The verb of "runs until May" is seen with its `until`.
        tense = tense_at(told.sentence, match.start("month"), told.end)
    if told.elsewhen or _COMES.search(told.lead) or (lead in ("until", "by", "from") and tense != "future"):
        return None
    away = (published.month - month if tense == "past" else month - published.month) % 12
    if tense == "unknown" or not away:
        return None
    near = months_from(published, -away if tense == "past" else away)
    return near if away <= FAR or near.first.year == published.year else None


def year_alone(match: re.Match[str], _told: Told) -> Period | None:
    """`in 2011` as it stands."""
    return Period.year(int(match["year"]))


def _of_month(told: Told, month: int, number: str) -> date | None:
    tense, up_to = "unknown" if told.modifies else told.tense, _UP_TO.search(told.lead)
    if tense == "past" and up_to and len(plausible(told.published, month, number, tense)) > 1:
        return None  # "has been extended until Jan. 18" in December
    day = nearest(told.published, month, number, tense)
    told_by_noun = told.modifies or up_to
    if day and tense == "unknown" and not told_by_noun and day.year != told.published.year:
        return day if _apart(day, told.published) <= CLOSE else None
    return day


def nearest(published: date, month: int, number: str, tense: Tense) -> date | None:
    """The one plausible reading of a day without a year that the tense does not speak against."""
    days = [
        day for day in plausible(published, month, number, tense) if tense == "unknown" or _fits(day, published, tense)
    ]
    return days[0] if len(days) == 1 else None


def _apart(day: date, other: date) -> int:
    return abs((day - other).days)


def _fits(day: date, published: date, tense: Tense) -> bool:
    return day <= published if tense == "past" else tense == "future" and day >= published


def _counts(told: Told) -> bool:
    """Whether the number counts something: "in May 12 people died"."""
    return bool(_NUMBERING.search(told.lead) and _OPEN_WORD.match(told.follows))
