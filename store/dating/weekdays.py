"""Weekdays of a story: which Monday "on Monday" is."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.dating.months import plausible
from store.dating.period import DAY, MONTH, STEPS, WEEKDAY, YEAR, Period, day_of, month_number, weekday_number
from store.dating.possessive import tense_of_owned
from store.dating.told import Told

WITH_DATE = re.compile(
    rf"\b(?:[Oo]n )?(?P<weekday>{WEEKDAY}),? \(?(?:(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})\b\)?"
    rf"|(?:the )?(?P<before>{DAY}) (?:of )?(?P<of>{MONTH})(?!\w))(?:,? (?:of )?(?P<which>last|this|next) year\b)?"
)
OF_WEEK = re.compile(rf"\b(?:[Oo]n |the )?(?P<weekday>{WEEKDAY})(?: of)? (?P<which>last|this|next) week\b")
ALONE = re.compile(
    r"\b(?:[Oo]n )?(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) (?:on )?)?"
    r"(?:(?P<which>[Ll]ast|[Tt]his coming|[Tt]his past|[Nn]ext) )?"
    rf"(?P<weekday>{WEEKDAY})(?P<possessive>[’']s)?(?:\s+(?:morning|afternoon|evening|night)(?P<parts>[’']s)?)?\b"
)
# A weekday beside its date says no more than the date does.
_DATE = (
    rf"(?:{MONTH}\b|{DAY}\s+(?:of\s+)?{MONTH}\b|{YEAR}\b|\d{{1,2}}[/.]\d{{1,2}}[/.]\d"
    rf"|the\s+{DAY}(?<=[a-z])\b(?!\s[A-Z]))"
)
_DATE_NEXT = re.compile(
    rf"(?:,?\s+(?:and|or|to|through)\s+{WEEKDAY}\b)*[,(\s–—-]*(?:(?:on|in|of)\s+|the\s+(?={DAY}\s+of\s))?{_DATE}"
)
_DATE_LAST = re.compile(
    rf"(?:{MONTH}\s+{DAY}|{DAY}\s+(?:of\s+)?{MONTH}|{YEAR}|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d+)[,(\s–—-]+$"
)
_TO_COME = re.compile(r"\b(?:by|until|till|through|to|for|from|into|before|[Aa]head of)\s+$")

_SINCE = re.compile(
    r"\b[Ss]ince\s+$|\b(?:[Dd]id not|[Dd]idn[’']t|[Nn]obody|[Nn]o one)\b"
    r"(?! (?:expect|have|intend|need|plan|want)\b)[^.;]*\buntil\s+$"
)
# "has been closed until Friday", "has called a strike for Friday".
_STILL_TO_COME = re.compile(
    r"\b(?:has|have) [^.;,]*\buntil\s+$|\b(?:has|have) (?:arranged|booked|called|fixed|scheduled|set)\b[^.;,]*\bfor\s+$"
)
_IN_MONTH = re.compile(
    rf"^\W*(?:Back )?In (?:early |mid-|late )?(?P<month>{MONTH})(?![^.;]*\b(?:and|but|when|while|after|who|which)\b)"
)
_SAID_ON = (
    r"\b(?:said|announced|told(?: [\w.’'-]+){1,4}|confirmed|added|warned|promised|agreed)\s+(?:late |early )?(?:on )?"
    rf"(?P<weekday>{WEEKDAY})\b"
)
_SAID_BEFORE = re.compile(rf"{_SAID_ON}[^.;]*$")
_SAID_BEHIND = re.compile(rf"[^.;,]*,[”\"]? [^.;,]*{_SAID_ON}")


def with_date(match: re.Match[str], told: Told) -> Period | None:
    """`Monday, March 18`: the day that is near, or of the year said, if it is a Monday."""
    month, number = month_number(match["month"] or match["of"]), match["day"] or match["before"]
    if match["which"]:
        said = day_of(told.published.year + STEPS[match["which"]], month, number)
        days = [said] if said else []
    else:
        days = [] if told.elsewhen else plausible(told.published, month, number, told.tense)
    fitting = [day for day in days if day.weekday() == weekday_number(match["weekday"])]
    return Period.day(fitting[0]) if len(fitting) == 1 else None


def of_week(match: re.Match[str], told: Told) -> Period | None:
    """`Monday of last week`, `on Tuesday next week`."""
    week = week_near(match["which"], told.published)
    if week is None or told.elsewhen:
        return None
    return Period.day(week.first + timedelta(days=weekday_number(match["weekday"])))


def alone(match: re.Match[str], told: Told) -> Period | None:
    """`on Monday`, `late Friday`, `Tuesday’s vote`: the latest such day up to publication, or the next, by the tense.

    Not resolved: "will meet on Monday" in a story of a Monday, which is today or in a week; and what was "on Tuesday"
    in it, which as a rule was written a day later, in another zone or in an update.
    """
    which = (match["which"] or "").lower()
    since = (told.published.weekday() - weekday_number(match["weekday"])) % 7
    if told.elsewhen or _DATE_NEXT.match(told.follows) or _DATE_LAST.search(told.lead):
        return None
    month = _IN_MONTH.match(told.lead)
    if month and month_number(month["month"]) != told.published.month:
        return None  # "In January the mayor fell ill on Friday"
    if which in ("last", "next"):
        return _last_or_next(which, since, told.published)
    owns = match["possessive"] or match["parts"]
    tense = tense_of_owned(told.sentence, told.start, told.end) if owns else told.tense
    if _SINCE.search(told.lead) and not owns:
        tense = "past"
    elif _STILL_TO_COME.search(told.lead) and not owns:
        tense = "future"
    elif tense != "future" and not owns and _TO_COME.search(told.lead):
        return None
    if which == "this past" or (tense == "past" and not which and since < 6):
        return Period.day(told.published - timedelta(days=since))
    if (which == "this coming" or (tense == "future" and not which)) and since:
        if _passed_since(match["weekday"], told):
            return None
        return Period.day(told.published + timedelta(days=7 - since))
    return None


def _passed_since(weekday: str, told: Told) -> bool:
    """Whether such a day has passed since a day of saying ("said on Friday that it will meet on Sunday")."""
    said = _SAID_BEFORE.search(told.lead) or _SAID_BEHIND.match(told.follows)
    if said is None:
        return False
    spoken = weekday_number(said["weekday"])
    return ((weekday_number(weekday) - spoken) % 7 or 7) <= (told.published.weekday() - spoken) % 7


def week_near(which: str, published: date) -> Period | None:
    """The week before, of or after publication; on a Sunday, which may open or close one, it is not plain."""
    if published.weekday() == 6:
        return None
    return Period.week(published + timedelta(weeks=STEPS[which]))


def _last_or_next(which: str, since: int, published: date) -> Period | None:
    """The `last` or `next` such weekday, where it is not in this week: there half the readers think of another."""
    away = -(since or 7) if which == "last" else 7 - since
    day = published + timedelta(days=away)
    return None if Period.week(day) == Period.week(published) else Period.day(day)
