"""What the words of a follow-up are: how they open, whether they refer to what was asked, whether they ask at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.following.base import ASKS, ENDS
from store.following.then import is_before, is_since
from store.persons import SAYS
from store.spans.stem import stem
from store.speech.words import FUNCTION, words_in
from store.wanted import Order

FULL = 3  # words of its own with which a question can stand alone
NAMED = 2  # words that name something without a word like "and" before them
LONG = 5  # with so many it stands alone although it begins with "and"

_OPENS = re.compile(
    r"(?:(?:and|n|&|so|ok(?:ay)?|but|also|well|then(?= \w)|now(?= \w)|hm+|hey|please|pls|or|thanks?|"
    r"thank you|thx|great|cool|(?:what|how|wat|wot)(?:[’']?s)? (?:about|abt)|wbt)(?!\w)[\s,.!:…-]*)+",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:he|she|it|its|they|them|their|him|his|her|hers|those|these|else|others?|same|too|either|instead|also)\b"
    r"|\b(?:this|that|there)(?=\s*(?:[?.!]|$))"
    r"|\b(?:this|that) (?:is|was|happen\w*|mean\w*|work\w*|cost\w*|take\w*|end\w*)\b"
    r"|\b(?:is|was|did|does|will) (?:this|that)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(rf"\b{SAYS}(?:ed|s|ing)?[\s?.!]*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|abt|regarding|concerning) (?!(?:it|this|that|them|him|her|what|which)\b)\S", re.IGNORECASE
)
_WHO = re.compile(r"who \w+", re.IGNORECASE)  # that both ask who won something does not make it the same thing
_PERSON = re.compile(
    rf"\b(?:he|she|him|her|his|hers)\b|(?<=(?:.did|does|have) )(?:they|it)(?= {SAYS}\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"{ASKS}|(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)\b|(?:any|no|tell|show|give|list)\b",
    re.IGNORECASE,
)
_NO_WORDS = frozenset(
    """whats whos wheres wat abt get got say said says tell told reply replied respond call called happen happened
    go going went come came do does did done make made thing things many much long old far big""".split()
)
_MORE = re.compile(
    r"(?:(?:any|some|tell me|show(?: me)?|give me) )?more(?: (?:quotes?|please|pls|like (?:this|that)|"
    r"(?:on|about|of) (?:it|this|that)))?|(?:anything|what) else|go on|continue|next",
    re.IGNORECASE,
)
_ANYONE = re.compile(r"(?:any(?:one|body)|who) else(?: \w+){0,3}", re.IGNORECASE)
_REPORTED = r"(?: (?:news|stor(?:y|ies)|reports?|ones?|coverage|updates?|developments?))?"
_NEWEST = re.compile(
    rf"(?:the )?(?:latest|newest|most recent){_REPORTED}|what(?:[’']?s| is) (?:new|the latest)|"
    r"any(?:thing)? (?:news|updates?|new|newer)|newest first|by now|now|today",
    re.IGNORECASE,
)
_OLDEST = re.compile(
    rf"(?:the )?(?:first|earliest|oldest){_REPORTED}|(?:at|oldest) first|how did (?:it|this|that) (?:start|begin)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a follow-up without those that name days or a publisher; `joined` where they open with "and"."""

    words: str
    joined: bool

    @classmethod
    def of(cls, words: str) -> Said:
        """The words without how they open: "and", "what about", "thanks, but"."""
        opening = _OPENS.match(words)
        return cls(words[opening.end() :] if opening else words, opening is not None)

    @property
    def bare(self) -> str:
        """The words in lower case, without marks at their ends."""
        return self.words.strip(ENDS).lower()

    @property
    def asks(self) -> bool:
        """Whether they are a question, rather than only name something."""
        return _ASKS.match(self.words) is not None

    @property
    def wants_more(self) -> bool:
        return _MORE.fullmatch(self.bare) is not None

    @property
    def wants_others(self) -> bool:
        """Whether they ask for somebody else: "anyone else?"."""
        return _ANYONE.fullmatch(self.bare) is not None

    @property
    def has_topic(self) -> bool:
        """Whether they say what they are about: "what did he say about dredging?"."""
        return _ABOUT.search(self.words) is not None

    @property
    def points_back(self) -> bool:
        """Whether they have a word that means nothing without what was asked before: "it", "he", "that"."""
        return _REFERS.search(self.words) is not None

    @property
    def own(self) -> frozenset[str]:
        """The stems of the words that every question does not have."""
        return _stems(self.words)

    def with_person(self, name: str) -> str:
        """The words with `name` for "he", or for "they" who said something; the same where they have neither."""
        return _PERSON.sub(lambda _: name, self.words, count=1)

    @property
    def is_empty(self) -> bool:
        return not any(letter.isalnum() for letter in self.words)

    @property
    def order(self) -> Order | None:
        """The order in which they want the same told, where they say no more: "the latest?"."""
        if is_since(self.bare) or _NEWEST.fullmatch(self.bare):
            return "newest first"
        return "oldest first" if is_before(self.bare) or _OLDEST.fullmatch(self.bare) else None

    @property
    def names_something(self) -> bool:
        """Whether they only name what another question is to be asked of: "and Russia?", "turkey?"."""
        return not self.asks and (self.joined or len(self.own) <= NAMED)

    @property
    def stands_alone(self) -> bool:
        """Whether they are a question that needs nothing of the one before."""
        count = len(self.own)
        if self.joined and count < LONG:
            return False
        return count >= FULL and not self.points_back and not _UNFINISHED.search(self.words)

    def starts_afresh(self, asked: str) -> bool:
        """Whether they need nothing of what was asked before, and have no word of it."""
        return (
            self.stands_alone
            and not self.names_something
            and _stems(_WHO.sub("", self.words)).isdisjoint(_stems(_WHO.sub("", asked)))
        )


def _stems(text: str) -> frozenset[str]:
    plain = (word.plain for word in words_in(text, 0, len(text)))
    return frozenset(stem(word) for word in plain if word not in FUNCTION and word not in _NO_WORDS)
