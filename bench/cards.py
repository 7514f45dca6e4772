"""Every kind of card as a picture, at the width of a phone and of a desktop, to look at.

    python -m bench.cards [FOLDER]

Answers come from the sample archive, indexed into a temporary folder. Needs `simcord[screenshot]` and a Chromium on
the PATH (Debian: `apt-get install chromium`); the pictures go to `cards/` and are not kept in the repository.
"""

from __future__ import annotations

import asyncio
import functools
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import ui
from playwright.async_api import BrowserType

from bot import notices
from bot.cards import answer_card, more_card
from bot.context_card import context_card
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.kept.guilds import GuildSettings
from bot.look import Look
from bot.settings_card import settings_card
from store.answer import Answer
from store.core import Library
from store.query import build_query
from store.receipt import proof_of

SEEDS = Path(__file__).parents[1] / "seeds"
WIDTHS = (420, 960)
HEIGHT = 2400  # taller than any card, so that none is clipped
HOSTILE = "# @everyone **who** ||said|| `what` [here](https://evil.example) :tada: \u202egnp <t:1:R>?"


def cards() -> Iterator[tuple[str, ui.LayoutView]]:
    """Every kind of card, from the sample archive, and some bent to be as awkward as they can be."""
    with tempfile.TemporaryDirectory() as home, Library.open(Path(home)) as library:
        yield "no-articles", answer_card(library.ask(build_query("How many interceptors will be added in Alaska?")))
        library.index([SEEDS])
        yield from answer_cards(library)
    yield from notice_cards()


def answer_cards(library: Library) -> Iterator[tuple[str, ui.LayoutView]]:
    """Answers with their buttons, what they say more of, and noes."""
    for name, answer in answers(library):
        yield name, answer_card(answer, exchange_of(answer, private=name == "answer-town"))
        if name in ("answer-as-of", "answer-filters"):
            yield f"{name}-german", answer_card(answer, look=Look(language="de", quotes=1))
    more = library.ask(build_query("What happened on missile defence?", limit=7))
    yield "more", more_card(more, exchange_of(more), 3)
    yield "context", context_card(library.around(proof_of(more.quotes[0])))


def answers(library: Library) -> Iterator[tuple[str, Answer]]:
    ask = library.ask
    alaska = ask(build_query("How many interceptors will be added in Alaska?"))
    yield "answer", alaska
    yield "answer-filters", ask(build_query("What did Russia say about the shield?", since="2013-01-01"))
    yield "answer-town", ask(build_query("What did the mayor say about the tram?"))
    yield "answer-corrected", ask(build_query("How long will the Capstan Street school close?"))
    yield "answer-understood", ask(build_query("What did Russia say about the shield in March 2013?"))
    yield "answer-follows", ask(library.follow(alaska.query, "and what did the White House say in 2011?"))
    yield "answer-as-of", ask(build_query("How much will the new school roof cost?", as_of="2013-11-05"))
    yield "answer-refiled", ask(build_query("Who is the keeper of the lighthouse on Widow's Ledge?"))
    yield "no-answer", ask(build_query("Who won the 2012 World Series?"))
    yield "no-in-dates", ask(build_query("How many interceptors will be added in Alaska?", until="2009-12-31"))
    first = alaska.quotes[0]
    yield "answer-long", replace(alaska, quotes=(_repeated(first.text, alaska),) * 3)
    undated = replace(first, published=type(first.published)(), headline=HOSTILE, url=None, speaker="Ana | Ruiz")
    yield "answer-hostile", replace(alaska, query=build_query(HOSTILE), quotes=(undated,))


def exchange_of(answer: Answer, *, private: bool = False) -> Exchange:
    """What would be kept of an answer."""
    content = Content(query=answer.query, generation=answer.coverage.generation, built=answer.coverage.built)
    return new_exchange("answer", Place(person=1, guild=2, channel=3, private=private), content)


def _repeated(text: str, answer: Answer) -> Any:
    long = "\n\n".join([text] * 8)
    return replace(answer.quotes[0], text=long, end=answer.quotes[0].start + len(long))


def notice_cards() -> Iterator[tuple[str, ui.LayoutView]]:
    yield "refusal", notices.refusal("“since” must be a date, for example 2013-03-25, not 'tomorrow'.")
    yield "failure", notices.failure("The index was built by another encoder; run `dateline index --rebuild`.")
    yield "fault", notices.fault("E-4C21")
    yield "too-slow", notices.too_slow(30)
    yield "wait", notices.wait(23, 5)
    yield "busy", notices.busy()
    yield "restarting", notices.restarting()
    yield "how-to", notices.how_to_ask()
    yield "older-index", notices.older_index("abcdefghijklm", "3", "2026-11-24T12:00:00+00:00")
    yield "gone", notices.gone()
    yield "thanks", notices.thanks(helpful=True)
    yield "not-here", notices.not_here()
    yield "not-a-manager", notices.not_a_manager()
    yield "not-allowed-before", notices.not_allowed_before(everywhere=True)
    yield "last-channel", notices.last_channel()
    yield "settings", settings_card(GuildSettings(), reads_messages=False)
    chosen = GuildSettings(channels=frozenset(range(50)), unasked=True, private=True, language="ja", quotes=1)
    yield "settings-chosen", settings_card(chosen, reads_messages=False)


async def render(folder: Path) -> None:
    client = discord.Client(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
    env = simcord.Env(client)
    await env.start()
    channel = env.create_guild().create_text_channel("news")
    reader = env.guild.add_member(env.create_user("reader"))
    target = client.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    for name, view in cards():
        message = await target.send(view=view)
        for width in WIDTHS:
            path = folder / f"{name}-{width}.png"
            async with env.preview(channel, viewers=[reader], display="fixed", width=width, height=HEIGHT) as preview:
                await preview.screenshot(path, target=message, allow_incomplete=True)
            print(path)
    await env.shutdown()


def use_installed_chromium() -> None:
    """SimCord starts the browser that Playwright downloads; start the one that is installed instead."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("No chromium on the PATH; install it with your package manager (Debian: apt-get install chromium).")
    launch = functools.partialmethod(BrowserType.launch, executable_path=chromium, args=["--no-sandbox"])
    BrowserType.launch = launch  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else "cards")
    pictures.mkdir(parents=True, exist_ok=True)
    use_installed_chromium()
    asyncio.run(render(pictures))
