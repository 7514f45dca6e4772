"""Pressing buttons and choosing from selects as a person does, by what stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import simcord

from tests.discord.samples import payload_texts, seen


async def press(person: simcord.MemberActor, message: Any, label: str) -> simcord.InteractionResult:
    """Press the button with this label; where several have it, the first."""
    custom_id = next(custom_id for found, custom_id in _buttons(message) if found == label)
    return await person.click(message, custom_id=custom_id)


def buttons(message: object) -> dict[str, str]:
    """The custom id of each button of a message by its label; `Context` is that of the last quote."""
    return dict(_buttons(message))


def labels(message: object) -> list[str]:
    """The labels of a message's buttons, in order."""
    return [label for label, _ in _buttons(message)]


def _buttons(message: Any) -> Iterator[tuple[str, str]]:
    for component in components(message):
        if component.get("type") == 2:
            yield component["label"], component["custom_id"]


def components(message: Any) -> Iterator[dict[str, Any]]:
    """Every component of a message, accessories included, in reading order."""

    def walk(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for item in items:
            yield item
            yield from walk(item.get("components") or [])
            yield from walk([item["accessory"]] if item.get("accessory") else [])

    assert message is not None
    yield from walk([one if isinstance(one, dict) else one.to_dict() for one in message.components])


async def choose(person: simcord.MemberActor, message: Any, number: int) -> simcord.InteractionResult:
    """Choose the option with this number, counted from 0, of a message's one select."""
    (select,) = [one for one in components(message) if one.get("type") == 3]
    return await person.select(message, [select["options"][number]["value"]], custom_id=select["custom_id"])


def quoted(result: simcord.InteractionResult) -> list[str]:
    """What a reader sees of each quote of a card."""
    assert result.response is not None
    return [seen(text) for text in payload_texts(result.response.components) if text.startswith("> ")]
