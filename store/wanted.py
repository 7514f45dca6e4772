"""What a question wants told: a number, a day, a name, a reason, what was said; and which report of it comes first.

Each row is a want, the words of a question that show it, and what a quote has to have to serve it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

Want = Literal["how many", "how old", "how often", "how much", "when", "who", "where", "why", "said"]
Order = Literal["newest first", "oldest first"]

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|twice|single|several|both|no)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"{_NUMBER.pattern}|\b(?:once|thrice|every|each|daily|weekly|monthly|yearly|annual(?:ly)?|times|never|always|often|"
    r"rarely|seldom|hourly|nightly|fortnightly|regular(?:ly)?)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    r"sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|tonight|"
    r"week|month|year|day|hours?|morning|evening|afternoon|noon|midnight|spring|summer|autumn|winter|\d+(?:am|pm))",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:years?|months?|weeks?|days?)[ -]old\b|\bage[ds]? (?:of )?\d|\bturn(?:s|ed|ing)? \d|\bbirthday\b"
    r"|, \d{1,3}[,.;)]|\(\d{1,3}\)|\b(?:woman|man|girl|boy) of \d"
    r"|\b(?:born|built|founded|opened|launched|made) (?:\w+ ){0,3}?(?:in|since) (?:\w+ )?[12]\d{3}\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥]|\b(?:dollars?|euros?|pounds?|roubles?|rubles?|crowns?|cents?|percent|per cent)\b|%", re.I)
_PRICED = re.compile(
    r"^(?!.*\bhow much (?:more )?(?:time|longer|attention)\b).*\b(?:price[ds]?|costs?|salary|budget|worth|money|rent|"
    r"pays?|paid|fees?|fines?|spen[dt]|charged?|ow(?:es?|ed)|earn(?:s|ed)?|s[eo]l[dl]s?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|after|over|amid|since|as|so that|in order|to|concern|reason|caused?|owing|in response)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|wrote|added|noted|called|warned|announced|stated|asked|argued|insisted|quoted|"
    r"claimed|according|expressed|accused|pledged|promised|denied)\b|[“”\"]",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"{_NUMBER.pattern}|\b(?:quarters?|thirds?|fourths?|fifths?|tenths?|all|most|none|zero|double|triple|couple|pair|"
    r"majority|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|free|nothing)\b"
    r"|\ban? (?:\w+ )?(?:second|minute|hour|day|night|week|month|year|decade|century|lifetime|mile)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    rf"\d|{_DAY.pattern}|\b(?:after|before|when(?:ever)?|once|until|till|during|since|while|ago|soon|later|earlier|now|"
    r"recently|never|yet|christmas|easter|weekend|night|decades?|centur(?:y|ies)|season|term)\b",
    re.IGNORECASE,
)
_FREQUENT = re.compile(
    rf"{_TIMES.pattern}|\b(?:when(?:ever)?|frequent(?:ly)?|usually|on {_DAY.pattern})", re.IGNORECASE
)
_KINDS: dict[Want, re.Pattern[str]] = {
    "how many": _AMOUNT,
    "how old": _AMOUNT,
    "how often": _FREQUENT,
    "how much": _AMOUNT,
    "when": _MOMENT,
    "said": _SPEECH,
}
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")
_WORD = re.compile(r"[\w][\w’'.-]*")
_Serves = Callable[[str, str], bool]
"""Whether a quote, the second, has what a question, the first, wants."""


def _having(evidence: re.Pattern[str]) -> _Serves:
    return lambda _, quoted: evidence.search(quoted) is not None


def _amount(question: str, quoted: str) -> bool:
    """Money where the question is of a price, else any number: "how much snow fell?"."""
    evidence = _MONEY if _PRICED.search(question) else _NUMBER
    return evidence.search(quoted) is not None


def _new_name(question: str, quoted: str) -> bool:
    """Whether a capitalised word, but the first, is not the question's own."""
    known = set(_WORD.findall(question))
    return any(name not in known for name in _CAPITALISED.findall(quoted[1:]))


