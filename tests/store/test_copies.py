"""Near-copies: the same words told twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.copies import near_copies, shingles

CRANE = "The port has bought a floating crane for 3.2 million crowns from a yard in Ostholm, the board said."
HOUSE_STYLE = "The port has bought a floating crane for 3.2 million crowns from a yard in Ostholm, its chairman said."
OTHER_HAND = "A crane that floats was bought by the port; the yard in Ostholm gets 3.2 million crowns for it."


def test_a_story_in_another_house_style_is_a_copy() -> None:
    assert near_copies(CRANE, HOUSE_STYLE)


def test_a_report_of_the_same_event_by_another_hand_is_none() -> None:
    assert not near_copies(CRANE, OTHER_HAND)


def test_a_part_of_a_longer_quote_is_a_copy_of_it() -> None:
    assert near_copies(CRANE, f"{CRANE} It will arrive in May, when the quay has been made wider for it.")


def test_quotes_that_differ_in_a_figure_are_no_copies_however_alike() -> None:
    assert not near_copies(CRANE, CRANE.replace("3.2", "2.3"))
    assert not near_copies(
        CRANE.replace("3.2", "4"), f"{CRANE} It will arrive in May, when the quay has been made wider."
    )


def test_a_number_in_words_is_a_figure_however_it_is_written() -> None:
    depot = "The tram depot will close for six weeks from Monday so that its rails can be renewed, the company said."
    assert not near_copies(depot, depot.replace("six", "nine"))
    assert not near_copies(CRANE, CRANE.replace("million", "billion"))
    assert near_copies(depot, depot.replace("six", "6"))


def test_quotes_that_differ_in_a_word_are_told_in_the_same_words() -> None:
    assert near_copies(
        "Six people were hurt when the tram left the rails on Quay Street early on Monday.",
        "Six people were hurt when the tram left the rails on Quay Street late on Monday.",
    )


def test_case_and_punctuation_make_no_difference() -> None:
    assert shingles("THE PORT has, bought: A crane!") == shingles("the port has bought a crane")


def test_a_text_of_fewer_than_four_words_is_one_shingle() -> None:
    assert shingles("It is over.") == {("it", "is", "over")}
    assert not near_copies("It is over.", "He is gone.")


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_mutual_and_everything_is_like_itself(one: str, other: str) -> None:
    assert near_copies(one, one)
    assert near_copies(one, other) == near_copies(other, one)
