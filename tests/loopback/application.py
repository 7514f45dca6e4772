"""The routes about the application itself: who it is, where its gateway is, and its commands."""

from __future__ import annotations

from aiohttp import web

from tests.loopback.commands import Commands
from tests.loopback.errors import ApiError
from tests.loopback.gateway import Gateway
from tests.loopback.rest import Payload, Rest
from tests.loopback.state import State


class Application:
    def __init__(self, state: State, commands: Commands, gateway: Gateway) -> None:
        self.state = state
        self.commands = commands
        self.gateway = gateway

    def add_routes(self, rest: Rest) -> None:
        rest.add("GET", "/users/@me", self.me)
        rest.add("GET", "/oauth2/applications/@me", self.about)
        rest.add("GET", "/gateway/bot", self.gateway_bot)
        rest.add("GET", "/applications/{application}/commands", self.list_commands)
        rest.add("PUT", "/applications/{application}/commands", self.sync)
        rest.add("PUT", "/applications/{application}/guilds/{guild}/commands", self.sync_guild)

    async def me(self, _request: web.Request) -> Payload:
        return self.state.bot.as_json()

    async def about(self, _request: web.Request) -> Payload:
        return {
            "id": str(self.state.bot.id),
            "name": self.state.bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": self.state.owner.as_json(),
            "verify_key": "0" * 64,
            "flags": self.gateway.application_flags,
        }

    async def gateway_bot(self, _request: web.Request) -> Payload:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}

    async def list_commands(self, _request: web.Request) -> Payload:
        return self.commands.all()

    async def sync(self, request: web.Request) -> Payload:
        return self.commands.overwrite(await request.json(), self.state.bot.id, self.state.fresh_id)

    async def sync_guild(self, request: web.Request) -> Payload:
        guild = int(request.match_info["guild"])
        if guild != self.state.guild:
            raise ApiError(403, 50001, "Missing Access")
        return self.commands.overwrite(await request.json(), self.state.bot.id, self.state.fresh_id, guild)
