"""Buttons and selects that outlive a restart: what they do stands in their custom id, with the exchange they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

_ID = r":(?P<action>[a-z]+):(?P<exchange>[a-z2-7]{13})(?::(?P<argument>[\w.-]{1,60}))?"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody pressed or chose: the action, the exchange that it belongs to, and which one of several."""

    interaction: discord.Interaction
    action: str
    exchange: str
    argument: str


class Presses(Protocol):
    """The client, as buttons know it."""

    async def press(self, pressed: Pressed) -> None: ...


class Press(ui.DynamicItem[ui.Button[Any]], template="p" + _ID):
    """A button. `argument` tells which of several things it is about: at most 60 letters, digits, `_`, `.` and `-`."""

    def __init__(
        self,
        action: str,
        exchange: str,
        argument: str = "",
        *,
        label: str = "…",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        custom_id = custom_id_of("p", action, exchange, argument)
        super().__init__(ui.Button(label=label, style=style, custom_id=custom_id, disabled=disabled))
        self.action, self.exchange, self.argument = action, exchange, argument

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(match["action"], match["exchange"], match["argument"] or "")

    async def callback(self, interaction: discord.Interaction) -> None:
        pressed = Pressed(interaction, self.action, self.exchange, self.argument)
        await cast(Presses, interaction.client).press(pressed)


class Choose(ui.DynamicItem[ui.Select[Any]], template="c" + _ID):
    """A select of one thing. The argument of what is pressed is the value of the option that was chosen."""

    def __init__(
        self, action: str, exchange: str, options: list[discord.SelectOption] | None = None, *, placeholder: str = "…"
    ) -> None:
        custom_id = custom_id_of("c", action, exchange)
        super().__init__(ui.Select(custom_id=custom_id, placeholder=placeholder, options=options or []))
        self.action, self.exchange = action, exchange

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(match["action"], match["exchange"])

    async def callback(self, interaction: discord.Interaction) -> None:
        pressed = Pressed(interaction, self.action, self.exchange, self.item.values[0])
        await cast(Presses, interaction.client).press(pressed)


def custom_id_of(kind: str, action: str, exchange: str, argument: str = "") -> str:
    """`p:more:abcdefghijklm:3`: at most 100 characters, as Discord demands."""
    return f"{kind}:{action}:{exchange}" + (f":{argument}" if argument else "")


def row(*items: Press | Choose) -> ui.ActionRow[Any]:
    """One row of buttons, or with one select."""
    found: ui.ActionRow[Any] = ui.ActionRow()
    for item in items:
        found.add_item(item)
    return found
