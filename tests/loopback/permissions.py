"""Permissions as Discord counts them, one bit each."""

from __future__ import annotations

ADMINISTRATOR, MANAGE_CHANNELS, MANAGE_GUILD, MANAGE_MESSAGES = 1 << 3, 1 << 4, 1 << 5, 1 << 13
VIEW, SEND, ATTACH_FILES, READ_HISTORY = 1 << 10, 1 << 11, 1 << 15, 1 << 16
CREATE_THREADS, SEND_IN_THREADS, USE_EXTERNAL_APPS = 1 << 35, 1 << 38, 1 << 50
_EMBED_LINKS, _USE_COMMANDS = 1 << 14, 1 << 31
EVERYONE = (
    VIEW
    | SEND
    | _EMBED_LINKS
    | ATTACH_FILES
    | READ_HISTORY
    | _USE_COMMANDS
    | CREATE_THREADS
    | SEND_IN_THREADS
    | USE_EXTERNAL_APPS
)
"""What anyone may do here; the bot too, unless a test takes something away from it in a channel."""
