"""The limits of message components: which may stand where, how many, how long."""

from __future__ import annotations

from collections.abc import Iterator

from tests.loopback.errors import Json, check_length, invalid, units
from tests.loopback.selects import SELECTS, check_select

ROW, BUTTON, TEXT_INPUT = 1, 2, 4
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL = 17, 18
IN_CONTAINER = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}
AT_TOP = IN_CONTAINER | {CONTAINER}
LINK_STYLE, PREMIUM_STYLE = 5, 6
MOST_COMPONENTS = 40
MOST_TEXT = 4000


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, nested ones and accessories included, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        for place in ("accessory", "component"):
            if place in component:
                yield from walk([component[place]])


def texts(components: list[Json]) -> list[str]:
    return [component["content"] for component in walk(components) if component["type"] == TEXT]


def check_layout(components: list[Json]) -> None:
    """Components v2: any layout, 40 components and 4000 characters of text in all."""
    everything = list(walk(components))
    if not 1 <= len(everything) <= MOST_COMPONENTS:
        raise invalid("components", f"Must hold 1 to {MOST_COMPONENTS} components; it holds {len(everything)}.")
    total = sum(units(text) for text in texts(components))
    if total > MOST_TEXT:
        raise invalid("components", f"The displayable text must be {MOST_TEXT} or fewer in length; it is {total}.")
    check_kinds(components, AT_TOP, "components")
    _check_all(everything)


def check_rows(components: list[Json]) -> None:
    """Components of an ordinary message: at most five action rows."""
    if len(components) > 5:
        raise invalid("components", "Must be 5 or fewer in length.")
    check_kinds(components, {ROW}, "components")
    _check_all(list(walk(components)))


def _check_all(everything: list[Json]) -> None:
    for component in everything:
        check = _CHECKS.get(component["type"])
        if check is not None:
            check(component)
    check_unique(everything)


def check_unique(everything: list[Json]) -> None:
    """No custom id and no number twice."""
    custom_ids = [component["custom_id"] for component in everything if "custom_id" in component]
    if len(custom_ids) != len(set(custom_ids)):
        raise invalid("components", "Component custom id cannot be duplicated.")
    numbers = [component["id"] for component in everything if component.get("id")]
    if len(numbers) != len(set(numbers)):
        raise invalid("components", "Component id cannot be duplicated.")


def check_kinds(components: list[Json], allowed: set[int], where: str) -> None:
    """Refuse a component that may not stand here."""
    for component in components:
        if component.get("type") not in allowed:
            raise invalid(where, f"A component of type {component.get('type')} may not stand here.")


def _check_row(row: Json) -> None:
    children = row.get("components", [])
    check_kinds(children, SELECTS | {BUTTON}, "action row")
    most = 5 if all(child["type"] == BUTTON for child in children) else 1
    if not 1 <= len(children) <= most:
        raise invalid("action row", f"Must hold 1 to 5 buttons or one select; it holds {len(children)}.")


def _check_button(button: Json) -> None:
    if button.get("label") is not None:
        check_length("label", button["label"], 1, 80)
    elif not button.get("emoji") and button.get("style") != PREMIUM_STYLE:
        raise invalid("label", "A button needs a label or an emoji.")
    if button.get("style") == LINK_STYLE:
        check_length("url", button.get("url"), 1, 512)
        if not button["url"].startswith(("http://", "https://", "discord://")):
            raise invalid("url", "Scheme must be one of http, https, discord.")
        if "custom_id" in button:
            raise invalid("custom_id", "A custom id and url cannot both be specified.")
    elif button.get("style") in range(1, LINK_STYLE):
        check_length("custom_id", button.get("custom_id"), 1, 100)
    elif button.get("style") != PREMIUM_STYLE:
        raise invalid("style", "Unknown button style.")


def _check_section(section: Json) -> None:
    children = section.get("components", [])
    check_kinds(children, {TEXT}, "section")
    if not 1 <= len(children) <= 3:
        raise invalid("section", "Must hold 1 to 3 texts.")
    if section.get("accessory", {}).get("type") not in {BUTTON, THUMBNAIL}:
        raise invalid("accessory", "A section needs a button or a thumbnail.")


def _check_text(text: Json) -> None:
    check_length("content", text.get("content"), 1, MOST_TEXT)
    if not text["content"].strip():
        raise invalid("content", "This field is required.")


def _check_gallery(gallery: Json) -> None:
    if not 1 <= len(gallery.get("items", [])) <= 10:
        raise invalid("items", "Must be between 1 and 10 in length.")


def _check_file(file: Json) -> None:
    url = file.get("file", {}).get("url") or ""
    if not url.startswith("attachment://"):
        raise invalid("file", "Only an attachment://name can be shown as a file.")


def _check_container(container: Json) -> None:
    children = container.get("components", [])
    if not children:
        raise invalid("container", "A container must hold a component.")
    check_kinds(children, IN_CONTAINER, "container")


_CHECKS = {
    ROW: _check_row,
    BUTTON: _check_button,
    SECTION: _check_section,
    TEXT: _check_text,
    GALLERY: _check_gallery,
    FILE: _check_file,
    CONTAINER: _check_container,
} | dict.fromkeys(SELECTS, check_select)
