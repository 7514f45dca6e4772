"""The application's commands as Discord keeps them: checked at sync, asked for at every invocation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from tests.loopback.attachments import Attachment
from tests.loopback.errors import Json, NotInvokableError, check_length, invalid
from tests.loopback.exchange import IN_GUILD, Channel, User
from tests.loopback.permissions import ADMINISTRATOR

CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, CHANNEL, NUMBER, ATTACHMENT = 1, 2, 3, 4, 5, 7, 10, 11
GUILD_INSTALL, USER_INSTALL = 0, 1
NAME = re.compile(r"[-_'\w]{1,32}")
MOST_OF_A_KIND = {CHAT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
PYTHON_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    CHANNEL: (Channel,),
    NUMBER: (int, float),
    ATTACHMENT: (Attachment,),
}


class Commands:
    """What was last synced, for everywhere and for single guilds.

    `syncs` counts the writes; a command keeps its id as long as its name stays.
    """

    def __init__(self) -> None:
        self.syncs = 0
        self._kept: dict[int | None, dict[tuple[int, str], Json]] = {}

    def overwrite(
        self, payload: list[Json], application: int, fresh_id: Iterator[int], guild: int | None = None
    ) -> list[Json]:
        """Replace all commands that are for everywhere, or for one guild only.

        Raises ApiError 50035 when a definition breaks a limit.
        """
        check_commands(payload)
        self.syncs += 1
        kept: dict[tuple[int, str], Json] = {}
        for command in payload:
            key = (command.get("type", CHAT), command["name"])
            known = self._kept.get(guild, {}).get(key)
            kept[key] = {
                "type": key[0],
                "description": "",
                "default_member_permissions": None,
                "nsfw": False,
                "options": [],
                **command,
                "id": known["id"] if known else str(next(fresh_id)),
                "application_id": str(application),
                "version": str(next(fresh_id)),
                **({"guild_id": str(guild)} if guild else {}),
            }
        self._kept[guild] = kept
        return self.all(guild)

    def all(self, guild: int | None = None) -> list[Json]:
        """Those for everywhere, or those for one guild only."""
        return list(self._kept.get(guild, {}).values())

    def menu(self, name: str, user: User, channel: Channel) -> Json:
        """The `data` of an interaction for a message's menu, without its target. Raises NotInvokableError."""
        command = self._offered(MESSAGE_MENU, name, user, channel)
        return _invoked(command)

    def _offered(self, kind: int, name: str, user: User, channel: Channel) -> Json:
        offered = self._kept.get(None, {}) | (self._kept.get(channel.guild, {}) if channel.guild else {})
        command = offered.get((kind, name))
        if command is None:
            raise NotInvokableError(f"{name!r} is not among the synced commands.")
        _check_offered(command, user, channel)
        return command

    def invocation(
        self, path: str, values: Mapping[str, object], user: User, channel: Channel, focused: str | None = None
    ) -> Json:
        """The `data` of an interaction for `/path` (words for subcommands) with these options.

        `focused` names the option being typed, for autocomplete. Raises NotInvokableError.
        """
        name, *rest = path.split()
        command = self._offered(CHAT, name, user, channel)
        node, wrap = command, []
        for word in rest:
            found = next((o for o in node["options"] if o["name"] == word and o["type"] in (SUBCOMMAND, GROUP)), None)
            if found is None:
                raise NotInvokableError(f"/{path} is not among the synced commands.")
            node = found
            wrap.append(found)
        if any(option["type"] in (SUBCOMMAND, GROUP) for option in node.get("options", [])):
            raise NotInvokableError(f"/{path} has subcommands, one of which must be named.")
        options = _filled(node.get("options", []), values, focused)
        for part in reversed(wrap):
            options = [{"type": part["type"], "name": part["name"], "options": options}]
        return _invoked(command) | {"options": options}


def _invoked(command: Json) -> Json:
    """What an interaction says of a command whatever its options; `guild_id` where it is one guild's."""
    return {part: command[part] for part in ("id", "name", "type", "guild_id") if part in command}


