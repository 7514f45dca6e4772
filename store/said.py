"""What somebody said: the sayings of one speaker over the stories that name that speaker, by their days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from store.answer import Coverage, Quote, Span
from store.answering import Answerer
from store.article import PARAGRAPH_BREAK, Version
from store.distinct import distinct
from store.entry import filter_of
from store.features import AskedFor
from store.listing import Listing
from store.matches import matches_in
from store.passages import Passage
from store.phrases import has_all
from store.query import Query
from store.reader import Selection
from store.sentences import sentence_spans
from store.speech import Saying, sayings_near
from store.speech.called import is_bare, may_be_called, same_surname, surname_of
from store.wanted import Order
from store.window import MAX_QUOTE

STORIES = 60
"""Stories read for one list, at some 10 ms each for who says what in them: under a second on two cores."""
PASSAGES = 600  # in which stories that name the speaker are looked for
A_STORY = 3  # quotes of one story at most, or one long interview would be the whole list
ABOUT = 0.5
"""Share of the topic's words, weighed by rarity, that the paragraph of a saying must have to be about it; a story whose
headline has all of them is about it in every paragraph."""


class Sayings:
    """Lists of what was said by whom, from one generation of the indexes; the `answerer` vouches for every quote."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def said(self, query: Query, coverage: Coverage) -> Listing:
        """The quotes of `query.speaker`, direct and reported, newest first or as asked; undated stories are left out.

        Attributed is what `speaker_of` finds plain, and nothing else. A speaker whom a story calls by surname alone is
        taken for the one asked for in full, unless others of that surname speak in the stories read.
        """
        name, order = query.speaker or "", query.order or "newest first"
        about = self._about(query)
        surname = surname_of(name)
        ids = self._stories(query, surname, about, order)
        read, chosen, speakers = 0, list[Selection](), set[str]()
        for version in _in_order(self._answerer.speaking(query, ids[:STORIES]).values(), order):
            read += 1
            if has_all(f"{version.headline}\n{version.text}", query.phrases):
                sayings = [one for one in sayings_near(version, surname) if same_surname(one.speaker, name)]
                speakers |= {one.speaker for one in sayings}
                chosen += _of_story(version, [one for one in sayings if may_be_called(one.speaker, name)], about)
            if len(chosen) >= 2 * query.limit:  # some are copies
                break
        found = self._answerer.vouched(query, distinct(chosen))
        plain = [one for one in found if one.speaker and may_be_called(one.speaker, name)]
        quotes = [one for one in plain if not _another(one.speaker or "", name, speakers)]
        return Listing(
            lookup="said",
            query=query,
            quotes=tuple(_marked(one, about) for one in quotes[: query.limit]),
            found=len(quotes),
            capped=read < len(ids),
            nearest=(),
            coverage=coverage,
        )

    def _about(self, query: Query) -> AskedFor | None:
        lexicon = self._answerer.lexicon
        terms = lexicon.terms(query.sought)
        return AskedFor(query.sought, terms, lexicon.rarity, lexicon.terms, lexicon.passages) if terms else None

    def _stories(self, query: Query, surname: str, about: AskedFor | None, order: Order) -> list[str]:
        """The ids of the stories that name the speaker: those nearest to the topic, or without one in order of day."""
        lexicon, filters = self._answerer.lexicon, filter_of(query)
        if about is None:
            passages = lexicon.by_day(lexicon.terms(surname), PASSAGES, filters, order)
        else:
            passages = [one for one, _ in lexicon.search([*about.weights], PASSAGES, filters, [surname])]
        return list(dict.fromkeys(Passage.from_id(one).article_id for one in passages))


def _in_order(versions: Iterable[Version], order: Order) -> list[Version]:
    dated = [(moment, version) for version in versions if (moment := version.published.moment)]
    return [version for _, version in sorted(dated, key=lambda one: one[0], reverse=order == "newest first")]


def _of_story(version: Version, sayings: Iterable[Saying], about: AskedFor | None) -> list[Selection]:
    """What is shown of a speaker's sayings in a story: the first of them, or those nearest to the topic."""
    whole = about is None or about.coverage(about.terms_of(version.headline)) == 1
    found = []
    for saying in sayings:
        near = 1.0 if about is None else about.coverage(about.terms_of(_paragraph(version.text, saying.span)))
        if whole or near >= ABOUT:
            span = _kept_short(version.text, saying.span)
            found.append(Selection(version, span, span, near))
    nearest = sorted(found, key=lambda one: -one.score)[:A_STORY]
    return sorted(nearest, key=lambda one: one.span.start)


def _paragraph(text: str, span: Span) -> str:
    start = text.rfind(PARAGRAPH_BREAK, 0, span.start)
    end = text.find(PARAGRAPH_BREAK, span.end)
    return text[max(start, 0) : end if end >= 0 else len(text)]


def _kept_short(text: str, span: Span) -> Span:
    """As many of its sentences from the first as a quote may have."""
    ends = [one.end for one in sentence_spans(text, span)]
    return Span(span.start, max([ends[0], *(end for end in ends if end - span.start <= MAX_QUOTE)]))


def _another(speaker: str, asked: str, speakers: Iterable[str]) -> bool:
    """Whether a speaker of one word may be another than who is asked for, by the others of that surname who speak."""
    full = [one for one in speakers if not is_bare(one)]
    if not is_bare(speaker):
        return False
    if speaker.lower().startswith("the "):  # of "the Antonov office", where there is an Antonov
        return bool(full)
    return not is_bare(asked) and not all(may_be_called(one, asked) for one in full)


def _marked(quote: Quote, about: AskedFor | None) -> Quote:
    return replace(quote, matches=matches_in(quote, about.weights.keys(), about.terms_of)) if about else quote
