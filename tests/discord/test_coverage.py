"""`/coverage`: adding, indexing anew and correcting from Discord, and what nobody else gets to see of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.office import Office, office, story
from tests.discord.world import card

FERRY = story("Ferry to Marrowgate stops for a week", "The ferry to Marrowgate will stop for 7 days from Monday.")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def test_an_uploaded_story_is_indexed_and_answers_the_next_question(desk: Office) -> None:
    given = await desk.add(desk.carol, ("ferry.md", FERRY))
    assert "Add to coverage" in card(given.response)
    [job] = await desk.done()
    assert (job.state, job.outcome.added if job.outcome else None) == ("done", 1)
    (shown,) = [card(message) for message in desk.world.replies() if "Job 1" in card(message)]
    assert "**1** added" in shown
    answer = await desk.world.alice.slash(desk.world.channel, "ask", question="How long will the ferry stop?")
    assert "will stop for __7 days__" in card(answer.response) or "7 days" in card(answer.response)
