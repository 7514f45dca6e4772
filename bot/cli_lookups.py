"""The commands of `dateline` that look something up: search, latest, timeline, said, article, sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.export import exporter
from bot.listings import listing_lines
from bot.printing import article_lines, sources_lines
from bot.shell import AsOf, Json, Listed, Order, Publisher, Question, Since, Topic, Until, open_library, show
from store.query import MAX_LISTED, build_query

lookups = typer.Typer()

Export = Annotated[
    Path | None, typer.Option(metavar="FILE.csv|FILE.md", dir_okay=False, help="Write it as a table or as Markdown.")
]


@lookups.command("search")
def search_command(
    question: Question,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    order: Order = None,
    limit: Listed = 10,
    as_json: Json = False,
) -> None:
    """List the stories that fit best, a passage each with its matching words, without a verdict."""
    query = build_query(
        question, since=since, until=until, as_of=as_of, publisher=publisher, order=order, limit=limit, most=MAX_LISTED
    )
    with open_library() as library:
        listing = library.search(query)
    show(listing_lines(listing), listing.quotes, as_json=as_json)


@lookups.command("latest")
def latest_command(
    topic: Topic,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    order: Order = None,
    limit: Listed = 10,
    as_json: Json = False,
) -> None:
    """List the newest stories on a topic, newest first."""
    query = build_query(
        topic, since=since, until=until, as_of=as_of, publisher=publisher, order=order, limit=limit, most=MAX_LISTED
    )
    with open_library() as library:
        listing = library.latest(query)
    show(listing_lines(listing), listing.quotes, as_json=as_json)


@lookups.command("timeline")
def timeline_command(
    topic: Topic,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    order: Order = None,
    limit: Listed = 25,
    export: Export = None,
    as_json: Json = False,
) -> None:
    """List the stories on a topic by their days, oldest first, one quote each."""
    query = build_query(
        topic, since=since, until=until, as_of=as_of, publisher=publisher, order=order, limit=limit, most=MAX_LISTED
    )
    write = exporter(export) if export else None
    with open_library() as library:
        listing = library.timeline(query)
    if export and write:
        export.write_bytes(write(listing))
    show(listing_lines(listing), listing.quotes, as_json=as_json)


@lookups.command("said")
def said_command(
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", help="The speaker's name, in full or the last of it.")],
    *,
    about: Annotated[str, typer.Option(metavar="TOPIC", help="Only what was said about this.")] = "",
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    order: Order = None,
    limit: Listed = 10,
    as_json: Json = False,
) -> None:
    """List what somebody said by day, newest first: only what the stories plainly attribute."""
    query = build_query(
        about,
        speaker=speaker,
        since=since,
        until=until,
        as_of=as_of,
        publisher=publisher,
        order=order,
        limit=limit,
        most=MAX_LISTED,
    )
    with open_library() as library:
        listing = library.said(query)
    show(listing_lines(listing), listing.quotes, as_json=as_json)


@lookups.command("article")
def article_command(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="The id that stands beside a quote.")],
    as_json: Json = False,
) -> None:
    """Show one article whole."""
    with open_library() as library:
        article = library.article(article_id)
    show(article_lines(article), [article], as_json=as_json)


@lookups.command("sources")
def sources_command(as_json: Json = False) -> None:
    """List the publishers and how much of each is there."""
    with open_library() as library:
        publishers = library.sources()
    show(sources_lines(publishers), publishers, as_json=as_json)
