"""The forms of words that bound a period in a question: "on or before 18 March 2013", "after 2010 but before 2012".

A match has the groups `first` and, of two periods, `last`; `middle` has those between them. The forms are tried in
their order: what one matches and cannot read is not read by one after it either.
"""

from __future__ import annotations

import re
from typing import Literal

from store.dating.numeric import NUMERIC_MONTH
from store.dating.period import DAY, YEAR
from store.dating.spelled import TYPED_MONTH
from store.dating.spoken_near import COUNT, DAY_ALONE, NO_YEAR, RELATIVE, WEEKDAY_NEAR
from store.dating.spoken_period import ABOUT, EXACT, PERIOD

Kind = Literal["since", "from", "after", "before", "until", "in", "between", "listed", "beside", "apart"]

NOW = r"(?:now|the present(?: day)?)\b"
_FIRST, _LAST = rf"(?P<first>{PERIOD})", rf"(?P<last>{DAY},? {YEAR}\b|{PERIOD})"
_FIRST_DAY, _LAST_DAY = rf"(?:the )?{_FIRST}", rf"(?:the )?{_LAST}"
_OF_WHAT = r"(?P<event>the (?!(?:very )?(?:start|beginning|middle|end|rest)\b)(?:[\w’'-]+ ){1,5}?(?:of|on|in) )?"
_NO = r"(?:(?:by )?(?:no|not|never))"
_SINCE = r"(?:ever )?since"
_FROM = (
    r"(?:on|in|during|at) (?:or|and) (?:after|since)|(?:after|since) (?:or|and) (?:on|in)|(?:from|since) and including"
    rf"|{_NO} (?:earlier|sooner) than|{_NO} before|as from"
    r"|(?:starting|beginning)(?: on| in| from| with)?"
)
_AFTER = r"after|following|later than"
_BEFORE = r"before|prior to|earlier than|(?:until|till|up to),? but (?:not including|excluding)"
_UNTIL = (
    r"(?:on|in|during|by|at) (?:or|and) before|before (?:or|and) (?:on|in)|(?:before|prior to) and including"
    rf"|{_NO} later than|{_NO} after|(?:up )?(?:until|till|to|through) and including"
    r"|(?:up )?(?:until|[’']?till?)|(?<!run-)(?<!run )up to|thr(?:ough|u)|by|as of"
)
_ON = r"(?:on|in|during|over|throughout)"
_ONWARDS = (
    r"(?:,? (?:onwards?|forwards?)|,? (?:or|and) (?:later|after(?:wards)?|onwards?|thereafter)"
    r"| on(?=\s*(?:[.,;:?!)]|$)|\s+(?:what|who|how|which|where|why|when|did|has|have|had|was|were|and|but)\b))"
)
_INCLUSIVE = r"(?:,? inclusive(?:ly)?)?"
_JOINED = r",? (?:(?:but|and|yet) )?"
_LOWER = rf"(?:(?P<since>{_SINCE}|{_FROM}|from)|(?P<after>{_AFTER})) {_OF_WHAT}"
_UPPER = rf"(?:(?P<before>{_BEFORE})|(?P<until>{_UNTIL}))"
# What follows must not make the period a part of a name or a thing: "in 2012 World Series", "last week’s vote".
_CLOSED = (
    r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:and|but|or|to|in|at|with|by|for|from|of|on|about|over|between|when|while|that|"
    r"because|did|do|does|was|were|is|are|has|have|had|what|who|how|which|where|why|the|a|an|according|regarding|"
    r"except|excluding)\b)"
)
_NEWS = ("news", "coverage", "stories", "story", "articles", "headlines", "reports", "updates", "anything")
# Behind these a period needs no preposition: "happened March 2013", "say Monday".
_TELLS = (
    *_NEWS, "happened", "happend", "happening", "say", "said", "report", "reported", "announce", "announced", "do",
    "done", "decide", "decided", "write", "written", "published", "new",
)  # fmt: skip
# Before a day at the end these make it one date of several, or what the question is about.
_NOT_BEHIND = (
    "of", "and", "or", "to", "from", "about", "around", "near", "circa", "roughly", "approximately", "than", "like",
    "with", "regarding", "against", "for", "between", "vs", "versus", "the", "a", "an", "this", "that", "born", "dated",
)  # fmt: skip
_NOT_THOSE = r"(?<![-–/.,\w])(?<!\d )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )" + "".join(
    rf"(?<!\b{word} )" for word in _NOT_BEHIND
)
_TOLD, _NEWS_OF = ("|".join(rf"(?<=\b{word} )" for word in words) for words in (_TELLS, _NEWS))
# "the last week", "his last year" are of a thing's own time.
_NOT_ITS = "".join(rf"(?<!\b{word} )" for word in ("the", "his", "her", "its", "their", "for", "of")) + r"(?<![-–])\b"
_NO_SUBJECT = r"(?! (?:was|were|is|are|did|do|does|has|have|had|and|or|to|the|a|an)\b)"
_ASKS = r"(?:what|who|how|which|where|why|when|did|has|have|had|was|were)\b"
# Not the first word and with a capital: a song, a paper.
_TITLE = r"(?<=\w )(?-i:Today|Yesterday)\b"
_WHOLLY = r"(?: (?:all|the whole|the entire)(?: of)?| the (?:month|year) of)?"
_SPAN = r"(?P<unit>days?|weeks?|months?|years?) (?P<side>before|after|following|preceding)"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("between", rf"\b(?:in |on )?(?:the (?:period|time) )?(?:between {_FIRST_DAY} and|from (?:the )?(?P<from>"
                rf"{PERIOD}) (?:to|(?:up )?until|[’']?till?|thr(?:ough|u)|up to)(?: and including)?) (?:the )?"
                rf"(?P<last>{DAY},? {YEAR}\b|{PERIOD}|{NOW}){_INCLUSIVE}"),
    ("between", rf"\b{_LOWER}{_FIRST}(?: onwards?| on)?{_JOINED}{_UPPER} {_LAST}"),
    ("between", rf"\b{_UPPER} {_FIRST}{_JOINED}{_LOWER}{_LAST}"),
    ("listed", rf"(?:\b(?:{_ON}|from) |(?:{_TOLD}))(?:both |either )?(?!{NUMERIC_MONTH}){_FIRST_DAY}"
               rf"(?P<middle>(?:, (?:{_ON} )?(?:the )?{PERIOD})*)"
               rf"(?:,? (?:to|through|and|or|as well as) | ?[-–] ?)(?:{_ON} )?{_LAST_DAY}{_INCLUSIVE}"),
    ("beside", rf"\b(?:{_ON} )?the (?:(?P<count>{COUNT}) )?{_SPAN} {_FIRST}"),
    ("apart", rf"\b(?:on |in )?(?P<count>an?|{COUNT}) {_SPAN} {_FIRST}"),
    ("from", rf"\b(?:from|on|in|since|during) {_FIRST}{_ONWARDS}"),
    ("until", rf"\b(?:on|in|by|during|from) {_FIRST},? (?:or|and) (?:earlier|before)"),
    ("from", rf"\b(?:{_FROM}) {_FIRST}{_INCLUSIVE}"),
    ("until", rf"\b(?:{_UNTIL}) {_FIRST}{_INCLUSIVE}"),
    ("since", rf"\b{_SINCE} {_OF_WHAT}{_FIRST}"),
    ("after", rf"\b(?:{_AFTER}) {_OF_WHAT}{_FIRST}"),
    ("before", rf"\b(?:{_BEFORE}) {_FIRST}"),
    ("in", rf"\b(?P<first>{ABOUT})"),
    ("in", rf"\b(?:in|during|throughout|within|on|over){_WHOLLY} {_FIRST}"),
    ("in", rf"(?:{_NEWS_OF})(?:from|for) {_FIRST}(?! on\b)"),
    ("in", r"\bat (?P<first>(?:the|this) weekend)"),
    ("in", rf"\bon (?P<first>{DAY_ALONE})"),
    ("in", rf"{_NOT_ITS}(?!{_TITLE})(?P<first>{RELATIVE})"
           rf"(?!,? (?:in|of) {YEAR}\b)(?! (?:or|and) the (?:day|week|month|year) )"),
    ("in", rf"(?:{_TOLD})(?P<first>{EXACT}|(?!{TYPED_MONTH}(?! (?:the )?\d)){NO_YEAR}|{WEEKDAY_NEAR}|(?:the )?week "
           rf"of {PERIOD}){_NO_SUBJECT}"),
    ("in", rf"^\W*(?P<first>{EXACT})(?=[,:]| {_ASKS})"),
    ("in", rf"{_NOT_THOSE}(?P<first>{EXACT})(?=[\s.?!]*$)"),
)  # fmt: skip
FORMS = tuple((kind, re.compile(pattern + _CLOSED, re.IGNORECASE)) for kind, pattern in _PATTERNS)
