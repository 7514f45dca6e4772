"""Cards: what stands on them, and that no answer passes a limit of Discord's or alters a quote."""

from __future__ import annotations

import re

import pytest
from discord import ui
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot import notices
from bot.cards import answer_card
from bot.escape import displayable, units
from bot.excerpt import CUT
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.languages import LANGUAGES
from bot.layout import MAX_URL, TEXT_LIMIT, clip, read_link
from bot.look import MAX_QUOTES, PLAIN, Look
from store.answer import Answer, Coverage, Mention, Quote, ResolvedDate, Span
from store.dates import SourceDate
from store.query import Query
from tests.discord.samples import COVERAGE, EMPTY, answered, dated_query, declined, mention, quote, seen, texts
from tests.discord.test_escape import ANY_TEXT
from tests.loopback.components import check_layout

LONG = "The harbour board met again. It said *nothing* about the crane, and `less` about the <b>tram</b>. " * 60
HARD = "*_~`|<>[]()@#" * 400
WALL_TEXTS = (LONG, HARD, "字" * 4000, "😀" * 4000, "\n\n".join(["x"] * 2000), "word " * 900, "e\u0301" * 3000)
WALLS = st.integers(0, len(WALL_TEXTS) - 1).map(WALL_TEXTS.__getitem__)
TEXTS = st.one_of(ANY_TEXT, WALLS)
# What the archive can hold: a lone surrogate has no UTF-8 bytes to hash.
QUOTABLE = TEXTS.map(lambda text: text.encode("utf-8", "ignore").decode("utf-8")).filter(str.strip)
DATES = st.sampled_from(
    [
        None,
        "2026-03-04",
        "2013-03-25T23:37",
        "2026-03-04T14:05+00:00",
        "1901-01-01T00:00-05:00",
        "2100-12-31T23:59+05:30",
    ]
).map(SourceDate)
URLS = st.one_of(
    st.none(), ANY_TEXT, ANY_TEXT.map("https://news.example/".__add__), st.just("https://x.example/" + "a" * 480)
)
NAMES = st.one_of(st.none(), TEXTS)
MENTIONS = st.builds(Mention, article_id=st.just("n"), headline=TEXTS, publisher=NAMES, published=DATES, url=URLS)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    text = draw(QUOTABLE)
    start = draw(st.integers(0, 500))
    cuts = st.integers(0, len(text)).map(start.__add__)
    pairs = draw(st.lists(st.tuples(cuts, cuts).map(sorted), max_size=3))
    return quote(
        text,
        start=start,
        end=start + len(text),
        answer_spans=tuple(Span(first, last) for first, last in pairs),
        dates=tuple(ResolvedDate(first, last, "2026-03-04") for first, last in pairs),
        headline=draw(TEXTS),
        publisher=draw(NAMES),
        published=draw(DATES),
        status=draw(st.sampled_from(["usable", "corrected"])),
        note=draw(NAMES),
        url=draw(URLS),
        speaker=draw(NAMES),
        kind=draw(st.sampled_from(["speech", "report"])),
        also_in=draw(st.lists(MENTIONS, max_size=3).map(tuple)),
    )


COVERAGES = st.builds(
    Coverage,
    articles=st.integers(0, 10**9),
    first=st.sampled_from([None, "1900-01-01"]),
    newest=st.sampled_from([None, "2026-03-02"]),
    generation=TEXTS,
    built=st.sampled_from([None, "2026-03-02T14:05:00+00:00"]),
)
QUERIES = st.builds(
    Query,
    question=TEXTS,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    as_of=st.none() | st.dates(),
    publisher=NAMES,
)
ANSWERED = st.builds(
    lambda found, query, coverage: answered(*found, query=query, coverage=coverage),
    st.lists(quotes(), min_size=1, max_size=4),
    QUERIES,
    COVERAGES,
)
DECLINED = st.builds(
    declined,
    st.sampled_from(["not_in_coverage", "outside_dates", "no_articles"]),
    query=QUERIES,
    coverage=COVERAGES,
    reason=TEXTS,
    nearest=st.lists(MENTIONS, max_size=5).map(tuple),
    newest_relevant=st.sampled_from([None, "2013-03-25"]),
)
ANSWERS = ANSWERED | DECLINED
LOOKS = st.builds(Look, language=st.sampled_from(list(LANGUAGES)), quotes=st.integers(1, MAX_QUOTES))


def exchange_of(answer: Answer) -> Exchange:
    """What would be kept of an answer that was given to everyone in a server."""
    content = Content(query=answer.query, generation="1", built=None)
    return new_exchange("answer", Place(person=1, guild=2, channel=3), content)


