"""Cards of checked quotations: what stands on them, and that no check passes a limit or alters a quote."""

from __future__ import annotations

import re
from typing import Any

import pytest
from discord import ui
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.check_card import MAX_PLACES, check_card
from bot.check_printing import check_lines
from bot.check_wording import LIMITS, VERDICTS, change_words
from bot.escape import displayable
from bot.excerpt import CUT
from store.answer import Quote, Span
from store.quotecheck.check import Change, QuoteCheck
from store.quotecheck.claim import Claim
from tests.cli.test_printing import plain
from tests.discord.samples import COVERAGE, EMPTY, mention, quote, texts, unescape
from tests.discord.test_cards import COVERAGES, HARD, LONG, MENTIONS, TEXTS, assert_within_limits, quotes

STORY = "We will not raise the water tariff this year. The reserve covers it."
POSTED = "We will raise the water tariff next year."


def spans_of(text: str, start: int = 0) -> st.SearchStrategy[Span]:
    place = st.integers(0, len(text)).map(start.__add__)
    return st.tuples(place, place).map(sorted).map(lambda pair: Span(*pair))


@st.composite
def checks(draw: st.DrawFn) -> QuoteCheck:
    claim = Claim(draw(TEXTS.filter(str.strip)))
    found: list[Quote] = draw(st.lists(quotes(), max_size=4))
    changes = []
    for source in found[:1]:
        pairs = st.tuples(spans_of(claim.text), spans_of(source.text, source.start))
        for ours, theirs in draw(st.lists(pairs, max_size=7)):
            posted = claim.text[ours.start : ours.end]
            stands = source.text[theirs.start - source.start : theirs.end - source.start]
            changes.append(Change(ours, posted, theirs, stands, draw(st.sampled_from([None, "ellipsis", "brackets"]))))
    return QuoteCheck(
        claim=claim,
        verdict=draw(st.sampled_from(sorted(VERDICTS))),
        reason=draw(TEXTS),
        coverage=draw(COVERAGES),
        quotes=tuple(found),
        changes=tuple(changes),
        notes=tuple(draw(st.lists(TEXTS, max_size=5))),
        nearest=tuple(draw(st.lists(MENTIONS, max_size=3))),
    )


def hostile(text: str) -> QuoteCheck:
    """A check in which everything that can be long is."""
    long = quote(
        text, headline=text, publisher=text, speaker=text, note=text, status="corrected", also_in=(mention(text),)
    )
    change = Change(Span(0, len(text)), text, Span(0, len(text)), text)
    return QuoteCheck(
        claim=Claim(text),
        verdict="altered",
        reason=text,
        coverage=COVERAGE,
        quotes=(long,) * 4,
        changes=(change,) * 9,
        notes=(text,) * 9,
        nearest=(mention(text),) * 3,
    )


def read(markdown: str) -> str:
    """What a reader sees of a block of quoted lines, whatever is marked in it."""
    lines = [line.removeprefix("> ") for line in markdown.split("\n") if line.startswith("> ")]
    bare = re.sub(r"(\\.)|__|\*\*|~~", lambda match: match[1] or "", "\n".join(lines), flags=re.DOTALL)
    return unescape(bare)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(checks())
@example(hostile(LONG))
@example(hostile(HARD))
@example(hostile("😀" * 3000))
def test_every_card_keeps_every_limit_and_shows_only_slices_of_the_post_and_of_its_quotes(check: QuoteCheck) -> None:
    view = check_card(check)
    assert_within_limits(view)
    quoted = [text for text in texts(view) if re.search(r"^> ", text, re.MULTILINE)]
    sources = [check.claim.text, *(source.text for source in check.quotes[: 1 if check.changes else MAX_PLACES])]
    assert len(quoted) == len(sources)
    for markdown, source in zip(quoted, sources, strict=True):
        assert read(markdown) in displayable(source)
    if not any(CUT in text for text in texts(view)):
        assert [read(markdown) for markdown in quoted] == [displayable(source) for source in sources]


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(checks())
def test_no_check_breaks_the_terminal(check: QuoteCheck) -> None:
    assert VERDICTS[check.verdict] in plain(check_lines(check))


