"""The cards of lookups, a page at a time: search, latest, timeline, what was said, and the sources.

Each is a pure function from what the core found and a page, counted from 1, to a card without buttons; buttons and
selects are added below it. One card has at most 24 components and leaves 300 units for what is added.
"""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.cards import ANSWERED, CUT_LINE, DECLINED, nearest_blocks, speaker_words, standing_lines
from bot.escape import units
from bot.excerpt import excerpt
from bot.layout import TEXT_LIMIT, Block, clip, layout, read_link
from bot.wording import date_words, filter_words, index_words, order_words, source_date_words, understood_words
from store.answer import Quote, Span
from store.listing import Listing, Lookup
from store.report import Publisher
from store.wording import counted, iso_day_words

PER_PAGE: dict[Lookup, int] = {"search": 5, "latest": 8, "timeline": 5, "said": 5}
SOURCES_PER_PAGE = 15
ROOM = TEXT_LIMIT - 300
QUOTED_BELOW_LIST = 2  # of the stories on a page of the latest
_MOST_QUOTED = 450  # units for one quote of five: what is read of a list on a phone
_LEAST_QUOTED = 150  # units kept for each quote before its link is given up
_LINKS = (200, 100, 0)  # longest address shown, tried in turn

_TITLES: dict[Lookup, str] = {"search": "Search", "latest": "Latest", "timeline": "Timeline", "said": "Said by"}
_NOTHING: dict[Lookup, str] = {
    "search": "**No story has these words.**",
    "latest": "**No coverage of this topic found.**",
    "timeline": "**No dated coverage of this topic found.**",
    "said": "**Nothing found that the coverage plainly attributes to this speaker.**",
}


def page_count(listing: Listing) -> int:
    """How many pages the card of a listing has, at least 1."""
    return _pages(len(listing.quotes), PER_PAGE[listing.lookup])


def on_page(listing: Listing, page: int) -> tuple[Quote, ...]:
    """The quotes whose stories are on a page: what a select below the card may open."""
    most = PER_PAGE[listing.lookup]
    return listing.quotes[(page - 1) * most : page * most]


def listing_card(listing: Listing, page: int = 1) -> ui.LayoutView:
    """The card of any lookup; of an empty one, what was not found and the nearest coverage. Pages past the end show
    the last.
    """
    if not listing.quotes:
        return _empty_card(listing)
    page = max(1, min(page, page_count(listing)))
    quotes = on_page(listing, page)
    first = (page - 1) * PER_PAGE[listing.lookup] + 1
    head, foot = _head(listing, page), _foot(listing)
    blocks: list[Sequence[str]] = []
    room = ROOM - units(head + foot)
    numbered = list(enumerate(quotes, first))
    if listing.lookup == "latest":
        lines = "\n".join(_listed(number, quote) for number, quote in numbered)
        blocks.append([lines])
        room -= units(lines)
        numbered = numbered[:QUOTED_BELOW_LIST]
    blocks += _quoted(listing.lookup, numbered, room)
    return layout(ANSWERED, [head], *blocks, [foot])


def sources_pages(publishers: Sequence[Publisher]) -> int:
    """How many pages the card of the sources has, at least 1."""
    return _pages(len(publishers), SOURCES_PER_PAGE)


def sources_card(publishers: Sequence[Publisher], page: int = 1) -> ui.LayoutView:
    """The publishers, the largest first, with the days of their first and newest stories."""
    if not publishers:
        return layout(DECLINED, ["### Sources\n**No articles are indexed yet.**"])
    page = max(1, min(page, sources_pages(publishers)))
    shown = publishers[(page - 1) * SOURCES_PER_PAGE : page * SOURCES_PER_PAGE]
    articles = counted(sum(one.articles for one in publishers), "article")
    head = f"### Sources\n{articles} from {counted(len(publishers), 'publisher')}"
    pages = sources_pages(publishers)
    return layout(
        ANSWERED,
        [head + (f" · page {page} of {pages}" if pages > 1 else "")],
        ["\n".join(_publisher(one) for one in shown)],
    )


