"""A check of a posted quotation as a Components v2 card: the verdict, the words that differ, where the real ones stand.

What differs is struck through in the post, bold in the story and told in words below: never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.cards import CUT_LINE, DECLINED, DETAILS, MOST_QUOTED, named, told
from bot.check_wording import VERDICTS, change_words, notes_of
from bot.escape import Marker, units
from bot.excerpt import excerpt_of
from bot.layout import TEXT_LIMIT, clip, layout
from bot.wording import index_words
from store.answer import Quote, Span
from store.quotecheck.check import CheckVerdict, QuoteCheck
from store.wording import counted

MAX_PLACES = 3  # where stretches of a stitched claim stand
MAX_CHANGES = 5  # told in words
MAX_NOTES = 3
_LEAST = 200  # units kept for the post and for each quote before links and copies are given up

_REAL, _UNREAL = discord.Colour(0x3B6EA8), discord.Colour(0xB7791F)
_COLOURS: dict[CheckVerdict, discord.Colour] = {"exact": _REAL, "edited": _REAL, "not_found": DECLINED}


def check_card(check: QuoteCheck) -> ui.LayoutView:
    """The card for any verdict; at most 18 components."""
    quotes = _shown(check)
    head = f"### Is this quote real?\n**{VERDICTS[check.verdict]}** {clip(check.reason, 300)}"
    said = _said(check)
    nearest = [f"Nearest coverage:\n{named(mention)}" for mention in check.nearest[:1] if not quotes]
    foot = f"-# {_how_marked(check)}{clip(index_words(check.coverage), 120)}"
    fixed = sum(units(text) for text in (head, said, foot, *nearest))
    beside, room = _beside(quotes, fixed)
    posted = excerpt_of(check.claim.text, _differing(check), room, "~~")
    blocks: list[Sequence[str]] = [
        [head],
        ["Posted:", posted.markdown, *_after(said, cut=posted.cut)],
        *(_place(check, quote, lines, room) for quote, lines in zip(quotes, beside, strict=True)),
        *([text] for text in nearest),
        [foot],
    ]
    return layout(_COLOURS.get(check.verdict, _UNREAL), *blocks)


def _shown(check: QuoteCheck) -> tuple[Quote, ...]:
    """The places on the card; differences are of one place only."""
    return check.quotes[: 1 if check.changes else MAX_PLACES]


def _said(check: QuoteCheck) -> str:
    """Each difference in words, then the notes, a line each."""
    lines = [clip(change_words(change), 180) for change in check.changes[:MAX_CHANGES]]
    if len(check.changes) > MAX_CHANGES:
        lines.append(f"And {counted(len(check.changes) - MAX_CHANGES, 'more difference')}.")
    lines += [clip(note, 150) for note in notes_of(check)[:MAX_NOTES]]
    more = len(check.quotes) - len(_shown(check))
    if more:
        lines.append(f"And {counted(more, 'more place')}.")
    return "\n".join(lines)


def _beside(quotes: Sequence[Quote], fixed: int) -> tuple[list[str], int]:
    """The lines under each quote, and the units that are left for the post and for each of the quotes."""
    lines: list[str] = []
    room = 0
    for copies, longest in DETAILS:
        lines = [told(quote, copies=copies, longest=longest) for quote in quotes]
        texts = len(quotes) + 1
        taken = fixed + len("Posted:") + sum(units(text) for text in lines)
        room = (TEXT_LIMIT - taken) // texts - len(CUT_LINE)
        if room >= _LEAST:
            break
    return lines, min(room, MOST_QUOTED)


def _after(text: str, *, cut: bool) -> list[str]:
    shown = f"{CUT_LINE if cut else ''}{text}".rstrip("\n")
    return [shown] if shown else []


def _place(check: QuoteCheck, quote: Quote, lines: str, room: int) -> list[str]:
    spans, marker = _standing(check, quote)
    shown = excerpt_of(quote.text, spans, room, marker)
    return [shown.markdown, f"{CUT_LINE if shown.cut else ''}{lines}"]


def _differing(check: QuoteCheck) -> tuple[Span, ...]:
    """Where the post has other words than the story, by no mark of editing."""
    return tuple(change.claimed for change in check.changes if change.mark is None and change.claimed_text)


def _standing(check: QuoteCheck, quote: Quote) -> tuple[tuple[Span, ...], Marker]:
    """What of a quote is marked, in its own text: the words that the post has changed, else those that it has."""
    marker: Marker = "**" if check.verdict == "altered" else "__"
    spans = (
        [change.archive for change in check.changes if change.mark is None and change.archive_text]
        if check.verdict == "altered"
        else quote.answer_spans
    )
    return tuple(Span(span.start - quote.start, span.end - quote.start) for span in spans), marker


def _how_marked(check: QuoteCheck) -> str:
    if check.verdict == "altered":
        return "~~Struck~~: not in the story. **Bold**: what the story has instead. "
    return "The __underlined__ words are those posted. " if check.quotes else ""
