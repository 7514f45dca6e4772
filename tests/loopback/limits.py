"""The limits of a message payload: what Discord answers with 400 and code 50035 (or 50006 when it is empty)."""

from __future__ import annotations

from tests.loopback.components import check_layout, check_rows
from tests.loopback.errors import ApiError, Json, check_length, invalid, units

SUPPRESS_EMBEDS, HAS_THREAD, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = (1 << n for n in (2, 5, 6, 7, 12, 15))
SENDABLE_FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | SILENT | COMPONENTS_V2
MOST_CONTENT = 2000
MOST_FILES = 10
EMBED_TEXTS = {"title": 256, "description": 4096}


def check_message(payload: Json, files: int = 0) -> None:
    """Refuse a message that Discord would refuse. `files` counts the uploads that came beside the payload."""
    _check_parts(payload, files)
    if is_v2(payload):
        for part in ("content", "embeds", "poll", "sticker_ids"):
            if payload.get(part):
                raise invalid(part, "The 'IS_COMPONENTS_V2' flag does not allow this field.")
        check_layout(payload.get("components") or [])
        return
    check_rows(payload.get("components") or [])
    if not files and not any(payload.get(part) for part in ("content", "embeds", "components", "poll", "sticker_ids")):
        raise ApiError(400, 50006, "Cannot send an empty message")


def check_edit(payload: Json, was_v2: bool, had_content: bool, files: int = 0) -> None:
    """Refuse an edit that Discord would refuse: fields left out stay as they are, Components v2 stays for ever."""
    _check_parts(payload, files)
    if was_v2 or is_v2(payload):
        if any(payload.get(part) for part in ("content", "embeds")):
            raise invalid("content", "The 'IS_COMPONENTS_V2' flag does not allow content or embeds.")
        if not was_v2 and had_content and "content" not in payload:
            raise invalid("content", "Content must be set to null to turn this message into Components v2.")
        if not was_v2 or "components" in payload:
            check_layout(payload.get("components") or [])
        return
    check_rows(payload.get("components") or [])


def check_choices(choices: list[Json]) -> None:
    """Autocomplete: 25 choices, names of 1 to 100, string values up to 100; one too long loses the whole list."""
    if len(choices) > 25:
        raise invalid("choices", "Must be 25 or fewer in length.")
    for choice in choices:
        check_length("choice name", choice.get("name"), 1, 100)
        if isinstance(choice.get("value"), str):
            check_length("choice value", choice["value"], 0, 100)


def is_v2(payload: Json) -> bool:
    return bool((payload.get("flags") or 0) & COMPONENTS_V2)


def _check_parts(payload: Json, files: int) -> None:
    if (payload.get("flags") or 0) & ~SENDABLE_FLAGS:
        raise invalid("flags", "Only the flags that an application may set are allowed.")
    check_length("content", payload.get("content") or "", 0, MOST_CONTENT)
    check_length("nonce", str(payload.get("nonce") or ""), 0, 25)
    if max(files, len(payload.get("attachments") or [])) > MOST_FILES:
        raise invalid("attachments", f"Must be {MOST_FILES} or fewer in length.")
    _check_embeds(payload.get("embeds") or [])
    check_allowed_mentions(payload.get("allowed_mentions"))


def check_allowed_mentions(allowed: Json | None) -> None:
    if allowed is None:
        return
    kinds = allowed.get("parse", [])
    if not set(kinds) <= {"users", "roles", "everyone"}:
        raise invalid("allowed_mentions", "Unknown kind of mention.")
    for kind in ("users", "roles"):
        if kind in kinds and allowed.get(kind):
            raise invalid("allowed_mentions", f"parse:[{kind}] and {kind}:[ids] are mutually exclusive.")
        if len(allowed.get(kind, [])) > 100:
            raise invalid("allowed_mentions", "Must be 100 or fewer in length.")


def _check_embeds(embeds: list[Json]) -> None:
    if len(embeds) > 10:
        raise invalid("embeds", "Must be 10 or fewer in length.")
    total = 0
    for embed in embeds:
        parts = [(name, embed.get(name) or "", most) for name, most in EMBED_TEXTS.items()]
        parts.append(("footer", embed.get("footer", {}).get("text", ""), 2048))
        parts.append(("author", embed.get("author", {}).get("name", ""), 256))
        if len(embed.get("fields", [])) > 25:
            raise invalid("fields", "Must be 25 or fewer in length.")
        for field in embed.get("fields", []):
            parts += [("field name", field.get("name", ""), 256), ("field value", field.get("value", ""), 1024)]
        for name, text, most in parts:
            check_length(name, text, 0, most)
            total += units(text)
    if total > 6000:
        raise invalid("embeds", f"All embeds together must be 6000 or fewer in length; they are {total}.")