def _pages(count: int, most: int) -> int:
    return max(1, -(-count // most))


def _quoted(lookup: Lookup, numbered: Sequence[tuple[int, Quote]], room: int) -> list[Sequence[str]]:
    """A block a quote: its title, its words behind bars in a text of their own, and where they stand."""
    titles, told, left = [_title(lookup, *one) for one in numbered], list[str](), 0
    for longest in _LINKS:
        told = [_told(lookup, quote, longest) for _, quote in numbered]
        beside = sum(units(text) + len(CUT_LINE) for text in (*titles, *told))
        left = (room - beside) // len(numbered)
        if left >= _LEAST_QUOTED:
            break
    blocks: list[Sequence[str]] = []
    for (_, quote), title, below in zip(numbered, titles, told, strict=True):
        shown = excerpt(quote, min(left, _MOST_QUOTED), _marks(lookup, quote))
        blocks.append((title, shown.markdown, f"{CUT_LINE if shown.cut else ''}{below}"))
    return blocks


def _marks(lookup: Lookup, quote: Quote) -> Sequence[Span]:
    return quote.matches if lookup in ("search", "said") else ()


def _title(lookup: Lookup, number: int, quote: Quote) -> str:
    headline = clip(quote.headline, 120) or "untitled"
    if lookup in ("timeline", "said"):
        return f"**{date_words(quote.published)}** · {headline}"
    return f"**{number}. {headline}**"


def _told(lookup: Lookup, quote: Quote, longest: int) -> str:
    facts = [speaker_words(quote)] if lookup == "said" or quote.speaker else []
    facts += [clip(quote.publisher, 50)] if quote.publisher else []
    facts += [source_date_words(quote.published)] if lookup in ("search", "latest") else []
    facts += [link] if (link := read_link(quote.url, longest)) else []
    copies = [f"Also in {counted(len(quote.also_in), 'other article')}"] if quote.also_in else []
    return "\n".join([" · ".join(facts) or "no publisher named", *standing_lines(quote, room=80), *copies])


def _listed(number: int, quote: Quote) -> str:
    publisher = f" · {clip(quote.publisher, 40)}" if quote.publisher else ""
    return f"**{date_words(quote.published)}** · {number}. {clip(quote.headline, 100) or 'untitled'}{publisher}"


def _head(listing: Listing, page: int) -> str:
    understood = understood_words(listing.query)
    lines = [f"### {_TITLES[listing.lookup]}: {_asked(listing)}"]
    lines += [f"-# {clip(understood, 200)}"] if understood else []
    pages = page_count(listing)
    facts = [_count(listing), order_words(listing), *(clip(words, 80) for words in filter_words(listing.query))]
    facts += [f"page {page} of {pages}"] if pages > 1 else []
    return "\n".join([*lines, " · ".join(facts)])


def _asked(listing: Listing) -> str:
    question = clip(listing.query.question, 200)
    if listing.query.speaker is None:
        return question
    return f"{clip(listing.query.speaker, 100)}{f', about {question}' if question else ''}"


def _count(listing: Listing) -> str:
    shown, found = len(listing.quotes), listing.found
    many = counted(found, "quote" if listing.lookup == "said" else "article")
    return f"{f'best {shown:,} of ' if shown < found else ''}{many}{', perhaps more' if listing.capped else ''}"


def _foot(listing: Listing) -> str:
    marked = any(_marks(listing.lookup, quote) for quote in listing.quotes)
    underlined = " The __underlined__ words were looked for." if marked else ""
    dates = " Dates are those of publication." if listing.lookup in ("timeline", "said") else ""
    return f"-# Quotes are verbatim.{underlined}{dates} {clip(index_words(listing.coverage), 120)}"


def _empty_card(listing: Listing) -> ui.LayoutView:
    title = f"### {_TITLES[listing.lookup]}: {_asked(listing)}"
    if not listing.coverage.articles:
        told = "**No articles are indexed yet.**\nWhoever runs this bot can add some with `dateline index`."
        return layout(DECLINED, [f"{title}\n{told}"])
    blocks: list[Block] = [[f"{title}\n{_NOTHING[listing.lookup]}"], *nearest_blocks(listing.nearest)]
    searched = " · ".join(clip(words, 120) for words in filter_words(listing.query)) or "all coverage"
    blocks.append([f"-# Searched: {searched}. {clip(index_words(listing.coverage), 120)}"])
    return layout(DECLINED, *blocks)


def _publisher(one: Publisher) -> str:
    name = clip(one.name, 80) if one.name else "no publisher named"
    days = "undated"
    if one.first and one.newest:
        same = one.first == one.newest
        days = iso_day_words(one.first) if same else f"{iso_day_words(one.first)} to {iso_day_words(one.newest)}"
    return f"**{name}** · {counted(one.articles, 'article')} · {days}"
