"""The dates that a question names in words, as bounds of the publication day: "in March 2013", "last week".

Only words that say when coverage is wanted become bounds. A year that belongs to what is asked does not ("the 2012
World Series", "what will happen by 2017", "how many were held in 2011"): its answer may stand in a story of any day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.bounds import Bounds, bounds_of
from store.dating.period import YEAR, Period
from store.dating.spelled import TYPED_MONTH
from store.dating.spoken_bounds import FORMS, Kind
from store.dating.spoken_near import DAY_ALONE, RELATIVE, WEEKDAY_NEAR
from store.dating.spoken_period import DAY_OF, EXACT, WHOLE_YEARS, read_period
from store.dating.tense import tense_at
from store.dating.verbs import has_verb
from store.wording import range_words

_OPEN = re.compile(
    r"\b(?:happen(?:ed|ing)?|say|said|says|report(?:ed|s)?|news|coverage|stor(?:y|ies)|articles?|headlines?|published?|"
    r"written|wrote|announced?|going on|told|tell|statements?|comment(?:s|ed)?|timeline|anything|"
    r"what(?:[’']?s| is) new)\b"
    r"|^(?:and )?what (?:did|has|have|changed|went|(?:was|were) (?:\w+ed|done|known|going))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|won[’']t|would|shall|going to|plan(?:s|ned)?|scheduled|slated|expected|due|set to|upcoming|"
    r"target(?:s|ed)?|is to|are to|aims?|deadline|forecast|next)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?!(?:latest|newest|most recent|\w*forest|\w*test|\w*rest|\w*quest|\w*west|guest|harvest|priest|invest)\b)"
    r"(?:first|\w+est|most|least|worst|best|last|only)\b[^,?]*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:meetings?|summit|talks|elections?|votes?|referendum|games?|match|finals?|attacks?|crash|fire|storm|"
    r"earthquake|riots?|insurrection|conference|speech|ceremony|trial|hearing|war|strike|accident|explosion) $"
    r"|(?<!latest )(?<!newest )(?<!recent )(?<!oldest )(?<!earliest )(?<!first )(?<!any )"
    r"\b(?:report|article|review|story|interview)\b[^,?]*$",
    re.IGNORECASE,
)
# "What did the Herald report in March?" reports; "what did the Herald report of March say?" is of a report.
_REPORTS = re.compile(
    r"\b(?:did|does|do)\b[^,?]* report\b(?![^?]*\b(?:say|tell|claim|show|find|conclude|describe|mention|contain|warn|"
    r"call|reveal|suggest|cause|lead|name|leave|change)\b)",
    re.IGNORECASE,
)
_SAID_OF = re.compile(
    r"\b(?:did|does|do|has|have|had)\b[^,?]*\b(?:say|said|tell|told|claim(?:ed)?|write|think|remember|recall|describe|"
    r"explain)\b(?![^,?]*\b(?:when|while|as|after|before|since)\b)[^,?]*"
    r"\b(?:happened|occurred|took place|was|were|had|did|began|started|ended|died|won|lost)\b[^,?]*$",
    re.IGNORECASE,
)
_OPENING_CLAUSE = re.compile(
    r"\s*(?:since|after|following|before|when|while|as|despite|because|though|although)\b[^,?]*,", re.IGNORECASE
)
_MEANWHILE = re.compile(r"\b(?:after|before|since|by|while) \w+ing\b[^,?]*$", re.IGNORECASE)
_EXCLUDED = re.compile(
    r"(?:\b(?:not|never|neither|nor|except(?:ing)?|excluding|besides|ignoring|without|barring|unlike|apart from|"
    r"aside from|other than|rather than|instead of|outside(?: of)?|since|\w+ but|(?:before|after) (?:and|or)|"
    r"born|aged|later|today|ago|this (?:day|time|week|month)|"
    r"(?:start|beginning|middle|end) of)|n[’']t)"
    r"(?: (?:only|for|those|the ones|stories|news))*\s+$",
    re.IGNORECASE,
)
# "What did the mayor say on 2012?" is about the year.
_TOPIC = re.compile(rf"on (?:{YEAR}|{TYPED_MONTH})", re.IGNORECASE)
_PRESENT = re.compile(r"\W*(?:\w+ )?(?:is|are|does|do|can|may|must|should)\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:than|about|around|nearly|almost|over|some|least|most|roughly|half|to|or)\s+$", re.IGNORECASE)
_OTHER_EVENT = re.compile(
    r"\b(?:(?P<before>before|prior to|ahead of|until|till)|(?<!look )(?<!looked )(?<!looks )after|since"
    r"|(?<!the )following)\s+(?!(?:midnight|noon|dawn|dusk|dark|sunrise|sunset|lunch|dinner|all)\s+$)"
    r"(?P<event>[^,;?]*\w[^,;?]*)$",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(
    r"\b(?:about|of|on|to|against|over|for|with|from|by|regarding) (?:[\w’'-]+ ){1,6}?"
    r"(?:that|which|who|whom|whose|where) "
    r"(?![^?]*\b(?:say|tell|write|announce|decide|do|report|think|want|claim|warn|promise)\b)[^,;?]*$"
    r"|\b(?:about|on|against|over|regarding) (?:the|an?|his|her|its|their|this|that) (?:[\w’'-]+ ){1,4}?"
    r"(?:\w+ed|built|made|held|lost|found|won|sunk|sold|bought|begun|written|taken|given|stolen|born)"
    r"(?: (?:by|at|near|with|between) [^,;?]*| \w+ly)? $",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?:who|which|whose|where)\b[^,?]*,")
# No sentence ends with "Mr." or "U.S.", nor before a number.
_ABBREVIATED = r"(?:(?<=\b[A-Z])|(?<=\b(?:Mr|Ms|Dr|St))|(?<=\b(?:Mrs|Gen|Sen|Rep|Gov|Col)))\."
_SENTENCE = re.compile(rf"[^.?!]+(?:[.?!]+(?!\s)|\.(?=\s+\d)|{_ABBREVIATED}|[^.?!])*[.?!]*")


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
    sentence, claimed = question[start:end], list[tuple[int, int]]()
    for kind, form in FORMS:
        for match in form.finditer(question, start, end):
            if any(match.start() < last and first < match.end() for first, last in claimed):
                continue
            claimed.append(match.span())
            before = question[start : match.start()]
            found = bounds_of(kind, match, today, like)
            if found and not _part_of_what_is_asked(kind, match, sentence, before):
                return _days(kind, match, found, sentence, before, today)
    return None


def no_such_day(question: str) -> str | None:
    """A day that the question names and that the calendar does not have, as it names it: `31 February 2013`."""
    for words in re.findall(DAY_OF, question, re.IGNORECASE):
        if re.search(TYPED_MONTH, words, re.IGNORECASE) and read_period(words, None) is None:
            return str(words)
    return None


def _days(
    kind: Kind, match: re.Match[str], found: Bounds, sentence: str, before: str, today: date | None
) -> AskedDays | None:
    since, until = found
    if today and ((since and since > today) or (kind == "until" and until and until > today)):
        return None
    first = match.groupdict().get("first") or ""
    is_open = _OPEN.search(sentence.strip()) is not None
    if kind == "in" and re.fullmatch(WHOLE_YEARS, first, re.IGNORECASE) and not is_open:
        return None
    firm = is_open or kind in ("since", "from", "after") or re.fullmatch(RELATIVE, first, re.IGNORECASE) is not None
    other = _OTHER_EVENT.search(before) if kind == "in" else None
    # "before he signed it in 2010": of that year, but one does not know when. "After a quarrel in 2010" may be either.
    if other and has_verb(other["event"]):
        since, until, firm = (None, until, False) if other["before"] else (since, None, False)
    return AskedDays(since, until, match.start(), match.end(), range_words(since, until), firm)


def _asking(question: str) -> tuple[int, int]:
    """The sentence that asks: the last with a question mark, or the whole where there is none."""
    asking = [one for one in _SENTENCE.finditer(question) if one[0].rstrip().endswith("?")]
    return asking[-1].span() if asking else (0, len(question))


def _part_of_what_is_asked(kind: Kind, match: re.Match[str], sentence: str, before: str) -> bool:
    """Whether the period is the asked thing's own: something to come, an event's day, one date of several, an aside."""
    rest = sentence[: len(before)] + " … " + sentence[len(before) + len(match[0]) :]
    if _TO_COME.search(rest) or re.search(EXACT, rest, re.IGNORECASE) or _EXCLUDED.search(before):
        return True
    if not _is_of_the_past(kind, match, sentence, before):
        return True
    if (kind == "since" and _RECORD.search(before)) or _TOPIC.fullmatch(match[0]):
        return True
    of_things = (
        (_MEANWHILE, _OF_A_THING, _SAID_OF) if _REPORTS.search(rest) else (_EVENT, _MEANWHILE, _OF_A_THING, _SAID_OF)
    )
    if kind == "in" and any(form.search(before) for form in of_things):
        return True
    opening = _OPENING_CLAUSE.match(sentence)
    if opening and before.strip() and len(before) < opening.end():
        return True
    return any(aside.start() < len(before) < aside.end() for aside in _ASIDE.finditer(sentence))


def _is_of_the_past(kind: Kind, match: re.Match[str], sentence: str, before: str) -> bool:
    """Whether "on Monday" is the last one, "today" is not nowadays, and "two weeks ago" no rounded count."""
    words = match[0].lower()
    if words == "today":
        return tense_at(sentence, len(before), len(before) + len(words)) == "past" or _OPEN.search(sentence) is not None
    if words.endswith("ago"):
        return not words.startswith("over ") and (kind != "in" or not _VAGUE.search(before))
    if kind in ("since", "from", "after") or not re.search(f"{WEEKDAY_NEAR}|{DAY_ALONE}", words, re.IGNORECASE):
        return True
    if _PRESENT.match(sentence) or re.search(r"\bago\b", sentence) or words.startswith(("for ", "within ")):
        return False
    told = tense_at(sentence, len(before), len(before) + len(words))
    return told == "past" or (not has_verb(sentence) and _OPEN.search(sentence) is not None)
