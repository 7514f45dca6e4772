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
from bot.layout import MAX_URL, TEXT_LIMIT, Block, clip, layout, read_link
from bot.press import Press, row
from bot.wording import filter_words, index_words, later_words, source_date_words, telling_dates, understood_words
from store.answer import Answer, Mention, Quote
from store.query import MAX_LIMIT
from store.wording import counted, iso_period_words

MAX_QUOTES = 3  # about one screen of a phone
MAX_DATES = 2  # told beside a quote
_MOST_QUOTED = 700  # units for one quote: three of these are about as much as is read in a chat
_LEAST_QUOTED = 400  # units kept for each quote before links and copies are given up
CUT_LINE = f"{CUT}\n"
# What is told beside a quote, from everything down to what must be told: (copies named, longest link).
_DETAILS = ((True, MAX_URL), (False, MAX_URL), (False, 200), (False, 0))

ANSWERED, _DECLINED = discord.Colour(0x3B6EA8), discord.Colour(0x8A8F98)  # beside the words, never instead of them
_HEADINGS = {
    "answered": "**No answer found in the indexed coverage.**",
    "not_in_coverage": "**No answer found in the indexed coverage.**",
    "outside_dates": "**No answer inside these dates.**",
    "no_articles": "**No articles are indexed yet.**",
}


def answer_card(answer: Answer, exchange: Exchange | None = None) -> ui.LayoutView:
    """The card for any verdict: up to three quotes, or the no with its reason and the nearest coverage.

    With the kept exchange of the answer come its buttons.
    """
    return _quotes_card(answer, exchange) if answer.quotes else _no_card(answer, exchange)


def more_card(answer: Answer, exchange: Exchange, shown: int) -> ui.LayoutView:
    """The quotes of an answer after the first `shown`, and a button for those after them."""
    quotes = answer.quotes[shown : shown + MAX_QUOTES]
    head = f"### {clip(answer.query.question, 250)}\n-# quotes {shown + 1} to {shown + len(quotes)}"
    blocks, foot = quote_blocks(answer, quotes, head, None)
    last = min(shown + MAX_QUOTES, MAX_LIMIT)
    more = len(answer.quotes) > last
    rows = [row(Press("more", exchange.id, str(last), label="More quotes"))] if more else []
    return layout(ANSWERED, [head], *blocks, [foot], rows=rows)


def _quotes_card(answer: Answer, exchange: Exchange | None) -> ui.LayoutView:
    quotes = answer.quotes[:MAX_QUOTES]
    head = f"{_title(answer)}\n-# {_count_words(quotes)} · {_searched(answer)}"
    blocks, foot = quote_blocks(answer, quotes, head, exchange)
    return layout(ANSWERED, [head], *blocks, [foot], rows=answer_rows(answer, exchange))


def quote_blocks(
    answer: Answer, quotes: Sequence[Quote], head: str, exchange: Exchange | None
) -> tuple[list[list[str | ui.Item[Any]]], str]:
    """A block a quote, and the foot of the card; what is told beside the quotes is cut down until they have room."""
    underlined = " The __underlined__ words answer." if any(quote.answer_spans for quote in quotes) else ""
    foot = f"-# Quotes are verbatim.{underlined} {clip(index_words(answer.coverage), 120)}"
    told: list[str] = []
    room = 0
    for copies, longest in _DETAILS:
        told = [_told(quote, copies=copies, longest=longest) for quote in quotes]
        room = (TEXT_LIMIT - units(head + foot) - sum(units(text) for text in told)) // len(quotes) - len(CUT_LINE)
        if room >= _LEAST_QUOTED:
            break
    blocks: list[list[str | ui.Item[Any]]] = []
    for number, (quote, beside) in enumerate(zip(quotes, told, strict=True)):
        shown = excerpt(quote, min(room, _MOST_QUOTED))
        # A text of its own: lines that only follow a quote bar are drawn behind it by some clients.
        lines = f"{CUT_LINE if shown.cut else ''}{beside}"
        if exchange:
            press = Press("context", exchange.id, str(number), label="Context")
            blocks.append([shown.markdown, ui.Section(lines, accessory=press)])
        else:
            blocks.append([shown.markdown, lines])
    return blocks, foot


