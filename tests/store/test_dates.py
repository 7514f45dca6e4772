"""Dates: read with the precision that is printed, refused where two readings are possible."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import UNDATED, SourceDate, read_date

READ = {
    "2013-03-25": "2013-03-25",
    "  2013-03-25\n": "2013-03-25",
    "2013-03-25T23:37": "2013-03-25T23:37",
    "2013-03-25T23:37:59": "2013-03-25T23:37",
    "2013-03-25 23:37": "2013-03-25T23:37",
    "2013-03-25T23:37:00Z": "2013-03-25T23:37+00:00",
    "2013-03-25T23:37+05:30": "2013-03-25T23:37+05:30",
    "20130325": "2013-03-25",
    "20130325T2337": "2013-03-25T23:37",
    "20130325T233700Z": "2013-03-25T23:37+00:00",
    "20130325t233700z": "2013-03-25T23:37+00:00",
    "20130325T233700.250+0530": "2013-03-25T23:37+05:30",
    "20130325T23:37:00-05": "2013-03-25T23:37-05:00",
    "March 25, 2013": "2013-03-25",
    "March 25, 2013 / 11:37 PM": "2013-03-25T23:37",
    "Mar 25, 2013, 9:05 a.m.": "2013-03-25T09:05",
    "25 March 2013": "2013-03-25",
    "Monday, 25 March 2013": "2013-03-25",
    "25/03/2013": "2013-03-25",
    "29 February 2012": "2012-02-29",
    "Mon, 25 Mar 2013 23:37:00 +0100": "2013-03-25T23:37+01:00",
    "July 3, 2019 10:15 AM EDT": "2019-07-03T10:15-04:00",
    "July 3, 2019 10:15 AM ET": "2019-07-03T10:15",
    "3 July 2019 10:15 (IST)": "2019-07-03T10:15",
    "3 July 2019 10:15 GMT": "2019-07-03T10:15+00:00",
    # As Java and Unix print it: a zone that is not sure is none, wherever it stands.
    "Mon Mar 25 23:37:00 IST 2013": "2013-03-25T23:37",
    "Mon Mar 25 23:37:00 AST 2013": "2013-03-25T23:37",
    "Mon Mar 25 23:37:00 ET 2013": "2013-03-25T23:37",
    "Mon Mar 25 23:37:00 WST 2013": "2013-03-25T23:37",
    "Mon Mar 25 11:37:00 PM IST 2013": "2013-03-25T23:37",
    "Mon Mar 25 23:37:00 UTC 2013": "2013-03-25T23:37+00:00",
    "Mon Mar 25 23:37:00 CST 2013": "2013-03-25T23:37-06:00",
    "Mon Mar 25 23:37:00 CET 2013": "2013-03-25T23:37+01:00",
    "11:37 PM IST, March 25, 2013": "2013-03-25T23:37",
    "11:37 PM EDT, July 25, 2013": "2013-07-25T23:37-04:00",
    "23:37 IST on 25 March 2013": "2013-03-25T23:37",
    "23:37 IST, 25-03-2013": "2013-03-25T23:37",
    "25 March 2013 IST 23:37": "2013-03-25T23:37",
    "25 March 2013 at 23:37 I.S.T.": "2013-03-25T23:37",
    "25 March 2013 23:37 ist": "2013-03-25T23:37",
    "2013-03-25T23:37:00IST": "2013-03-25T23:37",
    "25 March 2013 11 PM +0530": "2013-03-25T23:00+05:30",
    "Mon, 25 Mar 2013 23:37:00 +0530 (IST)": "2013-03-25T23:37+05:30",
    "Mon Mar 25 2013 23:37:00 GMT+0530 (IST)": "2013-03-25T23:37+05:30",
    "23:37 MAR 25 2013": "2013-03-25T23:37",
}
REFUSED = (
    *("", "yesterday", "on Monday", "March 2013", "2013", "25 March", "March 25 / 11:37 PM"),
    *("03/04/2013", "3.4.2013", "03-04-13", "25/03/13", "31 February 2013", "29 February 2013", "2013-02-30"),
    *("20131345", "20130230", "12345678", "99999999", "2013032", "201303250", "20130325233700", "20130325T2561"),
    *("2013-13-01", "1066-10-14", "0001-01-01", "5 years ago", "no date at all"),
)


@pytest.mark.parametrize(("printed", "expected"), READ.items())
def test_a_printed_date_is_read_to_the_precision_it_has(printed: str, expected: str) -> None:
    assert read_date(printed).text == expected


@pytest.mark.parametrize("printed", REFUSED)
def test_a_date_that_is_not_plainly_there_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"2013-03-25") as refusal:
        read_date(printed)
    assert "\n" not in str(refusal.value)


def test_a_refused_date_that_has_two_readings_says_so() -> None:
    with pytest.raises(ValueError, match="in two ways"):
        read_date("03/04/2013")


@pytest.mark.parametrize(
    ("text", "precision", "zone_known"),
    [
        ("2013-03-25", "day", False),
        ("2013-03-25T23:37", "minute", False),
        ("2013-03-25T23:37+02:00", "minute", True),
        (None, "unknown", False),
    ],
)
def test_precision_and_zone_are_what_the_source_gave(text: str | None, precision: str, zone_known: bool) -> None:
    found = SourceDate(text)
    assert (found.precision, found.zone_known) == (precision, zone_known)


def test_the_day_is_the_printed_one_whatever_its_zone() -> None:
    late = SourceDate("2013-03-25T23:37-08:00")
    assert late.day == date(2013, 3, 25)
    assert late.moment == datetime(2013, 3, 26, 7, 37, tzinfo=UTC)


def test_a_day_is_ordered_by_its_midnight_and_no_date_has_no_moment() -> None:
    assert SourceDate("2013-03-25").moment == datetime(2013, 3, 25, tzinfo=UTC)
    assert UNDATED.moment is None
    assert UNDATED.day is None


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)))
def test_a_day_written_in_words_or_digits_reads_back_as_itself(day: date) -> None:
    assert read_date(day.isoformat()) == SourceDate(day.isoformat())
    if day.year >= 1900:
        assert read_date(f"{day.day} {day:%B} {day.year}").day == day
        assert read_date(f"{day:%B} {day.day}, {day.year}").day == day


@given(
    st.datetimes(datetime(1600, 1, 1), datetime(2200, 12, 31)),
    st.one_of(st.none(), st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))),
)
def test_a_minute_reads_back_as_itself_with_the_offset_it_had(moment: datetime, offset: timedelta | None) -> None:
    from datetime import timezone

    zoned = moment if offset is None else moment.replace(tzinfo=timezone(offset))
    written = zoned.isoformat(timespec="minutes")
    assert read_date(written).text == written
    assert read_date(written).day == moment.date()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_refusal_that_shows_how_to_write_one(text: str) -> None:
    try:
        found = read_date(text)
    except ValueError as error:
        assert "2013-03-25" in str(error)
    else:
        assert found.day is not None
