"""People, channels, messages, and exchanges: what a user did and what came back."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.loopback.components import texts
from tests.loopback.errors import Json
from tests.loopback.limits import LOADING

TEXT_CHANNEL, DM_CHANNEL, THREAD_CHANNEL = 0, 1, 11
REPLY_TYPE, COMMAND_TYPE = 19, 20


@dataclass(frozen=True, slots=True)
class User:
    id: int
    name: str
    bot: bool = False

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
    """A text channel of the guild, a thread under one (`parent`), or a DM with `recipient`."""

    id: int
    kind: int
    name: str
    parent: int | None = None
    recipient: User | None = None
    archived: bool = False


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
    attachments: list[Json] = field(default_factory=list)
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


@dataclass(slots=True, eq=False)
class Exchange:
    """What a user did, and what came back. Times are `time.monotonic()`.

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
    """`callback` is the type of the first response (4 message, 5 thinking, 8 choices …), None before it."""

    token: str
    kind: int
    source: Message | None = None
    callback: int | None = None
    ephemeral: bool = False
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    token_until: float = 0.0

    @property
    def original(self) -> Message | None:
        if self.callback in (6, 7):
            return self.source
        return self.replies[0] if self.replies else None
