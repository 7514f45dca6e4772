"""Tags: the marks that a wire sets before a headline, one behind the other: `RPT-UPDATE 3-`, `CORRECTED-(OFFICIAL)-`

What is not plainly such a mark is left as part of the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.readers.embargo import declares_embargo
from store.readers.taking_back import takes_back

_ISO = r"\d{4}-\d\d-\d\d(?:T[\d:]{4,8}(?:Z|[+-]\d\d:?\d\d)?)?"
_DASHES = "-‐‑–—"
_OFFICIAL = rf"\s?[{_DASHES}]?\s?\((?i:OFFICIAL)\)"
_KEEPS_OUT = (
    r"(?:STORY )?WITHDRAWN|RETRACTED|RETRACTION|(?:PLEASE )?KILL|(?i:MANDATORY KILL|KILL (?:NOTICE|ADVISORY))"
    r"|(?i:(?:STORY|ARTICLE|ITEM) (?:IS |HAS BEEN )?(?:WITHDRAWN|RETRACTED|KILLED))"
    rf"|(?:STRICTLY )?EMBARGO(?:ED)?(?: (?:UNTIL|TILL|TO|FOR) (?:{_ISO}|[^-–—*]){{1,80}}?)?"
)
_TAGS = (
    r"UPDATE(?: ?\d{1,3})?|WRAPUP(?: ?\d{1,3})?|CORRECTION|REFILE|REPEAT|RPT"
    rf"|CORRECTED(?:{_OFFICIAL}|\s?[{_DASHES}]?\s?OFFICIAL)?|{_KEEPS_OUT}"
)
# In small letters only before what can be a headline: `Kill switch …`, `Kill-Switch …`, `Withdrawn: how …` are others.
_COMPOUNDS = (
    r"switch|shot|or|joy|time|team|list|zone|box|rate|ratio|chain|house|code|pen|floor|fee|device|capture|off|web|line"
    r"|bill|order|count|streak|proof|your|all|and"
)
_TELLS = r"how|why|what|when|where|who|inside|behind|the|an?|from|by|in|on|at|for|with|without|as|my|our|his|her|their"
_SMALL = (
    rf"Kill(?=[{_DASHES}](?!(?i:{_COMPOUNDS})\b)[A-Z0-9])"
    rf"|(?:Withdrawn|Retracted|Retraction)(?=\s*[{_DASHES}:]+\s*(?!(?i:{_TELLS})\b)[A-Z“\"‘'])"
)
_BEFORE = rf"(?:BC|ADVISORY|Advisory|NOTICE|(?:ATTENTION|ATTN|NOTE TO)? ?EDITORS?)\s*[{_DASHES}:]+\s*"
_TAG = re.compile(
    rf"[\s*]*(?:[(\[](?P<boxed>{_TAGS})[)\]]|(?:{_BEFORE}){{0,2}}(?P<small>{_SMALL})"
    rf"|(?:(?:{_BEFORE}){{1,2}}(?P<behind>{_KEEPS_OUT})|(?P<bare>{_TAGS}))"
    rf"(?=\s*(?:[{_DASHES}]|\*\*|:(?!\d)|$)|(?<=\)) ))\s*[{_DASHES}:*]*\s*"
)
_TAIL = re.compile(
    rf"\s*(?:[(\[](?P<boxed>{_TAGS}|(?i:[^()\[\]]{{0,30}}EMBARGO[^()\[\]]{{0,80}}))[)\]]"
    rf"|\s[{_DASHES}|]+\s+(?P<bare>EMBARGO(?:ED)?(?: (?i:UNTIL|TILL|TO|FOR)\b[^()\[\]]{{1,80}})?))\s*$"
)
_LONGEST_TAIL = 160  # characters
_TAKEN_BACK = re.compile(r"WITHDRAWN|KILL|RETRACT", re.IGNORECASE)


def read_tags(headline: str) -> tuple[list[str], str]:
    """The tags of a headline, as they are printed, and the rest of it."""
    tags: list[str] = []
    at = 0
    while found := _TAG.match(headline, at):
        tag = next(filter(None, found.groups()))
        if found.end() == len(headline):
            # Nothing but a tag: it is all the headline there is, and counts only where it keeps a story out.
            tags += [tag] if keeps_out(tag) else []
            break
        tags.append(tag)
        at = found.end()
    rest = headline[at:]
    tail = _TAIL.search(rest, max(0, len(rest) - _LONGEST_TAIL))
    if tail and tail.start():
        tag = tail["boxed"] or tail["bare"]
        if re.fullmatch(_TAGS, tag) or declares_embargo(tag):
            tags.append(tag)
            rest = rest[: tail.start()]
    return tags, rest.strip()


def main_tag(marks: Sequence[str]) -> str | None:
    """The mark that says most: a withdrawal, then a correction, then a number, then the others."""
    for wanted in (_TAKEN_BACK, re.compile("CORRECT"), re.compile(r"\d"), re.compile("")):
        for mark in marks:
            if wanted.search(mark):
                return _spelt(mark)
    return None


def is_withdrawal(tag: str) -> bool:
    """Whether a tag takes its story back."""
    return bool(_TAKEN_BACK.search(tag))


def keeps_out(tag: str) -> bool:
    """Whether a story under a tag is not to be quoted, for ever or for a time."""
    return is_withdrawal(tag) or declares_embargo(tag)


def withdraws(headline: str) -> bool:
    """Whether a headline alone takes its story back, so that there need be no text under it."""
    return any(map(is_withdrawal, read_tags(headline)[0])) or takes_back(headline, alone=False)


def _spelt(mark: str) -> str:
    numbered = re.sub(r"^(UPDATE|WRAPUP)(\d)", r"\1 \2", mark)
    return re.sub(
        rf"^CORRECTED\s?[{_DASHES}]?\s?\(?OFFICIAL\)?$", "CORRECTED (OFFICIAL)", numbered, flags=re.IGNORECASE
    )
