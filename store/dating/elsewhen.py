"""Elsewhen: whether the words around a date are about another time than the story's own, or about every year."""

from __future__ import annotations

import re

from store.dating.period import DAY, MONTH, YEAR

_YEAR_TOLD = re.compile(rf"\b(?:[Ii]n|of|[Ss]ince|[Dd]uring|[Ff]rom|dated|{MONTH}(?:\s+{DAY},?)?)\s+({YEAR})\b")
_UNIT = r"(?:years?|decades?|century|centuries|months?|weeks?|fortnights?)"
_LONG_AGO = re.compile(
    r"\b(?:years|decades|months|weeks)\s+(?:ago|earlier|later|before|after)\b"
    r"|\b(?:at the time|back then|a (?:day|week|month|year) (?:later|earlier))\b"
)
# Before a date only: behind it, it is counted from that date: "on Sunday, a day after the fire".
_APART = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:before|after|earlier|later)\b")
_TALE = re.compile(
    r"^\W*In (?:the|his|her|its|one|an) (?:[a-z]+ )?(?:film|movie|novel|episode|book|play|series|show|story)"
    r"(?!\W+(?:published|released|out|due|which)\b)\b"
    r"|\b(?:film|movie|novel|play|story|tale) takes place $"
)
# These count where no other clause begins between them and the date.
_SAME_CLAUSE = r"(?![^.;]*(?:[“”\"]|\b(?:[Aa]nd|[Bb]ut|when|while|after|who|which)\b))"
_IN_CLAUSE = re.compile(
    rf"\b(?:(?:year|decade|century|fortnight|month|week|[Yy]ears) ago|(?:years?|decades?|century|centuries) since|"
    rf"(?:[Ii]n|[Dd]uring) the (?:early |late )?(?:1[6-9]|20)\d0s|(?:previous|same|following) year)\b{_SAME_CLAUSE}"
    r"|\b(?:(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!likely )(?<!, )used to|"
    r"(?:[Ee]very|[Ee]ach) (?:year|month|spring|summer|autumn|fall|winter)|[Tt]raditionally|[Uu]sually|[Nn]ormally|"
    rf"[Tt]ypically|(?:is|are|was|were) (?:always|often))\b{_SAME_CLAUSE}"
)
# Of the clause that begins so, or right before a date in it: "Last year the fair was held on", "next week, on".
_OPENING = re.compile(r"^(?:\W*(?:But|And|Early|Late)\s+)?\W*(?:last|next)\s+(?:year|month|week)\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:last|next|that) (?:year|month|week),?\s+$", re.IGNORECASE)
_COUNT = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"hundred|dozen|half|several|many|some|few|just|only|exactly|almost|nearly|about|around|over|more|than|at|least|\d+)"
)
_AGO = rf"[,(\s–—-]+(?:{_COUNT}[\s-]+)+{_UNIT}\s+ago\b"
_OTHER_YEAR = (
    rf"[,(\s]+(?:(?:(?:back\s+)?(?:in|of)\s+)?(?:(?:early|late)\s+)?{YEAR}\b|(?:in|of)\s+the\s+(?:1[6-9]|20)\d0s\b|"
    r"(?:(?:in|of)\s+)?(?:the\s+)?(?:(?:that|same|previous|following|next)\s+year|year\s+(?:before|after)|last\s+year))"
)
_RIGHT_BEHIND = re.compile(rf"{_AGO}|{_OTHER_YEAR}|[,\s]+(?:(?:every|each) year|annually)\b")
# In the same clause: not of what one voted to do or was tried for.
_BEHIND = re.compile(
    r"(?:\s+(?!(?:to|for|with|of|over|about|that|who|which|where|after|when|because|and|but|as|since|from|against|into)"
    rf"\b)[^\s,;:.]+){{0,6}}?{_AGO}"
)
_COUNTED = re.compile(rf"\b(?:{_UNIT}|days?) (?:ago|from),?\s+(?:on\s+)?(?:early\s+|late\s+)?$", re.IGNORECASE)

_SAYING = r"(?:announced|predicted|promised|said|told|warned|wrote)"
_SAID_THEN = re.compile(
    rf"\b{_SAYING}\s+in\s+(?P<said>{YEAR})\b[^.;]*$"
    rf"|^\W*In\s+(?P<then>{YEAR}),?\s[^.;]*\b(?:{_SAYING}|that|would)\b(?!\s*$)[^.;]*$"
)


def of_another_time(lead: str, follows: str, previous: str, year: int) -> bool:
    """Whether a date between `lead` and `follows`, after the sentence `previous`, may be far from a story of `year`."""
    if _APART.search(lead) or _IN_CLAUSE.search(lead) or _TALE.search(lead):
        return True
    if _OPENING.search(lead) or _LED.search(lead) or _RIGHT_BEHIND.match(follows) or _BEHIND.match(follows):
        return True
    for told in (lead, previous):
        years = (int(match[1]) for match in _YEAR_TOLD.finditer(told))
        if any(one < year for one in years) or _LONG_AGO.search(told):
            return True
    return False


def said_then(lead: str, year: int) -> bool:
    """Whether a date behind `lead` counts from a year before `year`: "said in 2009 that he would retire"."""
    said = _SAID_THEN.search(lead)
    return said is not None and int(said["said"] or said["then"]) < year


def counted_from(lead: str, follows: str) -> bool:
    """Whether years or weeks are counted from a date: "ten years ago last month", "this week in 1987"."""
    return bool(_COUNTED.search(lead) or _RIGHT_BEHIND.match(follows))
