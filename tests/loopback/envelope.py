"""INTERACTION_CREATE as the gateway sends it: who did what, where, and what they and the bot may do there."""

from __future__ import annotations

from tests.loopback.errors import Json
from tests.loopback.exchange import IN_BOT_DM, IN_GUILD, Channel, Interaction
from tests.loopback.state import State

ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024


def envelope(state: State, interaction: Interaction, data: Json) -> Json:
    """The event's body; `data` is what was invoked, pressed, chosen or submitted."""
    channel, user = interaction.channel, interaction.user
    body: Json = {
        "id": str(interaction.id),
        "application_id": str(state.bot.id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel.id),
        "channel": state.channel_json(channel) | {"permissions": str(user.permissions)},
        "app_permissions": str(channel.bot_permissions),
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": _owners(channel, interaction),
        "context": channel.context,
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
    }
    if interaction.source is not None:
        body["message"] = state.message_json(interaction.source)
    if channel.context != IN_GUILD:
        return body | {"user": user.as_json()}
    return body | {
        "guild_id": str(channel.guild),
        "guild": {"id": str(channel.guild), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": state.member_json(user),
    }


def _owners(channel: Channel, interaction: Interaction) -> Json:
    """By which installation the app is there: `0` a guild's (`"0"` in its direct messages), `1` the user's own."""
    if interaction.own or not channel.bot_is_in:
        return {"1": str(interaction.user.id)}
    return {"0": "0" if channel.context == IN_BOT_DM else str(channel.guild)}