def assert_within_limits(view: ui.LayoutView) -> None:
    shown = texts(view)
    assert sum(units(text) for text in shown) <= TEXT_LIMIT
    assert all(text.strip() for text in shown)
    # What Discord itself would refuse: counts, lengths, nesting, one custom id twice.
    check_layout(view.to_components())  # type: ignore[no-untyped-call]
    for address in re.findall(r"\[Read\]\(<(.*?)>\)", "\n".join(shown)):
        assert re.fullmatch(r"https?://[!-~]+", address)
        assert len(address) <= MAX_URL


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(ANSWERS, LOOKS)
@example(
    answered(
        *[quote(HARD, headline=HARD, publisher=HARD, speaker=HARD, note=HARD, status="corrected")] * 3, question=HARD
    ),
    PLAIN,
)
@example(
    answered(*[quote(LONG, url="https://x.example/" + "a" * 490, also_in=(mention(LONG),) * 9)] * 3, question=LONG),
    Look(language="uk"),
)
def test_every_card_keeps_every_limit_and_shows_only_slices_of_its_quotes(answer: Answer, look: Look) -> None:
    bare = answer_card(answer, look=look)
    view = answer_card(answer, exchange_of(answer), look)
    assert_within_limits(view)
    assert texts(view) == texts(bare)
    shown = texts(view)[1:-1]
    for quoted, told, source in zip(shown[::2], shown[1::2], answer.quotes, strict=False):
        words = seen(quoted)
        assert words in displayable(source.text)
        assert (words == displayable(source.text)) == (CUT not in (quoted.split("\n")[0], told.split("\n")[0]))


def test_an_answer_says_the_question_the_search_the_quote_its_speaker_story_and_date() -> None:
    head, quoted, told, foot = texts(answer_card(answered()))
    assert head == "### Will the water tariff go up this year?\n-# 1 quote from 1 article · all coverage"
    assert quoted == (
        "> __“We will not raise the water tariff this year,”__ the mayor told the council on Wednesday. "
        "“The reserve covers it.”"
    )
    assert told.split("\n") == [
        "— **Mayor Ana Ruiz**",
        "**Council freezes water tariff**",
        "The Harbour Herald · 4 March 2026, 14:05 UTC (<t:1772633100:R>) · [Read](<https://harbour-herald.example/tariff>)",
        "“on Wednesday” is 4 March 2026.",
    ]
    assert foot == (
        "-# Quotes are verbatim. The __underlined__ words answer. Index 41 of 2 March 2026, 12,408 articles"
    )


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2026-03-04T14:05+00:00", "4 March 2026, 14:05 UTC (<t:1772633100:R>)"),
        ("2013-03-25T23:37", "25 March 2013, 23:37"),
        ("2013-03-25", "25 March 2013"),
        (None, "undated (the source gives no date that can be read)"),
    ],
)
def test_a_source_date_is_shown_to_the_precision_of_its_source(published: str | None, words: str) -> None:
    told = texts(answer_card(answered(quote(published=SourceDate(published), url=None))))[2]
    assert told.split("\n")[-1] == f"The Harbour Herald · {words}"


def test_a_corrected_story_says_so_with_what_was_corrected_and_copies_are_named() -> None:
    corrected = quote(status="corrected", note="An earlier version gave a wrong *sum*.", also_in=(mention(), mention()))
    told = texts(answer_card(answered(corrected)))[2]
    assert r"**Corrected.** An earlier version gave a wrong \*sum\*." in told
    assert "Also in: Coast Daily (11 February 2026) and 1 more" in told


@pytest.mark.parametrize(
    ("kind", "speaker", "words"),
    [
        ("report", None, "— reporter’s words"),
        ("report", "Ana Ruiz", "— **Ana Ruiz**, in the reporter’s words"),
        ("speech", "Ana Ruiz", "— **Ana Ruiz**"),
        ("speech", None, "— direct speech, speaker uncertain"),
    ],
)
def test_a_quote_says_whose_words_it_is(kind: str, speaker: str | None, words: str) -> None:
    assert words in texts(answer_card(answered(quote(kind=kind, speaker=speaker))))[2].split("\n")


def test_the_filters_that_narrowed_the_search_are_named() -> None:
    head = texts(answer_card(answered(query=dated_query())))[0]
    assert head.endswith("· 1 January 2026 to 31 March 2026 · published by Coast Daily")


def test_what_was_understood_of_the_dates_in_a_question_is_told_once() -> None:
    query = Query(question="What was said in March 2026?").with_words_read(None)
    head = texts(answer_card(answered(query=query)))[0]
    assert head.split("\n")[1] == "-# Understood: March 2026"
    assert head.endswith("1 article · March 2026")
    widened = texts(answer_card(answered(query=query.any_day)))[0]
    assert "-# Understood: March 2026; nothing published then answers this, so any day was taken" in widened