_TABLE: tuple[tuple[Want, str, _Serves], ...] = (
    ("how old", r"how old|what age", _having(_AGE)),
    ("how many", r"how (?:many|long|far|big|large|tall|high|deep|fast|heavy)|what(?:[’']s| is| was)?(?: the)? "
                 r"(?:number|percentage|share)", _having(_NUMBER)),
    ("how often", r"how (?:often|frequently|regularly)|how many times", _having(_TIMES)),
    ("how much", r"price|cost|salary|budget|worth|how much", _amount),
    ("when", r"when|(?:what|which) (?:day|date|year|month|time)|how long ago", _having(_DAY)),
    ("why", r"why|how come|(?:what|which)(?:[’']s| is| was| were)?(?: the)? (?:reasons?|causes?|caused)",
     _having(_REASON)),
    ("said", r"say|said|tell|told|warn|claim|respond", _having(_SPEECH)),
    ("who", r"who|whom|whose|which (?:person|man|woman|minister|player)", _new_name),
    ("where", r"where|(?:what|which) (?:city|town|village|country|place)", _new_name),
)  # fmt: skip
_WANTS = tuple((want, re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), serves) for want, asked, serves in _TABLE)

_REPORTS = (
    r"(?:news|stor(?:y|ies)|reports?|articles?|coverage|headlines?|words?|statements?|updates?|developments?|"
    r"figures?|counts?|tolls?|numbers?|mentions?|accounts?)"
)
_STORY = r"(?:news|story|report|article|headline|word|statement|update|mention)"
_TOLD_OF = r"reported|announced|mentioned|proposed|published|written"
_TOLD = rf"(?:{_TOLD_OF}|said|told|wrote|report|announce|mention|propose|say|tell|write|publish)"
_ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    (
        "newest first",
        re.compile(
            rf"\b(?:latest|newest|most recent) {_REPORTS}\b|^(?:the )?(?:latest|newest|most recent)\b"
            r"|\b(?:what(?:[’']?s| is| are| was| were)|who (?:is|was)) the (?:latest|newest|most recent)\b"
            rf"|\bmost recently\b|\blast (?:{_TOLD}|heard|{_STORY})\b|\blast thing\b.*\b(?:said|{_TOLD})\b"
            r"|\bwhat(?:[’']?s| is) new\b|\bany(?: more)?(?: recent)? (?:news|updates?)\b"
            rf"|^recent {_REPORTS}\b|\bnewest first\b|\breverse chronological\b",
            re.IGNORECASE,
        ),
    ),
    (
        "oldest first",
        re.compile(
            rf"\b(?:first|earliest|oldest) {_REPORTS}\b|^(?:the )?(?:earliest|oldest)\b"
            rf"|\b(?:initial|early) (?:reports?|stor(?:y|ies)|coverage)\b"
            rf"|\bfirst (?:{_TOLD}|appear(?:ed)?|emerged?|heard|come to light|came to light|sp(?:eak|oke))\b"
            rf"|\b(?:{_TOLD_OF}) (?:[^?]{{1,40}} first(?=[\s?.!]*$)|first\b)|\bfirst to (?:{_TOLD})\b"
            r"|\boldest first\b|\b(?<!reverse )chronological(?:ly)?\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip


def of_kind(want: Want, words: str) -> bool:
    """Whether words are of the kind that is wanted, a number, a moment, speech; where none is known any words are."""
    kind = _KINDS.get(want)
    return kind is None or kind.search(words) is not None


def wants_of(question: str) -> tuple[Want, ...]:
    """What the question wants told, in the order of the table; empty where it does not say."""
    return tuple(want for want, asked, _ in _WANTS if asked.search(question))


def order_of(question: str) -> Order | None:
    """The order in which the question wants its quotes, by publication; None where the best one is to come first.

    "First" and "latest" count where they are said of the telling ("first reported", "latest news"), not where they
    belong to what is told ("the first bridge", "her latest album").
    """
    return next((order for order, asked in _ORDERS if asked.search(question)), None)


def served(question: str, quoted: str) -> float:
    """Share, 0 to 1, of what the question wants that the quote has beyond the question's own words; 1 without wants."""
    found = [serves(question, quoted) for _, asked, serves in _WANTS if asked.search(question)]
    return sum(found) / len(found) if found else 1.0
