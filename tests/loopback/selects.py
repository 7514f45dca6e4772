"""Selects: what one may offer, and what a user may choose from it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.loopback.errors import Json, NotInvokableError, check_length, invalid

STRING_SELECT, CHANNEL_SELECT = 3, 8
SELECTS = {STRING_SELECT, 5, 6, 7, CHANNEL_SELECT}


def check_select(select: Json) -> None:
    """25 options at most, each label, value and description of 100; as many chosen as there are."""
    check_length("custom_id", select.get("custom_id"), 1, 100)
    check_length("placeholder", select.get("placeholder") or "", 0, 150)
    least, most = _bounds(select)
    if not (0 <= least <= 25 and 1 <= most <= 25 and least <= most):
        raise invalid("max_values", "min_values must be 0 to 25, max_values 1 to 25 and not below min_values.")
    if select["type"] == STRING_SELECT:
        _check_options(select.get("options", []), most)


def _check_options(options: list[Json], most: int) -> None:
    if not max(1, most) <= len(options) <= 25:
        raise invalid("options", f"Must be between {max(1, most)} and 25 in length.")
    for option in options:
        check_length("option label", option.get("label"), 1, 100)
        check_length("option value", option.get("value"), 1, 100)
        check_length("option description", option.get("description") or "", 0, 100)
    values = [option["value"] for option in options]
    if len(values) != len(set(values)):
        raise invalid("options", "The specified option value is already used.")
    if sum(bool(option.get("default")) for option in options) > most:
        raise invalid("options", "More options are chosen by default than may be chosen.")


def choose(select: Json, values: Sequence[str]) -> list[str]:
    """The values as Discord's client sends them. Raises NotInvokableError where it would not let them be chosen."""
    if select.get("disabled"):
        raise NotInvokableError(f"The select {select['custom_id']!r} is disabled.")
    least, most = _bounds(select)
    if not least <= len(values) <= most:
        raise NotInvokableError(f"Between {least} and {most} must be chosen, not {len(values)}.")
    offered = [option["value"] for option in select.get("options", [])]
    missing = [value for value in values if value not in offered]
    if select["type"] == STRING_SELECT and missing:
        raise NotInvokableError(f"{missing[0]!r} is not offered; there are {offered}.")
    return list(values)


def _bounds(select: Json) -> tuple[int, int]:
    return select.get("min_values", 1), select.get("max_values", 1)
