"""Modals: what a form may hold, and what a user's entries in it are on the wire."""

from __future__ import annotations

from collections.abc import Mapping

from tests.loopback.attachments import Attachment
from tests.loopback.components import LABEL, ROW, TEXT, TEXT_INPUT, check_kinds, check_unique, walk
from tests.loopback.errors import Json, NotInvokableError, check_length, invalid, units
from tests.loopback.selects import SELECTS, STRING_SELECT, check_select, choose

FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
IN_LABEL = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}
MOST_TEXT = 4000
MOST_FILES = 10


def check_modal(data: Json) -> None:
    """A title of 45, one to five components, labels of 45, texts of 4000."""
    check_length("title", data.get("title"), 1, 45)
    check_length("custom_id", data.get("custom_id"), 1, 100)
    components = data.get("components", [])
    if not 1 <= len(components) <= 5:
        raise invalid("components", "Must be between 1 and 5 in length.")
    check_kinds(components, {ROW, LABEL, TEXT}, "components")
    for component in components:
        if component["type"] == LABEL:
            _check_label(component)
        elif component["type"] == ROW:
            check_kinds(component.get("components", []), {TEXT_INPUT}, "action row")
            check_length("label", component["components"][0].get("label"), 1, 45)
    everything = list(walk(components))
    for component in everything:
        if component["type"] == TEXT_INPUT:
            _check_input(component)
        elif component["type"] in SELECTS:
            check_select(component)
        elif component["type"] == FILE_UPLOAD:
            _check_upload(component)
    check_unique(everything)


def _check_label(label: Json) -> None:
    check_length("label", label.get("label"), 1, 45)
    check_length("description", label.get("description") or "", 0, 100)
    check_kinds([label.get("component") or {}], IN_LABEL, "label")


def _check_input(field: Json) -> None:
    check_length("custom_id", field.get("custom_id"), 1, 100)
    if field.get("style") not in (1, 2):
        raise invalid("style", "Must be 1 (one line) or 2 (a paragraph).")
    least, most = _bounds(field)
    if not (0 <= least <= MOST_TEXT and 1 <= most <= MOST_TEXT and least <= most):
        raise invalid("max_length", f"min_length must be 0 to {MOST_TEXT}, max_length 1 to {MOST_TEXT} and not below.")
    check_length("value", field.get("value") or "", 0, most)
    check_length("placeholder", field.get("placeholder") or "", 0, 100)


def _check_upload(field: Json) -> None:
    check_length("custom_id", field.get("custom_id"), 1, 100)
    least, most = _counts(field)
    if not 0 <= least <= most <= MOST_FILES or most < 1:
        raise invalid("max_values", f"min_values must be 0 to {MOST_FILES}, max_values 1 to {MOST_FILES}.")


def submission(modal: Json, entries: Mapping[str, object]) -> Json:
    """The `data` of the interaction in which these entries, by label, are submitted; what is not entered stays.

    A text goes into a text input, a list of values into a select, one of files into an upload. Raises
    NotInvokableError for what Discord's client would not let a user submit.
    """
    left = dict(entries)
    components = [_entered(component, number, left) for number, component in enumerate(modal["components"], 1)]
    if left:
        raise NotInvokableError(f"The form {modal['title']!r} has no field {next(iter(left))!r}.")
    return {"custom_id": modal["custom_id"], "components": components}


def _entered(component: Json, number: int, left: dict[str, object]) -> Json:
    """What stands where `component` stood. Discord numbers the components of a form, those inside others after all."""
    outer: Json = {"type": component["type"], "id": number}
    if component["type"] == LABEL:
        field = component["component"]
        return outer | {"component": _value(field, 100 + number, left.pop(component["label"], None))}
    if component["type"] == ROW:
        [field] = component["components"]
        return outer | {"components": [_value(field, 100 + number, left.pop(field["label"], None))]}
    return outer


def _value(field: Json, number: int, entry: object) -> Json:
    known: Json = {"type": field["type"], "id": number, "custom_id": field["custom_id"]}
    required = field.get("required", True)
    if field["type"] == TEXT_INPUT:
        text = field.get("value") or "" if entry is None else str(entry)
        least, most = _bounds(field)
        if (required or text) and not max(least, 1 if required else 0) <= units(text) <= most:
            raise NotInvokableError(f"The text in {field['custom_id']!r} must have {least} to {most} characters.")
        return known | {"value": text}
    if field["type"] == STRING_SELECT:
        default = [option["value"] for option in field["options"] if option.get("default")]
        values = default if entry is None else [str(one) for one in entry] if isinstance(entry, list) else [str(entry)]
        return known | {"values": choose(field, values) if values or required else []}
    if field["type"] == FILE_UPLOAD:
        return known | {"values": _uploaded(field, entry if isinstance(entry, list) else [])}
    raise NotInvokableError(f"Nobody here can fill in a component of type {field['type']}.")


def _uploaded(field: Json, files: list[Attachment]) -> list[str]:
    """The ids of the files."""
    least, most = _counts(field)
    if (files or field.get("required", True)) and not least <= len(files) <= most:
        raise NotInvokableError(f"Between {least} and {most} files must be uploaded, not {len(files)}.")
    return [str(file.id) for file in files]


def _counts(field: Json) -> tuple[int, int]:
    return field.get("min_values", 1), field.get("max_values", 1)


def _bounds(field: Json) -> tuple[int, int]:
    return field.get("min_length") or 0, field.get("max_length") or MOST_TEXT