def _no_card(answer: Answer, exchange: Exchange | None) -> ui.LayoutView:
    if answer.verdict == "no_articles":
        # Its reason would only say the heading again.
        told = "Whoever runs this bot can add some with `dateline index`."
    else:
        told = clip(answer.reason, 500)
    blocks: list[Block] = [[f"{_title(answer)}\n{_HEADINGS[answer.verdict]}\n{told}"]]
    if answer.nearest:
        first, *others = (_nearest(mention) for mention in answer.nearest[:MAX_QUOTES])
        blocks += [["Nearest coverage:", first], *([story] for story in others)]
    if answer.coverage.articles:
        blocks.append([f"-# Searched: {_searched(answer)}. {clip(index_words(answer.coverage), 120)}"])
    return layout(_DECLINED, *blocks, rows=answer_rows(answer, exchange))


def _title(answer: Answer) -> str:
    understood = understood_words(answer.query)
    return f"### {clip(answer.query.question, 250)}" + (f"\n-# {clip(understood, 250)}" if understood else "")


def _searched(answer: Answer) -> str:
    return " · ".join(clip(words, 120) for words in filter_words(answer.query)) or "all coverage"


def _count_words(quotes: Sequence[Quote]) -> str:
    articles = len({quote.article_id for quote in quotes})
    return f"{counted(len(quotes), 'quote')} from {counted(articles, 'article')}"


def _told(quote: Quote, *, copies: bool, longest: int) -> str:
    """The lines under a quote: who speaks, where it stands, when it was published, what else must be known."""
    lines = [f"— {_speaker(quote)}", f"**{clip(quote.headline, 160) or 'untitled'}**", source_line(quote, longest)]
    lines += [
        f"“{clip(words, 40)}” is {iso_period_words(found.resolved)}."
        for words, found in telling_dates(quote)[:MAX_DATES]
    ]
    lines += standing_lines(quote)
    if copies and quote.also_in:
        lines.append(f"Also in: {_copies(quote.also_in)}")
    return "\n".join(lines)


def source_line(quote: Quote, longest: int = MAX_URL) -> str:
    """`The Harbour Herald · 4 March 2026 · [Read](…)`: whose story it is, and of when."""
    facts = [clip(quote.publisher, 60)] if quote.publisher else []
    facts.append(source_date_words(quote.published))
    link = read_link(quote.url, longest)
    return " · ".join([*facts, link] if link else facts)


def standing_lines(quote: Quote) -> list[str]:
    """What must be known of the story besides: its correction, a note, what became of it later."""
    lines = []
    if quote.status == "corrected":
        lines.append(f"**Corrected.** {clip(quote.note, 150)}" if quote.note else "**Corrected** by its publisher.")
    elif quote.note:
        lines.append(clip(quote.note, 150))
    if quote.later:
        lines.append(f"**{later_words(quote.later)}.** {clip(quote.later.note or '', 150)}".rstrip())
    return lines


def _speaker(quote: Quote) -> str:
    if quote.speaker:
        name = f"**{clip(quote.speaker, 60)}**"
        return name if quote.kind == "speech" else f"{name}, in the reporter’s words"
    return "direct speech, speaker uncertain" if quote.kind == "speech" else "reporter’s words"


def _copies(mentions: tuple[Mention, ...]) -> str:
    first = mentions[0]
    name = clip(first.publisher or first.headline, 80)
    more = f" and {len(mentions) - 1:,} more" if len(mentions) > 1 else ""
    return f"{name} ({source_date_words(first.published)}){more}"


def _nearest(mention: Mention) -> str:
    facts = [clip(mention.publisher, 60)] if mention.publisher else []
    facts.append(source_date_words(mention.published))
    link = read_link(mention.url)
    return f"**{clip(mention.headline, 200) or 'untitled'}**\n{' · '.join([*facts, link] if link else facts)}"
