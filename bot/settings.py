"""Everything that can be set, read once at start from the environment and `.env`."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DATELINE_"


class SettingsError(Exception):
    """A setting is unknown or has a value that cannot be used; the message names it and says what to do."""


class Settings(BaseSettings):
    """One field a setting; its variable is `DATELINE_` and the name in capitals, but for `DISCORD_TOKEN`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DISCORD_TOKEN", "discord_token"),
        description="The bot's token from Discord's developer portal.",
    )
    home: Path = Field(default=Path("data"), description="The folder that holds all state.")
    encoder_model: str | None = Field(
        default=None,
        description="A sentence-transformers model by name or folder; empty: the bundled all-MiniLM-L6-v2.",
    )
    questions_per_minute: int = Field(
        default=5, ge=1, le=600, description="How many questions one person may ask in a minute."
    )
    answer_seconds: float = Field(
        default=30.0, gt=0, le=600, description="How long one answer may take before the asker is told so."
    )
    log_level: str = Field(
        default="INFO", pattern="(?i)^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged."
    )


def load_settings() -> Settings:
    """The settings of this process. Raises SettingsError naming the variable that is unknown or unusable."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(f"Unknown setting {unknown[0]}; the settings are listed in .env.example.")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        variable = name if name == "DISCORD_TOKEN" else PREFIX + name
        raise SettingsError(f"{variable} cannot be used: {first['msg']}.") from None
