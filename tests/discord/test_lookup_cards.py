"""The cards of lookups: what stands on each, and that none passes a limit of Discord's or alters a quote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.article_card import ArticlePages, article_card
from bot.escape import displayable, units
from bot.excerpt import CUT
from bot.kept.exchanges import Content, Place, new_exchange
from bot.layout import TEXT_LIMIT
from bot.looking import listing_reply
from bot.lookup_cards import PER_PAGE, listing_card, on_page, page_count, sources_card, sources_pages
from store.answer import Quote, Span
from store.article import Article
from store.dates import SourceDate
from store.listing import Listing
from store.query import Query
from store.report import Publisher
from tests.discord.samples import EMPTY, dated_query, listing, mention, quote, seen, texts
from tests.discord.test_cards import (
    COVERAGES,
    HARD,
    LONG,
    MENTIONS,
    NAMES,
    QUERIES,
    QUOTABLE,
    TEXTS,
    assert_within_limits,
    quotes,
)
from tests.store.stories import version_of_text

NOW = datetime(2026, 3, 4, tzinfo=UTC)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
LISTINGS = st.builds(
    lambda lookup, found, query, speaker, coverage, nearest, capped: listing(
        *found,
        lookup=lookup,
        query=Query(
            question=query.question, since=query.since, publisher=query.publisher, as_of=query.as_of, speaker=speaker
        ),
        coverage=coverage,
        nearest=nearest,
        capped=capped,
        found=len(found) * 3,
    ),
    st.sampled_from(sorted(PER_PAGE)),
    st.lists(quotes(), max_size=9),
    QUERIES,
    NAMES,
    COVERAGES,
    st.lists(MENTIONS, max_size=4).map(tuple),
    st.booleans(),
)
LINK = "https://x.example/" + "a" * 480
WALL = quote(HARD, headline=HARD, publisher=HARD, speaker=HARD, note=HARD, url=LINK, also_in=(mention(),) * 3)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(LISTINGS, st.integers(-1, 4))
@example(listing(*[WALL] * 9, lookup="latest", question=HARD), 1)
@example(listing(*[WALL] * 9, lookup="said", question=HARD, query=Query(question=HARD, speaker=HARD)), 2)
@example(listing(*[quote(LONG, matches=(Span(3000, 3009),))] * 6, question=LONG), 1)
def test_every_page_keeps_every_limit_and_shows_only_slices_of_its_quotes(found: Listing, page: int) -> None:
    view = listing_card(found, page)
    assert_within_limits(view)
    shown = texts(view)
    assert sum(units(text) for text in shown) <= TEXT_LIMIT - 300
    assert len(list(view.walk_children())) <= 24
    content = Content(query=found.query, generation="1", built=None)
    exchange = new_exchange(found.lookup, Place(person=1, guild=2, channel=3), content)
    assert_within_limits(listing_reply(found, exchange, max(1, min(page, page_count(found)))).view)
    stories = on_page(found, max(1, min(page, page_count(found))))
    blocks = shown[2 if found.lookup == "latest" else 1 : -1] if found.quotes else []
    for quoted, told, source in zip(blocks[1::3], blocks[2::3], stories, strict=False):
        words = seen(quoted)
        assert words in displayable(source.text)
        cut = CUT in (quoted.split("\n")[0], told.split("\n")[0])
        assert (words == displayable(source.text)) != cut


def test_a_page_of_a_search_says_the_words_the_number_the_filters_and_marks_what_was_looked_for() -> None:
    rain = quote("It rained on the trams.", matches=(Span(17, 22),), answer_spans=(Span(0, 23),))
    found = listing(*[rain] * 7, query=dated_query(), found=12, capped=True)
    head, title, quoted, told, *_, foot = texts(listing_card(found, 2))
    assert head == (
        "### Search: What changed at the harbour?\nbest 7 of 12 articles, perhaps more · best first · "
        "1 January 2026 to 31 March 2026 · published by Coast Daily · page 2 of 2"
    )
    assert title == "**6. Council freezes water tariff**"
    assert quoted == "> It rained on the __trams__."
    assert told == (
        "The Harbour Herald · 4 March 2026, 14:05 UTC (<t:1772633100:R>) · "
        "[Read](<https://harbour-herald.example/tariff>)"
    )
    assert foot.startswith("-# Quotes are verbatim. The __underlined__ words were looked for. Index 41")


def test_a_timeline_leads_with_the_day() -> None:
    first = quote(
        "It rained.", published=SourceDate("2013-03-25"), status="corrected", note="It did not rain.", url=None
    )
    head, title, quoted, told, foot = texts(listing_card(listing(first, lookup="timeline")))
    assert head == "### Timeline: water tariff\n1 article · oldest first"
    assert title == "**25 March 2013** · Council freezes water tariff"
    assert quoted == "> It rained."
    assert told == "The Harbour Herald\n**Corrected.** It did not rain."
    assert "Dates are those of publication." in foot


def test_the_latest_are_a_list_with_days_first_then_the_quotes_of_the_newest() -> None:
    head, listed, *blocks, _ = texts(listing_card(listing(*[quote("It rained.")] * 9, lookup="latest")))
    assert head.endswith("9 articles · newest first · page 1 of 2")
    lines = listed.split("\n")
    assert len(lines) == 8
    assert lines[1] == ("**4 March 2026, 14:05 UTC** · 2. Council freezes water tariff · The Harbour Herald")
    assert [text for text in blocks if text.startswith("> ")] == ["> It rained."] * 2


def test_what_was_said_names_the_speaker_and_the_topic() -> None:
    said = quote("“It rained,” she said.", speaker="Ana Ruiz", kind="speech", url=None)
    found = listing(said, lookup="said", query=Query(question="rain", speaker="ruiz"))
    head, title, _, told, _ = texts(listing_card(found))
    assert head == "### Said by: ruiz, about rain\n1 quote · newest first"
    assert title == "**4 March 2026, 14:05 UTC** · Council freezes water tariff"
    assert told == "**Ana Ruiz** · The Harbour Herald"


@pytest.mark.parametrize(
    ("lookup", "words"),
    [
        ("search", "**No story has these words.**"),
        ("latest", "**No coverage of this topic found.**"),
        ("timeline", "**No dated coverage of this topic found.**"),
        ("said", "**Nothing found that the coverage plainly attributes to this speaker.**"),
    ],
)
def test_an_empty_lookup_says_so_in_words_with_the_nearest_coverage(lookup: str, words: str) -> None:
    head, label, story, foot = texts(listing_card(listing(lookup=lookup, nearest=(mention(),))))  # type: ignore[arg-type]
    assert head.split("\n")[1] == words
    assert (label, story.split("\n")[0]) == ("Nearest coverage:", "**Festival board looks for a new chair**")
    assert foot.startswith("-# Searched: all coverage. Index 41")
    [nothing] = texts(listing_card(listing(lookup=lookup, coverage=EMPTY)))  # type: ignore[arg-type]
    assert "**No articles are indexed yet.**" in nothing


PUBLISHERS = st.lists(
    st.builds(
        Publisher,
        NAMES,
        st.integers(1, 10**9),
        st.sampled_from([None, "1900-01-01"]),
        st.sampled_from([None, "2026-03-02"]),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(PUBLISHERS, st.integers(0, 5))
def test_every_page_of_the_sources_keeps_the_limits(publishers: list[Publisher], page: int) -> None:
    assert_within_limits(sources_card(publishers, page))


def test_the_sources_have_counts_and_days() -> None:
    publishers = [Publisher("Coast Daily", 2, "2026-01-02", "2026-03-04"), *[Publisher(None, 1, None, None)] * 15]
    head, listed = texts(sources_card(publishers))
    assert head == "### Sources\n17 articles from 16 publishers · page 1 of 2"
    assert listed.split("\n")[:2] == [
        "**Coast Daily** · 2 articles · 2 January 2026 to 4 March 2026",
        "**no publisher named** · 1 article · undated",
    ]
    assert sources_pages(publishers) == 2


def article(text: str, **changes: object) -> Article:
    return Article((version_of_text(text, **changes),))


@settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
@given(QUOTABLE, TEXTS, st.integers(0, 4000), st.integers(1, 500))
@example(LONG, HARD, 3000, 300)
@example(HARD, LONG, 0, 5000)
@example("\n\n".join(["x"] * 2000), "", 50, 3000)
def test_the_pages_of_an_article_are_all_of_its_text_within_the_limits(
    text: str, headline: str, at: int, length: int
) -> None:
    told = article(text, headline=headline, publisher=headline, byline=(headline,), note=headline)
    start = min(at, len(text) - 1)
    matched = Span(start, min(start + length, len(text)))
    pages = ArticlePages.of(told, NOW, matched)
    assert pages is not None
    assert 1 <= pages.first <= len(pages.spans)
    between = [text[one.end : other.start] for one, other in zip(pages.spans, pages.spans[1:], strict=False)]
    assert not "".join(between).strip()
    for number, span in enumerate(pages.spans[:6], 1):
        view = article_card(told, NOW, matched, number)
        assert_within_limits(view)
        assert seen(texts(view)[1]) == displayable(text[span.start : span.end])


PARAGRAPHS = tuple(
    f"Paragraph {number} of the report on the lock of Karren. " + "Word on word. " * 60 for number in range(9)
)
REPORT = "\n\n".join(paragraph.strip() for paragraph in PARAGRAPHS)


def test_an_article_opens_at_the_matched_paragraph_with_the_match_marked() -> None:
    at = REPORT.index("Paragraph 4")
    head, body, foot = texts(article_card(article(REPORT), NOW, Span(at, at + 11)))
    assert head == "### Port buys a crane\n**Coast Sample Daily** · 11 February 2020"
    assert body.startswith("> __Paragraph 4__ of the report")
    assert foot.startswith("-# paragraphs 5 to 6 of 9 · version 1 of 1 · article abcdefghijkl · sha256 ")


def test_an_article_without_a_match_opens_at_its_head() -> None:
    assert texts(article_card(article(REPORT), NOW))[1].startswith("> Paragraph 0")


def test_a_withdrawn_or_embargoed_story_is_not_shown() -> None:
    [withdrawn] = texts(article_card(article("It rained.", status="withdrawn", note="Wrong town."), NOW))
    assert withdrawn == (
        "### Port buys a crane\n**This story was withdrawn by its publisher** and is not shown.\nWrong town."
    )
    lifts = datetime(2027, 1, 1, tzinfo=UTC)
    [waiting] = texts(article_card(article("It rained.", embargo=lifts), NOW))
    assert waiting == "**This story is under embargo.** Nothing of it may be shown yet."


def test_until_an_embargo_lifts_the_version_before_it_is_shown_and_a_correction_says_so() -> None:
    lifts = datetime(2027, 1, 1, tzinfo=UTC)
    first = version_of_text("It rained.", status="corrected", note="It rained in *another* town.")
    later = version_of_text("It snowed.", number=2, embargo=lifts)
    head, body, foot = texts(article_card(Article((first, later)), NOW))
    assert head.endswith("\n**Corrected.** It rained in \\*another\\* town.")
    assert body == "> It rained."
    assert "version 1 of 1" in foot


def test_a_select_may_open_the_stories_on_the_page() -> None:
    found: list[Quote] = [quote(article_id=f"a{number}") for number in range(7)]
    assert [one.article_id for one in on_page(listing(*found), 2)] == ["a5", "a6"]
    assert page_count(listing(*found)) == 2
    assert page_count(listing()) == 1
