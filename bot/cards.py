"""An answer as a Components v2 card: quotes with their dates, or a plain no with the nearest coverage.

Everything from outside is escaped and clipped here, so that no input can pass a limit of Discord's: 4,000 characters
of text and 40 components a message (one card has at most 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

import discord
from discord import ui

from bot.escape import displayable, escape, units
from bot.excerpt import CUT, excerpt, grapheme_start
from bot.wording import filter_words, index_words, later_words, source_date_words, telling_dates, understood_words
from store.answer import Answer, Mention, Quote
from store.wording import counted, iso_period_words

TEXT_LIMIT = 4000  # UTF-16 units over all texts of one message
MAX_QUOTES = 3  # about one screen of a phone
MAX_DATES = 2  # told beside a quote
MAX_URL = 512
_MOST_QUOTED = 700  # units for one quote: three of these are about as much as is read in a chat
_LEAST_QUOTED = 400  # units kept for each quote before links and copies are given up
CUT_LINE = f"{CUT}\n"
# What is told beside a quote, from everything down to what must be told: (copies named, longest link).
_DETAILS = ((True, MAX_URL), (False, MAX_URL), (False, 200), (False, 0))

ANSWERED, DECLINED = discord.Colour(0x3B6EA8), discord.Colour(0x8A8F98)  # beside the words, never instead of them
_HEADINGS = {
    "answered": "**No answer found in the indexed coverage.**",
    "not_in_coverage": "**No answer found in the indexed coverage.**",
    "outside_dates": "**No answer inside these dates.**",
    "no_articles": "**No articles are indexed yet.**",
}


def answer_card(answer: Answer) -> ui.LayoutView:
    """The card for any verdict: up to three quotes, or the no with its reason and the nearest coverage."""
    return _quotes_card(answer) if answer.quotes else _no_card(answer)


def layout(colour: discord.Colour, *blocks: Sequence[str]) -> ui.LayoutView:
    """One framed column of blocks with a line between each two; a block is one or more texts of markdown."""
    frame: ui.Container[ui.LayoutView] = ui.Container(accent_colour=colour)
    for number, block in enumerate(blocks):
        if number:
            frame.add_item(ui.Separator())
        for text in block:
            frame.add_item(ui.TextDisplay(text))
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    return view


def clip(text: str, room: int) -> str:
    """One line of escaped text in at most `room` UTF-16 units, cut between words with `…` where it is longer."""
    words = " ".join(displayable(text).split())
    if units(escape(words)) <= room:
        return escape(words)
    low, high = 0, min(len(words), room)
    while low < high:
        middle = (low + high + 1) // 2
        if units(escape(words[:middle])) < room:
            low = middle
        else:
            high = middle - 1
    end = grapheme_start(words, low)
    space = words.rfind(" ", end // 2, end + 1)
    return escape(words[: space if space > 0 else end].rstrip()) + "…"


def read_link(url: str | None, longest: int = MAX_URL) -> str | None:
    """`[Read](<https://…>)` without a preview, or None for what is no plain web address or is too long.

    The label is constant: a headline as label would show its escapes, and could itself pass for an address.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        address = percent_encode(parts.geturl(), safe="%/:?#@!$&'*+,;=~-._")
    except ValueError:  # an unclosed IPv6 bracket, or a lone surrogate
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc or len(address) > longest:
        return None
    return f"[Read](<{address}>)"


def _quotes_card(answer: Answer) -> ui.LayoutView:
    quotes = answer.quotes[:MAX_QUOTES]
    head = f"{_title(answer)}\n-# {_count_words(quotes)} · {_searched(answer)}"
    underlined = " The __underlined__ words answer." if any(quote.answer_spans for quote in quotes) else ""
    foot = f"-# Quotes are verbatim.{underlined} {clip(index_words(answer.coverage), 120)}"
    told: list[str] = []
    room = 0
    for copies, longest in _DETAILS:
        told = [_told(quote, copies=copies, longest=longest) for quote in quotes]
        room = (TEXT_LIMIT - units(head + foot) - sum(units(text) for text in told)) // len(quotes) - len(CUT_LINE)
        if room >= _LEAST_QUOTED:
            break
    blocks = []
    for quote, beside in zip(quotes, told, strict=True):
        shown = excerpt(quote, min(room, _MOST_QUOTED))
        # A text of its own: lines that only follow a quote bar are drawn behind it by some clients.
        blocks.append((shown.markdown, f"{CUT_LINE if shown.cut else ''}{beside}"))
    return layout(ANSWERED, [head], *blocks, [foot])


