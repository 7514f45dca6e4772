"""What a posted message claims: its quotations, without marks and markdown, and the words around them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import QueryError
from store.quotecheck.claim import MAX_CLAIM, MAX_CLAIMS, MAX_MESSAGE, Claim, claims_in
from store.quotecheck.edits import elements_of
from store.quotecheck.tokens import tokens_of

SAID = "We will not drive"
MESSAGES: dict[str, tuple[str, list[str]]] = {
    "curly marks": (f"He said “{SAID}” today", [SAID]),
    "straight marks": (f'He said "{SAID}" today', [SAID]),
    "two quotations": (f"“{SAID},” she said, “for nothing at all.”", [f"{SAID},", "for nothing at all."]),
    "marks inside marks": ("“He said ‘not for nothing’ to me”", ["He said ‘not for nothing’ to me"]),
    "an apostrophe inside single marks": (
        "'We won't do the drivers' bidding,' she said",
        ["We won't do the drivers' bidding,"],
    ),
    "a mark that is never closed": (f"she said “{SAID}", [SAID]),
    "inches": ("the 6'2\" man said “We will not drive”", [SAID]),
    "a held word beside a quotation": (f"The “plan” failed: “{SAID}”", [SAID]),
    "only a held word": ("The “plan” of the mayor failed", ["The “plan” of the mayor failed"]),
    "a block quote": (f"look:\n> {SAID}\n> at all\nwow", [f"{SAID} at all"]),
    "two block quotes": (f"> {SAID}\nand\n> not for nothing", [SAID, "not for nothing"]),
    "a block quote with marks in it": (f"> “{SAID}”\n> Ida Holt", [SAID]),
    "a block quote to the end": (f">>> {SAID}\nat all", [f"{SAID} at all"]),
    "no marks at all": (f"{SAID} after midnight", [f"{SAID} after midnight"]),
    "markdown": ("“We **will** _not_ ~~drive~~ ||now||”", ["We will not drive now"]),
    "stars inside stars": ("“**We *will* not** drive”", [SAID]),
    "stars of a censor": ("“Get off the f***ing tram, you **”", ["Get off the f***ing tram, you **"]),
    "a link": ("“We [will not](https://x.example/a_b) drive”", [SAID]),
    "an escaped star": (r"“We will \*not\* drive”", ["We will *not* drive"]),
    "brackets of an editor": ("“We [the union] will not drive”", ["We [the union] will not drive"]),
    "a mention and an emoji": (f"<@123> said “{SAID}” <:tram:45>", [SAID]),
    "snake_case": ("“the file is called last_night_final here”", ["the file is called last_night_final here"]),
    "the same twice": (f"“{SAID}” “{SAID}”", [SAID, SAID]),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_a_message_claims_what_stands_between_its_marks(what: str) -> None:
    message, wanted = MESSAGES[what]
    assert [claim.text for claim in claims_in(message)] == wanted


def test_the_words_around_and_the_addresses_stay_with_a_claim() -> None:
    [claim] = claims_in(f"**Ida Holt** said “{SAID}” in [the Herald](https://h.example/n), see https://x.example/b.")
    assert claim == Claim(SAID, "Ida Holt said", "in the Herald, see .", ("https://h.example/n", "https://x.example/b"))


def test_there_are_five_claims_at_most_and_each_is_cut_between_words() -> None:
    assert len(claims_in(" ".join(f"“claim number {number} here”" for number in range(9)))) == MAX_CLAIMS
    [claim] = claims_in(f"“{'never again ' * 200}”")
    assert claim.cut
    assert len(claim.text) <= MAX_CLAIM
    assert claim.text.endswith(("never", "again"))


@pytest.mark.parametrize("message", ["", "…", "“”", "https://x.example/a", "<@123>", "!" * (MAX_MESSAGE + 1)])
def test_a_message_without_words_or_too_long_is_refused(message: str) -> None:
    with pytest.raises(QueryError):
        claims_in(message)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab é.…[]()“”\"'’*_~|`>\\ \n-—1字"), max_size=80))
def test_any_message_is_read_or_refused_and_its_parts_lie_in_order(message: str) -> None:
    try:
        claims = claims_in(message)
    except QueryError:
        return
    for claim in claims:
        tokens = tokens_of(claim.text)
        assert all(one.end <= other.start for one, other in pairwise(tokens))
        elements_of(claim.text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("it hasn’t — yet", "it hasn't -- yet", True),
        ("caf\u00e9 . . . now", "cafe\u0301 … now", True),
        ("mid\u00adnight", "midnight", True),
        ("“so” he said", "so he said", True),
        ("3.2 million", "32 million", False),
        ("well-known", "well known", False),
        ("Polish", "polish", False),
        ("its", "it’s", False),
        ("港は閉鎖", "港は開放", False),
    ],
)
def test_style_is_no_difference_and_anything_else_is(one: str, other: str, same: bool) -> None:
    assert ([token.key for token in tokens_of(one)] == [token.key for token in tokens_of(other)]) == same
