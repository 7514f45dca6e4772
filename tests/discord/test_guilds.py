"""What servers chose, as it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select

from bot.kept import tables
from bot.kept.guilds import DEFAULTS, Guilds, GuildSettings
from bot.kept.tables import KeptError, open_tables
from bot.look import PLAIN

CHOSEN = GuildSettings(channels=frozenset({2**63 - 1, 7}), unasked=True, private=True, language="de", quotes=1)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_tables(tmp_path)
    yield engine
    engine.dispose()


def to(**changes: Any) -> Callable[[GuildSettings], GuildSettings]:
    return lambda settings: replace(settings, **changes)


async def test_what_a_server_chose_is_there_again_after_a_restart(engine: Engine) -> None:
    guilds = Guilds(engine)
    assert await guilds.change(1, lambda _: CHOSEN) == CHOSEN
    again = Guilds(engine)
    await again.load()
    assert again.of(1) == guilds.of(1) == CHOSEN


async def test_a_server_that_chose_nothing_and_a_direct_message_have_the_defaults(engine: Engine) -> None:
    guilds = Guilds(engine)
    await guilds.change(1, lambda _: CHOSEN)
    assert guilds.of(2) == guilds.of(None) == DEFAULTS
    assert DEFAULTS.look == PLAIN
    assert not DEFAULTS.unasked


async def test_changes_at_the_same_time_do_not_undo_each_other(engine: Engine) -> None:
    guilds = Guilds(engine)
    edits = (to(private=True), to(language="fr"), to(quotes=2), to(unasked=True))
    await asyncio.gather(*(guilds.change(1, edit) for edit in edits))
    await guilds.load()
    assert guilds.of(1) == GuildSettings(private=True, language="fr", quotes=2, unasked=True)


async def test_to_look_writes_nothing(engine: Engine) -> None:
    await Guilds(engine).change(1, lambda settings: settings)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.guilds)) == 0


async def test_a_setting_that_did_not_exist_yet_has_its_default(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(tables.guilds).values(guild=1, settings='{"private": true}'))
    guilds = Guilds(engine)
    await guilds.load()
    assert guilds.of(1) == GuildSettings(private=True)


@pytest.mark.parametrize("written", ["", '{"language": "tlh"}', '{"quotes": 4}', '{"channels": "all"}'])
async def test_kept_settings_that_cannot_be_used_are_named_with_their_server(engine: Engine, written: str) -> None:
    with engine.begin() as connection:
        connection.execute(insert(tables.guilds).values(guild=81, settings=written))
    with pytest.raises(KeptError, match="settings of server 81 cannot be used"):
        await Guilds(engine).load()


async def test_what_could_not_be_kept_does_not_hold(engine: Engine) -> None:
    guilds = Guilds(engine)
    tables.guilds.drop(engine)
    with pytest.raises(KeptError, match="cannot be used"):
        await guilds.change(1, to(private=True))
    assert guilds.of(1) == DEFAULTS


@pytest.mark.parametrize("changes", [{"language": "tlh"}, {"language": ""}, {"quotes": 0}, {"quotes": 4}])
def test_settings_that_no_card_could_follow_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"language|quotes"):
        GuildSettings(**changes)


def test_a_channel_is_open_where_all_are_or_it_or_the_channel_of_its_thread_is_allowed() -> None:
    some = GuildSettings(channels=frozenset({7}))
    assert DEFAULTS.open_to_all(8, None)
    assert some.open_to_all(7, None)
    assert some.open_to_all(99, 7)
    assert not some.open_to_all(8, None)
    assert not some.open_to_all(99, 8)
    assert not some.open_to_all(None, None)
