"""Everything that can be set, read once at start from the environment and `.env`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict

from store.web.address import Allowed, parse_allowed

PREFIX = "DATELINE_"


class SettingsError(Exception):
    """A setting is unknown or has a value that cannot be used; the message names it and says what to do."""


def _servers(text: str) -> str:
    parse_allowed(text)
    return text


def _ids(text: str) -> str:
    for one in text.replace(",", " ").split():
        if not one.isdecimal() or not 0 < int(one) < 2**63:
            raise ValueError(f"{one!r} is no id; with Discord's developer mode on, Copy ID gives one")
    return text


class Settings(BaseSettings):
    """One field a setting; its variable is `DATELINE_` and the name in capitals, but for `DISCORD_TOKEN`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DISCORD_TOKEN", "discord_token"),
        description="The bot's token from Discord's developer portal.",
    )
    home: Path = Field(default=Path("data"), description="The folder that holds all state.")
    articles: Path | None = Field(
        default=None, description="A folder whose new files are indexed within seconds; empty: none."
    )
    encoder_model: str | None = Field(
        default=None,
        description="A sentence-transformers model by name or folder; empty: the bundled all-MiniLM-L6-v2.",
    )
    reranker_model: str | None = Field(
        default=None,
        description="A cross-encoder by name or folder that orders the first hits anew; empty: none.",
    )
    reader_model: str | None = Field(
        default=None,
        description="A model for extractive question answering by name or folder; empty: the bundled one; `rules`: "
        "none, rules alone find the answer.",
    )
    questions_per_minute: int = Field(
        default=5, ge=1, le=600, description="How many questions one person may ask in a minute."
    )
    answer_seconds: float = Field(
        default=30.0, gt=0, le=600, description="How long one answer may take before the asker is told so."
    )
    message_content: bool = Field(
        default=False,
        description="Whether messages that do not name the bot may be read; needs the Message Content Intent.",
    )
    watch_posts_per_day: int = Field(
        default=5, ge=1, le=50, description="How many posts a watch may make a day, of up to four stories each."
    )
    watches_per_channel: int = Field(default=10, ge=1, le=25, description="How many watches a channel may have.")
    fetch_contact: str | None = Field(
        default=None,
        pattern=r"^[!-~]+$",
        description="A page or mail address where the owner of a site can reach you; sent with every fetch.",
    )
    fetch_allow: Annotated[str, AfterValidator(_servers)] | None = Field(
        default=None,
        description="Servers of your own network that may be fetched from, as host:port with commas between.",
    )
    admins: Annotated[str, AfterValidator(_ids)] | None = Field(
        default=None,
        description="The ids of the people who run this archive from Discord, with commas between.",
    )
    admin_servers: Annotated[str, AfterValidator(_ids)] | None = Field(
        default=None,
        description="The ids of the servers in which they do, with commas between; `/coverage` is there only.",
    )
    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="A port of 127.0.0.1 for `/healthz` and Prometheus’s `/metrics`; empty: none.",
    )
    log_private: bool = Field(default=False, description="Whether what people ask may stand in the log.")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = Field(
        default="INFO", description="How much is logged."
    )

    @property
    def allowed_servers(self) -> Allowed:
        """The servers of `fetch_allow`, as those who fetch want them."""
        return parse_allowed(self.fetch_allow or "")


def ids(text: str | None) -> frozenset[int]:
    """The ids in a setting of ids."""
    return frozenset(int(one) for one in (text or "").replace(",", " ").split())


def variable(field: str) -> str:
    """The environment variable of a field of Settings."""
    return "DISCORD_TOKEN" if field == "discord_token" else PREFIX + field.upper()


def load_settings() -> Settings:
    """The settings of this process. Raises SettingsError naming the variable that is unknown or unusable."""
    known = {variable(field) for field in Settings.model_fields}
    given = {*os.environ, *(name.upper() for name in DotEnvSettingsSource(Settings).env_vars)}
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(f"Unknown setting {unknown[0]}; the settings are listed in .env.example.")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        field = "discord_token" if first["loc"][0] == "DISCORD_TOKEN" else str(first["loc"][0])
        raise SettingsError(f"{variable(field)} cannot be used: {first['msg']}.") from None
