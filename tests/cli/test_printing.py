"""What a person sees of answers, articles and reports, with and without a terminal."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listings import listing_lines
from bot.printing import (
    Line,
    answer_lines,
    index_lines,
    quote_lines,
    sources_lines,
    verify_lines,
)
from bot.terminal import Screen
from bot.wording import date_words
from store.answer import ResolvedDate, Span
from store.dates import SourceDate
from store.query import Query
from store.report import IndexItem, IndexReport, Publisher, VerifyReport
from tests.discord.samples import EMPTY, TARIFF, answered, dated_query, declined, listing, mention, quote, tariff_speech

STEERING = {chr(code) for code in [*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]}


class FakeTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def plain(lines: Iterable[Line]) -> str:
    pipe = io.StringIO()
    Screen(pipe).show(lines)
    return pipe.getvalue()


def on_terminal(lines: Iterable[Line], monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "40", **environment}.items():
        monkeypatch.setenv(name, value)
    terminal = FakeTerminal()
    Screen(terminal).show(lines)
    return terminal.getvalue()


def test_an_answer_reads_question_quotes_sources_index() -> None:
    assert plain(answer_lines(answered())).splitlines() == [
        "Will the water tariff go up this year?",
        "The coverage answers this.",
        "",
        f"> {TARIFF}",
        "  Said by Mayor Ana Ruiz · The Harbour Herald · 4 March 2026, 14:05 UTC",
        "  Council freezes water tariff",
        "  “on Wednesday” means 4 March 2026",
        "  https://harbour-herald.example/tariff  [a1]",
        "",
        "Index 41 of 2 March 2026, 12,408 articles, 3 January 2019 to 2 March 2026.",
    ]


def test_a_no_is_plain_and_shows_the_nearest_coverage_with_dates() -> None:
    assert plain(answer_lines(declined())).splitlines()[:7] == [
        "Who will chair the 2027 festival?",
        "No answer in the coverage.",
        "Nothing in the indexed coverage answers this.",
        "",
        "Nearest coverage:",
        "  Coast Daily · 11 February 2026 · Festival board looks for a new chair  [n1]",
        "  Coast Daily · undated (the source gives no date that can be read) · Festival draws a record crowd  [n1]",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2013-03-25T23:37", "25 March 2013, 23:37"),
        ("2013-03-25T23:37+02:00", "25 March 2013, 23:37 UTC+02:00"),
        ("2013-03-05", "5 March 2013"),
        (None, "undated (the source gives no date that can be read)"),
    ],
)
def test_a_date_is_as_precise_in_words_as_its_source(text: str | None, words: str) -> None:
    assert date_words(SourceDate(text)) == words


def test_a_correction_and_the_other_places_of_a_quote_stand_beneath_it() -> None:
    shown = plain(
        quote_lines(quote(status="corrected", note="An earlier version gave 5%.", also_in=(mention("Same"),)))
    )
    assert "  This story was corrected: An earlier version gave 5%.\n" in shown
    assert "  Also in: Coast Daily · 11 February 2026 · Same  [n1]\n" in shown


@given(st.text())
def test_a_piped_quote_is_the_text_line_for_line_but_for_what_steers_a_terminal(text: str) -> None:
    lines = plain(quote_lines(quote(text))).split("\n")
    kept = "".join(letter for letter in text if letter not in STEERING - {"\n", "\t"})
    bodies = kept.split("\n")
    assert [line[2:] for line in lines[: len(bodies)]] == bodies
    assert all(line[:2].rstrip() == ">" for line in lines[: len(bodies)])


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_marking_answer_spans_loses_no_character(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = tuple(Span(100 + a, 100 + b) for a, b in pairs if a <= b <= len(text))
    marked = quote(text, start=100, end=100 + len(text), answer_spans=spans)
    assert plain(quote_lines(marked)) == plain(quote_lines(quote(text)))


def test_third_party_text_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    nasty = "one\x1b[2Jtwo\x9b31mthree\u202efour\x07\r"
    shown = quote(nasty, headline=nasty, publisher=nasty, source=nasty, url=None, note=nasty, speaker=nasty)
    lines = list(answer_lines(answered(shown, question=nasty, reason=nasty, nearest=(mention(nasty),))))
    assert not (STEERING - {"\n"}) & set(plain(lines))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[2J" not in on_terminal(lines, monkeypatch)
    assert "\x9b" not in on_terminal(lines, monkeypatch)


def test_a_headline_or_path_cannot_break_its_line() -> None:
    shown = plain(quote_lines(quote(headline="two\nlines", url=None, source="a\nb.md")))
    assert "\n  two lines\n" in shown
    assert "\n  a b.md  [a1]\n" in shown


def test_a_terminal_wraps_the_quote_behind_its_margin_and_underlines_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "\x1b[1;4m“We will not raise" in on_terminal(quote_lines(tariff_speech()), monkeypatch)
    bare = on_terminal(quote_lines(quote()), monkeypatch, NO_COLOR="1")
    assert [line.rstrip() for line in bare.splitlines() if line.startswith("> ")] == [
        "> “We will not raise the water tariff",
        "> this year,” the mayor told the council",
        "> on Wednesday. “The reserve covers it.”",
    ]


def test_no_color_leaves_no_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = quote_lines(quote(status="corrected"))
    assert "\x1b[3" in on_terminal(coloured, monkeypatch)
    assert "\x1b[3" not in on_terminal(quote_lines(quote(status="corrected")), monkeypatch, NO_COLOR="1")


def test_a_dumb_terminal_and_a_pipe_get_no_escape_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in plain(answer_lines(answered()))
    assert "\x1b" not in on_terminal(answer_lines(answered()), monkeypatch, TERM="dumb")


def test_json_is_one_object_a_line_and_no_terminal_obeys_it() -> None:
    pipe = io.StringIO()
    objects: list[dict[str, object]] = [{"text": "“naïve”\n\x1b[2J\x9b\u202e\x7f"}, {"n": 1}]
    Screen(pipe).json(*objects)
    written = pipe.getvalue()
    assert [json.loads(line) for line in written.splitlines()] == objects
    assert "“naïve”" in written
    assert not (STEERING - {"\n"}) & set(written)


def test_no_quotes_and_no_sources_are_said_in_words() -> None:
    assert plain(listing_lines(listing(question="trams"))) == "Nothing in the coverage on “trams”.\n"
    assert "dateline index PATH" in plain(sources_lines([]))


def test_sources_show_their_days() -> None:
    shown = plain(
        sources_lines([Publisher("Coast Daily", 2, "2026-01-02", "2026-01-02"), Publisher(None, 1, None, None)])
    )
    assert shown == "Coast Daily: 2 articles, 2 January 2026\nno publisher named: 1 article, undated\n"


def test_an_index_report_counts_and_names_what_an_admin_may_have_to_see_to() -> None:
    items = (
        IndexItem("a.md", "added", "a1"),
        IndexItem("b.md", "failed", None, "it is empty"),
        IndexItem("c.md", "added", "c1", "it has no date that can be read", undated=True),
        IndexItem("pier.json", "no_text", None, "a picture carries no text"),
        IndexItem("kill.md", "withdrawn", "d1", "it withdraws a story that the archive does not have"),
        IndexItem("again.md", "withdrawn", "a1"),
        IndexItem("README.md", "skipped", None, "no article"),
    )
    shown = plain(index_lines(IndexReport(items, 7, 1.25, ("The lexical index was rebuilt.",), dry_run=True)))
    assert shown.splitlines() == [
        "Dry run: nothing was written.",
        "added              2",
        "unchanged          0",
        "new versions       0",
        "withdrawn          2",
        "undated            1",
        "no text            1",
        "failed             1",
        "skipped            1",
        "passages embedded  7",
        "seconds            1.2",
        "repaired: The lexical index was rebuilt.",
        "undated: c.md: it has no date that can be read",
        "no text: pier.json: a picture carries no text",
        "withdrawn: kill.md: it withdraws a story that the archive does not have",
        "failed: b.md: it is empty",
    ]


def test_a_verification_prints_what_it_checked_and_each_fault() -> None:
    assert plain(verify_lines(VerifyReport({"versions": 3}))).splitlines()[0] == "versions  3"
    assert "Clean" in plain(verify_lines(VerifyReport({"versions": 3})))
    faulty = plain(verify_lines(VerifyReport({"versions": 3}, ("Article a1: its text was changed.",))))
    assert "fault: Article a1: its text was changed.\n" in faulty
    assert "Clean" not in faulty


def test_what_was_understood_of_the_dates_in_a_question_stands_under_it() -> None:
    query = Query(question="What was said in March 2026?").with_words_read(None)
    assert plain(answer_lines(answered(query=query))).splitlines()[1] == "Understood: March 2026"


def test_what_was_understood_stands_above_the_quotes_of_a_search() -> None:
    query = Query(question="the latest news on trams in March 2026").with_words_read(None)
    lines = plain(listing_lines(listing(quote("It rained."), query=query))).splitlines()
    assert lines[:3] == ["Understood: March 2026 · newest first", "", "> It rained."]


def test_a_search_marks_the_words_looked_for_and_says_how_much_there_is() -> None:
    rain = quote("It rained on the trams.", matches=(Span(17, 22),), answer_spans=(Span(0, 23),))
    terminal = FakeTerminal()
    Screen(terminal).show(listing_lines(listing(rain, question="trams", found=7, capped=True)))
    assert "\x1b[1;4mtrams\x1b[0m" in terminal.getvalue()
    last = plain(listing_lines(listing(rain, question="trams", found=7, capped=True))).splitlines()[-1]
    assert last == "1 of 7 articles on “trams”, best first; there may be more that fit less well."


def test_a_timeline_leads_with_the_day_and_the_headline() -> None:
    lines = plain(listing_lines(listing(quote("It rained.", url=None), lookup="timeline"))).splitlines()
    assert lines == [
        "4 March 2026, 14:05 UTC · Council freezes water tariff",
        "> It rained.",
        "  The Harbour Herald",
        "  harbour/tariff.md  [a1]",
        "",
        "1 article on “water tariff”, oldest first.",
    ]


def test_an_empty_listing_names_its_filters_and_the_nearest_coverage() -> None:
    nothing = listing(query=dated_query(), nearest=(mention(),))
    assert plain(listing_lines(nothing)).splitlines() == [
        "Nothing in the coverage on “What changed at the harbour?” (1 January 2026 to 31 March 2026, "
        "published by Coast Daily).",
        "",
        "Nearest coverage:",
        "  Coast Daily · 11 February 2026 · Festival board looks for a new chair  [n1]",
    ]
    assert plain(listing_lines(listing(coverage=EMPTY))) == "No articles are indexed yet.\n"


@pytest.mark.parametrize(
    ("resolved", "words"),
    [
        ("2013", "2013"),
        ("2013-03", "March 2013"),
        ("2013-03-18/2013-03-24", "18 to 24 March 2013"),
        ("2013-03-30/2013-04-05", "30 March to 5 April 2013"),
        ("2012-12-31/2013-01-06", "31 December 2012 to 6 January 2013"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_was_resolved(resolved: str, words: str) -> None:
    dated = quote("It rained last week.", dates=(ResolvedDate(10, 19, resolved),))
    assert f"  “last week” means {words}\n" in plain(quote_lines(dated))


def test_a_resolved_date_names_the_words_it_resolves() -> None:
    dated = quote("It rained on Monday.", start=50, end=70, dates=(ResolvedDate(60, 69, "2013-03-25"),))
    assert "  “on Monday” means 25 March 2013\n" in plain(quote_lines(dated))
