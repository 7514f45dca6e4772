"""People: whom a surname, a full name or a pronoun in a paragraph means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.answer import Span
from store.sentences import sentence_spans
from store.speech.fullnames import full_names
from store.speech.gender import pronoun_of, pronoun_of_title
from store.speech.names import Name, names_in
from store.speech.quotations import VEIL
from store.speech.words import DOCUMENTS, words_in

_DEMONYM = re.compile(r"(?:i(?:an|can)s?|(?:ocrat|blican|man|gali|ander|exan)s?|ese|ish|ers|ists|ans)$")
_OUTLETS = frozenset("Guardian Vatican Economist Times".split())
_AS_OBJECT = re.compile(
    r"(?:\b(?:with|by|(?<!according )to|from|of|for|about|against|via|on|in|at|than|like)\s(?:[a-z]+\s){0,3}|['’]s\s)$"
)
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|throughout|around|on)\s(?:(?:the|downtown|nearby|central|all)\s)?$"
)
_OF_A_WIFE = re.compile(r"\b(?:Mrs|Lady)\b")
_OF_KIN = re.compile(
    r"\b(?:his|her|their|and|with) (?:\w+ )?(?:wife|widow|husband|son|daughter|\w*mother|\w*father|\w*brother|sister"
    r"|cousin|uncle|aunt|nephew|niece),? $"
)
_LATE = re.compile(r"\blate (?:[\w.-]+ ){0,2}$")
_ROLE = 80  # characters before a name that can say who somebody is
_FORMER = re.compile(r"\b(?:former|late|elder) (?:[\w-]+ ){0,2}$")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the first full mention in the article; `leads` where a pronoun may take up the mention here.

    `heads` where that is not only a possessive.
    """

    mention: Span
    leads: bool
    heads: bool

    def and_again(self, other: Person) -> Person:
        return Person(self.mention, self.leads or other.leads, self.heads or other.heads)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of `text` in the reporter's own words: `words` has its quotations veiled.

    `before` is the one before it, where that has been read.
    """

    text: str
    span: Span
    words: str
    before: Paragraph | None = None

    def earlier(self, pronoun: str) -> dict[str, Person]:
        """Those whom the last paragraph before that names anybody names, by name: a pronoun can still mean them.

        Where two speak in turn it is those of the paragraph before: a man between the words of a woman, or the reverse.
        """
        paragraph, people = self._last_named()
        if paragraph and VEIL in paragraph.words and all(pronoun_of(name) not in (None, pronoun) for name in people):
            before = paragraph.before
            return before.people(0, len(before.words)) if before and VEIL in before.words else {}
        return people

    def _last_named(self) -> tuple[Paragraph | None, dict[str, Person]]:
        """The last paragraph before that names anybody, and whom."""
        paragraph, people = self.before, dict[str, Person]()
        while paragraph is not None and not (people := paragraph.people(0, len(paragraph.words))):
            paragraph = paragraph.before
        return paragraph, people

    def sentences(self, until: int) -> list[Span]:
        """Those that begin before an offset, the last one cut off there."""
        own = self.text[self.span.start : self.span.end]
        return [Span(one.start, min(one.end, until)) for one in sentence_spans(own) if one.start < until]

    def people(self, since: int, until: int) -> dict[str, Person]:
        """Those whom the reporter names between two offsets, by name."""
        found: dict[str, Person] = {}
        for name in names_in(self.words, words_in(self.words, since, until)):
            mention = self.person(name)
            if mention is not None:
                named = self.text[mention.start : mention.end]
                if self._is_place(name, named):
                    continue
                leads = not _AS_OBJECT.search(self.words, max(0, name.begin - 40), name.begin)
                one, so_far = Person(mention, leads, leads and not name.possessive), found.get(named)
                found[named] = so_far.and_again(one) if so_far else one
        return found

    def _is_place(self, name: Name, named: str) -> bool:
        """Whether a word is rather where something is than somebody: `in Karren`, whom nothing calls a person."""
        alone = len(name.words) == 1 and not name.titled and " " not in named
        return alone and _AT_A_PLACE.search(self.words, max(0, name.begin - 40), name.begin) is not None

    def named(self, name: Name) -> Span | None:
        """A name as the article has it first; None where a capital may only be that of a sentence or of a people."""
        named = self._own(name)
        article = self.words[name.start - 4 : name.start] in ("the ", "The ") and not name.titled
        if article and name.words[-1].lower() in DOCUMENTS:
            return None
        everybody = () if name.organisation or article else full_names(self.text, named)
        full = self._fitting(name, everybody)
        if everybody and (not full or _OF_KIN.search(self.words, 0, name.begin)):
            return None
        if len(full) > 1:
            full = self._nearest(name.begin, full)
        if len(full) == 1:
            return full[0]
        if len(name.words) == 1 and not name.titled:
            known = article or named.isupper() or re.search(rf"(?:[\w,;]|[,?!][\"”]) {re.escape(named)}\b", self.text)
            if not known or (_DEMONYM.search(named) and named not in _OUTLETS):
                return None
        found = re.search(rf"{'[Tt]he ' if article else ''}{re.escape(named)}(?!\w)", self.text)
        return Span(*found.span()) if found else None

    def pronoun(self, name: Name) -> str | None:
        """`he` or `she` where the title before a name tells it."""
        titles = self.words[name.begin : name.start].split()
        return pronoun_of_title(titles[-1]) if titles else None

    def _fitting(self, name: Name, full: tuple[Span, ...]) -> tuple[Span, ...]:
        """Those of the full names that a title before a name lets it mean. A wife’s may be of a man named in full.

        The late or former one of two who are called the same is not meant by the surname alone.
        """
        title, pronoun = self.words[name.begin : name.start], self.pronoun(name)
        if len(name.words) > 1:
            return full
        if pronoun is not None:
            allowed = (pronoun,) if _OF_A_WIFE.search(title) else (pronoun, None)
            full = tuple(
                one for one in full if pronoun_of(self._slice(one)) in allowed or self.text[: one.start].endswith(title)
            )
        if self._namesakes(full) and not self._slice(full[0]).startswith(name.words[0]):
            full = tuple(one for one in full if not _FORMER.search(self.text[: one.start])) or full
        return self._so_far(full, name.begin)

    def _so_far(self, full: tuple[Span, ...], at: int) -> tuple[Span, ...]:
        """Of several people with a surname the one whom the story has before an offset, the others only further on."""
        so_far = tuple(one for one in full if one.start < self.span.start + at)
        return so_far if len(so_far) == 1 and not self._is_kin(so_far[0]) else full

    def _is_kin(self, mention: Span) -> bool:
        """Whether somebody is first named as kin of another, or as dead: `his brother, NAME`, `the late NAME`."""
        before = self.text[max(0, mention.start - _ROLE) : mention.start]
        return _OF_KIN.search(before) is not None or _LATE.search(before) is not None

    def _namesakes(self, full: tuple[Span, ...]) -> bool:
        given = {self._slice(one).split()[0] for one in full}
        return len(given) < len(full)

    def _nearest(self, until: int, full: tuple[Span, ...]) -> tuple[Span, ...]:
        """Of several people with a surname those named in this paragraph already, else in the ones before.

        None of those of whom two have the same given name: they may be father and son. Nor one who is only brought in
        as kin, `his brother, NAME`: the story may be that of the other.
        """
        if self._namesakes(full):
            return ()
        for people in (self.people(0, until), self._last_named()[1]):
            named = tuple(person.mention for person in people.values() if person.mention in full)
            if named:
                return () if len(named) == 1 and self._is_kin(named[0]) else named
        return ()

    def person(self, name: Name) -> Span | None:
        document = name.words[-1].lower() in DOCUMENTS and pronoun_of(self._own(name)) is None
        if document or name.organisation or self.words[name.begin - 4 : name.begin] in ("the ", "The "):
            return None
        full = self._fitting(name, full_names(self.text, self._own(name)))
        if len(full) == 1:
            return full[0]
        return Span(self.span.start + name.start, self.span.start + name.end) if full else None

    def _slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _own(self, name: Name) -> str:
        return self.words[name.start : name.end]


def slice_of(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None
