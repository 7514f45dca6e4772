"""Who somebody is: what stands beside a name that the question asks about, an office before it or a phrase behind."""

from __future__ import annotations

import re

from store.answer import Span
from store.spans.reading import Reading
from store.speech.names import Name
from store.speech.sentence import Sentence

_ASKED = re.compile(
    r"who(?:[’']s| is| was| are| were) (?P<name>(?!(?:the|a|an|its|his|her|their)\b)[^?,]+?)\s*\??\s*", re.I
)
_ARTICLE = r"(?:the|an?|its|his|her|their|then|who|whose)"
_BEHIND = re.compile(rf", (?P<what>{_ARTICLE} (?:[^,.;:()“”\"]|\.(?=\S))+)")
_BEFORE = re.compile(
    r"(?P<what>(?:\b(?:the|an?|its|his|her|their) |(?:[A-Z][\w.’'-]* )*[A-Z][\w.-]*[’']s? )"
    r"(?:[\w’'-]+ ){0,5}?[\w’'-]+), $"
)


def asked_name(question: str) -> tuple[str, ...]:
    """The words of what may be a name in "who is Ada Holt?", in lower case; empty for other questions."""
    asked = _ASKED.fullmatch(question.strip())
    words = asked["name"].split() if asked and "’s " not in asked["name"].replace("'", "’") else []
    return tuple(word.lower() for word in words) if 0 < len(words) < 5 else ()


def asks_of_a_name(question: str) -> bool:
    """Whether a question is who somebody is, by a name that is written as one: not "who is harbour master?"."""
    asked = _ASKED.fullmatch(question.strip())
    return bool(asked_name(question)) and asked is not None and all(word[0].isupper() for word in asked["name"].split())


def who_is(reading: Reading) -> Span | None:
    """What the sentence says beside the asked name: `a deputy of the mayor` of "Ada Holt, a deputy of the mayor, …"."""
    asked = asked_name(reading.question)
    for name in Sentence.of(reading.text, reading.span).names if asked else ():
        if not name.possessive and set(asked) <= {word.lower() for word in reading.text[name.begin : name.end].split()}:
            found = _beside(reading, name)
            if found:
                return found
    return None


def _beside(reading: Reading, name: Name) -> Span | None:
    behind = _BEHIND.match(reading.text, name.end, reading.span.end)
    if behind:
        return Span(*behind.span("what"))
    before = _BEFORE.search(reading.text[reading.span.start : name.begin])
    if before:
        return Span(reading.span.start + before.start("what"), reading.span.start + before.end("what"))
    return Span(name.begin, name.end) if name.begin < name.start else None
