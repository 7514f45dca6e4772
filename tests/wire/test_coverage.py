"""`/coverage` over the wire: the archive is run from Discord while people ask, and a kill loses no job."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.loopback.exchange import Message, User
from tests.loopback.permissions import MANAGE_GUILD
from tests.loopback.product import Product, dateline
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, acceptable, connected, plain
from tests.wire.figures import free_port, got, total
from tests.wire.stories import STORIES

pytestmark = pytest.mark.asyncio(loop_scope="session")

REFUSAL = "Only the people who run this archive can do this."
STORY = "---\nheadline: {0}\npublisher: Twenty Towns Sample Post\npublished: 2019-07-02\n---\n\n{1}\n"
CISTERN = STORY.format("Veldham drains its cistern", "Divers found 58 bicycles in the drained cistern of Veldham.")
KILN = STORY.format("Wexcombe lights its kiln", "The kiln of Wexcombe burned for nineteen days without a pause.")
LOOM = STORY.format("Yarrowdale hears its loom", "The great loom of Yarrowdale was mended with a violin string.")


@dataclass(frozen=True, slots=True)
class Office:
    """A running bot and the person who runs its archive from Discord."""

    server: LoopbackDiscord
    product: Product
    editor: User
    port: int

    async def ask(self, question: str) -> str:
        """The card of an answer, as a new reader sees it."""
        asked = await self.server.slash(self.server.user(), "ask", question=question)
        return plain(await self.server.wait_for_reply(asked))

    async def index(self) -> str:
        """The index that answers now, by what a card says of itself."""
        return index_of(await self.ask(STORIES[0].question))

    async def over(self, card: Message) -> str:
        """The card of a job once the job is done."""
        await self.server.until("the job is done", lambda: "done" in head(card), 120.0)
        return plain(card)


def administered(server: LoopbackDiscord, editor: User) -> dict[str, str]:
    """The settings by which `editor` runs the archive."""
    return {"DATELINE_ADMINS": str(editor.id), "DATELINE_ADMIN_SERVERS": str(server.state.guild)}


def index_of(card: str) -> str:
    [number] = re.findall(r"Index (\d+) of", card)
    return str(number)


def head(card: Message) -> str:
    return plain(card).splitlines()[0]


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def opened(indexed: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    home, port = shutil.copytree(indexed, tmp_path_factory.mktemp("office") / "home"), free_port()
    async with LoopbackDiscord() as server:
        editor = server.user("carol", MANAGE_GUILD)
        settings = administered(server, editor) | {"DATELINE_METRICS_PORT": str(port)}
        product = await Product.start(server, home, **settings)
        try:
            await connected(server, product)
            yield Office(server, product, editor, port)
        finally:
            code = await product.stop()
    assert code == 0, product.output
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


@pytest_asyncio.fixture(loop_scope="session")
async def office(opened: Office) -> AsyncIterator[Office]:
    """The office, in which no job is under way; nothing that the bot does in this test may be refused."""
    yield opened
    acceptable(opened.server)


async def test_two_files_become_one_job_and_answer_the_next_question(office: Office) -> None:
    server = office.server
    cistern, kiln = server.file("cistern.md", CISTERN.encode()), server.file("kiln.md", KILN.encode())
    card = await server.wait_for_reply(await server.slash(office.editor, "coverage add", file1=cistern, file2=kiln))
    assert "cistern.md, kiln.md" in plain(card)
    assert "2 added" in await office.over(card)
    assert "58 bicycles" in await office.ask("How many bicycles were found in the cistern of Veldham?")
    assert "nineteen days" in await office.ask("How long did the kiln of Wexcombe burn?")


async def test_a_file_put_into_the_box_is_added(office: Office) -> None:
    server = office.server
    box = await server.slash(office.editor, "coverage add")
    await server.until("the box opens", lambda: box.modal)
    handed = await server.submit(office.editor, box, Files=[server.file("loom.md", LOOM.encode())])
    assert "1 added" in await office.over(await server.wait_for_reply(handed))
    assert "violin string" in await office.ask("With what was the loom of Yarrowdale mended?")


async def test_readers_are_answered_while_the_index_is_built_anew_and_rolled_back(office: Office) -> None:
    server = office.server
    before = await office.index()
    card = await server.wait_for_reply(await server.slash(office.editor, "coverage reindex", what="all"))
    seen: list[str] = []
    while "done" not in head(card):
        story = STORIES[len(seen) % len(STORIES)]
        answer = await office.ask(story.question)
        assert story.fact in answer
        seen.append(index_of(answer))
    after = await office.index()
    assert seen[0] == before != after
    assert seen == sorted(seen, key=int)
    assert f"index {after} answers" in plain(card)

    proposed = await server.slash(office.editor, "coverage rollback", reason="The new one was built too soon.")
    proposal = await server.wait_for_reply(proposed)
    assert proposed.ephemeral
    forged = await server.press(server.user("mallory", MANAGE_GUILD), proposal, "Do it")
    assert plain(await server.wait_for_reply(forged)) == REFUSAL
    assert await office.index() == after
    pressed = await server.press(office.editor, proposal, "Do it")
    assert f"index {before} answers" in await office.over(await server.wait_for_reply(pressed))
    assert await office.index() == before
    again = await server.press(office.editor, proposal, "Do it")
    assert "decided before" in plain(await server.wait_for_reply(again))
    _, health = await got(office.port, "/healthz")
    assert json.loads(health)["generation"] == before


async def test_nobody_else_is_told_anything(office: Office) -> None:
    server = office.server
    told = await server.slash(office.editor, "coverage status")
    assert "Index" in plain(await server.wait_for_reply(told))
    refused = [
        await server.slash(server.user("mallory", MANAGE_GUILD), "coverage status"),
        await server.slash(server.user("mallory", MANAGE_GUILD), "coverage add"),
        await server.slash(office.editor, "coverage status", own=True),
    ]
    for one in refused:
        assert plain(await server.wait_for_reply(one)) == REFUSAL
        assert one.ephemeral


async def test_what_readers_ask_of_an_administered_bot_is_counted(office: Office) -> None:
    before = await total(office.port, "dateline_questions_total", kind="ask", verdict="answered")
    await office.ask(STORIES[3].question)
    assert await total(office.port, "dateline_questions_total", kind="ask", verdict="answered") == before + 1


async def test_a_job_that_a_kill_cut_short_is_done_after_the_restart(
    own_server: LoopbackDiscord, start: Start, home: Path
) -> None:
    editor = own_server.user("carol", MANAGE_GUILD)
    settings = administered(own_server, editor)
    product = await start(**settings)
    rebuilt = await own_server.wait_for_reply(await own_server.slash(editor, "coverage reindex", what="all"))
    file = own_server.file("cistern.md", CISTERN.encode())
    added = await own_server.wait_for_reply(await own_server.slash(editor, "coverage add", file1=file))
    await own_server.until("the first is under way", (home / "index" / "2" / "state.json").exists)
    family = product.family()
    product.tell(signal.SIGKILL)
    await product.ended()
    await own_server.until("all its processes are gone", lambda: not any(running.alive for running in family))
    product = await start(**settings)
    office = Office(own_server, product, editor, 0)
    assert "index 2 answers" in await office.over(rebuilt)
    assert "1 added" in await office.over(added)
    assert "58 bicycles" in await office.ask("How many bicycles were found in the cistern of Veldham?")
    assert all([story.fact in await office.ask(story.question) for story in STORIES[:3]])
    assert await product.stop() == 0, product.output
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []
    assert "Clean" in await asyncio.to_thread(dateline, home, "verify")
