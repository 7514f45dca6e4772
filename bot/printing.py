"""Answers, articles and reports as lines for a person: the last step before a terminal or a pipe.

Third-party text is only ever sliced here; characters that would steer a terminal are left out at display, and the
record keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.text import Text

from bot.wording import date_words, filter_words, index_words, later_words, telling_dates, understood_words
from store.answer import Answer, Mention, Quote, Span, Verdict
from store.article import Article
from store.article import Status as Standing
from store.report import IndexItem, IndexReport, Publisher, Status, VerifyReport
from store.web.address import is_url
from store.wording import counted, iso_day_words, iso_period_words

# C0 without tab and newline, DEL and C1 (escape sequences), and what turns the reading direction of a whole line.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_NO: dict[Verdict, str] = {
    "not_in_coverage": "No answer in the coverage.",
    "outside_dates": "No answer within your dates.",
    "no_articles": "No answer: nothing is indexed.",
}
_STANDING: dict[Standing, str] = {
    "corrected": "This story was corrected",
    "withdrawn": "This story was withdrawn and may not be quoted",
    "embargoed": "This story is under embargo and may not be quoted yet",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line; `margin` stands before it, and before each piece of it that a terminal wraps."""

    text: Text
    margin: str = ""


Lines = Iterator[Line]
BLANK = Line(Text())


def displayable(text: str) -> str:
    """The text without the characters that steer a terminal; tabs and newlines stay."""
    return _STEERING.sub("", text)


def one_line(text: str) -> str:
    """`displayable` for a name, headline, path or message, which must not break the line it stands in."""
    return " ".join(displayable(text).split())


def answer_lines(answer: Answer) -> Lines:
    """The question, then each quote or the plain no with the nearest coverage, then what was searched."""
    yield Line(Text(one_line(answer.query.question), "bold"))
    if understood := understood_words(answer.query):
        yield Line(Text(one_line(understood)))
    if answer.verdict != "answered":
        yield Line(Text(_NO[answer.verdict], "bold yellow"))
    yield Line(Text(one_line(answer.reason)))
    for quote in answer.quotes:
        yield BLANK
        yield from quote_lines(quote)
    yield from nearest_lines(answer.nearest)
    yield BLANK
    yield Line(Text(_searched(answer), "dim"))


def quote_lines(quote: Quote, marked: Sequence[Span] | None = None) -> Lines:
    """The quote verbatim, one line a paragraph, then where it stands and when that was published.

    `marked` spans of the version's text are underlined, those that answer where none are given.
    """
    yield from _words(quote, quote.answer_spans if marked is None else marked)
    source = Text.assemble((_publisher(quote.publisher), "bold"), " · ", (date_words(quote.published), "bold"))
    if quote.speaker:
        source = Text.assemble("Said by ", (one_line(quote.speaker), "bold"), " · ", source)
    yield Line(source, "  ")
    yield Line(Text(one_line(quote.headline)), "  ")
    yield from _beside(quote)


def dated_lines(quote: Quote) -> Lines:
    """The same with the date and the headline first, as a list by date has it; nothing is underlined."""
    yield Line(Text.assemble((date_words(quote.published), "bold"), f" · {one_line(quote.headline)}"))
    yield from _words(quote, ())
    speaker = f"Said by {one_line(quote.speaker)} · " if quote.speaker else ""
    yield Line(Text.assemble(speaker, (_publisher(quote.publisher), "bold")), "  ")
    yield from _beside(quote)


def nearest_lines(mentions: Sequence[Mention]) -> Lines:
    """The stories that a no names, if it names any."""
    if mentions:
        yield BLANK
        yield Line(Text("Nearest coverage:"))
    for mention in mentions:
        yield Line(mention_text(mention), "  ")


def mention_text(mention: Mention) -> Text:
    """A story that is named and not quoted."""
    where = f"{_publisher(mention.publisher)} · {date_words(mention.published)} · "
    return Text.assemble(where, one_line(mention.headline), (f"  [{one_line(mention.article_id)}]", "dim"))


def _words(quote: Quote, marked: Sequence[Span]) -> Lines:
    for paragraph in _marked(quote, marked).split("\n", allow_blank=True):
        yield Line(paragraph, "> ")


def _beside(quote: Quote) -> Lines:
    """What must be known of a quote beside its story: dates, its standing, where it was read, its copies."""
    for words, found in telling_dates(quote):
        yield Line(Text(f"“{one_line(words)}” means {iso_period_words(found.resolved)}"), "  ")
    yield from _standing(quote.status, quote.note, "  ")
    if quote.later:
        said = f": {one_line(quote.later.note)}" if quote.later.note else "."
        yield Line(Text(later_words(quote.later) + said, "yellow"), "  ")
    yield Line(Text(f"{one_line(quote.url or quote.source)}  [{one_line(quote.article_id)}]", "dim"), "  ")
    for mention in quote.also_in:
        yield Line(Text("Also in: ").append_text(mention_text(mention)), "  ")


def article_lines(article: Article) -> Lines:
    """The current version whole: what is known about it, then its paragraphs and captions."""
    version = article.current
    yield Line(Text(one_line(version.headline), "bold"))
    place = f" · {one_line(version.dateline)}" if version.dateline else ""
    byline = f" · {one_line(', '.join(version.byline))}" if version.byline else ""
    yield Line(Text(f"{_publisher(version.publisher)} · {date_words(version.published)}{byline}{place}"))
    if version.updated.text:
        yield Line(Text(f"Updated {date_words(version.updated)}"))
    yield from _standing(*article.standing(datetime.now(UTC)))
    yield Line(Text(one_line(version.url or version.source), "dim"))
    count = len(article.versions)
    yield Line(Text(f"{one_line(version.article_id)}, version {version.number} of {count}", "dim"))
    for paragraph in version.paragraphs:
        yield BLANK
        for line in displayable(paragraph).split("\n"):
            yield Line(Text(line))
    for caption in version.captions:
        yield BLANK
        yield Line(Text(f"Caption: {one_line(caption)}", "dim"))


