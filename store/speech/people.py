"""People: whom a surname, a full name or a pronoun in a paragraph means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.answer import Span
from store.speech.names import Name, full_names, names_in
from store.speech.quotations import VEIL
from store.speech.sayings import Saying
from store.speech.words import Word, words_in

_DEMONYM = re.compile(r"(?:i(?:an|can)s?|(?:ocrat|blican|man|gali|ander|exan)s?|ese|ish|ers|ists|ans)$")
_OUTLETS = frozenset("Guardian Vatican Economist Times".split())
_AS_OBJECT = re.compile(
    r"(?:\b(?:with|by|to|from|of|for|about|against|via|on|in|at|than|like)\s(?:[a-z]+\s){0,3}|['’]s\s)$"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the first full mention in the article; `leads` where a pronoun may take up the mention here."""

    mention: Span
    leads: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """Who has spoken last, up to the offset `until` of a paragraph (0: before it); without `spoken` nobody has."""

    speaker: Span | None = None
    spoken: bool = False
    until: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of `text` in the reporter's own words: `words` has its quotations veiled.

    `before` is the one before it, where that has been read.
    """

    text: str
    span: Span
    words: str
    before: Paragraph | None = None

    def earlier(self) -> dict[str, Person]:
        """Those whom the last paragraph before that names anybody names, by name: a pronoun can still mean them."""
        paragraph = self.before
        while paragraph is not None:
            people = paragraph.people(0, len(paragraph.words))
            if people:
                return people
            paragraph = paragraph.before
        return {}

    def speaker(self, sayings: Sequence[Saying], start: int, heard: Heard) -> Span | None:
        """The speaker of all these sayings in sentences from `start` on; None if two speak, or it is not plain."""
        named = [saying for saying in sayings if not isinstance(saying.subject, Word)]
        found = [self._meant(saying.subject, start, heard) for saying in named or sayings]
        return found[0] if len({slice_of(self.text, one) for one in found}) == 1 else None

    def people(self, since: int, until: int) -> dict[str, Person]:
        """Those whom the reporter names between two offsets, by name."""
        found: dict[str, Person] = {}
        for name in names_in(self.words, words_in(self.words, since, until)):
            mention = self._person(name)
            if mention is not None:
                named = self.text[mention.start : mention.end]
                leads = not _AS_OBJECT.search(self.words, max(0, name.begin - 40), name.begin)
                found[named] = Person(mention, leads or (named in found and found[named].leads))
        return found

    def _meant(self, subject: Name | Word | None, start: int, heard: Heard) -> Span | None:
        if isinstance(subject, Word):
            return self._antecedent(subject, start, heard)
        return self._named(subject) if subject else None

    def _antecedent(self, pronoun: Word, start: int, heard: Heard) -> Span | None:
        """Whom a pronoun means, by who is named before its sentence in the paragraph, else in the one before.

        The one person of whom that tells; of several the last speaker, if nobody else has been named since. After
        somebody without a name it is nobody.
        """
        if heard.spoken and heard.speaker is None:
            return None
        people = self.people(0, start) or self.earlier()
        since = set(self.people(heard.until, start))
        if not self.words[: pronoun.start].rstrip().endswith((",", VEIL)):  # not "…, he said"
            since |= set(self.people(start, pronoun.start))
        last = slice_of(self.text, heard.speaker)
        alone = [name for name, person in people.items() if person.leads or name == last] if len(people) == 1 else []
        chosen = alone[0] if alone else last
        if chosen is None or chosen not in people or (heard.until and chosen != last):
            return None
        return people[chosen].mention if since <= {chosen} else None

    def _named(self, name: Name) -> Span | None:
        """A name as the article has it first; None where a capital may only be that of a sentence or of a people."""
        named = self._own(name)
        article = self.words[name.start - 4 : name.start] in ("the ", "The ") and not name.titled
        full = () if name.organisation or article else full_names(self.text, named)
        if len(full) > 1:
            full = self._nearest(named, name.begin)
        if len(full) == 1:
            return full[0]
        if len(name.words) == 1 and not name.titled:
            known = article or re.search(rf"(?:[\w,;]|[,?!][\"”]) {re.escape(named)}\b", self.text)
            if not known or (_DEMONYM.search(named) and named not in _OUTLETS):
                return None
        found = re.search(rf"{'[Tt]he ' if article else ''}{re.escape(named)}(?!\w)", self.text)
        return Span(*found.span()) if found else None

    def _nearest(self, surname: str, until: int) -> tuple[Span, ...]:
        """Of several people with a surname those named in this paragraph already, else in the ones before."""
        for people in (self.people(0, until), self.earlier()):
            named = tuple(person.mention for whole, person in people.items() if whole.endswith(f" {surname}"))
            if named:
                return named
        return ()

    def _person(self, name: Name) -> Span | None:
        if name.organisation or self.words[name.begin - 4 : name.begin] in ("the ", "The "):
            return None
        full = full_names(self.text, self._own(name))
        if len(full) == 1:
            return full[0]
        return Span(self.span.start + name.start, self.span.start + name.end) if full else None

    def _own(self, name: Name) -> str:
        return self.words[name.start : name.end]


def slice_of(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None
