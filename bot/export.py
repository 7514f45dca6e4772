"""A listing as a file to keep: a table for spreadsheets, or Markdown with block quotes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from bot.escape import block_quote, escape
from bot.wording import coverage_words, date_words, listing_words
from store.answer import Quote
from store.errors import QueryError
from store.listing import Listing

COLUMNS = (
    "date",
    "precision",
    "headline",
    "publisher",
    "quote",
    "speaker",
    "article_id",
    "version",
    "start",
    "end",
    "url",
)
# What makes a spreadsheet run a cell as a formula, in ASCII and full-width, and the sign that keeps it from doing so.
_RUNS = re.compile(r"[=+\-@\t\r\n'＝＋－＠]")
_LINE_HEAD = re.compile(r"^([ \t]*)=", re.MULTILINE)


def as_csv(listing: Listing) -> bytes:
    """A row a quote, in the order of the listing: RFC 4180 in UTF-8 with a byte order mark, which Excel needs.

    A text that a spreadsheet would take for a formula has an apostrophe put before it, and so has one that begins with
    an apostrophe: without a first apostrophe each is as it was.
    """
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    table.writerows(_row(quote) for quote in listing.quotes)
    return file.getvalue().encode("utf-8-sig")


def as_markdown(listing: Listing) -> bytes:
    """The same for reading, in CommonMark: date and headline as a heading, the quote in a block, its source below."""
    blocks = [f"# {_shown(listing.query.question)}", _shown(listing_words(listing))]
    for quote in listing.quotes:
        source = [_shown(quote.publisher)] if quote.publisher else []
        source += [f"said by {_shown(quote.speaker)}"] if quote.speaker else []
        source.append(f"article {quote.article_id}, version {quote.version}, {quote.start} to {quote.end}")
        source += [_shown(quote.url)] if quote.url else []
        blocks += [
            f"## {date_words(quote.published)}: {_shown(quote.headline)}",
            block_quote(_verbatim(quote.text)),
            " · ".join(source),
        ]
    blocks.append(f"Quotes are verbatim; dates are those of publication. Searched: {coverage_words(listing.coverage)}.")
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def exporter(path: Path) -> Callable[[Listing], bytes]:
    """What writes a file of that name. Raises QueryError where its ending is neither .csv nor .md."""
    writers = {".csv": as_csv, ".md": as_markdown}
    if path.suffix.lower() not in writers:
        raise QueryError(f"“export” must name a file that ends in {' or '.join(writers)}, not {path.name!r}.")
    return writers[path.suffix.lower()]


def _row(quote: Quote) -> tuple[str | int, ...]:
    return (
        quote.published.text or "",
        quote.precision,
        _cell(quote.headline),
        _cell(quote.publisher),
        _cell(quote.text),
        _cell(quote.speaker),
        quote.article_id,
        quote.version,
        quote.start,
        quote.end,
        _cell(quote.url),
    )


def _cell(text: str | None) -> str:
    return f"'{text}" if text and _RUNS.match(text) else text or ""


def _shown(text: str | None) -> str:
    return _verbatim(" ".join((text or "").split()))


def _verbatim(text: str) -> str:
    """Discord's escapes hold in CommonMark as well, which knows entities and underlined headings besides."""
    return _LINE_HEAD.sub(r"\1\\=", escape(text).replace("&", r"\&"))
