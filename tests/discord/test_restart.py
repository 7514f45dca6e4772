"""After a restart every button and select that Discord still shows does what it did before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.pressing import choose, labels, press
from tests.discord.town import STRIKE, town
from tests.discord.world import World, card

GONE = "I no longer have what this button was for"
ANSWER = {
    "Context": "underlined__ words are the quote",
    "More quotes": "quotes 4 to",
    "Timeline": "### Timeline:",
    "Open thread": "Go on in <#",
    "Helpful": "Noted: helpful.",
    "Not helpful": "Noted: not helpful.",
    "Receipt": "The receipt of this answer",
}
LISTING = {"Export CSV": "5 rows", "Export Markdown": "5 rows"}


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


async def test_every_button_of_an_answer_works_after_a_restart(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question=STRIKE, since="2019-01-01")
    below = [label for label in labels(answer.response) if label != "Ask follow-up" and not label.startswith("✕")]
    assert set(below) == set(ANSWER)
    await strike.env.restart_bot(strike.fresh_client())
    for label, words in ANSWER.items():
        shown = card((await press(strike.alice, answer.response, label)).response)
        assert words in shown, label
        assert GONE not in shown
    await press(strike.alice, answer.response, "✕ since 1 January 2019")
    assert not [label for label in labels(strike.now(answer.response)) if label.startswith("✕")]


async def test_every_button_of_a_listing_works_after_a_restart(strike: World) -> None:
    listed = await strike.alice.slash(strike.channel, "timeline", topic="tram drivers strike")
    await strike.env.restart_bot(strike.fresh_client())
    for label, words in LISTING.items():
        assert words in card((await press(strike.bob, listed.response, label)).response), label
    assert "### " in card((await choose(strike.bob, listed.response, 0)).response)
    await press(strike.alice, listed.response, "Newest first")
    assert "newest first" in card(strike.now(listed.response))


async def test_a_private_answer_is_shared_after_a_restart(strike: World) -> None:
    private = await strike.alice.slash(strike.channel, "ask", question=STRIKE, private=True)
    await strike.env.restart_bot(strike.fresh_client())
    shared = await press(strike.alice, private.response, "Share")
    assert not shared.ephemeral
    assert f"### {STRIKE}" in card(shared.response)
