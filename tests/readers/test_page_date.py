"""Which lines of a page are date lines, and what they say."""

from __future__ import annotations

import pytest

from store.readers.pages.page_date import MAX_DATE_LINES, find_dates

READABLE = {
    "March 25, 2013 / 11:37 PM / 5 years ago": "2013-03-25T23:37",
    "November 19, 2019 / 12:21 AM / Updated 14 hours ago": "2019-11-19T00:21",
    "DECEMBER 28, 2017 / 4:10 PM / A YEAR AGO": "2017-12-28T16:10",
    "March 2, 2021 1:23 AM / UPDATED 2 HOURS AGO": "2021-03-02T01:23",
    "March 25, 202311:37 PM UTCLast Updated ago": "2023-03-25T23:37+00:00",
    "Sept 3, 2021 · 4:05 PM UTC · Updated ago": "2021-09-03T16:05+00:00",
    "Mon Mar 25, 2013 7:37pm EDT": "2013-03-25T19:37-04:00",
    "Published 3:14 PM EDT, Mon April 24, 2023": "2023-04-24T15:14-04:00",
    "Mon 25 Mar 2013 23.37 GMT": "2013-03-25T23:37+00:00",
    "March 25, 2023 at 11:37 a.m. EDT": "2023-03-25T11:37-04:00",
    "2013-03-25T23:37:00Z": "2013-03-25T23:37+00:00",
    "Published 25 March 2013": "2013-03-25",
    "March 25, 2013": "2013-03-25",
    # ET is one offset in winter and another in summer, IST is Ireland, Israel or India: the clock without a zone.
    "9:41 p.m. ET, March 25, 2023": "2023-03-25T21:41",
    "Aug 9, 2013 5:10pm IST": "2013-08-09T17:10",
}


@pytest.mark.parametrize(("line", "expected"), READABLE.items())
def test_a_date_line_is_read_to_its_precision(line: str, expected: str) -> None:
    (found,) = find_dates([line])
    assert found.date.text == expected
    assert found.date_source == "page header"
    assert not found.updated


@pytest.mark.parametrize(
    "line",
    [
        "The treaty was signed on March 25, 2013",
        "March 25, 2013 was a cold day in Karren.",
        "In the talks of March 25, 2013 / and before",
        "on Monday",
        "5 years ago",
        "March 2013",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert find_dates([line]) == []


def test_an_update_is_told_from_a_publication() -> None:
    (found,) = find_dates(["Last modified on Tue 26 Mar 2013 10.00 GMT"])
    assert found.updated


def test_a_clock_on_the_next_line_belongs_to_the_day() -> None:
    (found,) = find_dates(["March 25, 2023", "11:37 PM UTC", "Updated 2 years ago"])
    assert found.date.text == "2023-03-25T23:37+00:00"


def test_no_more_date_lines_are_read_than_a_page_can_have() -> None:
    assert len(find_dates(["March 25, 2013"] * (MAX_DATE_LINES + 5))) == MAX_DATE_LINES
