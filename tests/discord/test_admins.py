"""Who may run the archive from Discord: everybody else gets one sentence, no suggestion, and nothing done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import simcord

from bot.admins import Admins
from bot.commands.help import registered
from bot.commands.menus import ADD
from bot.kept.jobs import Job
from tests.discord.office import SERVER, Office, office, story
from tests.discord.pressing import buttons
from tests.discord.town import town
from tests.discord.world import card

REFUSAL = "**Only the people who run this archive can do this.**"
COMMANDS: dict[str, dict[str, Any]] = {
    "add": {},
    "add url": {"url": "https://herald.example/feed"},
    "reindex": {"what": "all"},
    "rollback": {"reason": "The new one is worse."},
    "export": {},
    "status": {},
    "failures": {},
    "gaps": {},
    "channels": {},
    "withdraw": {"story": "any", "reason": "It was wrong."},
    "restore": {"story": "any", "reason": "It was right."},
    "remove": {"story": "any", "reason": "A court says so."},
    "feeds add": {"url": "https://herald.example/feed"},
    "feeds list": {},
    "feeds remove": {"url": "https://herald.example/feed"},
}
SUGGESTING = {"withdraw": "story", "restore": "story", "remove": "story", "feeds remove": "url"}
ACTIONS = ("stop", "job", "failures", "fetch", "confirm", "decide", "discard", "gaps")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


def payload(desk: Office, name: str, options: dict[str, Any], focused: str | None = None) -> dict[str, Any]:
    """What a client would have to send to use a command of the office's server, which Discord may never show it."""
    nested: list[dict[str, Any]] = [
        {"name": key, "type": 3, "value": value, "focused": key == focused} for key, value in options.items()
    ]
    parts = name.removesuffix(" url").split()
    for depth, part in enumerate(reversed(parts)):
        nested = [{"name": part, "type": 2 if depth else 1, "options": nested}]
    root = desk.world.env.backend.find_command("coverage", SERVER, type=1)
    assert root is not None
    return {"id": root["id"], "name": "coverage", "type": 1, "guild_id": str(SERVER), "options": nested}


async def forge(
    who: simcord.MemberActor, channel: simcord.ChannelHandle, kind: int, data: dict[str, Any], **extra: Any
) -> simcord.InteractionResult:
    """An interaction past all that Discord checks before it sends one."""
    return await who._dispatch_interaction(kind, channel, data, **extra)


def told(result: simcord.InteractionResult) -> tuple[bool, str]:
    """Whether only who asked sees the reply, and its words. A reply beside a card is a follow-up."""
    assert result.modal is None
    shown = result.followups[-1] if result.followups else result.response
    return shown is not None and shown.ephemeral, card(shown)


async def wrong_people(desk: Office) -> list[tuple[simcord.MemberActor, simcord.ChannelHandle]]:
    """A manager who is no admin, an admin who manages nothing, and an admin who manages another server."""
    other = desk.world.env.create_guild()
    return [
        (desk.member("mona"), desk.world.channel),
        (desk.member("erin", admin=True, manager=False), desk.world.channel),
        (desk.member_of(other, "otto", admin=True), other.create_text_channel("news")),
    ]


async def failed_on_one(desk: Office) -> Job:
    """A job that is done, but for one file of two."""
    await desk.add(desk.carol, ("ferry.md", story("Ferry stops", "The ferry will stop for 7 days.")), ("bad.md", b"\0"))
    [job] = await desk.jobs()
    return job


async def test_nobody_else_can_use_a_command_in_any_server(desk: Office) -> None:
    for who, channel in await wrong_people(desk):
        for name, options in COMMANDS.items():
            assert told(await forge(who, channel, 2, payload(desk, name, options))) == (True, REFUSAL), name
    assert await desk.jobs() == []
    assert await desk.world.desk.feeds.all() == []


async def test_nobody_else_is_suggested_a_headline_or_a_feed(desk: Office) -> None:
    await desk.do("feeds add", url="https://herald.example/feed")
    await desk.world.desk.names.refresh()
    for name, option in SUGGESTING.items():
        typed = "tram" if option == "story" else "herald"
        assert await desk.carol.autocomplete(desk.world.channel, f"coverage {name}", option, typed)
    for who, channel in await wrong_people(desk):
        for name, option in SUGGESTING.items():
            data = payload(desk, name, {option: "tram" if option == "story" else "herald"}, option)
            assert (await forge(who, channel, 4, data)).autocomplete_choices == [], name


