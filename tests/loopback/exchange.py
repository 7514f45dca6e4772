"""People, channels, messages, and exchanges: what a user did and what came back."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.loopback.attachments import Attachment
from tests.loopback.components import texts
from tests.loopback.errors import Json
from tests.loopback.limits import EPHEMERAL, LOADING
from tests.loopback.permissions import EVERYONE, VIEW

TEXT_CHANNEL, DM_CHANNEL, GROUP_CHANNEL, THREAD_CHANNEL = 0, 1, 3, 11
IN_GUILD, IN_BOT_DM, IN_PRIVATE = 0, 1, 2
REPLY_TYPE, COMMAND_TYPE = 19, 20


@dataclass(frozen=True, slots=True)
class User:
    id: int
    name: str
    bot: bool = False
    permissions: int = EVERYONE

    def as_json(self) -> Json:
        return {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": None,
            "avatar": None,
            "bot": self.bot,
        }


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel of a guild, a thread under one (`parent`), a DM with `recipient`, or a group of users.

    `bot_is_in` is False in a group and in another guild, where only those who installed the app for themselves use it;
    `bot_permissions` are the bot's own here.
    """

    id: int
    kind: int
    name: str
    parent: int | None = None
    recipient: User | None = None
    guild: int | None = None
    owner: User | None = None
    members: list[User] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    bot_is_in: bool = True
    bot_permissions: int = EVERYONE

    @property
    def context(self) -> int:
        """Where an interaction from here takes place, as Discord counts it."""
        if self.guild is not None:
            return IN_GUILD
        return IN_BOT_DM if self.bot_is_in else IN_PRIVATE

    @property
    def bot_sees(self) -> bool:
        return self.bot_is_in and bool(self.bot_permissions & VIEW)


@dataclass(slots=True, eq=False)
class Message:
    """One message. `filled_at` is the monotonic time at which it first said something else than "thinking…"."""

    id: int
    channel: Channel
    author: User
    kind: int = 0
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    replies_to: Message | None = None
    mentions: list[User] = field(default_factory=list)
    interaction: Interaction | None = None
    reactions: list[str] = field(default_factory=list)
    pings: list[str] = field(default_factory=list)
    edits: int = 0
    filled_at: float | None = None

    @property
    def text(self) -> str:
        """All that a reader sees of it, in order."""
        return "\n".join([self.content, *texts(self.components)]).strip()

    @property
    def thinking(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def ephemeral(self) -> bool:
        """Whether only who used the command or the button sees it."""
        return bool(self.flags & EPHEMERAL)


@dataclass(slots=True, eq=False)
class Exchange:
    """What a user did, and what came back. Times are `time.monotonic()`.

    `replies` are the bot's new messages and, for a button, a select or a form, the message that it changed.
    For an interaction `acked_at` is its callback; for a message the first sign of life: typing, reaction or reply.
    """

    id: int
    user: User
    channel: Channel
    sent_at: float
    acked_at: float | None = None
    replies: list[Message] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)

    @property
    def answer(self) -> Message | None:
        """The first reply that says something."""
        return next((message for message in self.replies if message.filled_at is not None), None)


@dataclass(slots=True, eq=False, kw_only=True)
class Interaction(Exchange):
    """`callback` is the type of the first response (4 message, 5 thinking, 8 choices, 9 a form …), None before it.

    `source` is the message whose component was used, `ephemeral` that of the first response, `modal` the form shown.
    `own` says that the app is there because the user installed it for themselves, not by the guild's installation.
    """

    token: str
    kind: int
    source: Message | None = None
    own: bool = False
    callback: int | None = None
    ephemeral: bool = False
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    token_until: float = 0.0
    follow_ups: int = 0

    @property
    def original(self) -> Message | None:
        if self.callback in (6, 7):
            return self.source
        return self.replies[0] if self.replies else None
