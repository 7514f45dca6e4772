"""The start of a serving bot: each thing that can be missing is told in one line, and nothing heavy is loaded."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import discord
import pytest
from pydantic import SecretStr

from bot import client
from bot.client import DatelineClient
from bot.door import Door
from bot.service import StartError, open_index, run
from bot.settings import Settings
from bot.sync import SENT, sent_to
from tests.discord.cores import ScriptedCore, UnopenableCore
from tests.discord.world import World

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "chromadb", "sentence_transformers", "transformers", "tantivy", "numpy")


def settings(home: Path, token: str | None = "not-a-token") -> Settings:
    return Settings(discord_token=SecretStr(token) if token else None, home=home)


def test_without_a_token_the_start_says_where_to_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(settings(tmp_path, token=None)) == 1
    said = capsys.readouterr().err
    assert said.startswith("dateline: DISCORD_TOKEN is not set; README.md shows how")
    assert said.count("\n") == 1


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run(settings(tmp_path / "file" / "data")) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "file" / "data") in said
    assert "set DATELINE_HOME" in said
    assert said.count("\n") == 1


def test_a_discord_that_cannot_be_reached_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:1/api")  # nobody listens on port 1
    assert run(settings(tmp_path)) == 1
    said = capsys.readouterr().err
    assert said.startswith("dateline: Discord cannot be reached")
    assert said.count("\n") == 1
    assert "not-a-token" not in said


@pytest.mark.parametrize("stray", ["uploads", SENT])
def test_what_the_bot_keeps_itself_is_not_blamed_on_discord(
    tmp_path: Path, stray: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def login(self: DatelineClient, _: str) -> None:
        """As discord.py does it once Discord has taken the token."""
        await self._async_setup_hook()
        self._connection.application_id = 7
        await self.setup_hook()

    async def sent_before(*_: object) -> bool:
        return False

    if stray == "uploads":
        (tmp_path / stray).touch()
        monkeypatch.setattr(client, "sync_commands", sent_before)
    else:
        (tmp_path / stray).mkdir()
    monkeypatch.setattr(DatelineClient, "login", login)
    assert run(settings(tmp_path)) == 1
    said = capsys.readouterr().err
    assert said.startswith("dateline: ")
    assert str(tmp_path / stray) in said
    assert "cannot be used" in said
    assert "Discord" not in said
    assert said.count("\n") == 1


def test_a_copy_of_a_file_of_the_sent_commands_is_no_server(tmp_path: Path) -> None:
    for name in ("", "-7", "-7 copy", "-old", "-7.sha256", "-٣"):
        (tmp_path / f"discord-commands{name}.sha256").touch()
    assert sent_to(tmp_path) == {7}


async def test_what_keeps_the_index_closed_is_told_in_its_own_words() -> None:
    door = Door(UnopenableCore().open)
    with pytest.raises(StartError, match="make install"):
        await open_index(door)
    await door.close()


async def test_an_empty_index_may_start_and_is_pointed_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    door = Door(ScriptedCore(tmp_path, empty=True).open)
    with caplog.at_level(logging.WARNING):
        await open_index(door)
    await door.close()
    assert "dateline index PATH" in caplog.text


def test_the_bots_own_process_loads_neither_the_model_nor_an_index() -> None:
    script = f"import bot.service, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_the_servers_that_may_be_asked_are_pairs_wherever_they_are_wanted(tmp_path: Path) -> None:
    assert settings(tmp_path).allowed_servers == frozenset()
    allowing = Settings(home=tmp_path, fetch_allow="wire.example:8080, 10.0.0.7:80")
    assert allowing.allowed_servers == {("wire.example", 8080), ("10.0.0.7", 80)}


async def test_a_client_that_was_closed_before_discord_was_ready_ends_quietly(world: World) -> None:
    await world.client.close()
    world.client.dispatch("ready")
    assert world.client.is_closed()
