"""What users do: write, use commands and menus, press, choose, fill in forms, open threads."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable

from tests.loopback.attachments import Attachment, handed_in
from tests.loopback.commands import Commands
from tests.loopback.components import BUTTON, walk
from tests.loopback.envelope import envelope
from tests.loopback.errors import Json, NotInvokableError
from tests.loopback.exchange import REPLY_TYPE, Channel, Exchange, Interaction, Message, User
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL
from tests.loopback.modals import submission
from tests.loopback.selects import CHANNEL_SELECT, choose
from tests.loopback.state import State
from tests.loopback.threads import Threads


class Acts:
    """The acts of users. They take place in `channel` unless another one is named.

    Each raises NotInvokableError where Discord's client would not let a user do it. Only for whose eyes a message is
    meant is not checked: a test may press what its user cannot see, as a forged request would.
    """

    def __init__(self, state: State, commands: Commands, gateway: Gateway, threads: Threads) -> None:
        self.state = state
        self.commands = commands
        self.gateway = gateway
        self.channel = state.text_channel("desk")
        self._threads = threads

    def user(self, name: str = "reader", permissions: int = 0) -> User:
        """A new user; `permissions` are those beyond everyone's (`tests.loopback.permissions`)."""
        return self.state.user(name, permissions)

    def group(self, name: str = "friends") -> Channel:
        """A channel of users among themselves: only who installed the app for themselves has its commands there."""
        return self.state.group(name)

    def elsewhere(self, name: str = "elsewhere") -> Channel:
        """A channel of a guild in which the bot is not, again only for who installed the app for themselves."""
        return self.state.strange_channel(name)

    def file(self, name: str, data: bytes) -> Attachment:
        """A file that a user has picked, for an option of a command or for a form."""
        file = handed_in(name, data, self._id())
        self.state.handed_in[file.id] = file
        return file

    # Commands, menus and what they type.

    async def slash(
        self, user: User, command: str, /, *, where: Channel | None = None, own: bool = False, **options: object
    ) -> Interaction:
        """Invoke `/command` (words for subcommands) with these options.

        An option of a channel takes a Channel, one of a file what `file` gives. With `own`, as if the app were there
        only by the user's own installation, whatever the command allows.
        """
        channel = where or self.channel
        data = self.commands.invocation(command, options, user, channel)
        return self._interact(user, channel, COMMAND, self._with_resolved(data, options.values()), own=own)

    async def autocomplete(
        self, user: User, command: str, focused: str, /, *, where: Channel | None = None, **options: object
    ) -> Interaction:
        """Type into the option `focused`; the choices come back in `choices`."""
        channel = where or self.channel
        data = self.commands.invocation(command, options, user, channel, focused)
        return self._interact(user, channel, AUTOCOMPLETE, data)

    async def menu(self, user: User, name: str, message: Message) -> Interaction:
        """Right-click a message and choose the command with this name; the bot is given all that the message says."""
        data = self.commands.menu(name, user, message.channel)
        resolved = {"messages": {str(message.id): self.state.message_json(message)}}
        data |= {"target_id": str(message.id), "resolved": resolved}
        return self._interact(user, message.channel, COMMAND, data)

    # Components and forms.

    async def click(self, user: User, message: Message, custom_id: str) -> Interaction:
        """Press a button of a message."""
        button = self._component(message, custom_id)
        if button.get("disabled"):
            raise NotInvokableError(f"The button {custom_id!r} is disabled.")
        return self._interact(user, message.channel, COMPONENT, _data(button), message)

    async def press(self, user: User, message: Message, label: str) -> Interaction:
        """Press the first button of a message with this label."""
        found = [one for one in walk(message.components) if one["type"] == BUTTON and one.get("label") == label]
        if not found:
            raise NotInvokableError(f"There is no button {label!r} on: {message.text}")
        return await self.click(user, message, found[0]["custom_id"])

    async def select(self, user: User, message: Message, custom_id: str, *values: str | Channel) -> Interaction:
        """Choose these values in a select of a message; in one of channels, these channels."""
        select = self._component(message, custom_id)
        chosen = [str(value.id) if isinstance(value, Channel) else value for value in values]
        data = _data(select) | {"values": choose(select, chosen)}
        if select["type"] == CHANNEL_SELECT:
            data = self._with_resolved(data, values)
        return self._interact(user, message.channel, COMPONENT, data, message)

    async def submit(self, user: User, interaction: Interaction, /, **entries: object) -> Interaction:
        """Submit the form that was shown for `interaction`, with these entries by label."""
        if interaction.modal is None:
            raise NotInvokableError("No form was shown.")
        data = self._with_resolved(
            submission(interaction.modal, entries),
            [one for entry in entries.values() if isinstance(entry, list) for one in entry],
        )
        return self._interact(user, interaction.channel, MODAL, data, interaction.source)

    # Messages and threads.

    async def mention(self, user: User, text: str, channel: Channel | None = None) -> Exchange:
        """Post `text` after a mention of the bot."""
        content = f"<@{self.state.bot.id}> {text}".strip()
        return self._post(Message(self._id(), channel or self.channel, user, content=content, mentions=[self.bot]))

    async def reply(self, user: User, to: Message, text: str, *, ping: bool = True) -> Exchange:
        """Reply to a message, with or without pinging its author."""
        mentions = [to.author] if ping else []
        return self._post(Message(self._id(), to.channel, user, REPLY_TYPE, text, mentions=mentions, replies_to=to))

    async def say(self, user: User, text: str, channel: Channel | None = None) -> Exchange:
        """Post `text` that has nothing to do with the bot."""
        return self._post(Message(self._id(), channel or self.channel, user, content=text))

    async def dm(self, user: User, text: str) -> Exchange:
        return self._post(Message(self._id(), self.state.dm(user), user, content=text))

    async def open_thread(
        self, user: User, name: str, start: Message | None = None, *, where: Channel | None = None
    ) -> Channel:
        """Open a thread: from the message `start`, else by itself. Raises ApiError where it has one already."""
        return self._threads.open(start.channel if start else where or self.channel, name, user, start)

    async def archive(self, thread: Channel, *, archived: bool = True, locked: bool = False) -> None:
        """Archive a thread, as a moderator or time does; `locked`, no message opens it again."""
        self._threads.archive(thread, archived, locked)

    @property
    def bot(self) -> User:
        return self.state.bot

    def _id(self) -> int:
        return next(self.state.fresh_id)

    def _post(self, message: Message) -> Exchange:
        self._threads.reopen(message.channel)
        exchange = Exchange(message.id, message.author, message.channel, time.monotonic())
        self.state.messages[message.id] = message
        self.state.exchanges[message.id] = exchange
        self.gateway.dispatch_message("MESSAGE_CREATE", message)
        return exchange

    def _component(self, message: Message, custom_id: str) -> Json:
        found = [one for one in walk(message.components) if one.get("custom_id") == custom_id]
        if not found:
            raise NotInvokableError(f"The message has no component {custom_id!r}.")
        return found[0]

    def _with_resolved(self, data: Json, values: Iterable[object]) -> Json:
        """What was chosen goes beside its id."""
        channels, files = {}, {}
        for one in values:
            if isinstance(one, Channel):
                channels[str(one.id)] = self.state.channel_json(one)
            elif isinstance(one, Attachment):
                files[str(one.id)] = one.as_json(self.state.base_url)
        resolved = {name: found for name, found in (("channels", channels), ("attachments", files)) if found}
        return data | {"resolved": resolved} if resolved else data

    def _interact(
        self,
        user: User,
        channel: Channel,
        kind: int,
        data: Json,
        source: Message | None = None,
        *,
        own: bool = False,
    ) -> Interaction:
        interaction = Interaction(
            self._id(),
            user,
            channel,
            time.monotonic(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            source=source,
            own=own,
        )
        self.state.exchanges[interaction.id] = interaction
        self.gateway.dispatch("INTERACTION_CREATE", envelope(self.state, interaction, data))
        return interaction


def _data(component: Json) -> Json:
    return {"custom_id": component["custom_id"], "component_type": component["type"], "id": component.get("id", 0)}