def check_of(verdict: str = "exact", **changes: Any) -> QuoteCheck:
    fields: dict[str, Any] = {
        "claim": Claim("We will not raise the water tariff this year."),
        "verdict": verdict,
        "reason": "Every word stands in this story.",
        "coverage": COVERAGE,
        "quotes": (quote(STORY, answer_spans=(Span(0, 44),), speaker="Ana Ruiz", kind="speech"),),
    }
    return QuoteCheck(**(fields | changes))


def altered() -> QuoteCheck:
    this, year = STORY.index("this"), POSTED.index("next")
    return check_of(
        "altered",
        claim=Claim(POSTED),
        reason="Close to this story, but 2 words differ.",
        changes=(
            Change(Span(7, 7), "", Span(8, 11), "not"),
            Change(Span(year, year + 4), "next", Span(this, this + 4), "this"),
        ),
    )


def test_a_real_quotation_is_said_to_be_real_with_its_story_and_date() -> None:
    head, label, posted, quoted, told, foot = texts(check_card(check_of()))
    assert head == "### Is this quote real?\n**Real, word for word.** Every word stands in this story."
    assert (label, posted) == ("Posted:", "> We will not raise the water tariff this year.")
    assert quoted == "> __We will not raise the water tariff this year__. The reserve covers it."
    assert told.split("\n")[:2] == ["— **Ana Ruiz**", "**Council freezes water tariff**"]
    assert "The Harbour Herald · 4 March 2026, 14:05 UTC" in told
    assert foot == "-# The __underlined__ words are those posted. Index 41 of 2 March 2026, 12,408 articles"


def test_the_words_that_differ_are_struck_bold_and_told() -> None:
    head, _, posted, said, quoted, *_, foot = texts(check_card(altered()))
    assert head.endswith("**Not real as posted: altered.** Close to this story, but 2 words differ.")
    assert posted == "> We will raise the water tariff ~~next~~ year."
    assert said.split("\n") == [
        "The story also has “not” there.",
        "Posted “next”, the story has “this”.",
    ]
    assert quoted == "> We will **not** raise the water tariff **this** year. The reserve covers it."
    assert foot.startswith("-# ~~Struck~~: not in the story. **Bold**: what the story has instead. ")


def test_the_terminal_tells_the_same_differences_and_marks_nothing_by_colour_alone() -> None:
    lines = plain(check_lines(altered())).splitlines()
    assert lines[:5] == [
        f"“{POSTED}”",
        "Not real as posted: altered.",
        "Close to this story, but 2 words differ.",
        "  The story also has “not” there.",
        "  Posted “next”, the story has “this”.",
    ]
    assert f"> {STORY}" in lines


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(Span(0, 1), "…", Span(0, 3), "now and\n\nthen", "ellipsis"), "“…” leaves out “now and then”."),
        (Change(Span(0, 1), "…", Span(0, 0), "", "ellipsis"), "“…” leaves out nothing."),
        (Change(Span(0, 6), "[they]", Span(0, 3), "Tram drivers", "brackets"), "“[they]” stands for “Tram drivers”."),
        (Change(Span(0, 5), "[sic]", Span(0, 0), "", "brackets"), "“[sic]” was put in."),
        (Change(Span(0, 4), "very", Span(0, 0), ""), "Posted “very”, which the story does not have."),
    ],
)
def test_each_kind_of_difference_has_its_words(change: Change, words: str) -> None:
    assert change_words(change) == words


def test_what_was_not_found_names_the_nearest_story_and_does_not_say_that_nobody_said_it() -> None:
    shown = texts(
        check_card(check_of("not_found", quotes=(), nearest=(mention(),), reason="No story has these words."))
    )
    assert shown[0].endswith("**Not found in the coverage.** No story has these words.")
    assert LIMITS in shown[3]
    assert "Nearest coverage:\n**Festival board looks for a new chair**" in shown[4]
    empty = texts(check_card(check_of("not_found", quotes=(), coverage=EMPTY, reason="No articles are indexed yet.")))
    assert not any(LIMITS in text for text in empty)


def test_a_card_says_how_many_places_and_differences_it_does_not_show() -> None:
    stitched = texts(check_card(check_of("stitched", quotes=(quote(STORY),) * 4)))
    assert stitched[3] == "And 1 more place."
    several = check_of("altered", changes=altered().changes * 3)
    assert texts(check_card(several))[3].endswith("And 1 more difference.")


def test_a_card_is_a_view_that_never_times_out() -> None:
    assert isinstance(check_card(check_of()), ui.LayoutView)
    assert check_card(check_of()).timeout is None
