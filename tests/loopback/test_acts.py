"""What users can do on the loopback server: forms, selects, menus, subcommands, and where each is offered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest

from tests.loopback.errors import NotInvokableError
from tests.loopback.exchange import Interaction, Message
from tests.loopback.permissions import CREATE_THREADS, EVERYONE, MANAGE_GUILD, USE_EXTERNAL_APPS
from tests.loopback.reception import Reception
from tests.loopback.server import LoopbackDiscord


async def shown(server: LoopbackDiscord) -> Message:
    return await server.wait_for_reply(await server.slash(server.user(), "show"))


async def with_form(server: LoopbackDiscord, opened: Interaction) -> Interaction:
    await server.until("the form is shown", lambda: opened.modal)
    return opened


async def test_a_form_shown_by_a_command_comes_back_filled_in(server: LoopbackDiscord, reception: Reception) -> None:
    user = server.user()
    opened = await with_form(server, await server.slash(user, "form"))
    submitted = await server.submit(user, opened, **{"Your question": "who?", "Colour": ["blue"]})
    assert (await server.wait_for_reply(submitted)).text == "who? in blue"
    assert (opened.callback, opened.replies) == (9, [])
    assert server.refused == []


async def test_a_form_shown_by_a_button_can_change_the_message_of_the_button(
    server: LoopbackDiscord, reception: Reception
) -> None:
    message, user = await shown(server), server.user()
    opened = await with_form(server, await server.click(user, message, "write"))
    submitted = await server.submit(user, opened, **{"Your question": "why?", "Colour": "red"})
    assert await server.wait_for_reply(submitted) is message
    assert message.text == "why? in red"
    assert submitted.callback == 7


@pytest.mark.parametrize(
    "entries",
    [
        {"Colour": "red"},
        {"Your question": "x" * 21, "Colour": "red"},
        {"Your question": "who?", "Colour": "green"},
        {"Your question": "who?"},
        {"Your question": "who?", "Colour": "red", "Age": "7"},
    ],
)
async def test_a_form_that_is_not_filled_in_properly_cannot_be_submitted(
    server: LoopbackDiscord, reception: Reception, entries: dict[str, Any]
) -> None:
    user = server.user()
    opened = await with_form(server, await server.slash(user, "form"))
    with pytest.raises(NotInvokableError):
        await server.submit(user, opened, **entries)


async def test_options_are_chosen_and_the_message_changes_with_a_word_for_the_chooser_alone(
    server: LoopbackDiscord, reception: Reception
) -> None:
    message = await shown(server)
    chosen = await server.select(server.user(), message, "letters", "a", "c")
    assert await server.wait_for_reply(chosen) is message
    await server.until("the word for the chooser", lambda: len(chosen.replies) == 2)
    assert [(one.text, one.ephemeral) for one in chosen.replies] == [("chosen a and c", False), ("for you alone", True)]


@pytest.mark.parametrize("values", [[], ["d"], ["a", "b", "c"]])
async def test_what_a_select_does_not_offer_cannot_be_chosen(
    server: LoopbackDiscord, reception: Reception, values: list[str]
) -> None:
    message = await shown(server)
    with pytest.raises(NotInvokableError):
        await server.select(server.user(), message, "letters", *values)


async def test_a_disabled_button_cannot_be_pressed(server: LoopbackDiscord, reception: Reception) -> None:
    message = await shown(server)
    [off] = [one["custom_id"] for one in message.components[2]["components"] if one["label"] == "Off"]
    with pytest.raises(NotInvokableError, match="disabled"):
        await server.click(server.user(), message, off)


async def test_a_menu_gives_the_bot_a_message_that_it_could_not_read(
    server: LoopbackDiscord, reception: Reception
) -> None:
    said = await server.say(server.user("writer"), "The pier closes in May.")
    message = server.state.messages[said.id]
    repeated = await server.menu(server.user(), "Repeat this", message)
    assert (await server.wait_for_reply(repeated)).text == "writer: The pier closes in May."
    assert repeated.ephemeral
    assert reception.seen[0] == ""
    with pytest.raises(NotInvokableError, match="Repeat that"):
        await server.menu(server.user(), "Repeat that", message)


async def test_a_subcommand_suggests_and_takes_a_channel(server: LoopbackDiscord, reception: Reception) -> None:
    typed = await server.autocomplete(server.user(), "topics add", "topic", topic="tr")
    await server.wait_for_ack(typed)
    assert typed.choices == [{"name": "Trams", "value": "trams"}, {"name": "Trains", "value": "trains"}]
    added = await server.slash(server.user(), "topics add", topic="trams", channel=server.channel)
    assert (await server.wait_for_reply(added)).text == "trams for desk"
    with pytest.raises(NotInvokableError, match="subcommands"):
        await server.slash(server.user(), "topics")
    with pytest.raises(NotInvokableError, match="suggested"):
        await server.autocomplete(server.user(), "topics add", "channel")


async def test_an_interaction_tells_where_it_is_and_who_may_do_what(
    server: LoopbackDiscord, reception: Reception
) -> None:
    anyone, editor = server.user(), server.user("editor", MANAGE_GUILD)
    server.channel.bot_permissions = EVERYONE & ~CREATE_THREADS
    told = []
    for user, channel in (
        (anyone, server.channel),
        (editor, server.channel),
        (anyone, server.state.dm(anyone)),
        (anyone, server.group()),
        (editor, server.elsewhere()),
    ):
        message = await server.wait_for_reply(await server.slash(user, "where", where=channel))
        told.append([word.split()[-1] for word in message.text.split(", ")])
    assert told == [
        ["0", "False", "False", "False"],
        ["0", "False", "True", "False"],
        ["1", "False", "False", "True"],
        ["2", "True", "False", "True"],
        ["0", "True", "True", "True"],
    ]


async def test_a_command_is_offered_only_to_whom_and_where_it_is_meant_for(
    server: LoopbackDiscord, reception: Reception
) -> None:
    managed = await server.slash(server.user("editor", MANAGE_GUILD), "manage")
    assert (await server.wait_for_reply(managed)).text == "managed"
    with pytest.raises(NotInvokableError, match="permissions"):
        await server.slash(server.user(), "manage")
    with pytest.raises(NotInvokableError, match="contexts"):
        await server.slash(server.user("editor", MANAGE_GUILD), "manage", where=server.state.dm(server.user()))
    with pytest.raises(NotInvokableError, match="installed by a user"):
        await server.slash(server.user(), "show", where=server.elsewhere())


async def test_a_command_of_one_guild_is_offered_there_only(server: LoopbackDiscord, reception: Reception) -> None:
    here = discord.Object(server.state.guild)

    @discord.app_commands.command(description="For this guild")
    async def ours(interaction: discord.Interaction) -> None:
        told = f"of this guild {interaction.is_guild_integration()}, a user's own {interaction.is_user_integration()}"
        await interaction.response.send_message(told)

    reception.tree.add_command(ours, guild=here)
    await reception.tree.sync(guild=here)
    used = await server.slash(server.user(), "ours")
    assert (await server.wait_for_reply(used)).text == "of this guild True, a user's own False"
    used = await server.slash(server.user(), "ours", own=True)
    assert (await server.wait_for_reply(used)).text == "of this guild False, a user's own True"
    with pytest.raises(NotInvokableError, match="ours"):
        await server.slash(server.user(), "ours", where=server.elsewhere())
    assert [command["name"] for command in server.commands.all(here.id)] == ["ours"]
    with pytest.raises(discord.Forbidden):
        await reception.tree.sync(guild=discord.Object(server.state.other_guild))


async def test_files_in_an_option_and_in_a_form_are_there_to_be_fetched(
    server: LoopbackDiscord, reception: Reception
) -> None:
    user = server.user()
    note, list_ = server.file("note.txt", b"word for word"), server.file("a list.txt", b"one, two")
    assert (await server.wait_for_reply(await server.slash(user, "read", file=note))).text == "note.txt: word for word"
    opened = await with_form(server, await server.slash(user, "read"))
    submitted = await server.submit(user, opened, Files=[note, list_])
    assert (await server.wait_for_reply(submitted)).text == "note.txt: word for word, a list.txt: one, two"
    opened = await with_form(server, await server.slash(user, "read"))
    with pytest.raises(NotInvokableError, match="files"):
        await server.submit(user, opened, Files=[note, list_, note])
    assert (await server.wait_for_reply(await server.submit(user, opened))).text == "no file"
    assert server.refused == []


async def test_where_the_bot_is_not_it_has_five_follow_ups_and_no_channel(
    server: LoopbackDiscord, reception: Reception
) -> None:
    group = server.group()
    asked = await server.slash(server.user(), "whispers", times=6, where=group)
    await server.until("the refusal", lambda: reception.errors)
    assert reception.errors[0].code == 40094
    assert [one.ephemeral for one in asked.replies] == [False, True, False, True, False, True]
    with pytest.raises(discord.Forbidden) as refused:
        await reception.get_partial_messageable(group.id).send("hello")
    assert refused.value.code == 50001
    assert "aloud" not in reception.seen


async def test_where_users_may_not_use_apps_of_their_own_aloud_all_is_ephemeral(
    server: LoopbackDiscord, reception: Reception
) -> None:
    quiet = replace(server.user(), permissions=EVERYONE & ~USE_EXTERNAL_APPS)
    asked = await server.slash(quiet, "whispers", times=2, where=server.elsewhere())
    await server.until("all are sent", lambda: len(asked.replies) == 3)
    assert all(one.ephemeral for one in asked.replies)
