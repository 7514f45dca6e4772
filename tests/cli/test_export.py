"""Exports: a table that reads back as the same rows and runs nothing, and Markdown that shows the same words."""

from __future__ import annotations

import csv
import io
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.escape import displayable
from bot.export import COLUMNS, as_csv, as_markdown, exporter
from store.answer import Quote
from store.copies import near_copies
from store.core import Library
from store.dates import SourceDate
from store.errors import QueryError
from store.query import MAX_LISTED, build_query
from tests.discord.samples import listing, quote
from tests.store.encoder import WordEncoder

# What the archive can hold: text that has UTF-8 bytes.
STORED = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
NAMES = st.none() | STORED.filter(bool)
QUOTES = st.builds(
    lambda text, headline, publisher, speaker, url: quote(
        text, headline=headline, publisher=publisher, speaker=speaker, url=url, published=SourceDate("2026-03-04")
    ),
    STORED.filter(str.strip),
    STORED,
    NAMES,
    NAMES,
    NAMES,
)
FORMULA = quote('=HYPERLINK("http://evil.example")', headline="'@mayor", publisher="＋44", speaker="-1", url="\t=1")


def read_back(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def freed(cell: str) -> str:
    return cell.removeprefix("'")


@settings(max_examples=60, deadline=None)
@given(st.lists(QUOTES, max_size=4))
@example([FORMULA])
def test_a_table_reads_back_as_the_rows_of_its_listing(quotes: list[Quote]) -> None:
    head, *rows = read_back(as_csv(listing(*quotes, lookup="timeline")))
    assert tuple(head) == COLUMNS
    assert [[freed(cell) for cell in row] for row in rows] == [
        [
            one.published.text,
            one.precision,
            one.headline,
            one.publisher or "",
            one.text,
            one.speaker or "",
            "a1",
            "1",
            "0",
            str(len(one.text)),
            one.url or "",
        ]
        for one in quotes
    ]


def test_no_cell_is_a_formula() -> None:
    [_, row] = read_back(as_csv(listing(FORMULA)))
    assert [row[place] for place in (2, 3, 4, 5, 10)] == [
        "''@mayor",
        "'＋44",
        '\'=HYPERLINK("http://evil.example")',
        "'-1",
        "'\t=1",
    ]


def test_an_undated_row_says_that_its_date_is_unknown() -> None:
    [_, row] = read_back(as_csv(listing(quote(published=SourceDate()))))
    assert row[:2] == ["", "unknown"]


def test_excel_and_others_see_utf_8_with_lines_ended_as_the_standard_has_them() -> None:
    written = as_csv(listing(quote("Ärger um die Straßenbahn,\nsagte sie.")))
    assert written.startswith(b"\xef\xbb\xbfdate,precision,")
    assert written.count(b"\r\n") == 2
    assert '"Ärger um die Straßenbahn,\nsagte sie."'.encode() in written


def inline_text(token: Token) -> str:
    return "".join("\n" if one.type == "softbreak" else one.content for one in token.children or ())


@pytest.mark.parametrize(
    "text",
    [
        "# No heading, *no* emphasis, &lt; no entity\n===\n- no list\n1. nor here",
        "One paragraph.\n\n> Not a quote in a quote.\n\n```not code```",
        "<b>Not HTML</b> [nor](http://link.example) ![x](y) \\ ~~~",
    ],
)
def test_markdown_shows_the_words_of_a_quote_and_nothing_else(text: str) -> None:
    tokens = MarkdownIt().parse(as_markdown(listing(quote(text), lookup="timeline")).decode("utf-8"))
    first, last = (
        next(at for at, one in enumerate(tokens) if one.type == f"blockquote_{end}") for end in ("open", "close")
    )
    inside = tokens[first + 1 : last]
    assert {one.type for one in inside} == {"paragraph_open", "inline", "paragraph_close"}
    shown = [inline_text(one) for one in inside if one.type == "inline"]
    assert "\n\n".join(shown) == displayable(text)


def test_markdown_names_day_headline_source_and_place_of_each_quote() -> None:
    written = as_markdown(listing(quote("It rained."), lookup="timeline")).decode("utf-8")
    assert written.split("\n\n") == [
        "# water tariff",
        "1 article on “water tariff”, oldest first.",
        "## 4 March 2026, 14:05 UTC: Council freezes water tariff",
        "> It rained.",
        "The Harbour Herald · article a1, version 1, 0 to 10 · https\\://harbour-herald.example/tariff",
        "Quotes are verbatim; dates are those of publication. "
        "Searched: 12,408 articles, 3 January 2019 to 2 March 2026.\n",
    ]


def test_the_ending_of_a_file_says_how_it_is_written() -> None:
    assert exporter(Path("tariff.CSV")) is as_csv
    assert exporter(Path("tariff.md")) is as_markdown
    with pytest.raises(QueryError, match=r"ends in \.csv or \.md, not 'tariff\.xls'"):
        exporter(Path("tariff.xls"))


def test_the_timeline_of_the_sample_archive_is_by_date_without_copies_verbatim_and_opens_as_the_same_rows(
    tmp_path: Path,
) -> None:
    with Library(tmp_path, WordEncoder()) as library:
        library.index([Path(__file__).parents[2] / "seeds" / "articles"])
        found = library.timeline(build_query("missile defence", limit=MAX_LISTED, most=MAX_LISTED))
        stored = [library.article(quote.article_id).current.text[quote.start : quote.end] for quote in found.quotes]
    assert len(found.quotes) >= 10
    assert [quote.text for quote in found.quotes] == stored
    moments = [quote.published.moment for quote in found.quotes]
    assert moments == sorted(moment for moment in moments if moment)
    assert not [pair for pair in combinations(stored, 2) if near_copies(*pair)]
    _, *rows = read_back(as_csv(found))
    assert [(row[0], freed(row[4])) for row in rows] == [(one.published.text, one.text) for one in found.quotes]