def _no_card(answer: Answer) -> ui.LayoutView:
    if answer.verdict == "no_articles":
        # Its reason would only say the heading again.
        told = "Whoever runs this bot can add some with `dateline index`."
    else:
        told = clip(answer.reason, 500)
    blocks = [[f"{_title(answer)}\n{_HEADINGS[answer.verdict]}\n{told}"]]
    if answer.nearest:
        first, *others = (nearest_story(mention) for mention in answer.nearest[:MAX_QUOTES])
        blocks += [["Nearest coverage:", first], *([story] for story in others)]
    if answer.coverage.articles:
        blocks.append([f"-# Searched: {_searched(answer)}. {clip(index_words(answer.coverage), 120)}"])
    return layout(DECLINED, *blocks)


def _title(answer: Answer) -> str:
    understood = understood_words(answer.query)
    return f"### {clip(answer.query.question, 250)}" + (f"\n-# {clip(understood, 250)}" if understood else "")


def _searched(answer: Answer) -> str:
    return " · ".join(clip(words, 120) for words in filter_words(answer.query)) or "all coverage"


def _count_words(quotes: tuple[Quote, ...]) -> str:
    articles = len({quote.article_id for quote in quotes})
    return f"{counted(len(quotes), 'quote')} from {counted(articles, 'article')}"


def _told(quote: Quote, *, copies: bool, longest: int) -> str:
    """The lines under a quote: who speaks, where it stands, when it was published, what else must be known."""
    story = f"**{clip(quote.headline, 160) or 'untitled'}**"
    facts = [clip(quote.publisher, 60)] if quote.publisher else []
    facts.append(source_date_words(quote.published))
    link = read_link(quote.url, longest)
    lines = [f"— {speaker_words(quote)}", story, " · ".join([*facts, link] if link else facts)]
    lines += [
        f"“{clip(words, 40)}” is {iso_period_words(found.resolved)}."
        for words, found in telling_dates(quote)[:MAX_DATES]
    ]
    lines += standing_lines(quote)
    if copies and quote.also_in:
        lines.append(f"Also in: {_copies(quote.also_in)}")
    return "\n".join(lines)


def standing_lines(quote: Quote, room: int = 150) -> list[str]:
    """What became of the story of a quote; a note of its publisher has `room` units. Escaped."""
    lines = []
    if quote.status == "corrected":
        lines.append(f"**Corrected.** {clip(quote.note, room)}" if quote.note else "**Corrected** by its publisher.")
    elif quote.note:
        lines.append(clip(quote.note, room))
    if quote.later:
        lines.append(f"**{later_words(quote.later)}.** {clip(quote.later.note or '', room)}".rstrip())
    return lines


def speaker_words(quote: Quote) -> str:
    """Whose words a quote is. Escaped."""
    if quote.speaker:
        name = f"**{clip(quote.speaker, 60)}**"
        return name if quote.kind == "speech" else f"{name}, in the reporter’s words"
    return "direct speech, speaker uncertain" if quote.kind == "speech" else "reporter’s words"


def _copies(mentions: tuple[Mention, ...]) -> str:
    first = mentions[0]
    name = clip(first.publisher or first.headline, 80)
    more = f" and {len(mentions) - 1:,} more" if len(mentions) > 1 else ""
    return f"{name} ({source_date_words(first.published)}){more}"


def nearest_story(mention: Mention) -> str:
    """A story that is named and not quoted, with its date. Escaped."""
    facts = [clip(mention.publisher, 60)] if mention.publisher else []
    facts.append(source_date_words(mention.published))
    link = read_link(mention.url)
    return f"**{clip(mention.headline, 200) or 'untitled'}**\n{' · '.join([*facts, link] if link else facts)}"
