"""Who a message would really ping: its mentions, less those that `allowed_mentions` holds back."""

from __future__ import annotations

import re

from tests.loopback.errors import Json

EVERYONE = re.compile(r"@(everyone|here)")
USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")


def pings(texts: list[str], allowed: Json | None, replied_to: int | None = None) -> list[str]:
    """The pinged: `@everyone`, `@here`, `role ID`, `user ID`.

    A backslash or a code block before a mention holds nothing back here: whether Discord's own parser respects
    them is not documented, so only `allowed_mentions` counts. Without it everything pings, as on Discord.
    """
    text = "\n".join(texts)
    found = []
    if allowed is None or "everyone" in allowed.get("parse", []):
        found += [match.group(0) for match in EVERYONE.finditer(text)]
    found += [f"role {role}" for role in _allowed(ROLE.findall(text), allowed, "roles")]
    found += [f"user {user}" for user in _allowed(USER.findall(text), allowed, "users")]
    if replied_to is not None and (allowed is None or allowed.get("replied_user", False)):
        found.append(f"user {replied_to}")
    return found


def _allowed(ids: list[str], allowed: Json | None, kind: str) -> list[str]:
    if allowed is None or kind in allowed.get("parse", []):
        return ids
    named = {str(one) for one in allowed.get(kind, [])}
    return [one for one in ids if one in named]