def sources_lines(publishers: Sequence[Publisher]) -> Lines:
    if not publishers:
        yield Line(Text("Nothing is indexed yet; `dateline index PATH` adds articles."))
    for one in publishers:
        words = Text.assemble((_publisher(one.name), "bold"), f": {counted(one.articles, 'article')}")
        yield Line(words.append(_span(one.first, one.newest, ", ") or ", undated"))


def status_lines(status: Status) -> Lines:
    built = f", built {datetime.fromisoformat(status.built).isoformat(timespec='seconds')}" if status.built else ""
    yield from rows_lines(
        [
            ("articles", f"{status.articles:,}"),
            ("versions", f"{status.versions:,}"),
            ("passages", f"{status.passages:,}"),
            ("publishers", f"{status.publishers:,}"),
            ("published", _span(status.first, status.newest) or "nothing dated"),
            ("undated", f"{status.undated:,}"),
            ("withdrawn", f"{status.withdrawn:,}"),
            ("index", f"{status.generation}{built}" if status.generation else "none yet"),
            ("encoder", status.encoder),
            *((label, model) for label, model in (("reranker", status.reranker), ("reader", status.reader)) if model),
            ("data folder", status.home),
        ]
    )


def index_lines(report: IndexReport) -> Lines:
    """The counts, what was repaired, and a line for each item that an admin may have to see to."""
    if report.dry_run:
        yield Line(Text("Dry run: nothing was written.", "bold"))
    yield from rows_lines(
        [
            ("added", f"{report.count('added'):,}"),
            ("unchanged", f"{report.count('unchanged'):,}"),
            ("new versions", f"{report.count('new_version'):,}"),
            ("withdrawn", f"{report.count('withdrawn'):,}"),
            ("undated", f"{report.undated:,}"),
            ("no text", f"{report.count('no_text'):,}"),
            ("failed", f"{report.failed:,}"),
            ("skipped", f"{report.count('skipped'):,}"),
            ("passages embedded", f"{report.passages_embedded:,}"),
            ("seconds", f"{report.seconds:.1f}"),
        ]
    )
    for sentence in report.repaired:
        yield Line(Text(f"repaired: {one_line(sentence)}"))
    yield from trouble_lines(report.items)


def trouble_lines(items: Iterable[IndexItem]) -> Lines:
    """A line for each item that an admin may have to see to, with the reason; the failures last, near the prompt."""
    for item in sorted(items, key=lambda item: item.outcome == "failed"):
        kind, style = _trouble(item)
        if kind:
            yield Line(Text(f"{kind}: {one_line(item.source)}: {one_line(item.reason or 'no reason given')}", style))


def _trouble(item: IndexItem) -> tuple[str, str]:
    """What is the matter with an item and the colour to say it in; both empty where nothing is."""
    if item.outcome == "failed":
        return "failed", "red"
    if item.outcome == "no_text":
        return "no text", "yellow"
    if item.outcome == "withdrawn" and item.reason:
        return "withdrawn", "yellow"
    # In a folder most of what is passed over was never meant as news; of a server's feed it is the part left out.
    # What has an id was passed over by an admin's decision.
    if item.outcome == "skipped" and (is_url(item.source) or item.article_id):
        return "skipped", "yellow"
    return ("undated", "yellow") if item.undated else ("", "")


def verify_lines(report: VerifyReport) -> Lines:
    yield from rows_lines([(what, f"{count:,}") for what, count in report.checked.items()])
    for fault in report.faults:
        yield Line(Text(f"fault: {one_line(fault)}", "red"))
    if report.clean:
        yield Line(Text("Clean: all that was checked agrees.", "green"))


def rows_lines(rows: Sequence[tuple[str, str]]) -> Lines:
    """Labels and values in two columns."""
    width = max((len(label) for label, _ in rows), default=0)
    for label, value in rows:
        yield Line(Text.assemble((f"{label:<{width}}  ", "dim"), one_line(value)))


def _searched(answer: Answer) -> str:
    limits = one_line(", ".join(filter_words(answer.query)))
    within = f"Searched: {limits}. " if limits else ""
    coverage = answer.coverage
    return f"{within}{one_line(index_words(coverage))}{_span(coverage.first, coverage.newest, ', ')}."


def _marked(quote: Quote, spans: Sequence[Span]) -> Text:
    """The quote's text with these spans of the version's text underlined."""
    marked = Text()
    at = quote.start
    for span in sorted(spans, key=lambda span: span.start):
        start = max(span.start, at)
        marked.append(displayable(quote.text[at - quote.start : start - quote.start]))
        marked.append(displayable(quote.text[start - quote.start : span.end - quote.start]), "bold underline")
        at = max(span.end, at)
    return marked.append(displayable(quote.text[at - quote.start :]))


def _standing(status: Standing, note: str | None, margin: str = "") -> Lines:
    if status in _STANDING:
        said = f": {one_line(note)}" if note else "."
        yield Line(Text(f"{_STANDING[status]}{said}", "yellow"), margin)
    elif note:
        yield Line(Text(one_line(note), "yellow"), margin)


def _publisher(name: str | None) -> str:
    return one_line(name) if name else "no publisher named"


def _span(first: str | None, newest: str | None, before: str = "") -> str:
    if first is None or newest is None:
        return ""
    if first == newest:
        return before + iso_day_words(first)
    return f"{before}{iso_day_words(first)} to {iso_day_words(newest)}"
