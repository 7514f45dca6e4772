"""Short cards that are no answers: what went wrong or must wait, and what the asker can do."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import discord
from discord import ui

from bot.languages import ENGLISH, iso_day_words
from bot.layout import clip, layout
from bot.press import Press, row
from store.web.login import without_login
from store.wording import counted

_COLOUR, _HELP = discord.Colour(0xB7791F), discord.Colour(0x3B6EA8)


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


def gone() -> ui.LayoutView:
    """A button of something that is not kept, or not the presser's."""
    return layout(_COLOUR, ["**I no longer have what this button was for.** Please ask again."])


def not_yours() -> ui.LayoutView:
    """A button that only the asker may press."""
    return layout(_COLOUR, ["**Only the person who asked can do this.** Ask yourself with `/ask`."])


def not_here() -> ui.LayoutView:
    """Something for everyone, where the server lets us answer nobody but the asker."""
    return layout(_COLOUR, ["**In this channel I answer only the person who asks.** Nothing was shown to the others."])


def not_a_manager() -> ui.LayoutView:
    """Settings asked for by somebody who may not manage the server, or where there is none of ours."""
    return layout(_COLOUR, ["**Only people who may manage this server can see and change my settings.**"])


def not_an_admin() -> ui.LayoutView:
    """Something that only those who run the archive may do."""
    return layout(_COLOUR, ["**Only the people who run this archive can do this.**"])


def nothing_to_add(faults: Sequence[tuple[str, str]]) -> ui.LayoutView:
    """Not one of the files can be read, each with the reason; or there were neither files nor links."""
    if not faults:
        return layout(_COLOUR, ["**There is nothing to add here.** Attach files, or give the address of a page."])
    lines = [f"**{clip(name.removeprefix('upload/'), 80)}**: {clip(why, 250)}" for name, why in faults[:10]]
    return layout(_COLOUR, ["**Nothing was added.**", *lines])


def no_feed(url: str) -> ui.LayoutView:
    """What was given as a feed is no address of the web."""
    return layout(
        _COLOUR,
        [f"**That is no address.** One begins with http:// or https://, and {clip(without_login(url), 200)} does not."],
    )


def refused_feed(why: str) -> ui.LayoutView:
    """What was given as a feed is an address that is not fetched from; `why` is a line that says what to do."""
    return layout(_COLOUR, [f"**That cannot be a feed.** {clip(why[:1].upper() + why[1:], 400)}."])


def too_large(path: str) -> ui.LayoutView:
    """A file is larger than can be sent here."""
    return layout(_COLOUR, [f"**It is too large to be sent here.** On the bot’s machine it is {clip(path, 300)}"])


def export_gone(name: str) -> ui.LayoutView:
    """An export that somebody has deleted or moved since."""
    return layout(_COLOUR, [f"**{clip(name, 100)} is no longer in its folder.** `/coverage export` writes it anew."])


def no_longer(what: str) -> ui.LayoutView:
    """What a button was for has been done or dropped meanwhile."""
    return layout(_COLOUR, [f"**{what}** Nothing was changed."])


def not_allowed_before(*, everywhere: bool) -> ui.LayoutView:
    """A channel is to be disallowed that was never allowed by itself."""
    why = "Every channel is allowed" if everywhere else "That channel is not allowed"
    mend = "With `/settings channels allow` you choose the channels in which I answer for everyone."
    return layout(_COLOUR, [f"**{why}, so nothing was changed.** {mend}"])


def last_channel() -> ui.LayoutView:
    """The last allowed channel is to be disallowed, after which every channel would be allowed."""
    mend = "First allow another with `/settings channels allow`, or allow all with `/settings channels everywhere`."
    return layout(_COLOUR, [f"**That is the only channel allowed, so nothing was changed.** {mend}"])


def older_index(exchange: str, generation: str, built: str | None, language: str = ENGLISH) -> ui.LayoutView:
    """A button that goes on with an answer from an index that has changed since."""
    of = f" of {iso_day_words(built, language)}" if built else ""
    again = row(Press("again", exchange, label="Ask again"))
    told = f"**This button belongs to an older index** ({clip(generation, 40)}{of}). New coverage has come in since."
    return layout(_COLOUR, [told], rows=[again])


def no_more() -> ui.LayoutView:
    """An answer has no more quotes than were shown."""
    return layout(_COLOUR, ["**There are no more quotes that answer this.**"])


def thanks(*, helpful: bool) -> ui.LayoutView:
    """An opinion was counted."""
    thought = "helpful" if helpful else "not helpful"
    return layout(_COLOUR, [f"**Noted: {thought}.** You can change your mind with the other button."])


def receipt(name: str, quotes: int) -> ui.LayoutView:
    """The proof of an answer, attached."""
    told = (
        f"**The receipt of this answer**, {counted(quotes, 'quote')} with offsets and hashes. Whoever runs this bot "
        "can check it at any later day: `dateline verify --receipt FILE`."
    )
    return layout(_COLOUR, [told, ui.File(f"attachment://{name}")])


def no_words() -> ui.LayoutView:
    """A message that was chosen has no words to look for."""
    return layout(_COLOUR, ["**There are no words in this message that I could look for.**"])


def exported(name: str, quotes: int) -> ui.LayoutView:
    """A listing as a file, attached."""
    return layout(
        _HELP, [f"**{counted(quotes, 'row')}**, one a quote, word for word.", ui.File(f"attachment://{name}")]
    )


def thread(thread_id: int) -> ui.LayoutView:
    """A thread is open; it was asked for, or was there already."""
    return layout(_HELP, [f"**Go on in <#{thread_id}>.**"])


def no_thread() -> ui.LayoutView:
    """No thread can be opened here."""
    told = "**I cannot open a thread here.** I may lack the right to, or this is no channel that has threads."
    return layout(_COLOUR, [f"{told} “Ask follow-up” works all the same."])


def in_thread(exchange: str) -> ui.LayoutView:
    """The first message in a thread: how to go on."""
    told = "**Go on asking here.** Mention me, reply to an answer of mine with the ping on, or press the button."
    return layout(
        _HELP,
        [told + "\n-# What you ask keeps the topic and the filters of your question before it."],
        rows=[row(Press("follow", exchange, label="Ask follow-up"))],
    )


def help_card(commands: Sequence[tuple[str, str]]) -> ui.LayoutView:
    """What can be asked, and every command with what it does."""
    typed = [f"`{name}` {does}" for name, does in commands if name.startswith("/")]
    chosen = [f"**{name}** {does}" for name, does in commands if not name.startswith("/")]
    blocks = [
        [
            "### Ask the news, get its own words\n"
            "I answer with dated, word-for-word quotes from the stories that are indexed here, or say plainly that "
            "they do not answer. Mention me with a question, write to me directly, or use a command."
        ],
        ["\n".join(typed)],
    ]
    if chosen:
        blocks.append(["On a message, under *Apps*:\n" + "\n".join(chosen)])
    blocks.append(["-# Days are written 2013-03-25, or in words inside the question: “in March 2013”, “last week”."])
    return layout(_HELP, *blocks)