def test_all_that_was_understood_stands_on_one_line_and_what_was_lifted_at_its_end() -> None:
    asked = "What was the latest report by Coast Daily that said “too **late**”, in March 2026?"
    query = Query(question=asked).with_words_read(None, ["Coast Daily"])
    head = texts(answer_card(answered(query=query)))[0]
    understood = "March 2026 · published by Coast Daily · with the words “too \\*\\*late\\*\\*” · newest first"
    assert head.split("\n")[1] == f"-# Understood: {understood}"
    *_, lifted = query.less_strict()
    head = texts(answer_card(answered(query=lifted)))[0]
    assert "; nothing it published answers this, so any publisher was taken" in head.split("\n")[1]


def test_a_quote_tells_two_dates_at_most_those_of_the_answer_first_and_none_twice() -> None:
    words = "It rained on Monday. It rained on Monday. It snowed last month, in 2011 and yesterday."
    found = {"on Monday": "2026-03-02", "last month": "2026-02", "in 2011": "2011", "yesterday": "2026-03-03"}
    dates = [ResolvedDate(words.index(text), words.index(text) + len(text), iso) for text, iso in found.items()]
    again = words.rindex("on Monday")
    dates.insert(1, ResolvedDate(again, again + len("on Monday"), "2026-03-02"))
    answering = Span(words.index("It snowed"), len(words))
    shown = "\n".join(texts(answer_card(answered(quote(words, dates=tuple(dates), answer_spans=(answering,))))))
    assert "“last month” is February 2026.\n“yesterday” is 3 March 2026." in shown
    assert "on Monday” is" not in shown
    assert "in 2011” is" not in shown


def test_a_no_gives_its_reason_and_the_nearest_coverage_with_dates() -> None:
    head, _, first, second, foot = texts(answer_card(declined()))
    assert "**No answer found in the indexed coverage.**\nNothing in the indexed coverage answers this." in head
    assert "**Festival board looks for a new chair**\nCoast Daily · 11 February 2026 · [Read]" in first
    assert "**Festival draws a record crowd**\nCoast Daily · undated" in second
    assert foot == "-# Searched: all coverage. Index 41 of 2 March 2026, 12,408 articles"


def test_each_kind_of_no_is_told_in_words() -> None:
    headings = [
        texts(answer_card(declined(verdict, coverage=coverage)))[0].split("\n")[1]
        for verdict, coverage in (("not_in_coverage", COVERAGE), ("outside_dates", COVERAGE), ("no_articles", EMPTY))
    ]
    assert headings == [
        "**No answer found in the indexed coverage.**",
        "**No answer inside these dates.**",
        "**No articles are indexed yet.**",
    ]


def test_a_long_quote_is_cut_at_a_sentence_end_and_the_cut_is_marked_outside_it() -> None:
    _, quoted, told, _ = texts(answer_card(answered(quote(LONG))))
    words = seen(quoted)
    assert words.endswith(("met again.", "<b>tram</b>."))
    assert LONG.startswith(f"{words} ")
    assert told.split("\n")[0] == CUT


def test_a_cut_keeps_the_answer_in_sight() -> None:
    at = LONG.index("`less`", 4000)
    late = quote(LONG, answer_spans=(Span(at, at + 6),))
    quoted = texts(answer_card(answered(late, late, late)))[1]
    assert r"__\`less\`__" in quoted
    assert quoted.startswith(f"{CUT}\n> ")


def test_a_headline_cannot_break_out_of_its_line_ping_or_link() -> None:
    nasty = "# @everyone [x](http://evil.example)\n> ```\u202egnp"
    told = texts(answer_card(answered(quote(headline=nasty))))[2]
    assert r"**\# \@everyone \[x\]\(http\://evil.example\) \> \`\`\`gnp**" in told.split("\n")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x (1) <y>", "[Read](<https://a.example/x%20%281%29%20%3Cy%3E>)"),
        ("http://a.example/%D0%B0/б", "[Read](<http://a.example/%D0%B0/%D0%B1>)"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://bank.example@evil.example/", None),
        ("https://[broken", None),
        ("https:///no-host", None),
        ("https://a.example/" + "a" * 600, None),
        (None, None),
    ],
)
def test_only_a_plain_web_address_becomes_a_link(url: str | None, link: str | None) -> None:
    assert read_link(url) == link


@given(TEXTS, st.integers(10, 300))
def test_a_clipped_line_keeps_its_room_and_stays_one_line(text: str, room: int) -> None:
    assert units(clip(text, room)) <= room
    assert "\n" not in clip(text, room)


@pytest.mark.parametrize(
    "view",
    [
        notices.refusal(LONG),
        notices.failure(HARD),
        notices.fault("E-4C21"),
        notices.too_slow(30.0),
        notices.wait(12.2, 5),
        notices.busy(),
        notices.restarting(),
        notices.how_to_ask(),
    ],
)
def test_every_notice_keeps_the_limits(view: ui.LayoutView) -> None:
    assert_within_limits(view)
