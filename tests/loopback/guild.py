"""The guild of the loopback Discord, as the gateway tells of it."""

from __future__ import annotations

from tests.loopback.errors import Json
from tests.loopback.exchange import TEXT_CHANNEL, THREAD_CHANNEL
from tests.loopback.permissions import EVERYONE
from tests.loopback.state import State


def guild_json(state: State) -> Json:
    """The body of GUILD_CREATE: its channels and open threads as far as the bot sees them."""
    seen = [channel for channel in state.channels.values() if channel.guild == state.guild and channel.bot_sees]
    channels = [channel for channel in seen if channel.kind == TEXT_CHANNEL]
    threads = [channel for channel in seen if channel.kind == THREAD_CHANNEL and not channel.archived]
    everyone = {
        "id": str(state.guild),
        "name": "@everyone",
        "permissions": str(EVERYONE),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(state.guild),
        "name": "Newsroom",
        "owner_id": str(state.owner.id),
        "roles": [everyone],
        "channels": [state.channel_json(channel) for channel in channels],
        "threads": [state.channel_json(thread) for thread in threads],
        "members": [state.member_json(state.bot)],
        "member_count": len(state.users),
        "unavailable": False,
        "large": False,
        "features": [],
        "emojis": [],
        "stickers": [],
        "voice_states": [],
        "presences": [],
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "afk_timeout": 300,
    }