def check_commands(payload: list[Json]) -> None:
    """Refuse a sync that Discord would refuse."""
    seen = set()
    for command in payload:
        kind = command.get("type", CHAT)
        if (kind, command.get("name")) in seen:
            raise invalid("name", "Application command names must be unique.")
        seen.add((kind, command.get("name")))
        if kind == CHAT:
            _check_named(command)
            _check_options(command.get("options", []))
        else:
            check_length("name", command.get("name"), 1, 32)
            if command.get("description") or command.get("options"):
                raise invalid("description", "A context menu has neither a description nor options.")
        if len(json.dumps(command, ensure_ascii=False)) > 8000:
            raise invalid("command", "A command must be 8000 or fewer characters in all.")
    for kind, most in MOST_OF_A_KIND.items():
        if sum(one == kind for one, _ in seen) > most:
            raise invalid("commands", f"There may be {most} commands of type {kind}.")


def _check_offered(command: Json, user: User, channel: Channel) -> None:
    """Whether Discord's client shows the command to this user in this channel."""
    contexts, installs = command.get("contexts"), command.get("integration_types") or [GUILD_INSTALL]
    if contexts is not None and channel.context not in contexts:
        raise NotInvokableError(
            f"{command['name']!r} is not for contexts like {channel.context}; it is for {contexts}."
        )
    if not channel.bot_is_in and USER_INSTALL not in installs:
        raise NotInvokableError(f"{command['name']!r} cannot be installed by a user for themselves.")
    needed = command["default_member_permissions"]
    if needed is None or channel.context != IN_GUILD or user.permissions & ADMINISTRATOR:
        return
    if int(needed) == 0 or user.permissions & int(needed) != int(needed):
        raise NotInvokableError(f"{command['name']!r} is shown only to members with the permissions {needed}.")


def _check_named(node: Json) -> None:
    name = node.get("name")
    check_length("name", name, 1, 32)
    if not isinstance(name, str) or not NAME.fullmatch(name) or name != name.lower():
        raise invalid("name", f"{name!r} does not fit the pattern of command names.")
    check_length("description", node.get("description"), 1, 100)


def _check_options(options: list[Json]) -> None:
    if len(options) > 25:
        raise invalid("options", "Must be 25 or fewer in length.")
    if len({option.get("name") for option in options}) != len(options):
        raise invalid("options", "Option names must be unique.")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        raise invalid("options", "Required options must be placed before non-required options.")
    for option in options:
        _check_named(option)
        _check_options(option.get("options", []))
        _check_choices(option)


def _check_choices(option: Json) -> None:
    choices = option.get("choices", [])
    if len(choices) > 25 or (choices and option.get("autocomplete")):
        raise invalid("choices", "Must be 25 or fewer, and none beside autocomplete.")
    for choice in choices:
        check_length("choice name", choice.get("name"), 1, 100)
    for bound in ("min_length", "max_length"):
        if not 0 <= option.get(bound, 1) <= 6000:
            raise invalid(bound, "Must be between 0 and 6000.")


def _filled(options: list[Json], values: Mapping[str, object], focused: str | None) -> list[Json]:
    defined = {option["name"]: option for option in options}
    if focused is not None and not defined.get(focused, {}).get("autocomplete"):
        raise NotInvokableError(f"Nothing is suggested for the option {focused!r}.")
    for name in values:
        if name not in defined:
            raise NotInvokableError(f"There is no option {name!r}; there are {sorted(defined)}.")
    if focused is None:
        missing = [option["name"] for option in options if option.get("required") and option["name"] not in values]
        if missing:
            raise NotInvokableError(f"The option {missing[0]!r} is required.")
    filled = []
    for name, value in values.items():
        option = defined[name]
        if name != focused:
            _check_value(option, value)
        sent = str(value.id) if isinstance(value, Channel | Attachment) else value
        entry = {"name": name, "type": option["type"], "value": sent}
        filled.append(entry | {"focused": True} if name == focused else entry)
    return filled


def _check_value(option: Json, value: object) -> None:
    name = option["name"]
    if not isinstance(value, PYTHON_TYPES[option["type"]]):
        raise NotInvokableError(f"{name!r} takes another type than {value!r}.")
    size = len(value) if isinstance(value, str) else value
    bounds = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    if isinstance(size, (int, float)) and not option.get(bounds[0], size) <= size <= option.get(bounds[1], size):
        raise NotInvokableError(f"{name!r} must be within {option.get(bounds[0])} and {option.get(bounds[1])}.")
    choices = [choice["value"] for choice in option.get("choices", [])]
    if choices and value not in choices:
        raise NotInvokableError(f"{name!r} must be one of {choices}.")
