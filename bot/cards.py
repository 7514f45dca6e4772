"""An answer as a Components v2 card: quotes with their dates, or a plain no with the nearest coverage.

With all its buttons a card has at most 35 of the 40 components that Discord allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.buttons import answer_rows
from bot.escape import units
from bot.excerpt import CUT, excerpt
from bot.kept.exchanges import Exchange
from bot.languages import ENGLISH, iso_period_words
from bot.layout import MAX_URL, TEXT_LIMIT, Block, clip, layout, read_link
from bot.look import MAX_QUOTES, PLAIN, Look
from bot.lost import lost_words
from bot.press import Press, row
from bot.wording import filter_words, index_words, later_words, source_date_words, telling_dates, understood_words
from store.answer import Answer, Mention, Quote
from store.query import MAX_LIMIT
from store.requoting import Lost, Requoted
from store.wording import counted

MAX_DATES = 2  # told beside a quote
MOST_QUOTED = 700  # units for one quote: three of these are about as much as is read in a chat
_LEAST_QUOTED = 400  # units kept for each quote before links and copies are given up
CUT_LINE = f"{CUT}\n"
# What is told beside a quote, from everything down to what must be told: (copies named, longest link).
DETAILS = ((True, MAX_URL), (False, MAX_URL), (False, 200), (False, 0))

ANSWERED, DECLINED = discord.Colour(0x3B6EA8), discord.Colour(0x8A8F98)  # beside the words, never instead of them
_HEADINGS = {
    "answered": "**No answer found in the indexed coverage.**",
    "not_in_coverage": "**No answer found in the indexed coverage.**",
    "outside_dates": "**No answer inside these dates.**",
    "no_articles": "**No articles are indexed yet.**",
}


def answer_card(answer: Answer, exchange: Exchange | None = None, look: Look = PLAIN) -> ui.LayoutView:
    """The card for any verdict: the first quotes, or the no with its reason and the nearest coverage.

    With the kept exchange of the answer come its buttons.
    """
    if answer.quotes:
        return quotes_card(answer, answer.quotes[: look.quotes], exchange, look)
    return _no_card(answer, exchange, look)


def more_card(answer: Answer, exchange: Exchange | None, shown: int, look: Look = PLAIN) -> ui.LayoutView:
    """The quotes of an answer after the first `shown`, and a button for those after them.

    `exchange` is what was kept of these quotes alone; without it there are no buttons.
    """
    quotes = answer.quotes[shown : shown + look.quotes]
    head = f"### {clip(answer.query.question, 250)}\n-# quotes {shown + 1} to {shown + len(quotes)}"
    blocks, foot = quote_blocks(answer, quotes, head, exchange, look.language)
    last = min(shown + look.quotes, MAX_LIMIT)
    rows = []
    if exchange:
        more = [Press("more", exchange.id, str(last), label="More quotes")] if len(answer.quotes) > last else []
        rows = [row(*more, Press("receipt", exchange.id, label="Receipt"))]
    return layout(ANSWERED, [head], *blocks, [foot], rows=rows)


def quotes_card(
    answer: Answer, quotes: Sequence[Requoted], exchange: Exchange | None, look: Look = PLAIN
) -> ui.LayoutView:
    """Quotes of an answer, or what stands in their place."""
    head = f"{_title(answer)}\n-# {_count_words(quotes)} · {_searched(answer, look.language)}"
    blocks, foot = quote_blocks(answer, quotes, head, exchange, look.language)
    return layout(ANSWERED, [head], *blocks, [foot], rows=answer_rows(answer, exchange, len(quotes)))


def quote_blocks(
    answer: Answer, quotes: Sequence[Requoted], head: str, exchange: Exchange | None, language: str = ENGLISH
) -> tuple[list[list[str | ui.Item[Any]]], str]:
    """A block a quote, and the foot of the card; what is told beside the quotes is cut down until they have room."""
    standing = [quote for quote in quotes if isinstance(quote, Quote)]
    underlined = " The __underlined__ words answer." if any(quote.answer_spans for quote in standing) else ""
    verbatim = f"Quotes are verbatim.{underlined} " if standing else ""
    foot = f"-# {verbatim}{clip(index_words(answer.coverage, language), 120)}"
    beside: list[str] = []
    room = 0
    for copies, longest in DETAILS:
        beside = [
            lost_words(quote, language)
            if isinstance(quote, Lost)
            else told(quote, language, copies=copies, longest=longest)
            for quote in quotes
        ]
        left = TEXT_LIMIT - units(head + foot) - sum(units(text) for text in beside)
        room = left // max(1, len(standing)) - len(CUT_LINE)
        if room >= _LEAST_QUOTED:
            break
    blocks: list[list[str | ui.Item[Any]]] = []
    for number, (quote, under) in enumerate(zip(quotes, beside, strict=True)):
        if isinstance(quote, Lost):
            blocks.append([under])
            continue
        shown = excerpt(quote, min(room, MOST_QUOTED))
        # A text of its own: lines that only follow a quote bar are drawn behind it by some clients.
        lines = f"{CUT_LINE if shown.cut else ''}{under}"
        if exchange:
            press = Press("context", exchange.id, str(number), label="Context")
            blocks.append([shown.markdown, ui.Section(lines, accessory=press)])
        else:
            blocks.append([shown.markdown, lines])
    return blocks, foot


def _no_card(answer: Answer, exchange: Exchange | None, look: Look) -> ui.LayoutView:
    language = look.language
    if answer.verdict == "no_articles":
        # Its reason would only say the heading again.
        reason = "Whoever runs this bot can add some with `dateline index`."
    else:
        reason = clip(answer.reason, 500)
    blocks: list[Block] = [[f"{_title(answer)}\n{_HEADINGS[answer.verdict]}\n{reason}"]]
    blocks += nearest_blocks(answer.nearest, language)
    if answer.coverage.articles:
        blocks.append(
            [f"-# Searched: {_searched(answer, language)}. {clip(index_words(answer.coverage, language), 120)}"]
        )
    return layout(DECLINED, *blocks, rows=answer_rows(answer, exchange))


def _title(answer: Answer) -> str:
    understood = understood_words(answer.query)
    return f"### {clip(answer.query.question, 250)}" + (f"\n-# {clip(understood, 250)}" if understood else "")


def _searched(answer: Answer, language: str) -> str:
    return " · ".join(clip(words, 120) for words in filter_words(answer.query, language)) or "all coverage"


def _count_words(quotes: Sequence[Requoted]) -> str:
    standing = [quote for quote in quotes if isinstance(quote, Quote)]
    if not standing:
        return "no quote stands any more"
    articles = len({quote.article_id for quote in standing})
    return f"{counted(len(standing), 'quote')} from {counted(articles, 'article')}"


def told(quote: Quote, language: str = ENGLISH, *, copies: bool, longest: int) -> str:
    """The lines under a quote: who speaks, where it stands, when it was published, what else must be known."""
    headline = f"**{clip(quote.headline, 160) or 'untitled'}**"
    lines = [f"— {speaker_words(quote)}", headline, source_line(quote, longest, language)]
    lines += [
        _sentence(f"“{clip(words, 40)}” is {iso_period_words(found.resolved, language)}")
        for words, found in telling_dates(quote)[:MAX_DATES]
    ]
    lines += standing_lines(quote, language)
    if copies and quote.also_in:
        lines.append(f"Also in: {_copies(quote.also_in, language)}")
    return "\n".join(lines)


def source_line(quote: Quote, longest: int = MAX_URL, language: str = ENGLISH) -> str:
    """`The Harbour Herald · 4 March 2026 · [Read](…)`: whose story it is, and of when."""
    facts = [clip(quote.publisher, 60)] if quote.publisher else []
    facts.append(source_date_words(quote.published, language))
    link = read_link(quote.url, longest)
    return " · ".join([*facts, link] if link else facts)


def standing_lines(quote: Quote, language: str = ENGLISH, room: int = 150) -> list[str]:
    """What became of the story of a quote; a note of its publisher has `room` units. Escaped."""
    lines = []
    if quote.status == "corrected":
        lines.append(f"**Corrected.** {clip(quote.note, room)}" if quote.note else "**Corrected** by its publisher.")
    elif quote.note:
        lines.append(clip(quote.note, room))
    if quote.later:
        note = clip(quote.later.note or "", room)
        lines.append(f"**{_sentence(later_words(quote.later, language))}** {note}".rstrip())
    return lines


def speaker_words(quote: Quote) -> str:
    """Whose words a quote is. Escaped."""
    if quote.speaker:
        name = f"**{clip(quote.speaker, 60)}**"
        return name if quote.kind == "speech" else f"{name}, in the reporter’s words"
    return "direct speech, speaker uncertain" if quote.kind == "speech" else "reporter’s words"


def _copies(mentions: tuple[Mention, ...], language: str) -> str:
    first = mentions[0]
    name = clip(first.publisher or first.headline, 80)
    more = f" and {len(mentions) - 1:,} more" if len(mentions) > 1 else ""
    return f"{name} ({source_date_words(first.published, language)}){more}"


def nearest_blocks(mentions: Sequence[Mention], language: str = ENGLISH) -> list[Block]:
    """A block for each story that a no names, a card's worth of them."""
    stories = [named(mention, language) for mention in mentions[:MAX_QUOTES]]
    return [["Nearest coverage:", *stories[:1]], *([story] for story in stories[1:])] if stories else []


def named(mention: Mention, language: str = ENGLISH) -> str:
    """A story that is not quoted: its headline, publisher and date."""
    facts = [clip(mention.publisher, 60)] if mention.publisher else []
    facts.append(source_date_words(mention.published, language))
    link = read_link(mention.url)
    return f"**{clip(mention.headline, 200) or 'untitled'}**\n{' · '.join([*facts, link] if link else facts)}"


def _sentence(words: str) -> str:
    """With its full stop, which in some languages ends the day already: `5 марта 2013 г.`."""
    return words if words.endswith(".") else f"{words}."
