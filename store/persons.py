"""The person whose words a question asks for by name."""

from __future__ import annotations

import re

from store.dating.period import WEEKDAY

_PERSON = r"(?-i:[A-Z][\w’'-]+(?: (?:van|von|de|al|bin|[A-Z][\w’'-]*\.?))*(?: [A-Z][\w’'-]+)*)"
SAYS = r"(?:say|said|tell|told|warn|claim|write|promise|insist|announce|call|argue|suggest|respond|reply|think|want)"
_SPEAKS = (
    rf"(?:{SAYS}|state|declare|deny|comment|mention|explain|believe|admit|complain|vow|remark|"
    r"(?:warn|claim|insist|announc|call|argu|suggest|respond|declar|comment|mention|explain|admitt|complain|vow|promis|"
    r"stat|remark)ed|denied|replied|written)"
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Prof)\.? )?"
_OFFICE = rf"(?:(?!when|while|that|who|if|because)(?:the )?[a-z][\w-]*,? ){{0,4}}?{_TITLE}(?!NOT\b)"
_ADVERB = r"(?:(?:not|never|ever|also|just|really|first|last|later|once|publicly) )?"
_WORDS_OF = (
    r"(?:words|last word|remarks?|comments?|statements?|reactions?|response|reply|answers?|views?|opinions?|quotes?|"
    r"explanation)"
)
_SPEAKER = re.compile(
    rf"\b(?i:did|does|has|have|had) {_OFFICE}(?P<person>{_PERSON}),? {_ADVERB}{_SPEAKS}\b"
    rf"|\b(?i:is|was|has|had) (?:the )?{_TITLE}(?P<saying>{_PERSON}) (?:been )?"
    r"(?:say|warn|claim|argu|suggest|tell)ing\b"
    rf"|\b[Aa]ccording to {_OFFICE}(?P<source>{_PERSON})(?=[?.,;]|$)"
    rf"|\b(?:[Qq]uotes?|words|remarks|comments|statements?) (?:by|from|of) {_OFFICE}(?P<quoted>{_PERSON})"
    r"(?=[?.,;]|$| [a-z])"
    rf"|\b(?:is|are|was|were|to|of|in|on|about|from|with) {_OFFICE}(?!{WEEKDAY}|That|There)"
    rf"(?P<owner>{_PERSON})['’]s? (?:own )?{_WORDS_OF}\b",
)

# A name typed without capitals: no pronoun, no article.
_NAME = (
    r"(?:(?!(?:the|an?|this|that|these|those|he|she|it|they|you|we|i|who|what|one|any\w*|some\w*|every\w*|no\w*|"
    r"people|others?|his|her|their|its|our|my|your)\b)[^\W\d][\w’'-]*)"
)
_TYPED_SPEAKER = re.compile(
    rf"^(?:[Ww]hat|[Ww]hy|[Hh]ow|[Ww]hen|[Ww]here) (?:did|does|has) (?P<person>{_NAME}(?: {_NAME})?) {_ADVERB}"
    r"(?:say|said|tell|told|warn(?:ed)?|think|reply|replied|respond(?:ed)?)\b"
)


def speaker_named(question: str) -> str | None:
    """The person whose words the question asks for, as it names them; None where it asks for nobody's."""
    match = _SPEAKER.search(question) or (_TYPED_SPEAKER.search(question) if without_capitals(question) else None)
    return match[match.lastgroup or 0] if match else None


def without_capitals(question: str) -> bool:
    """Whether a question is typed without capitals, but for its first letter perhaps."""
    return re.search(r"[A-Z]", question[1:]) is None
