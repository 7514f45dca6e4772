"""How the loopback server says no: an HTTP status, Discord's own code, and words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A payload as it stands on the wire."""

INVALID_FORM = 50035


class NotInvokableError(Exception):
    """Discord's client would not let a user do this: an unsynced command, or an option outside its definition."""


class ApiError(Exception):
    """A refused REST call. `status` is the HTTP status, `code` Discord's JSON error code."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message} {errors or ''}".strip())
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def as_json(self) -> Json:
        body: Json = {"code": self.code, "message": self.message}
        if self.errors:
            body["errors"] = self.errors
        return body


def invalid(field: str, message: str) -> ApiError:
    """The 400/50035 that Discord gives for a field outside its limits."""
    errors = {field: {"_errors": [{"code": "INVALID", "message": message}]}}
    return ApiError(400, INVALID_FORM, "Invalid Form Body", errors)


def check_length(field: str, text: object, least: int, most: int) -> None:
    """Refuse a text outside `least`..`most` UTF-16 units: the stricter reading of an undocumented rule."""
    if not isinstance(text, str):
        raise invalid(field, "This field is required and must be a string.")
    if not least <= units(text) <= most:
        raise invalid(field, f"Must be between {least} and {most} in length; it is {units(text)}.")


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
