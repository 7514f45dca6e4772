"""Names of months and weekdays as people type them in a question: in any case, cut short or with a letter wrong."""

from __future__ import annotations

from store.dating.period import MONTH, WEEKDAY

# `month_number` goes by the first three letters, `weekday_number` by the first two.
_MONTH_MISSPELLED = (
    r"(?:Jan[a-z]{1,4}ry|Feb[a-z]{0,4}ry|Sep[a-z]{0,4}ber|Oct[a-z]{0,2}ber|Nov[a-z]{0,3}ber|Dec[a-z]{0,3}ber)"
)
_WEEKDAY_MISSPELLED = r"(?:Tu|We[dn]|Th[ur]|Sat)[a-z]{1,5}day"
# "wed", "sat" and "sun" are words as well.
_WEEKDAY_SHORT = r"(?:Mon|Tues?|Thu(?:rs?)?|Fri|(?-i:Wed|Sat|Sun))\b\.?"

TYPED_MONTH = rf"(?:{MONTH}|{_MONTH_MISSPELLED})"
TYPED_WEEKDAY = rf"(?:{WEEKDAY}|{_WEEKDAY_MISSPELLED}|{_WEEKDAY_SHORT})"