async def test_nobody_else_can_press_a_button_of_a_job(desk: Office) -> None:
    job = await failed_on_one(desk)
    for who, channel in await wrong_people(desk):
        for action in ACTIONS:
            assert told(await press(who, channel, f"p:{action}:{job.id}:1")) == (True, REFUSAL), action
    assert await desk.jobs() == [job]


async def press(who: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str) -> Any:
    """Press a button that only a forged message has."""
    data = {"custom_id": custom_id, "component_type": 2}
    button = {"type": 2, "style": 2, "label": "Press", "custom_id": custom_id}
    message = {
        "id": str(channel.id),
        "channel_id": str(channel.id),
        "content": "",
        "author": {"id": str(who.id), "username": "us", "discriminator": "0", "avatar": None},
        "timestamp": "2026-11-24T12:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": 0,
        "components": [{"type": 1, "components": [button]}],
    }
    return await forge(who, channel, 3, data, extra={"message": message})


async def test_a_message_of_somebody_else_is_not_added(desk: Office) -> None:
    message = await desk.world.alice.send(desk.world.channel, "https://herald.example/ferry")
    assert told(await desk.choose(message, desk.member("mona"))) == (True, REFUSAL)
    assert await desk.jobs() == []


async def test_who_is_taken_off_the_list_while_the_box_is_open_adds_nothing(desk: Office) -> None:
    opened = await desk.do("add")
    desk.people.discard(desk.carol.id)
    given = await desk.carol.submit_modal(opened, {"links": "https://herald.example/ferry"})
    assert told(given) == (True, REFUSAL)
    assert await desk.jobs() == []


async def test_a_job_of_another_admins_server_cannot_be_looked_at(desk: Office) -> None:
    job = await failed_on_one(desk)
    other = desk.world.env.create_guild()
    cast(set[int], desk.world.desk.admins.servers).add(other.id)
    otto, channel = desk.member_of(other, "otto", admin=True), other.create_text_channel("news")
    for action in ("stop", "job", "failures", "fetch", "confirm", "decide", "discard"):
        _, words = told(await press(otto, channel, f"p:{action}:{job.id}:1"))
        assert "no longer have" in words
        assert "bad.md" not in words
    assert await desk.jobs() == [job]


def interaction(**changes: Any) -> Any:
    """What `Admins` reads of an interaction. SimCord makes none of an app that a person installed for themselves."""
    fields: dict[str, Any] = {
        "guild_id": SERVER,
        "user": SimpleNamespace(id=7),
        "client": SimpleNamespace(get_guild=lambda guild: object() if guild == SERVER else None),
        "is_guild_integration": lambda: True,
        "is_user_integration": lambda: False,
        "permissions": discord.Permissions(manage_guild=True),
    }
    return SimpleNamespace(**(fields | changes))


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({}, True),
        ({"permissions": discord.Permissions(administrator=True)}, True),
        ({"permissions": discord.Permissions(send_messages=True)}, False),
        ({"is_guild_integration": lambda: False, "is_user_integration": lambda: True}, False),
        ({"is_guild_integration": lambda: True, "is_user_integration": lambda: True}, True),
        ({"client": SimpleNamespace(get_guild=lambda _: None)}, False),
        ({"guild_id": None}, False),
        ({"user": SimpleNamespace(id=8)}, False),
    ],
)
def test_an_app_brought_along_is_no_way_around_the_server(changes: dict[str, Any], may: bool) -> None:
    assert Admins({7}, {SERVER}).may(interaction(**changes)) is may


async def test_help_names_the_commands_of_an_admin_to_admins_only(desk: Office) -> None:
    own = dict(registered(desk.world.client.tree, discord.Object(SERVER)))
    assert "/coverage add" in own
    shown = card((await desk.carol.slash(desk.world.channel, "help")).response)
    assert all(name in shown for name in own)
    for who, channel in await wrong_people(desk):
        assert "/coverage" not in card((await who.slash(channel, "help")).response)


async def test_without_settings_there_is_no_such_command(tmp_path: Path) -> None:
    async with town(tmp_path, guild_id=SERVER) as world:
        role = world.guild.create_role("owner", permissions=discord.Permissions(administrator=True))
        owner = world.guild.add_member(world.env.create_user("olga"), roles=[role])
        assert not [name for name in owner.available_commands(world.channel) if name.startswith(("coverage", ADD))]


async def test_a_button_of_a_job_is_still_the_admins_after_a_restart(desk: Office) -> None:
    await failed_on_one(desk)
    await desk.restart()
    failures = buttons(desk.card(1))["Show what was not added"]
    assert told(await desk.world.alice.click(desk.card(1), custom_id=failures)) == (True, REFUSAL)
    assert "bad.md" in card((await desk.dave.click(desk.card(1), custom_id=failures)).response)
