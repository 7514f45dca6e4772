"""Who said it: the speaker of a quote, by the attributions around it, or nobody where the text does not make it plain.

Rules over the text of one version: unknown beats wrong. A speaker is a slice of that text, the name as the article has
it where it names the person in full for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.answer import Kind, Span
from store.article import Version
from store.attribution import Saying, sayings_in
from store.names import Name, Word, first_mention, names_in, words_in
from store.quotations import quotations_in, veiled
from store.sentences import paragraph_spans, sentence_spans

LOOK_BACK = 4
"""Paragraphs before the quote that are read: a pronoun or a quotation that goes on leans on those before it."""
_FRAGMENT = 4  # words below which a quotation without a saying verb is a title or a word held at arm's length

_DEMONYM = re.compile(r"(?:i(?:an|can)s?|(?:ocrat|blican|man|gali|ander|exan)s?|ese|ish|ers|ists|ans)$")
_OUTLETS = frozenset("Guardian Vatican Economist Times".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a quote: `name` is a slice of the version's text, `speaker` what stands there; None if not plain.

    `kind` is `speech` where the quote holds direct speech, `report` where it has the reporter's words only.
    """

    speaker: str | None
    kind: Kind
    name: Span | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence: whether it holds direct speech, whether it tells what somebody says, and who, if that is plain."""

    span: Span
    direct: bool = False
    said: bool = False
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    """What a paragraph leaves to the next: who spoke last in it, its last words, and the people it names."""

    speaker: Span | None = None
    quoted_last: bool = False
    people: tuple[Span, ...] = ()


def speaker_of(version: Version, start: int, end: int, answering: Span | None = None) -> Speech:
    """Who speaks in `version.text[start:end]`, above all in the sentence `answering` of it.

    Where that sentence is the reporter's own, the one speaker of the direct speech around it is named.
    """
    quote = Span(start, end)
    told = [one for one in _told_near(version.text, quote) if _overlap(one.span, quote)]
    chosen = [one for one in told if one.said and _overlap(one.span, answering or quote)]
    if not chosen:
        chosen = [one for one in told if one.direct]
    speakers = {_name(version.text, one.speaker) for one in chosen}
    direct = any(one.direct for one in told)
    name = chosen[0].speaker if len(speakers) == 1 else None
    if name is None:
        return Speech(None, "speech" if direct else "report")
    speaker = _name(version.text, name)
    own = any(one.direct and _name(version.text, one.speaker) == speaker for one in told)
    return Speech(speaker, "speech" if own else "report", name)


def _told_near(text: str, quote: Span) -> Iterator[_Told]:
    paragraphs = list(paragraph_spans(text))
    inside = [place for place, one in enumerate(paragraphs) if _overlap(one, quote)]
    if not inside:
        return
    before = _Before()
    for paragraph in paragraphs[max(0, inside[0] - LOOK_BACK) : inside[-1] + 1]:
        told, before = _read_paragraph(text, paragraph, before)
        yield from told


def _read_paragraph(text: str, paragraph: Span, before: _Before) -> tuple[list[_Told], _Before]:
    own = text[paragraph.start : paragraph.end]
    quotations = quotations_in(own)
    sentences = sentence_spans(text, paragraph)
    if quotations is None:
        marked = [_Told(one, direct=True, said=True) for one in sentences]
        return marked, _Before()
    reporter = _Reporter(text, paragraph, veiled(own, quotations), before)
    told: list[_Told] = []
    for group in _groups([_shift(one, -paragraph.start) for one in sentences], quotations):
        told += _read_group(reporter, group, quotations, told, before)
    speakers = [one.speaker for one in told if one.said]
    people = reporter.people(len(own)) or before.people
    ends_quoted = bool(quotations) and quotations[-1].end >= len(own) - 1
    last = speakers[-1] if speakers else None
    return told, _Before(last, bool(speakers) and (ends_quoted or own.endswith(":") or told[-1].said), people)


def _groups(sentences: Sequence[Span], quotations: Sequence[Span]) -> list[list[Span]]:
    """The sentences, those together that one quotation runs through."""
    groups: list[list[Span]] = []
    for sentence in sentences:
        shared = groups and any(one.start < groups[-1][-1].end and one.end > sentence.start for one in quotations)
        if shared:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _read_group(
    reporter: _Reporter, group: Sequence[Span], quotations: Sequence[Span], earlier: Sequence[_Told], before: _Before
) -> list[_Told]:
    span = Span(group[0].start, group[-1].end)
    sayings = [saying for sentence in group for saying in sayings_in(reporter.words, sentence)]
    held = [one for one in quotations if _overlap(one, span)]
    spoken = [one for one in held if sayings or one.start == span.start or _length(reporter, one) >= _FRAGMENT]
    speaker = None
    if sayings:
        speaker = reporter.one_speaker(sayings)
    elif spoken and spoken[0].start == span.start:
        if earlier:
            speaker = earlier[-1].speaker if earlier[-1].said else None
        elif before.quoted_last and not reporter.people(span.end):
            speaker = before.speaker
    return [
        _Told(
            _shift(sentence, reporter.paragraph.start),
            direct=any(_overlap(one, sentence) for one in spoken),
            said=bool(sayings or spoken),
            speaker=speaker,
        )
        for sentence in group
    ]


def _length(reporter: _Reporter, quotation: Span) -> int:
    return len(_slice(reporter.text, _shift(quotation, reporter.paragraph.start)).split())


@dataclass(frozen=True, slots=True)
class _Reporter:
    """A paragraph in the reporter's words (`words`: its quotations veiled), in which names and pronouns are resolved."""

    text: str
    paragraph: Span
    words: str
    before: _Before

    def one_speaker(self, sayings: Sequence[Saying]) -> Span | None:
        """The speaker of all of them; None if there are two, or one that is not plain."""
        found = [self._resolve(saying.subject) for saying in sayings]
        names = {_name(self.text, one) for one in found}
        return found[0] if len(names) == 1 else None

    def _resolve(self, subject: Name | Word | None) -> Span | None:
        if subject is None:
            return None
        if isinstance(subject, Word):
            people = self.people(subject.start) or self.before.people
            return people[0] if len(people) == 1 else None
        return self._named(subject)

    def _named(self, name: Name) -> Span | None:
        """A name as the article has it first; None where a capital may only be that of a sentence."""
        text, own = self.text, _shift(Span(name.start, name.end), self.paragraph.start)
        named = _slice(text, own)
        if not name.organisation:
            full = first_mention(text, named)
            if full is not None:
                return full
        article = text[own.start - 4 : own.start] in ("the ", "The ") and not name.titled
        if len(name.words) == 1 and not name.titled:
            if _DEMONYM.search(named) and named not in _OUTLETS:
                return None
            if not article and not re.search(rf"[\w,;] {re.escape(named)}\b", text):
                return None
        found = re.search(rf"{'[Tt]he ' if article else ''}{re.escape(named)}(?!\w)", text)
        return Span(*found.span()) if found else own

    def people(self, until: int) -> tuple[Span, ...]:
        """Those whom the reporter names before an offset of the paragraph, each once, as first named."""
        found: dict[str, Span] = {}
        for name in names_in(self.words, words_in(self.words, 0, until)):
            one = self._person(name)
            if one is not None:
                found.setdefault(_slice(self.text, one), one)
        return tuple(found.values())

    def _person(self, name: Name) -> Span | None:
        if name.organisation or self.words[name.begin - 4 : name.begin] in ("the ", "The "):
            return None
        own = _shift(Span(name.start, name.end), self.paragraph.start)
        named = _slice(self.text, own)
        if len(name.words) == 1:
            full = first_mention(self.text, named)
            return full or (own if name.titled else None)
        return first_mention(self.text, named)


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _name(text: str, span: Span | None) -> str | None:
    return _slice(text, span) if span else None


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
