"""An article as a card, a page of whole paragraphs at a time, opened at the paragraph that was quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from discord import ui

from bot.cards import ANSWERED, DECLINED
from bot.escape import block_quote, underline, units
from bot.excerpt import grapheme_start
from bot.layout import clip, layout, read_link
from bot.wording import date_words, source_date_words
from store.answer import Span
from store.article import Article, Version, speaking, standing_in
from store.sentences import paragraph_spans, sentence_spans

PAGE = 2_500  # units of text a page; the rest of a card is left to its head, its foot and what is added


@dataclass(frozen=True, slots=True)
class ArticlePages:
    """The version of an article that may be shown, and the slices of its text that are its pages, at least one.

    `first` is the page, counted from 1, that begins with the paragraph of the matched span; 1 without one.
    """

    version: Version
    spans: tuple[Span, ...]
    first: int

    @classmethod
    def of(cls, article: Article, now: datetime, matched: Span | None = None) -> ArticlePages | None:
        """None where nothing of the article may be shown at the aware moment `now`: withdrawn, or under embargo."""
        version = speaking(article.versions, now)
        if version is None:
            return None
        spans = tuple(_pages(version.text, matched))
        begins = [number for number, span in enumerate(spans, 1) if matched and span.start <= matched.start]
        return cls(version, spans, begins[-1] if begins else 1)


def article_card(
    article: Article, now: datetime, matched: Span | None = None, page: int | None = None
) -> ui.LayoutView:
    """One page of an article with its versions and standing; the page with the match where none is given."""
    pages = ArticlePages.of(article, now, matched)
    if pages is None:
        return _withheld_card(article, now)
    number = max(1, min(page or pages.first, len(pages.spans)))
    span = pages.spans[number - 1]
    body = _shown(pages.version.text, span, matched)
    return layout(ANSWERED, [_head(article, pages.version, now)], [body], [_foot(article, pages, number, now)])


def _pages(text: str, matched: Span | None) -> Iterator[Span]:
    """Runs of whole pieces; a new one begins where the next piece has no room, and with the matched paragraph."""
    page: Span | None = None
    for piece, begins in _pieces(text, matched):
        joined = Span(page.start, piece.end) if page else piece
        if page and (begins or not _fits(text, joined, matched)):
            yield page
            joined = piece
        page = joined
    if page:
        yield page


def _pieces(text: str, matched: Span | None) -> Iterator[tuple[Span, bool]]:
    """Paragraphs, or parts of one that is too long for a page; whether it is the first of the matched paragraph."""
    for paragraph in paragraph_spans(text):
        begins = matched is not None and paragraph.start <= matched.start < paragraph.end
        if _fits(text, paragraph, matched):
            yield paragraph, begins
            continue
        for sentence in sentence_spans(text, paragraph):
            for part in _parts(text, sentence, matched):
                yield part, begins
                begins = False


def _parts(text: str, sentence: Span, matched: Span | None) -> Iterator[Span]:
    """A sentence, cut between words where it has no room."""
    start = sentence.start
    while not _fits(text, Span(start, sentence.end), matched):
        low, high = start + 1, min(sentence.end, start + PAGE)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _fits(text, Span(start, middle), matched) else (low, middle - 1)
        space = text.rfind(" ", start + 1, low)
        end = space + 1 if space > start else max(grapheme_start(text, low), start + 1)
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)


def _fits(text: str, span: Span, matched: Span | None) -> bool:
    return span.end - span.start <= PAGE and units(_shown(text, span, matched)) <= PAGE


def _shown(text: str, span: Span, matched: Span | None) -> str:
    marks = [(matched.start - span.start, min(matched.end, span.end) - span.start)] if matched else []
    return block_quote(underline(text[span.start : span.end], marks))


def _head(article: Article, version: Version, now: datetime) -> str:
    facts = [f"**{clip(version.publisher, 80)}**"] if version.publisher else []
    facts += [f"by {clip(', '.join(version.byline), 100)}"] if version.byline else []
    facts.append(source_date_words(version.published))
    facts += [f"updated {date_words(version.updated)}"] if version.updated.text else []
    status, note = standing_in(article.versions, version, now)
    lines = [f"### {clip(version.headline, 250) or 'untitled'}", " · ".join(facts)]
    if status == "corrected":
        lines.append(f"**Corrected.** {clip(note, 250)}" if note else "**Corrected** by its publisher.")
    elif note:
        lines.append(clip(note, 250))
    return "\n".join(lines)


def _foot(article: Article, pages: ArticlePages, number: int, now: datetime) -> str:
    version, span = pages.version, pages.spans[number - 1]
    paragraphs = list(paragraph_spans(version.text))
    inside = [place for place, one in enumerate(paragraphs, 1) if one.overlaps(span)]
    first, last = inside[0], inside[-1]
    seen = [one for one in article.versions if one.standing(now) != "embargoed"]
    facts = [
        f"{f'paragraph {first}' if first == last else f'paragraphs {first} to {last}'} of {len(paragraphs)}",
        f"version {[one.number for one in seen].index(version.number) + 1} of {len(seen)}",
        f"article {version.article_id}",
        f"sha256 {version.sha256[:8]}…",
    ]
    link = read_link(version.url)
    return f"-# {' · '.join([*facts, link] if link else facts)}"


def _withheld_card(article: Article, now: datetime) -> ui.LayoutView:
    current = article.current
    if current.standing(now) == "embargoed":
        return layout(DECLINED, ["**This story is under embargo.** Nothing of it may be shown yet."])
    note = f"\n{clip(current.note, 250)}" if current.note else ""
    told = f"**This story was withdrawn by its publisher** and is not shown.{note}"
    return layout(DECLINED, [f"### {clip(current.headline, 250) or 'untitled'}\n{told}"])
