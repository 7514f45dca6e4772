"""An index built once with the real command and the real encoder; a shared bot for the tests that leave it running."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.loopback.exchange import Message
from tests.loopback.product import Product, index
from tests.loopback.server import LoopbackDiscord
from tests.wire.stories import write_stories

Start = Callable[..., Awaitable[Product]]


def plain(message: Message) -> str:
    """What a reader sees of a message: without the marks that set bold, underlined and escaped text."""
    return re.sub(r"[*_\\]", "", message.text)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the stories. Copy it; two processes may not share one."""
    folder = tmp_path_factory.mktemp("indexed")
    write_stories(folder / "stories")
    index(folder / "home", folder / "stories")
    return folder / "home"


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    """A data folder of its own with the stories."""
    return shutil.copytree(indexed, tmp_path / "home")


@pytest_asyncio.fixture(loop_scope="session")
async def own_server() -> AsyncIterator[LoopbackDiscord]:
    """A Discord of its own for one test; what the bot sent must have been acceptable to it and pinged nobody."""
    async with LoopbackDiscord() as server:
        yield server
    acceptable(server)


@pytest_asyncio.fixture(loop_scope="session")
async def start(own_server: LoopbackDiscord, home: Path) -> AsyncIterator[Start]:
    """Starts the bot against `own_server`, with environment settings if given, and waits until it is connected.

    What a test leaves running is stopped.
    """
    started: list[Product] = []

    async def start(**settings: str) -> Product:
        product = await Product.start(own_server, home, **settings)
        started.append(product)
        await connected(own_server, product)
        return product

    yield start
    for product in started:
        await product.stop()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def shared_server() -> AsyncIterator[LoopbackDiscord]:
    """One Discord for all tests that do not stop the bot."""
    async with LoopbackDiscord() as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def product(
    shared_server: LoopbackDiscord, indexed: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Product]:
    """The one bot of `shared_server`: it must outlive all the tests that use it, and then stop cleanly."""
    home = shutil.copytree(indexed, tmp_path_factory.mktemp("shared") / "home")
    product = await Product.start(shared_server, home)
    try:
        await connected(shared_server, product)
        yield product
        assert product.process.returncode is None, product.output
    finally:
        code = await product.stop()
    assert code == 0, product.output
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


@pytest.fixture
def server(shared_server: LoopbackDiscord, product: Product) -> Iterator[LoopbackDiscord]:
    """The shared Discord with its running bot, whose doings in this test must be acceptable and ping nobody."""
    shared_server.rest.calls.clear()
    yield shared_server
    acceptable(shared_server)


def acceptable(server: LoopbackDiscord) -> None:
    """Nothing that the bot did broke a limit, came before a rate limit had run out, or pinged anyone."""
    assert server.refused == []
    assert server.faults.early == []
    assert server.pinged == []


async def connected(server: LoopbackDiscord, product: Product) -> None:
    """Wait until the bot can be asked. Raises AssertionError with its output when it ends before."""

    def ready() -> bool:
        assert product.process.returncode is None, product.output
        return bool(server.gateway.connected and server.commands.all())

    await server.until("the bot is connected", ready, 120.0)
