"""Elsewhen: whether the words around a date are about another time than the story's own, or about every year."""

from __future__ import annotations

import re

from store.dating.period import DAY, MONTH, YEAR

_YEAR_TOLD = re.compile(rf"\b(?:[Ii]n|of|[Ss]ince|[Dd]uring|[Ff]rom|{MONTH}(?:\s+{DAY},?)?)\s+({YEAR})\b")
_UNIT = r"(?:years?|decades?|century|centuries|months?|weeks?|fortnights?)"
_LONG_AGO = re.compile(
    r"\b(?:years|decades|months|weeks)\s+(?:ago|earlier|later|before|after)\b"
    r"|\b(?:at the time|back then|a (?:day|week|month|year) (?:later|earlier))\b"
)
_APART = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:before|after|earlier|later)\b")
# These count where no other clause begins between them and the date.
_SAME_CLAUSE = r"(?![^.;]*(?:[“”\"]|\b(?:[Aa]nd|[Bb]ut|when|while|after|who|which)\b))"
_IN_CLAUSE = re.compile(
    rf"\b(?:(?:year|decade|century|fortnight|month|week|[Yy]ears) ago|(?:years?|decades?|century|centuries) since|"
    rf"(?:[Ii]n|[Dd]uring) the (?:early |late )?(?:1[6-9]|20)\d0s|(?:previous|same|following) year)\b{_SAME_CLAUSE}"
    r"|\b(?:(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!likely )(?<!, )used to|(?:every|each) (?:year|month|spring|"
    r"summer|autumn|fall|winter)|[Tt]raditionally|[Uu]sually|[Nn]ormally|[Tt]ypically|(?:is|are|was|were) "
    rf"(?:always|often))\b{_SAME_CLAUSE}"
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


def of_another_time(lead: str, follows: str, previous: str, year: int) -> bool:
    """Whether a date between `lead` and `follows`, after the sentence `previous`, may be far from a story of `year`."""
    if _APART.search(f"{lead} {follows}") or _IN_CLAUSE.search(lead):
        return True
    if _OPENING.search(lead) or _LED.search(lead) or _RIGHT_BEHIND.match(follows) or _BEHIND.match(follows):
        return True
    for told in (lead, previous):
        years = (int(match[1]) for match in _YEAR_TOLD.finditer(told))
        if any(one < year for one in years) or _LONG_AGO.search(told):
            return True
    return False


def counted_from(lead: str, follows: str) -> bool:
    """Whether years or weeks are counted from a date: "ten years ago last month", "this week in 1987"."""
    return bool(_COUNTED.search(lead) or _RIGHT_BEHIND.match(follows))
