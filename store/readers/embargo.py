"""Embargoes as newsrooms write them: `EMBARGOED UNTIL 1800 GMT, MARCH 25, 2013`, `Embargo: 25 March 2013, 6 p.m.`

Whatever may be one and cannot be read is refused: a story that must not be out yet must not slip out by a spelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from store.readers.embargo_end import goes_on, has_time, read_end
from store.readers.errors import NotAnArticleError
from store.readers.taking_back import is_attributed

_MARKUP = str.maketrans("*_", "  ")
_LEAD = r"[\s(\[#>“\"-]*"
_LABELS = (
    r"(?:(?:BREAKING|NEWS|MEDIA|PRESS|STRICT|STRICTLY|UNDER|PLEASE|NOTE|NOTICE|ATTENTION|ATTN|ADVISORY|IMPORTANT|URGENT"
    r"|CONFIDENTIAL|RELEASE|TO|ALL|EDITORS?|EDITOR[’']S|CLIENTS|JOURNALISTS|BC)\b[\s:,;!.–—-]*){0,8}"
)
_THING = (
    r"(?:STORY|ARTICLE|REPORT|ITEM|MATERIALS?|CONTENTS?|INFORMATION|RELEASE|STATEMENT|DOCUMENT|COPY|TEXT|NEWS|PRESS)"
)
_SUBJECT = (
    r"(?:(?:THIS|ALL(?: OF)?(?: THIS| THE)?|THE (?:FOLLOWING|ABOVE|ENCLOSED|ATTACHED)|(?:THE )?CONTENTS? OF THIS)"
    rf"(?: (?:{_THING}|EMBARGOED|FOLLOWING|ABOVE|BELOW|IS|ARE|REMAINS?|STRICTLY|UNDER)){{1,7}} )?"
)
_PUBLISHED = (
    r"(?:RELEASED?|PUBLICATION|PUBLISH(?:ED)?|BROADCAST|USED?|PRINT(?:ED)?|RUN|TRANSMIT(?:TED)?|TRANSMISSION|QUOTED?"
    r"|DISTRIBUT(?:ED?|ION)|POST(?:ED)?|MADE PUBLIC)"
)
_UNTIL = r"(?:BEFORE|UNTIL|[’']?TILL?|PRIOR TO|(?:EARLIER|SOONER) THAN)"
_FORBIDS = (
    rf"(?:(?:(?:MAY|MUST|SHOULD|CAN|SHALL|DO|IS|ARE) ?)?(?:NOT|NO|DON[’']T)\b(?: (?:FOR|TO|BE|ANY))* {_PUBLISHED}\b"
    rf"[^.\d]{{0,60}}?\b{_UNTIL}"
    rf"|(?:(?:FOR|TO BE) )?{_PUBLISHED}(?: DATE| TIME)?[\s:–—-]+(?:IS )?NOT? {_UNTIL}"
    rf"|HOLD (?:(?:THIS |THE )?{_THING} |IT |THIS )?(?:BACK )?(?:FOR {_PUBLISHED}|UNTIL|TILL))\b"
)
_CAPITALS = re.compile(
    rf"{_LEAD}(?:(?i:{_LABELS}))(?:EMBARGOED(?=\W*$|\s*[-–—:,;.!(|]|\s+(?i:UNTIL|[’']?TILL?|TO|FOR|BY|NOT|BEFORE)\b)"
    rf"|EMBARGO(?=\W*$|\s*[-–—:]|\s+(?i:UNTIL|[’']?TILL?)\b)|{_FORBIDS})"
)
_NAMED_FOR_ITS_BREACH = re.compile(rf"{_LEAD}BREAKING\W+EMBARGO(?:ED)?\b(?! (?:UNTIL|TILL)\b)", re.IGNORECASE)
_LEADING = re.compile(
    rf"{_LEAD}{_LABELS}{_SUBJECT}"
    rf"(?:EMBARGO(?:ED)?\b|{_FORBIDS}|(?P<release>FOR {_PUBLISHED}\b(?=\W+(?:\d|AT|ON|NOT|AFTER))"
    rf"|{_PUBLISHED}(?: ONLY)?\b(?=\W+AFTER)))"
    r"[\s:,;.!(|–—-]*"
    r"(?:(?:NOT|FOR|RELEASE|PUBLICATION|BROADCAST|USE|UNTIL|[’']?TILL?|TO|BEFORE|AT|ON|BY|AFTER|BE|PUBLISHED|RELEASED|PRIOR"
    r"|EARLIER|THAN|OR|LIFTS|ENDS|EXPIRES|TIME|DATE|STRICTLY)\b[\s:,–—-]*)*",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+(?:at |the |on )?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK_FIRST = (
    r"\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b|\d{1,2}[:.]\d\d|\d{4}[ ,]+(?:GMT|UTC|hrs|hours|on|(?-i:[A-Z]{2,5}))\b|noon\b"
    r"|midnight\b|midday\b|12 noon\b"
)
# Where the end of an embargo stands at once, and not the goods, talks or country that one is about.
_TIME_FIRST = re.compile(
    rf"{_WEEKDAY}(?:{_CLOCK_FIRST}|{_NTH}(?: of)? {_MONTH}|{_MONTH}\s+{_NTH}\b|\d{{4}}-\d\d|\d{{1,2}}[/.]\d)",
    re.IGNORECASE,
)
_TIME_AFTER_UNTIL = re.compile(
    rf"{_WEEKDAY}(?:the |\w+ of )?(?:(?:morning|afternoon|evening|end|start|close|night|early|late)\b(?: of| on)? )?"
    rf"{_WEEKDAY}(?:\d|{_MONTH}\s+\d|noon\b|midnight\b|midday\b)",
    re.IGNORECASE,
)
_SOON = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|tonight|noon|midnight|midday|next|week|month|morning"
    r"|afternoon|evening|night|further notice|notice|GMT|UTC|local|time|the|of|on|at|\d{1,4}|[ap]\.?m\.?"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)"
)
_ONLY_SOON = re.compile(rf"{_SOON}(?:[\s,.:]+{_SOON}){{0,7}}\W*", re.IGNORECASE)
_MAY_BE_NEWS = re.compile(r"\bEMBARGO(?:ED)? (?:LIFTS|ENDS|EXPIRES|ON|AT|BY|AFTER|TO)\b", re.IGNORECASE)
_EMBARGO = re.compile("EMBARGO", re.IGNORECASE)
_SAYS_UNTIL = re.compile(rf"\b{_UNTIL}\b\W*$", re.IGNORECASE)
_IN_A_NOTE = re.compile(rf"(?:^|[.;:!\n])\s*|\bEMBARGO|(?i:\b(?:embargoed\b|under embargo\b|{_FORBIDS}))")
_LONGEST_END = 120  # characters; what follows is no longer the date
_LONGEST_NOTICE = 300  # characters; a longer paragraph that begins with an embargo goes on as the story
_SENTENCE, _NOTE = 400, 20_000  # characters of a note to editors that are read


def declares_embargo(text: str) -> bool:
    """Whether a headline or paragraph begins as an embargo: in capitals, or in words with a day or an hour."""
    text = text.translate(_MARKUP)
    if _CAPITALS.match(text) and not _NAMED_FOR_ITS_BREACH.match(text):
        return True
    found = _LEADING.match(text)
    if found is None:
        return False
    when = _when(text)
    dated = has_time(when)
    if _SAYS_UNTIL.search(text, 0, found.end()):
        at_once = bool(_ONLY_SOON.fullmatch(when) or (dated and _TIME_AFTER_UNTIL.match(when)))
        return at_once or (dated and bool(_EMBARGO.search(text, 0, found.end())) and not is_attributed(text))
    if found["release"] or _MAY_BE_NEWS.search(text, 0, found.end()):
        return dated and not is_attributed(text) and _is_readable(text)
    return dated and not is_attributed(text) and bool(_TIME_FIRST.match(when))


def is_embargo_notice(paragraph: str) -> bool:
    """Whether a paragraph declares an embargo and is no part of the story."""
    return len(paragraph) <= _LONGEST_NOTICE and declares_embargo(paragraph) and not goes_on(_when(paragraph))


def latest_end(texts: Sequence[str]) -> datetime | None:
    """The aware moment at which the last of the embargoes that are declared in texts ends; None where there are none.

    Raises NotAnArticleError where no end is given or one cannot be read.
    """
    declared = [text for text in texts if declares_embargo(text)]
    ends = [end_of_embargo(text) for text in declared if names_end(text)]
    if declared and not ends:
        raise NotAnArticleError("it says EMBARGOED and no end; write `embargo: 2013-03-25T18:00Z`")
    return max(ends, default=None)


def end_in_note(note: str) -> datetime | None:
    """The end of an embargo that a note to editors states in any of its sentences, as `latest_end` has it."""
    starts = (found.start() for found in _IN_A_NOTE.finditer(note[:_NOTE]))
    return latest_end([note[start:][:_SENTENCE].lstrip(" .;:!\n") for start in starts])


def names_end(text: str) -> bool:
    """Whether more than the word stands in a text that declares an embargo: `EMBARGOED` alone does not."""
    return any(character.isalnum() for character in _when(text))


def end_of_embargo(text: str) -> datetime:
    """The aware moment at which an embargo ends; without zone or hour, when that has come everywhere on Earth.

    Raises NotAnArticleError where it cannot be read.
    """
    try:
        return read_end(_when(text))
    except ValueError as error:
        raise NotAnArticleError(
            f"the end of the embargo {_when(text)[:60]!a} cannot be read; write `embargo: 2013-03-25T18:00Z`"
        ) from error


def _is_readable(text: str) -> bool:
    try:
        read_end(_when(text))
    except ValueError:
        return False
    return True


def _when(text: str) -> str:
    text = text.translate(_MARKUP)
    found = _LEADING.match(text)
    return text[found.end() :][:_LONGEST_END].strip() if found else ""
