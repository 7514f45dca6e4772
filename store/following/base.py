"""The question that is followed, taken apart: its topic, who speaks in it, and where another name takes a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.persons import SAYS
from store.speech.words import ORGANISATION, PREPOSITIONS, TITLES, person_noun
from store.taken import GAP

_HELPS = (
    r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|may|might|to|be|been|being|"
    r"made|got|goes|went)"
)
ASKS = (
    r"(?:(?:in|on|at|by|from|to|for|of|with|under|near|since|until)\s+)?"
    r"(?:who|whom|whose|what|when|where|why|how|which|wh(?:at|o|ere)s|wat)(?:[’']s)?\b"
)
"""The question word at the beginning of a question: "by whom", "whats"."""
_ASKS = re.compile(rf"(?:(?:and|so|but)\s+)?{ASKS}(?:\s+(?:many|much|long|often|far|old)\b)?\s*", re.IGNORECASE)
_HELPED = re.compile(rf"{_HELPS}\b\s*", re.IGNORECASE)
_SAYING = re.compile(
    rf"\b(?:did|does|do|has|have|had|would|will)\s+(?P<who>\S+(?:\s+\S+){{0,5}}?)\s+{SAYS}(?:ed|s|ten)?\b(?P<rest>.*)",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\b(?:did|does|has|had|will|would)\s+(?P<who>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)\s+(?P<rest>[a-z].*)"
)
_ABOUT = re.compile(r"\b(?:about|abt|regarding|concerning|of|on|over)\s+(?P<topic>.+)", re.IGNORECASE)
_WHAT = re.compile(r"(?:what|which)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\s)[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*")
_LEADS = re.compile(r"(?P<word>in|on|at|near|to|from|by|with|for|under)\s+", re.IGNORECASE)
_PLACING = ("in", "on", "at", "near")
_STOPS = PREPOSITIONS | frozenset("be is are was were will would can could did does do and or when where who".split())
ENDS = " \t?.!,;"


@dataclass(frozen=True, slots=True)
class Base:
    """What was asked before, `asked`, as it was taken then."""

    asked: str

    @property
    def clause(self) -> str:
        """All but the question words: `will the drivers strike` of "When will the drivers strike?"."""
        return _without(_ASKS, self.asked.strip(ENDS))

    @property
    def topic(self) -> str:
        """What it is about whoever speaks of it: `the shield` of "What did Russia say about the shield?"."""
        text = self.asked.strip(ENDS)
        match = _SAYING.search(text) or (_DOING.search(text) if _WHAT.match(text) else None)
        if match is None:
            return _without(_HELPED, self.clause)
        about = _ABOUT.search(match["rest"])
        if about:
            return about["topic"]
        # "What supplement does the union want for each night?" is about the supplement.
        what = _ASKS.sub("", text[: match.start()], count=1)
        return " ".join(f"{what} {match['rest']}".split()) or match["who"]

    @property
    def person(self) -> str | None:
        """Whom "he" or "they" may mean: who speaks in it, or does something under a name of two words."""
        match = _SAYING.search(self.asked)
        if match:
            return match["who"]
        match = _DOING.search(self.asked)
        return match["who"] if match and " " in match["who"] else None

    def with_gap(self, phrase: str) -> str:
        """The question with a GAP where the phrase belongs; at its end where none of its words gives way.

        A phrase with a preposition takes the place of what has the same ("in Alaska"); another that of who speaks or
        acts if it may be somebody, else that of what is spoken about, else that of the only name.
        """
        text = self.asked.strip(ENDS)
        lead = _LEADS.match(phrase)
        if re.match(r"(?:about|abt|on|of) ", phrase, re.IGNORECASE) and (spoken := _SAYING.search(text)):
            return text[: spoken.start("rest")] + " " + GAP
        span = (_placed(text, lead["word"].lower()) or _only_name(text)) if lead else _given_way(text, phrase)
        return f"{text[: span[0]]}{GAP}{text[span[1] :]}" if span else f"{text} {GAP}"


def _without(form: re.Pattern[str], text: str) -> str:
    """The text without the form at its beginning; whole where nothing else is there."""
    match = form.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _may_speak(phrase: str) -> bool:
    """Whether a phrase may be somebody: a name, an office, a body; "the roof" is none."""
    words = phrase.split()
    last = words[-1].strip(ENDS).lower()
    one = last.removesuffix("s")
    if not re.match(r"(?:the|a|an|his|her|their|its)$", words[0], re.IGNORECASE) or words[-1][0].isupper():
        return True
    return last in ORGANISATION or bool({last, one} & TITLES) or person_noun(one)


def _placed(text: str, preposition: str) -> tuple[int, int] | None:
    """Where the last phrase with that preposition stands, "in", "on", "at" and "near" being the same."""
    same = _PLACING if preposition in _PLACING else (preposition,)
    found = None
    for match in re.finditer(rf"\b(?:{'|'.join(same)})\s+(?=\S)", text, re.IGNORECASE):
        end = match.end()
        for word in re.finditer(r"\S+", text[match.end() :]):
            if word[0].lower().strip(ENDS) in _STOPS:
                break
            end = match.end() + word.end()
        if end > match.end():
            found = match.start(), end
    return found


def _given_way(text: str, phrase: str) -> tuple[int, int] | None:
    """Where the words stand that a phrase without a preposition takes the place of."""
    spoken = _SAYING.search(text)
    if spoken and _may_speak(phrase):
        return spoken.span("who")
    if spoken:
        about = _ABOUT.search(text, spoken.start("rest"))
        return about.span("topic") if about else None
    acting = _DOING.search(text)
    if acting:
        return acting.span("who")
    return _only_name(text) if _may_speak(phrase) else None


def _only_name(text: str) -> tuple[int, int] | None:
    names = list(_NAME.finditer(text))
    return names[0].span() if len(names) == 1 else None
