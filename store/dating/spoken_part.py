"""A part of a period as a question names it: "early March", "at the end of 2011", "Q1", "the first week"."""

from __future__ import annotations

from datetime import timedelta

from store.dating.period import Period, months_from

_NUMBERS = {
    "1": 1, "first": 1, "1st": 1, "2": 2, "second": 2, "2nd": 2, "3": 3, "third": 3, "3rd": 3,
    "4": 4, "fourth": 4, "4th": 4, "last": -1, "final": -1,
}  # fmt: skip
NTH = r"(?:first|1st|second|2nd|third|3rd|fourth|4th|last|final)"
LEAD = r"(?:(?:the )?(?:early|mid|late)(?: in |[- ])|the middle of )"
EDGE = r"the (?:very )?(?:start|beginning|end) of "
ABOUT_EDGE = rf"(?:at|in|near|around|towards?|during) {EDGE}"


def part_of(whole: Period, lead: str) -> Period:
    """The part that a text which LEAD matches names: generously the first, the middle or the last half."""
    units, lead = _units(whole), lead.lower()
    count = len(units)
    first, last = 0, (count + 1) // 2
    if "mid" in lead:
        first, last = count // 4, count - count // 4
    elif "late" in lead:
        first, last = count // 2, count
    return Period(units[first].first, units[last - 1].last)


def edge_of(whole: Period, lead: str) -> Period:
    """The first or the last day, as a text that EDGE matches says; about it, for ABOUT_EDGE, a quarter of the whole."""
    is_end = "end of" in lead.lower()
    if lead.lower().startswith("the"):
        return Period.day(whole.last if is_end else whole.first)
    units = _units(whole)
    count = (len(units) + 3) // 4
    return Period(units[-count].first, whole.last) if is_end else Period(whole.first, units[count - 1].last)


def nth_of(whole: Period, nth: str, unit: str) -> Period | None:
    """The quarter or half of a year, or the half or week of a month, that a text which NTH matches, or a digit, counts.

    Weeks are of seven days from the first of the month on, the last one of its last seven. None where it has none such.
    """
    number, is_year = _NUMBERS[nth.lower()], whole == Period.year(whole.first.year)
    match unit.lower(), is_year:
        case "quarter", True:
            return _months_of(whole, number, 3)
        case "half", True:
            return _months_of(whole, number, 6)
        case "half", False:
            return None if number > 2 else part_of(whole, "early" if number == 1 else "late")
        case "week", False:
            first = whole.last - timedelta(days=6) if number < 0 else whole.first + timedelta(days=7 * (number - 1))
            return Period(first, first + timedelta(days=6))
    return None


def week_at(day: Period, lead: str) -> Period | None:
    """`the week of` a day, `the week ending` or `beginning` with it; None for another period.

    The week of a Sunday is not plain: it may open or close one.
    """
    if day.first != day.last:
        return None
    if "ending" in lead.lower():
        return Period(day.first - timedelta(days=6), day.first)
    if "of" in lead.lower():
        return None if day.first.weekday() == 6 else Period.week(day.first)
    return Period(day.first, day.first + timedelta(days=6))


def _months_of(year: Period, number: int, months: int) -> Period | None:
    """The run of so many months of a year, counted from one, or from the end with -1."""
    if number * months > 12:
        return None
    first = months_from(year.first, 12 - months if number < 0 else (number - 1) * months).first
    return Period(first, months_from(first, months - 1).last)


def _units(whole: Period) -> list[Period]:
    """The days of up to a month, the months of up to a year, or the years of more."""
    days = (whole.last - whole.first).days + 1
    if days <= 31:
        return [Period.day(whole.first + timedelta(days=number)) for number in range(days)]
    if days <= 366:
        return [months_from(whole.first, number) for number in range(12)]
    return [Period.year(year) for year in range(whole.first.year, whole.last.year + 1)]
