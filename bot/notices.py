"""Short cards that are no answers: what went wrong or must wait, and what the asker can do."""

from __future__ import annotations

import math
import time

import discord
from discord import ui

from bot.cards import clip, layout
from store.wording import counted

_COLOUR = discord.Colour(0xB7791F)


def refusal(message: str) -> ui.LayoutView:
    """The question or a filter cannot be used; `message` says how to mend it."""
    return layout(_COLOUR, [f"**I can’t answer that as asked.**\n{clip(message, 600)}"])


def failure(message: str) -> ui.LayoutView:
    """The core said on purpose that it cannot answer; `message` is its sentence for a person."""
    return layout(_COLOUR, [f"**I can’t answer right now.**\n{clip(message, 600)}"])


def fault(code: str) -> ui.LayoutView:
    """Something nobody foresaw; the log has the details under `code`."""
    return layout(
        _COLOUR,
        [
            f"**Something went wrong on my side.** Nothing was changed. Code {code}\n"
            "Ask again; if it stays, give this code to whoever runs this bot."
        ],
    )


def too_slow(seconds: float) -> ui.LayoutView:
    """The answer did not come within the time it was given."""
    limit = counted(math.ceil(seconds), "second")
    return layout(_COLOUR, [f"**No answer within {limit}.** I am busy or the index is slow. Please ask again."])


def wait(seconds: float, per_minute: int) -> ui.LayoutView:
    """The asker has used up this minute's questions."""
    again = math.ceil(time.time() + seconds)
    limit = counted(per_minute, "question")
    return layout(_COLOUR, [f"**Too many questions at once.** You can ask again <t:{again}:R> ({limit} a minute)."])


def busy() -> ui.LayoutView:
    """More questions are waiting than can be answered in good time."""
    return layout(_COLOUR, ["**I have more questions than I can answer just now.** Please ask again in a minute."])


def restarting() -> ui.LayoutView:
    """The bot is going down and coming back."""
    return layout(_COLOUR, ["**I am restarting.** Please ask again in a minute."])


def how_to_ask() -> ui.LayoutView:
    """Someone called without a question."""
    return layout(
        _COLOUR,
        [
            "**Ask me about the news I have indexed**, in one sentence, for example:\n"
            "> How many interceptors will be added in Alaska?",
            "Mention me with your question, write to me directly, or use `/ask`, which also takes dates and a "
            "publisher. I answer only with dated, word-for-word quotes, and say so when there is none.",
        ],
    )
