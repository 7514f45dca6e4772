"""Notices of a correction, and of what a new version mends or adds: `(Corrects the day in paragraph 2)`

Only what is shaped like one counts: news of constitutions that are amended and of Departments of Corrections stays.
"""

from __future__ import annotations

import re

from store.readers.taking_back import is_attributed

_STORY = r"(?:story|article|report|item)"
_PART = (
    r"(?:story|article|report|item|version|headline|byline|dateline|paragraphs?|paras?|grafs?|lead|lede|line|caption)"
)
_CORRECTS = re.compile(
    r"(?:Corrects\b|Correcting\b"
    r"|Corrected(?=\W*$|\s*[:;,–—-]|\s+(?:to|in|the|an?|throughout|after|by|version|spelling|name|date|day|headline)\b)"
    r"|(?:Corrections?|Clarification)(?=\s*[:–—-]|\s+(?:to|in) (?:the )?(?:[\w.-]+ )?"
    rf"{_PART}\b)"
    rf"|(?:This|An? (?:earlier|previous))\b.{{0,60}}?\b{_PART}\b.{{0,60}}?\b(?:corrects|correcting"
    r"|(?:has been|have been|is|was) corrected)\b"
    rf"|In\b.{{0,60}}?\b{_PART}\b(?:.{{0,60}}?,)? (?:corrects|correcting)\b(?! (?:his|her|their|him|them)\b)"
    rf"|(?!(?:The|That|His|Her|Its|Their|No)\b)(?:[\w.-]+ ){{0,3}}{_PART}\b(?: \d+)?,?"
    r" (?:(?:is|was|has been) )?correct(?:s|ed)\b"
    r"|(?:Refil|Repeat|Add|Updat|Recast|Remov|Delet|Clarif|Fix|Rewrit|Resend|Chang|Insert|Edit|Writ)\w*\b.{0,60}?"
    r"(?:\bcorrect(?:s|ed|ing)\b|(?:\b(?:with|for|of|a|and|the)\s|[,;.]\s)corrections?(?= (?:to|in)\b|[,;.:)]|$)))",
    re.IGNORECASE | re.DOTALL,
)
_MENTIONS = re.compile(r"\bcorrect(?:s|ed|ing|ion|ions|ive)\b", re.IGNORECASE)
_BODY = r"(?:dep(?:artmen)?t|division|bureau|office|board|house|commissioner|director|secretary|minister|ministry|head)"
_WITH = r"(?:public safety|rehabilitation|community|juvenile|youth|adult|state)"
_STAFF = (
    r"(?:dep(?:artmen)?ts?|division|bureau|board|agency|system|authorities|authority|minist(?:er|ry)|commissioner|chief"
    r"|director|secretary|spokes\w+|officers?|officials?|guards?|staff|workers?|union|facilit(?:y|ies)|cent(?:er|re)s?"
    r"|corporation|academy)"
)
# Those who run prisons in English-speaking countries, with the word that would else tell of a mended mistake.
_PRISONS = re.compile(
    rf"\b{_BODY}\.? (?:of|for) (?:{_WITH}(?:,| and| &)? )*corrections?\b"
    rf"|\bcorrections?(?: and rehabilitation)? {_STAFF}\b"
    rf"|\b{_WITH} corrections\b|\bcorrective (?:services|measures?|action|steps?)\b",
    re.IGNORECASE,
)
_REFILES = re.compile(r"(?:Refil(?:es|ed|ing)|Repeats? (?:to|for|with))\b", re.IGNORECASE)
_ADDS = re.compile(
    r"(?:Updates|Adds|Recasts|Repeats|Rewrites|Writes through|Inserts|Edits)\b(?!:)"
    r"(?! (?:are|is|were|was|will|can|may|have|had)\b)"
    r"|(?:Update|Add|Recast|Repeat|Rewrite|Insert|Edit)s? (?:[\w-]+ ){0,2}"
    r"(?:details?|quotes?|background|byline|comments?|reaction|links?|graphics?|tables?|paragraphs?|throughout)\b",
    re.IGNORECASE,
)
_MISTAKEN = (
    r"(?:mis[a-z]{3,}|(?:incorrectly|wrongly|erroneously|mistakenly|inaccurately|falsely) [a-z]+"
    r"|(?:gave|had|used|contained|included|listed|carried|cited|put|showed) (?:an? |the |some |several )?"
    r"(?:\w+ )?(?:incorrect|wrong|error|errors|inaccura\w+|mistakes?|outdated|typo))\b"
)
_SAID = (
    r"(?:said|gave|stated|reported|named|identified|described|listed|included|contained|carried|referred|omitted|quoted"
    r"|attributed|suggested|implied|transposed|confused|should have|used|cited|put|showed"
    r"|(?:failed|neglected) to (?:say|mention|note|include|state|attribute|identify|make)|did not"
    r"|left out|spelled|spelt|called|noted|indicated|had(?! (?:been|to)\b)"
    r"|(?:has|had)? ?(?:been )?(?:was |were )?(?:corrected|amended|incorrect|wrong|inaccurate|in error|mistaken"
    r"|published in error|unclear))\b"
)
_TO_MEND = (
    r"to (?:correct|correctly|clarify|reflect|say|show|state|note|make (?:it )?clear|remove|add|fix|include|give"
    r"|indicate|accurately|amend|update|read|identify|attribute|specify|explain|change|replace|delete|restore|remedy)\b"
)
_ON_DAY = (
    r"(?:on|at) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}[ :.]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_LABELLED = re.compile(r"(?:CORRECTION|CORRECTED|Corrections?|Clarification)\b ?(?:\([^()]{1,40}\))?:\s*\S")
_SAYS = re.compile(
    rf"An earlier version of this {_STORY}\b(?:,[^,.]{{1,80}},)?(?: {_SAID}"
    rf"|(?: [^.]{{1,80}}?)?[ ,]{_MISTAKEN})"
    rf"|This (?:[\w.,]+ ){{0,4}}?{_STORY}\b(?:, [^,]{{1,60}},| (?:about|on|headlined|(?:first |originally )?published"
    r"|posted|by|from)\b[^,]{1,60}?)? (?:has been|was|is) (?:\w+ly )?(?:(?:corrected|amended)"
    rf"(?=\W*$|\.\s|,? {_TO_MEND}|,? {_ON_DAY})|corrected(?= (?:in|throughout|after|because|with|for|following|by)\b))"
    rf"|The (?:[\w.,]+ ){{0,3}}?{_STORY} (?:has been|was|is) (?:corrected|amended)"
    r"(?= to (?:correct|say|show|clarify|make|fix|state|reflect)\b|\W*$|\.\s)",
    re.DOTALL,
)


def corrects(notice: str) -> bool:
    """Whether a paragraph is the notice of a correction."""
    inner = bracketed(notice)
    return tells_correction(inner) if inner else _says_correction(notice)


def tells_correction(inner: str) -> bool:
    """Whether what stands in brackets tells of a correction: `Corrects the day in paragraph 2`."""
    found = _CORRECTS.match(_PRISONS.sub("Prisons", inner))
    return bool(found) and (inner[:8].casefold() == "corrects" or not is_attributed(inner))


def mentions_correction(note: str) -> bool:
    """Whether a note to editors has a word for a correction that is not the name of those who run prisons."""
    return bool(_MENTIONS.search(_PRISONS.sub(" ", note)))


def mends_or_adds(notice: str) -> bool:
    """Whether a paragraph is in brackets and says what a new version has that the one before it had not."""
    inner = bracketed(notice)
    return bool(inner and (_REFILES.match(inner) or _ADDS.match(inner))) and not is_attributed(inner or "")


def told(notice: str) -> str | None:
    """What a notice says to a reader; None for those that only say what an update added, or when an embargo ends."""
    inner = bracketed(notice)
    if inner:
        return inner if tells_correction(inner) or _REFILES.match(inner) else None
    return notice if _says_correction(notice) else None


def _says_correction(notice: str) -> bool:
    return bool(_LABELLED.match(notice) or (_SAYS.match(notice) and not is_attributed(notice)))


def bracketed(paragraph: str) -> str | None:
    """What stands in a pair of brackets that is the whole paragraph."""
    text, depth = paragraph.strip(), 0
    if not text or text[0] not in "([" or text[-1] not in ")]":
        return None
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return text[1:-1].strip() if at == len(text) - 1 else None
    return None
