"""Datelines, credit lines and correction notices."""

from __future__ import annotations

import pytest

from store.readers.wire import Lead, correction_notice, is_credit, read_lead, reporters, split_credit

LEADS = {
    "KARREN/OSLO (Reuters) - The pier": Lead("KARREN/OSLO", "Reuters"),
    "(Reuters) - The pier": Lead(None, "Reuters"),
    "NEW KARREN, Nov 19 (Reuters) - The pier": Lead("NEW KARREN", "Reuters"),
    "KARREN, Jutland (AP) — The pier": Lead("KARREN, Jutland", "AP"),
    "ST. KARREN, Jutland, March 25 (Harbour Wire) -The pier": Lead("ST. KARREN, Jutland", "Harbour Wire"),
    "KARREN — The pier": Lead("KARREN", None),
    "(Corrects the cost) By Ida Holm KARREN (Reuters) - The pier": Lead("KARREN", "Reuters"),
    "(Corrects the cost) By Ida Holm (Reuters) - The pier": Lead(None, "Reuters"),
    "KARREN—The pier": Lead("KARREN", None),
    "KARREN, Sept 3 - The pier": Lead("KARREN", None),
    "KARREN, Sept. 3 — The pier": Lead("KARREN", None),
    "KARREN, Sept 3- “The pier": Lead("KARREN", None),
    "KARREN, Jutland, 3 September 2013 – The pier": Lead("KARREN, Jutland", None),
    "KARREN/OSLO, March 25 -- The pier": Lead("KARREN/OSLO", None),
    "MOSCOW, March 25 (Reuters) - The pier": Lead("MOSCOW", "Reuters"),
    "MOSCOW, 25 March (Reuters) — The pier": Lead("MOSCOW", "Reuters"),
    "KARREN, Sept 3-5 is when the pier closes": Lead(None, None),
    "KARREN - The pier": Lead(None, None),
    "EXCLUSIVE, Sept 3 - The pier": Lead(None, None),
    "EXCLUSIVE — The pier": Lead(None, None),
    "NATO said on Monday that the pier": Lead(None, None),
    "He joined the Harbour Party (Left) - and left it again": Lead(None, None),
}


@pytest.mark.parametrize(("paragraph", "expected"), LEADS.items())
def test_a_lead_is_read_from_conventions_only(paragraph: str, expected: Lead) -> None:
    assert read_lead(paragraph) == expected


CREDITS = {
    "Reporting by Ida Holm in Karren and Tom Day in Oslo; Editing by Bo Lund": ("Ida Holm", "Tom Day"),
    "Reporting by Ida Holm; additional reporting by Li Wei, Tom de Vries and Ann O’Hara-Bell; Editing by Bo Lund": (
        *("Ida Holm", "Li Wei", "Tom de Vries", "Ann O’Hara-Bell"),
    ),
    "(Reporting by Ida Holm in New York and Hong Kong; Writing by Li Wei; Editing by Bo Lund)": ("Ida Holm", "Li Wei"),
    "Reporting and writing by Ida Holm, Editing by Bo Lund": ("Ida Holm",),
    "Reporting by the Karren newsroom; Editing by Bo Lund": (),
    "Compiled by Ida Holm": ("Ida Holm",),
    "Editing by Bo Lund": (),
}


@pytest.mark.parametrize(("line", "names"), CREDITS.items())
def test_a_credit_line_gives_its_reporters_and_not_its_editors(line: str, names: tuple[str, ...]) -> None:
    assert is_credit(line)
    assert reporters(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by state media suggested that the pier was safe.",
        "Editing by committee rarely works, said Ida Brandt.",
        "The reporting by Ida Holm was praised.",
    ],
)
def test_a_sentence_about_reporting_is_no_credit_line(line: str) -> None:
    assert not is_credit(line)


def test_credit_lines_are_taken_off_the_end_only() -> None:
    body = ("Reporting by Ida Holm", "The pier closed.", "Reporting by Tom Day", "(Editing by Bo Lund)")
    assert split_credit(body) == (("Reporting by Ida Holm", "The pier closed."), ("Tom Day",))


def test_a_body_is_never_emptied_by_its_credit() -> None:
    assert split_credit(("Reporting by Ida Holm",)) == (("Reporting by Ida Holm",), ())


def test_what_a_correction_says_is_read_from_the_head_of_the_paragraph_only() -> None:
    assert correction_notice("(Corrects the cost in paragraph 2) The pier") == "Corrects the cost in paragraph 2"
    assert correction_notice("The pier closed (this corrects an earlier report)") is None
