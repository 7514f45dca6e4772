"""What people are told that they can do is what is registered, in `/help` and in the README."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.commands.help import registered
from tests.discord.office import SERVER, office
from tests.discord.world import World, card
from tests.loopback.commands import check_commands

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def in_the_readme() -> list[tuple[str, str]]:
    return _rows(README.split("\n## In Discord\n")[1].split("\n### ")[0])


def _rows(section: str) -> list[tuple[str, str]]:
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    return [(name.strip().strip("`*"), does.strip()) for name, does in rows]


def test_the_readme_lists_exactly_what_is_registered(world_commands: list[tuple[str, str]]) -> None:
    assert in_the_readme() == world_commands


async def test_admins_find_theirs_in_help_and_the_readme_lists_exactly_those(tmp_path: Path) -> None:
    section = README.split("\n### Running the archive from Discord\n")[1].split("\n## ")[0]
    async with office(tmp_path) as desk:
        theirs = list(registered(desk.world.client.tree, discord.Object(SERVER)))
        assert _rows(section) == theirs
        shown = card((await desk.carol.slash(desk.world.channel, "help")).response)
        assert all(name in shown and does in shown for name, does in theirs)
        assert "/coverage" not in card((await desk.world.alice.slash(desk.world.channel, "help")).response)


@pytest.fixture
async def world_commands(world: World) -> list[tuple[str, str]]:
    return list(registered(world.client.tree))


async def test_help_lists_exactly_what_is_registered_for_who_asks_alone(world: World) -> None:
    result = await world.alice.slash(world.channel, "help")
    assert result.ephemeral
    shown = card(result.response)
    for name, does in registered(world.client.tree):
        assert name in shown
        assert does in shown
    assert shown.count("\n`/") == sum(name.startswith("/") for name, _ in registered(world.client.tree))


async def test_help_is_answered_while_the_core_is_gone(world: World) -> None:
    await world.door.close()
    assert "/ask" in card((await world.alice.slash(world.channel, "help")).response)


async def test_discord_would_take_every_command(world: World) -> None:
    payload: list[Any] = [command.to_dict(world.client.tree) for command in world.client.tree.get_commands()]
    check_commands(payload)
