"""The dates that a question names in words, as bounds of the publication day: "in March 2013", "last week".

Only words that say when coverage is wanted become bounds. A year that belongs to what is asked does not ("the 2012
World Series", "what will happen by 2017", "how many were held in 2011"): its answer may stand in a story of any day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from store.dating.period import Period
from store.dating.spoken_period import EXACT, PERIOD, RELATIVE, read_period
from store.wording import range_words

_FIRST, _LAST = rf"(?P<first>{PERIOD})", rf"(?P<last>{PERIOD})"
_OF_WHAT = r"(?:the (?:[\w’'-]+ ){1,5}?(?:of|on|in) )?"
# What follows must not make the period a part of a name or a thing: "in 2012 World Series", "last week’s vote".
_CLOSED = (
    r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:and|but|or|to|in|at|with|by|for|from|of|on|about|over|between|when|while|that|"
    r"because|did|do|does|was|were|is|are|has|have|had|what|who|how|which|where|why|the|a|an|according|regarding)\b)"
)
_FORMS = tuple(
    (kind, re.compile(pattern + _CLOSED, re.IGNORECASE))
    for kind, pattern in (
        ("between", rf"\b(?:in|on )?(?:between {_FIRST} and|from (?P<from>{PERIOD}) "
                    rf"(?:to|until|till|through|up to)) {_LAST}"),
        ("between", rf"\b(?:in|during) {_FIRST} (?:to|through|and|[-–]) {_LAST}"),
        ("since", rf"\b(?:ever )?since {_OF_WHAT}{_FIRST}"),
        ("after", rf"\bafter {_OF_WHAT}{_FIRST}"),
        ("before", rf"\b(?:before|prior to) {_FIRST}"),
        ("until", rf"\b(?:until|till|up to|through|by) {_FIRST}"),
        ("in", rf"\b(?:in|during|throughout|within|on|over|for) {_FIRST}"),
        ("in", rf"\b(?P<first>{RELATIVE})"),
    )
)  # fmt: skip
_OPEN = re.compile(
    r"\b(?:happen(?:ed|ing)?|say|said|says|report(?:ed|s)?|news|coverage|stor(?:y|ies)|articles?|headlines?|published?|"
    r"written|wrote|announced?|going on|told|tell|statements?|comment(?:s|ed)?|timeline|anything)\b"
    r"|^(?:and )?what (?:did|has|have|changed|went|(?:was|were) (?:\w+ed|done|known|going))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|won[’']t|would|shall|going to|plan(?:s|ned)?|scheduled|slated|expected|due|set to|upcoming|"
    r"target(?:s|ed)?|is to|are to|aims?|deadline|forecast|next)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b(?:first|\w+est|most|least|worst|best|last|only)\b[^,?]*$", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:meetings?|summit|talks|elections?|votes?|referendum|games?|match|finals?|attacks?|crash|fire|storm|"
    r"earthquake|riots?|insurrection|conference|speech|ceremony|trial|hearing|war|strike|accident|explosion|report|"
    r"article|story) $|\b(?:report|article|review|story|interview)\b[^,?]*$",
    re.IGNORECASE,
)
_OPENING_CLAUSE = re.compile(
    r"\s*(?:since|after|following|before|when|while|as|despite|because|though|although)\b[^,?]*,", re.IGNORECASE
)
_MEANWHILE = re.compile(r"\b(?:after|before|since|by|while) \w+ing\b[^,?]*$", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:who|which|whose|where)\b[^,?]*,")
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!]+(?!\s)|\.(?=\s+\d)|[^.?!])*[.?!]*")


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The bounds that `question[start:end]` sets, both included, None where open.

    `words` says them for a person. `firm` tells that the words are about when it was reported; otherwise they may be
    about when it happened, of which stories of other days tell as well.
    """

    since: date | None
    until: date | None
    start: int
    end: int
    words: str
    firm: bool


def asked_days(question: str, today: date | None, like: Period | None = None) -> AskedDays | None:
    """The bounds that a question names, or None. Without `today`, the day of asking, relative words are left alone.

    A month without a year is taken to be of the year of `like`, which a question asked before may give.
    """
    start, end = _asking(question)
    for kind, form in _FORMS:
        for match in form.finditer(question, start, end):
            found = _bounds(kind, match, today, like)
            if found and not _part_of_what_is_asked(kind, match, question[start:end], question[start : match.start()]):
                since, until = found
                if today and ((since and since > today) or (kind == "until" and until and until > today)):
                    return None
                return _days(kind, match, since, until, question[start:end])
    return None


def _days(kind: str, match: re.Match[str], since: date | None, until: date | None, sentence: str) -> AskedDays | None:
    relative = re.fullmatch(RELATIVE, match["first"] or "", re.IGNORECASE) is not None
    is_open = _OPEN.search(sentence.strip()) is not None
    bare_year = re.fullmatch(r"\d{4}", match["first"] or "") is not None
    if kind == "in" and bare_year and not is_open:
        return None
    firm = relative or is_open or kind in ("since", "after")
    return AskedDays(since, until, match.start(), match.end(), range_words(since, until), firm)


def _asking(question: str) -> tuple[int, int]:
    """The sentence that asks: the last with a question mark, or the whole where there is none."""
    asking = [one for one in _SENTENCE.finditer(question) if one[0].rstrip().endswith("?")]
    return asking[-1].span() if asking else (0, len(question))


def bounds(kind: str, period: Period) -> tuple[date | None, date | None]:
    """The first and the last day of "since", "after", "before", "until" or "in" a period; None where open."""
    day = timedelta(days=1)
    return {
        "since": (period.first, None),
        "after": (period.last + day, None),
        "before": (None, period.first - day),
        "until": (None, period.last),
        "in": (period.first, period.last),
    }[kind]


def _bounds(
    kind: str, match: re.Match[str], today: date | None, like: Period | None
) -> tuple[date | None, date | None] | None:
    if kind == "between":
        last = read_period(match["last"], today, like)
        first = read_period(match["first"] or match["from"], today, last) if last else None
        return (first.first, last.last) if first and last and first.first <= last.last else None
    # A number alone is a day of the month only in a range that goes on to name the month.
    period = None if match["first"].isdigit() and len(match["first"]) < 3 else read_period(match["first"], today, like)
    return bounds(kind, period) if period else None


def _part_of_what_is_asked(kind: str, match: re.Match[str], sentence: str, before: str) -> bool:
    """Whether the period is the asked thing's own: something to come, an event's day, one date of several, an aside."""
    if _TO_COME.search(sentence[: len(before)] + sentence[len(before) + len(match[0]) :]):
        return True
    if re.search(EXACT, sentence[: len(before)] + " … " + sentence[len(before) + len(match[0]) :], re.IGNORECASE):
        return True
    if kind == "since" and _RECORD.search(before):
        return True
    if kind == "in" and (_EVENT.search(before) or _MEANWHILE.search(before)):
        return True
    opening = _OPENING_CLAUSE.match(sentence)
    if opening and before.strip() and len(before) < opening.end():
        return True
    return any(aside.start() < len(before) < aside.end() for aside in _ASIDE.finditer(sentence))
