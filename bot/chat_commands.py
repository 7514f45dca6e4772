"""The commands of the chat: a table of names, what is typed behind each, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rich.text import Text

from bot.check_printing import checks_lines
from bot.listings import listing_lines
from bot.printing import Line, Lines, article_lines, sources_lines
from store.article import Article
from store.errors import QueryError
from store.listing import Listing
from store.query import MAX_LISTED, Query, build_query
from store.quotecheck.check import QuoteCheck
from store.quotecheck.claim import Claim, claims_in
from store.report import Publisher

FILTERS = "since:DAY until:DAY as-of:DAY publisher:“NAME” order:newest|oldest limit:N"
_FILTER = re.compile(
    r"(?:^|\s)(?P<key>since|until|as-of|publisher|order|limit|about):(?:[\"“](?P<held>[^\"”]*)[\"”]|(?P<bare>\S+))"
)


class Lookups(Protocol):
    """What the commands ask: the Library, or a stand-in for it in a test."""

    def search(self, query: Query) -> Listing: ...
    def latest(self, query: Query) -> Listing: ...
    def timeline(self, query: Query) -> Listing: ...
    def said(self, query: Query) -> Listing: ...
    def article(self, article_id: str) -> Article: ...
    def sources(self) -> list[Publisher]: ...
    def check_quote(self, claim: Claim) -> QuoteCheck: ...


@dataclass(frozen=True, slots=True)
class Command:
    """One command: how it is typed, what it is for, and its lines. `show` raises DatelineError."""

    usage: str
    purpose: str
    show: Callable[[Lookups, str], Lines]

    @property
    def name(self) -> str:
        return self.usage.partition(" ")[0]


COMMANDS: tuple[Command, ...] = (
    Command("/search WORDS", "the best stories", lambda core, typed: listing_lines(core.search(_query(typed)))),
    Command("/latest TOPIC", "the newest stories", lambda core, typed: listing_lines(core.latest(_query(typed)))),
    Command("/timeline TOPIC", "what happened when", lambda core, typed: listing_lines(core.timeline(_query(typed)))),
    Command(
        "/said SPEAKER about:“TOPIC”",
        "what somebody said, by day",
        lambda core, typed: listing_lines(core.said(_speaker_query(typed))),
    ),
    Command("/article ID", "one article whole", lambda core, typed: article_lines(core.article(_word(typed)))),
    Command("/sources", "the publishers", lambda core, _: sources_lines(core.sources())),
    Command("/check TEXT", "whether a quotation is real", lambda core, typed: checks_lines(_checked(core, typed))),
)


def command_lines(core: Lookups, typed: str) -> Lines:
    """What a command shows; `/help` shows them all. Raises QueryError for one that is not there or lacks something."""
    name, _, rest = typed.strip().partition(" ")
    if name == "/help":
        return help_lines()
    for command in COMMANDS:
        if command.name == name.lower():
            return command.show(core, rest)
    raise QueryError(f"There is no {name[:40]} here; /help lists what there is.")


def help_lines() -> Iterator[Line]:
    yield Line(Text("Type a question; the answer is what the coverage says, word for word, with its date."))
    width = max(len(command.usage) for command in COMMANDS)
    for command in COMMANDS:
        yield Line(Text(f"{command.usage:<{width}}  {command.purpose}"))
    yield Line(Text(f"/search, /latest, /timeline and /said also take {FILTERS}"))
    yield Line(Text("A line that needs the last question follows it: why? · and in May? · what did the mayor say?"))
    yield Line(Text("/drop topic, days, publisher or speaker asks again without what was kept; /new starts afresh."))
    yield Line(Text("/help shows this, /quit or Ctrl-D leaves, Ctrl-C stops an answer."))


def _query(typed: str) -> Query:
    return _built(*_parted(typed))


def _speaker_query(typed: str) -> Query:
    speaker, filters = _parted(typed)
    return _built(filters.pop("about", ""), filters, speaker=speaker)


def _built(words: str, filters: dict[str, str], speaker: str | None = None) -> Query:
    limit = filters.get("limit", "10")
    if "about" in filters:
        raise QueryError("“about” is for /said only; put the topic behind the command.")
    if not limit.isdecimal():
        raise QueryError(f"“limit” must be a number, not {limit[:40]!r}.")
    return build_query(
        words,
        since=filters.get("since"),
        until=filters.get("until"),
        as_of=filters.get("as-of"),
        publisher=filters.get("publisher"),
        order=filters.get("order"),
        limit=int(limit),
        speaker=speaker,
        most=MAX_LISTED,
    )


def _parted(typed: str) -> tuple[str, dict[str, str]]:
    """What is typed without its filters, and these by name."""
    found = {one["key"]: one["held"] or one["bare"] or "" for one in _FILTER.finditer(typed)}
    return _FILTER.sub(" ", typed).strip(), found


def _checked(core: Lookups, typed: str) -> list[QuoteCheck]:
    return [core.check_quote(claim) for claim in claims_in(typed)]


def _word(typed: str) -> str:
    if not typed.strip():
        raise QueryError("Which article? Its id stands in brackets beside each quote.")
    return typed.strip().strip("[]")
