"""The escaper: what Discord shows is the text, and nothing in the text is live."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.escape import block_quote, displayable, escape, underline, units
from tests.discord.samples import seen, unescape

MARKDOWN = "** __ || ``` ` > >>> # -# - 1. 2) + \\ \\* :smile: ~~ _x_ ~ > [a](http://b) https://x/* ||x||".split(" ")
PINGS = "@everyone @here <@123> <@&5> <#7> <t:1:R> </ask:9> <:wave:1> www.x.example a@b.example".split(" ")
CONTROLS = ["\u202e", "\u2066", "\u2069", "\x07", "\x00", "\r\n", "\n", "\t", "\u2028- a", "\u0085+ b", "\ud83d", " "]
SCRIPTS = "Здравствуйте שלום مرحبا 你好。 ไทย हिन्दी é e\u0301 😀 👩\u200d👩\u200d👧 🇫🇷".split(" ")
SNIPPETS = st.sampled_from(MARKDOWN + PINGS + CONTROLS + SCRIPTS)
ANY_TEXT = st.one_of(st.text(), st.lists(st.one_of(SNIPPETS, st.text(max_size=8)), max_size=30).map("".join))
NEVER_SHOWN = {chr(code) for code in [*range(9), *range(0x0B, 0x20), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]}


@given(ANY_TEXT)
def test_unescaping_gives_the_text_back_without_only_the_characters_that_are_never_shown(text: str) -> None:
    kept = "".join(letter for letter in text if letter not in NEVER_SHOWN and not "\ud800" <= letter <= "\udfff")
    assert unescape(escape(text)) == kept
    assert displayable(text) == kept


@given(ANY_TEXT)
def test_no_sign_that_discord_acts_on_stands_without_a_backslash(text: str) -> None:
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "\N{REPLACEMENT CHARACTER}", escape(text))
    assert not re.search(r"[\\*_~`|<>\[\]()@#]", bare)
    assert not re.search(r"^[ \t]*([-+]|[0-9]+\.)", bare, re.MULTILINE)
    assert not re.search(r":[\w+-]+:|://", bare)


@given(ANY_TEXT, st.lists(st.tuples(st.integers(-3, 90), st.integers(-3, 90)), max_size=5))
@example("a\x00b", [(0, 1), (2, 3)])
@example("one \n two", [(0, 9)])
def test_underlining_changes_nothing_that_is_read(text: str, spans: list[tuple[int, int]]) -> None:
    marked = underline(text, spans)
    assert seen(block_quote(marked)) == displayable(text)
    assert "____" not in re.sub(r"\\.", "x", marked)


def test_markers_hug_the_words_and_are_closed_at_each_line_break() -> None:
    assert underline("so  he said\n\nno end", [(2, 16)]) == "so  __he said__\n\n__no__ end"


def test_spans_that_touch_become_one() -> None:
    assert underline("abcd", [(0, 2), (2, 4)]) == "__abcd__"


def test_a_quote_bar_stands_before_every_line_and_an_empty_line_keeps_it() -> None:
    assert block_quote("one\n\ntwo") == "> one\n> \n> two"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("@everyone", r"\@everyone"),
        ("# title", r"\# title"),
        ("  - item", r"  \- item"),
        ("12. item", r"12\. item"),
        ("a 12. item", "a 12. item"),
        ("well-known", "well-known"),
        ("at 11:37 PM", "at 11:37 PM"),
        (":tada: now", r"\:tada: now"),
        ("http://x/**b**", r"http\://x/\*\*b\*\*"),
    ],
)
def test_plain_prose_keeps_its_looks_and_only_live_signs_are_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown


def test_length_is_counted_in_utf16_units() -> None:
    assert units("a😀") == 3
