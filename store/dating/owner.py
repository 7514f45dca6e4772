"""Owner: whether a date may go with a noun before it ("an answer on Friday"), of whose time the verb does not tell."""

from __future__ import annotations

import re

_WORD = r"[\w.’'-]+"
_PLACED = rf"(?: (?:in|at|near|of|on|off|outside|against|between|with)(?: {_WORD}){{1,4}})?"
_A = r"(?:an?|another|one|two|three|four|five|six|new|fresh|further|more)"
_THE = rf"(?:the|his|her|its|their|our|this|that|{_WORD}[’']s)"
# What is told of when it has been.
_MISHAP = (
    r"(?:abduction|accident|ambush|arson|arrest|assault|assassination|attack|blast|blaze|bombing|clash(?:es)?|collapse|"
    r"collision|crash|death|derailment|disaster|drowning|earthquake|explosion|fire|flood(?:ing)?|incident|kidnapping|"
    r"killing|knifing|loss|massacre|murder|outage|quake|raid|rampage|riot|robbery|shipwreck|shooting|sinking|spill|"
    r"stabbing|storm|theft|tragedy|unrest|violence|wreck|defeat|victory)s?"
)
# What nobody tells of before it has been.
_UNFORESEEN = (
    r"(?:abduction|accident|ambush|assassination|attack|blast|blaze|bombing|collapse|collision|crash|derailment|disaster|"
    r"drowning|earthquake|explosion|kidnapping|killing|landslide|massacre|murder|quake|riot|robbery|shipwreck|shooting|"
    r"sinking|spill|stabbing|stampede|tragedy|wreck)(?:e?s)?\b"
    r"(?! (?:course|drill|exercise|mystery|session|test|victory|win)\b)"
)
# What is told of before and after it has been.
_EVENT = (
    r"(?:announcement|auction|ballot|boycott|cabinet|ceremony|clash|concert|conference|contest|count|curfew|debate|decision|defeat|demonstration|"
    r"derby|dinner|drill|election|exam|exhibition|fair|festival|fight|final|fixture|funeral|game|gig|hearing|holiday|"
    r"inauguration|inquest|launch|lunch|march|match|meeting|open(?:ing)?|parade|party|poll|premiere|primary|procession|"
    r"protest|race|rally|referendum|regatta|rematch|reunion|ruling|runoff|run-off|sale|semi-?final|service|session|show|"
    r"speech|stoppage|strike|summit|talk|test|tour|tournament|trial|truce|verdict|victory|vigil|visit|vote|walkout|wedding|win)"
    r"(?:e?s)?"
)
_RETROSPECT = (
    r"(?:analy[sz]e|apologi[sz]e|appeal|assess|celebrate|challenge|commemorate|condemn|consider|contest|discuss|dispute|"
    r"examine|explain|honou?r|investigate|mark|mourn|probe|question|recall|regret|remember|report|review|scrutini[sz]e|"
    r"study|watch)"
)
_BACK = re.compile(
    rf"\b(?:{_A}|{_THE}) (?:{_WORD} )*?{_MISHAP}{_PLACED}\s*$"
    rf"|\b{_RETROSPECT}(?:d|s|ed|ing)?\b (?:{_WORD} )*?{_EVENT}{_PLACED}\s*$"
    rf"|\b(?:apologi[sz]|commemorat|investigat|mourn|regret|remember)(?:e?[sd]?|ing)\b (?:{_WORD} )+$"
    rf"|\b(?:answer|blame[ds]?|charged?|compensated?|fined?|pa(?:y|id)|pray|prosecuted?|punish(?:ed)?|question(?:ed)?|"
    rf"sentenced?|sued?|suspend(?:ed)?|thank(?:ed)?|tried|try) (?:{_WORD} )*?for {_THE} (?!first|second|third)"
    rf"(?:{_WORD} )+$"
    rf"|(?<!take )(?<!hand )(?<!turn )(?<!go )\b(?:about|over|regarding|concerning) (?!\d)(?:{_WORD} )+$"
    r"|\b(?:after|following|since|despite|because of|amid|in the wake of) (?:\S+ )+$"
    rf"|\b(?:inquir\w+|inquest|investigation|probe|research|review|look) into (?:{_WORD} )+$"
    r"|\b(?:account|aftermath|anniversary|cause|footage|image|loser|memory|news|outcome|photo|picture|report|result|"
    rf"survivor|victim|video|winner|witness)(?:e?s)? (?:of|from|to) (?:{_WORD} )+$",
    re.IGNORECASE,
)
_BEFELL = re.compile(rf"\b{_UNFORESEEN}{_PLACED}\s*$", re.IGNORECASE)
_OWNED = re.compile(rf"\s+(?:[a-z-]+ ){{0,2}}{_UNFORESEEN}")
_DATED = re.compile(
    rf"\b(?:{_EVENT}|deadline|(?:last|final|first|due|election|release) da(?:y|te))"
    rf"(?: (?:against|at|between|for|in|of|on|to|with)(?: {_WORD}){{1,5}})? $"
)
_VERB = r"(?:e?[sd]?|ing)\b"
_NO_NOUN = "".join(f"(?<!{word} )" for word in ("a", "an", "the", "his", "her", "its", "their", "this", "’s", "'s"))
_AHEAD = re.compile(
    # Who expects, calls for or puts off: unless the date stands right behind the verb.
    rf"\b{_NO_NOUN}(?:(?:adjourn|advertis|anticipat|await|brac|defer|deferr|delay|demand|expect|forecast|invit|need|"
    rf"organi[sz]|plann|pledg|postpon|predict|prepar|promis|propos|request|schedul|seek|summon|threaten|urg|want|arrang|hop|"
    rf"qualifi|register){_VERB}|train(?:ed|ing)|sought|foresaw|look(?:ed|ing) forward|(?:call|ask|push)(?:ed|ing) for|"
    r"warned of|signed up|put off)(?!\s*$)"
    r"|\b(?<!than )(?<!as )(?:expected|awaited|anticipated|forecast)\s*$"
    rf"|\b{_NO_NOUN}(?:announc|conven|book){_VERB} (?:{_A} (?:{_WORD} )+|(?:{_WORD} )*?{_EVENT}{_PLACED}\s*)$"
    rf"|\b{_NO_NOUN}(?:agree|approv|authori[sz]|back|bann|call|confirm|declar|endors|fac|fear|offer|order|put|"
    rf"sanction|set|support){_VERB} "
    rf"(?:{_WORD} )*?{_EVENT}{_PLACED}\s*$"
    rf"|^\W*with (?:{_A}|{_THE}) (?:{_WORD} )*?{_EVENT}{_PLACED}\s*$"
    rf"|\bfor (?:(?!(?:in|at|during)\b){_WORD} )*?{_EVENT}{_PLACED}\s*$"
    r"|\b(?:plan|detail|date|invitation|hope|threat|preparation|call|prospect|chance|rumou?r|talk|news|notice|spoke|"
    r"speaking|told|excited|confident|worried|nervous|optimistic|hinted|dreamed|dreamt|barred)s? "
    rf"(?:of|for|about|at|to|from|over) (?:{_WORD} )*?{_EVENT}{_PLACED}\s*$"
    r"|\b(?:taking effect|(?<!week )(?<!month )(?<!year )(?<!period )ending|starting|beginning|opening|running|lasting|"
    r"those [a-z]+ing)\s*$"
    r"|\btickets? (?:for|to)\b"
    r"|\b(?:ahead of|in advance of|in anticipation of|(?:on|at) the eve of|run-?up to|build-?up to|leading up to|"
    r"prior to|in time for|pending)(?: |$)"
    # Before whom one stands, and up to what hour, is no event.
    r"|\bbefore (?!(?:noon|midnight|dawn|dusk|sunrise|sunset|\d)|(?:\S+ ){0,4}?(?:judge|magistrate|court|jury|tribunal|"
    r"committee|panel|crowd|audience|lawmakers|reporters|fans|Congress|[Pp]arliament)s?\b)(?:(?!as\b)\S+ )+$"
    rf"|\b{_NO_NOUN}(?:ask|tell|instruct|begg?|encourag|advis|persuad|order|refus|vow|vot|told|urg|want){_VERB} "
    rf"(?:{_WORD} )*?to (?!(?:the|an?|his|her|its|their)\b)[a-z]+ (?:(?!(?:after|when|who|that|which)\b)\S+ )*$"
    # A clause on a noun, its verb not seen, so that it is in the present; not what a statement says.
    rf"|\b(?:{_A}|{_THE}) (?:{_WORD} )*?(?<!statement )(?<!release )(?<!report )(?<!letter )(?<!interview )"
    r"(?:that|which|who|whose|where) \S+ ",
    re.IGNORECASE,
)


def looks_back(sentence: str, start: int, end: int) -> bool:
    """Whether in `sentence[start:end]`, up to a date, a noun may have it that has been ("talks about the fire on…")."""
    return _BACK.search(sentence, start, end) is not None


def befell(sentence: str, start: int, end: int) -> bool:
    """Whether in it the date goes with what nobody foresees ("after a blast on…")."""
    return _BEFELL.search(sentence, start, end) is not None


def owns_what_befell(sentence: str, end: int) -> bool:
    """Whether a day that ends at `end` with `’s` has what nobody foresees ("Friday’s deadly crash")."""
    return _OWNED.match(sentence, end) is not None


def names_event(sentence: str, end: int) -> bool:
    """Whether the words up to `end` are what has a day ("the deadline for bids", of which "is Friday")."""
    return _DATED.search(sentence, 0, end) is not None


def looks_ahead(sentence: str, start: int, end: int) -> bool:
    """Whether in it a noun may have the date that is to come ("expected an answer on…")."""
    return _AHEAD.search(sentence, start, end) is not None
