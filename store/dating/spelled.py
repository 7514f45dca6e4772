"""Names of months and weekdays as people type them in a question: in any case, cut short or with a letter wrong.

`month_number` tells a month by its first three letters, `weekday_number` a weekday by its first two.
"""

from __future__ import annotations

TYPED_MONTH = (
    r"(?:(?:Jan|Feb)(?:[a-z]{0,4}ry)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:[a-z]{0,4}ber)?|(?:Oct|Nov|Dec)(?:[a-z]{0,3}ber)?)\b\.?"
)
# "wed", "sat" and "sun" are words as well.
TYPED_WEEKDAY = (
    r"(?:Mon(?:day)?|Tu(?:es?|[a-z]{1,5}day)|We[dn][a-z]{0,5}day|Th(?:u(?:rs?)?|[ur][a-z]{0,5}day)|Fri(?:day)?"
    r"|Sat[a-z]{0,4}day|Sunday|(?-i:Wed|Sat|Sun))\b\.?"
)
