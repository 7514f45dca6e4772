"""Every kind of card as a picture, at the width of a phone and of a desktop, to look at.

    python -m bench.cards [FOLDER [NAME…]]

Answers come from the sample archive, indexed into a temporary folder. Needs `simcord[screenshot]` and a Chromium on
the PATH (Debian: `apt-get install chromium`); the pictures go to `cards/` and are not kept in the repository.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import discord
import simcord
from discord import app_commands, ui
from playwright.async_api import BrowserType

from bench.job_cards import job_cards
from bot import notices
from bot.article_card import article_card
from bot.cards import answer_card, more_card
from bot.check_card import check_card
from bot.commands import register
from bot.commands.help import registered
from bot.context_card import context_card
from bot.desk import Desk
from bot.flagged_card import flagged_card
from bot.gaps import Declined, gaps_in
from bot.gaps_card import gaps_card
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.kept.guilds import GuildSettings
from bot.kept.watches import Watch, WatchLimits
from bot.look import Look
from bot.looking import listing_reply
from bot.lookup_cards import sources_card
from bot.settings_card import settings_card
from bot.watch_card import added_card, list_card, none_card, post_card, removed_card
from store.answer import Answer, Span
from store.core import Library
from store.listing import Listing
from store.query import MAX_LISTED, build_query
from store.quotecheck.claim import claims_in
from store.receipt import new_id, proof_of, receipt_of
from store.requoting import Requoted

SEEDS = Path(__file__).parents[1] / "seeds"
WIDTHS = (420, 960)
HEIGHT = 2400  # taller than any card, so that none is clipped
DAY = "2026-11-24T12:00:00+00:00"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOSTILE = "# @everyone **who** ||said|| `what` [here](https://evil.example) :tada: \u202egnp <t:1:R>?"


def cards() -> Iterator[tuple[str, ui.LayoutView]]:
    """Every kind of card, from the sample archive, and some bent to be as awkward as they can be."""
    with tempfile.TemporaryDirectory() as home, Library.open(Path(home)) as library:
        yield "no-articles", answer_card(library.ask(build_query("How many interceptors will be added in Alaska?")))
        library.index([SEEDS])
        yield from answer_cards(library)
        yield from lookup_cards(library)
        yield from check_cards(library)
        yield from watch_cards(library)
        yield from flagged_cards(library)
    yield from notice_cards()
    yield from job_cards()


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
    yield "no-such-day", ask(build_query("What did the mayor say about the tram on 31 February 2013?"))
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


def lookup_cards(library: Library) -> Iterator[tuple[str, ui.LayoutView]]:
    """Each lookup with its buttons: a first page, another page, and one with nothing found."""
    looked: dict[str, Listing] = {
        "search": library.search(build_query("missile defence talks", limit=MAX_LISTED, most=MAX_LISTED)),
        "latest": library.latest(build_query("tram", limit=MAX_LISTED, most=MAX_LISTED)),
        "timeline": library.timeline(build_query("missile defence", limit=MAX_LISTED, most=MAX_LISTED)),
        "said": library.said(build_query("", speaker="Ryabkov", limit=MAX_LISTED, most=MAX_LISTED)),
        "search-nothing": library.search(build_query("zeppelin")),
    }
    for name, listing in looked.items():
        yield name, listing_reply(listing, lookup_exchange(listing), 1).view
    yield "timeline-2", listing_reply(looked["timeline"], lookup_exchange(looked["timeline"]), 2).view
    yield "sources", sources_card(library.sources())
    first = looked["search"].quotes[0]
    yield "article", article_card(library.article(first.article_id), NOW, Span(first.start, first.end))
    for headline in library.catalogue().headlines:
        article = library.article(headline.article_id)
        if len(article.versions) > 1:
            yield f"article-{len(article.versions)}-versions", article_card(article, NOW)


def lookup_exchange(listing: Listing) -> Exchange:
    """What would be kept of a lookup."""
    content = Content(query=listing.query, generation=listing.coverage.generation, built=listing.coverage.built)
    return new_exchange(listing.lookup, Place(person=1, guild=2, channel=3), content)


def check_cards(library: Library) -> Iterator[tuple[str, ui.LayoutView]]:
    """A posted quotation that is real, edited openly, altered, put together, and not there."""
    quoted = library.ask(build_query("How many interceptors will be added in Alaska?")).quotes[0].text
    words = " ".join(quoted.split()).split()
    sentence = " ".join(words[:18])
    posts = {
        "check-exact": f"“{sentence}”",
        "check-edited": f"“{' '.join(words[:8])} … {' '.join(words[12:20])}”",
        "check-altered": f"“{sentence.replace('14', '40')}”",
        "check-stitched": f"“{' '.join(words[:9])} {' '.join(words[30:40])}”",
        "check-nowhere": "“The zeppelin will return to the harbour in spring.”",
    }
    for name, post in posts.items():
        yield name, check_card(library.check_quote(claims_in(post)[0]))


def flagged_cards(library: Library) -> Iterator[tuple[str, ui.LayoutView]]:
    """Cards that quoted stories of which some were withdrawn or corrected since, and one with none left."""
    answer = library.ask(build_query("What happened on missile defence?"))
    kept, first = kept_of(answer), answer.quotes[0]
    library.admin.withdraw(first.article_id, "The agency that filed it took it back: its source could not be found.")
    yield "flagged-withdrawn", flagged_card(kept, requoted(library, kept))
    alone = kept_of(replace(answer, quotes=answer.quotes[:1]))
    yield "flagged-alone", flagged_card(alone, requoted(library, alone), Look(language="de"))
    yield "flagged-post", flagged_card(replace(kept, kind="watch"), requoted(library, kept))
    library.admin.restore(first.article_id, "It was found.")
    yield "flagged-restored", flagged_card(kept, requoted(library, kept))
    roof = kept_of(library.ask(build_query("How much will the new school roof cost?", as_of="2013-11-05")))
    yield "flagged-corrected", flagged_card(roof, requoted(library, roof))


def kept_of(answer: Answer) -> Exchange:
    """What is kept of an answer with its receipt."""
    content = Content.of_answer(answer, receipt_of(answer, new_id(), NOW))
    return new_exchange("answer", Place(person=1, guild=2, channel=3), content)


def requoted(library: Library, exchange: Exchange) -> tuple[Requoted, ...]:
    """What an exchange quoted, as it stands now."""
    assert exchange.content.receipt is not None
    return library.requote(exchange.content.receipt.quotes, exchange.content.marks)


def watch_cards(library: Library) -> Iterator[tuple[str, ui.LayoutView]]:
    """A post of a watch, and what `/watch` says."""
    limits, position = WatchLimits(), library.frontier().position
    watch = Watch(
        id="w", guild=2, channel=3, person=1, topic="missile defence", publisher=None, position=position, created=DAY
    )
    other = replace(watch, topic="the tram", publisher="Quillhaven Sample Gazette", trouble="I may not write here.")
    fresh = library.fresh(build_query("missile defence", limit=4), replace(position, seq=0)).answer
    shown = replace(fresh, quotes=fresh.quotes[:4])
    yield "watch-post", post_card(shown, shown.quotes, exchange_of(shown), 2)
    yield "watch-added", added_card(watch, library.ask(build_query(watch.topic)), limits)
    yield "watch-list", list_card([watch, other], limits)
    yield "watch-none", none_card()
    yield "watch-removed", removed_card(other)


def notice_cards() -> Iterator[tuple[str, ui.LayoutView]]:
    yield "refusal", notices.refusal("“since” must be a date, for example 2013-03-25, not 'tomorrow'.")
    yield "failure", notices.failure("The index was built by another encoder; run `dateline index --rebuild`.")
    yield "fault", notices.fault("E-4C21")
    yield "too-slow", notices.too_slow(30)
    yield "wait", notices.wait(23, 5)
    yield "busy", notices.busy()
    yield "restarting", notices.restarting()
    yield "how-to", notices.how_to_ask()
    yield "help", notices.help_card(list(registered(tree())))
    yield "in-thread", notices.in_thread("abcdefghijklm")
    yield "older-index", notices.older_index("abcdefghijklm", "3", "2026-11-24T12:00:00+00:00")
    yield "receipt", notices.receipt("receipt-abcdefghijklm.json", 3)
    yield "exported", notices.exported("timeline-abcdefghijklm.csv", 17)
    yield "gone", notices.gone()
    yield "thanks", notices.thanks(helpful=True)
    yield "not-here", notices.not_here()
    yield "not-a-manager", notices.not_a_manager()
    yield "not-allowed-before", notices.not_allowed_before(everywhere=True)
    yield "last-channel", notices.last_channel()
    yield from gap_cards()
    yield "settings", settings_card(GuildSettings(), reads_messages=False)
    chosen = GuildSettings(channels=frozenset(range(50)), unasked=True, private=True, language="ja", quotes=1)
    yield "settings-chosen", settings_card(chosen, reads_messages=False)


def gap_cards() -> Iterator[tuple[str, ui.LayoutView]]:
    """Gaps of a few topics, of more than a page, and none."""
    asked = (
        ("Who pays for the new ferry terminal?", None, False),
        ("When will the ferry terminal open?", date(2013, 3, 1), True),
        ("What does the ferry terminal cost in all?", None, False),
        ("Did anyone see the comet over the harbour?", None, False),
        (HOSTILE, None, False),
    )
    declined = [
        Declined(
            asked=words, since=since, until=since and date(2013, 3, 31), outside_dates=outside, day=date(2026, 11, day)
        )
        for day, (words, since, outside) in enumerate(asked, 9)
    ]
    many = [replace(declined[0], asked=f"{'mn'[n % 2] * 3}{n} {'interminable ' * 20}?") for n in range(30)]
    yield "gaps", gaps_card(gaps_in(declined))
    yield "gaps-2", gaps_card(gaps_in([*declined, *many]), 2)
    yield "gaps-none", gaps_card([])


def tree() -> app_commands.CommandTree[discord.Client]:
    """The commands as the bot registers them, on a client that goes nowhere."""
    found = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    register(found, cast(Desk, None))
    return found


async def render(folder: Path, wanted: set[str]) -> set[str]:
    """Make the pictures of the wanted cards, or of all where none is named; the names of those made."""
    made = set[str]()
    client = discord.Client(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
    env = simcord.Env(client)
    await env.start()
    channel = env.create_guild().create_text_channel("news")
    reader = env.guild.add_member(env.create_user("reader"))
    target = client.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    for name, view in cards():
        if wanted and name not in wanted:
            continue
        attached = [item.media.url for item in view.walk_children() if isinstance(item, ui.File)]
        files = [discord.File(io.BytesIO(b"{}"), url.removeprefix("attachment://")) for url in attached]
        message = await target.send(view=view, files=files)
        for width in WIDTHS:
            path = folder / f"{name}-{width}.png"
            async with env.preview(channel, viewers=[reader], display="fixed", width=width, height=HEIGHT) as preview:
                await preview.screenshot(path, target=message, allow_incomplete=True)
            print(path)
        made.add(name)
    await env.shutdown()
    return made


def use_installed_chromium() -> None:
    """SimCord starts the browser that Playwright downloads; start the one that is installed instead."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("No chromium on the PATH; install it with your package manager (Debian: apt-get install chromium).")
    launch = functools.partialmethod(BrowserType.launch, executable_path=chromium, args=["--no-sandbox"])
    BrowserType.launch = launch  # type: ignore[assignment, method-assign]


def main() -> None:
    parser = argparse.ArgumentParser(description="Every kind of card as a picture.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("cards"), help="made where it is not there")
    parser.add_argument("names", nargs="*", metavar="name", help="only these cards, named as in the pictures' names")
    options = parser.parse_args()
    use_installed_chromium()
    options.folder.mkdir(parents=True, exist_ok=True)
    missing = set(options.names) - asyncio.run(render(options.folder, set(options.names)))
    if missing:
        sys.exit(f"There is no card named {', '.join(sorted(missing))}; without names every card is made.")


if __name__ == "__main__":
    main()
