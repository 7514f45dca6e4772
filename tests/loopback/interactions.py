"""First responses to interactions, and the webhook routes on which everything after them is edited and sent."""

from __future__ import annotations

import time

from aiohttp import web

from tests.loopback.channels import Channels
from tests.loopback.errors import ApiError, Json, invalid
from tests.loopback.exchange import COMMAND_TYPE, Interaction, Message
from tests.loopback.limits import EPHEMERAL, LOADING, check_choices, check_message
from tests.loopback.modals import check_modal
from tests.loopback.permissions import USE_EXTERNAL_APPS
from tests.loopback.rest import Body, Payload, Rest, read_body
from tests.loopback.state import State

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
REPLY, THINK, THINK_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: {REPLY, THINK, SHOW_MODAL},
    COMPONENT: {REPLY, THINK, THINK_UPDATE, UPDATE, SHOW_MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL: {REPLY, THINK, THINK_UPDATE, UPDATE},
}
FIRST_RESPONSE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
MOST_FOLLOW_UPS = 5
"""Where the bot is only because a user installed it for themselves."""
WEBHOOK = "/webhooks/{application}/{token}"


class Interactions:
    def __init__(self, state: State, channels: Channels) -> None:
        self.state = state
        self.channels = channels

    def add_routes(self, rest: Rest) -> None:
        rest.add("POST", "/interactions/{interaction}/{token}/callback", self.callback, bot=False)
        rest.add("POST", WEBHOOK, self.follow_up, bot=False)
        rest.add("GET", WEBHOOK + "/messages/{message}", self.read, bot=False)
        rest.add("PATCH", WEBHOOK + "/messages/{message}", self.edit, bot=False)
        rest.add("DELETE", WEBHOOK + "/messages/{message}", self.delete, bot=False)

    async def callback(self, request: web.Request) -> Payload:
        interaction = self.state.interaction(request.match_info["token"])
        now = time.monotonic()
        if interaction is None or str(interaction.id) != request.match_info["interaction"]:
            raise ApiError(404, 10062, "Unknown interaction")
        if interaction.callback is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if now - interaction.sent_at > FIRST_RESPONSE_SECONDS:
            raise ApiError(404, 10062, "Unknown interaction")
        body = await read_body(request)
        kind = body.payload.get("type")
        if kind not in ALLOWED[interaction.kind]:
            raise invalid("type", f"An interaction of type {interaction.kind} cannot be answered with {kind}.")
        message = self._respond(interaction, kind, Body(body.payload.get("data") or {}, body.files))
        interaction.callback = kind
        interaction.acked_at = now
        interaction.token_until = now + TOKEN_SECONDS
        return self._accepted(interaction, message)

    def _respond(self, interaction: Interaction, kind: int, body: Body) -> Message | None:
        if kind in (REPLY, THINK):
            return self._first_message(interaction, kind, body)
        if kind in (THINK_UPDATE, UPDATE) and interaction.source is None:
            raise invalid("type", "There is no message to update: the form was shown by a command.")
        if kind == UPDATE and interaction.source is not None:
            self._rewrite(interaction, interaction.source, body)
            return interaction.source
        if kind == CHOICES:
            check_choices(body.payload.get("choices", []))
            interaction.choices = body.payload.get("choices", [])
        if kind == SHOW_MODAL:
            check_modal(body.payload)
            interaction.modal = body.payload
        return None

    def _first_message(self, interaction: Interaction, kind: int, body: Body) -> Message:
        flags = body.payload.get("flags") or 0
        if kind == THINK:
            if flags & ~EPHEMERAL:
                raise invalid("flags", "A deferred response may only be ephemeral.")
            body = Body({"flags": LOADING | flags})
        else:
            check_message(body.payload, len(body.files))
        message = self._message(interaction, body, COMMAND_TYPE)
        interaction.ephemeral = message.ephemeral
        return message

    def _message(self, interaction: Interaction, body: Body, kind: int = 0) -> Message:
        channel = interaction.channel
        message = Message(next(self.state.fresh_id), channel, self.state.bot, kind, interaction=interaction)
        if not (channel.bot_is_in or interaction.user.permissions & USE_EXTERNAL_APPS):
            message.flags |= EPHEMERAL
        self.channels.write(message, body)
        interaction.replies.append(message)
        return message

    def _rewrite(self, interaction: Interaction, message: Message, body: Body) -> None:
        self.channels.rewrite(message, body)
        if message not in interaction.replies:
            interaction.replies.append(message)

    def _accepted(self, interaction: Interaction, message: Message | None) -> Json:
        about: Json = {"id": str(interaction.id), "type": interaction.kind}
        answer: Json = {"interaction": about}
        if message is not None:
            about |= {
                "response_message_id": str(message.id),
                "response_message_loading": message.thinking,
                "response_message_ephemeral": interaction.ephemeral,
            }
            answer["resource"] = {"type": interaction.callback, "message": self.state.message_json(message)}
        return answer

    async def follow_up(self, request: web.Request) -> Payload:
        interaction = self._interaction(request)
        body = await read_body(request)
        check_message(body.payload, len(body.files))
        original = interaction.original
        if original is not None and original.thinking:
            # Discord lets the first follow-up of a deferred response take the place of "thinking…".
            self.channels.rewrite(original, body)
            return self.state.message_json(original)
        interaction.follow_ups += 1
        if not interaction.channel.bot_is_in and interaction.follow_ups > MOST_FOLLOW_UPS:
            raise ApiError(400, 40094, "This interaction has reached the maximum number of follow-up messages.")
        return self.state.message_json(self._message(interaction, body))

    async def read(self, request: web.Request) -> Payload:
        return self.state.message_json(self._addressed(request)[1])

    async def edit(self, request: web.Request) -> Payload:
        interaction, message = self._addressed(request)
        self._rewrite(interaction, message, await read_body(request))
        return self.state.message_json(message)

    async def delete(self, request: web.Request) -> None:
        self.channels.remove(self._addressed(request)[1])

    def _interaction(self, request: web.Request) -> Interaction:
        interaction = self.state.interaction(request.match_info["token"])
        if interaction is None or interaction.callback is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        if time.monotonic() > interaction.token_until:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return interaction

    def _addressed(self, request: web.Request) -> tuple[Interaction, Message]:
        interaction = self._interaction(request)
        name = request.match_info["message"]
        message = interaction.original
        if name != "@original":
            message = next((one for one in interaction.replies if str(one.id) == name), None)
        if message is None or message.id not in self.state.messages:
            raise ApiError(404, 10008, "Unknown Message")
        return interaction, message
