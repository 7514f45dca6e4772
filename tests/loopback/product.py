"""`dateline` as a process of its own, in a data folder of its own: started, watched, told to stop, killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.loopback.server import TOKEN, LoopbackDiscord

ROOT = Path(__file__).parents[2]


class Product:
    """One `dateline run` on the data folder `home`. Everything that it prints is in `output`."""

    def __init__(self, process: asyncio.subprocess.Process, home: Path, log: Path) -> None:
        self.process = process
        self.home = home
        self._log = log

    @classmethod
    async def start(cls, server: LoopbackDiscord, home: Path, *, token: str = TOKEN, **settings: str) -> Self:
        """Start it in the data folder `home`; it may not be connected yet. `settings` are environment variables."""
        log = home.parent / f"{home.name}.log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.loopback.launcher", server.url, "run"),
                cwd=home.parent,
                env=environment(home, DISCORD_TOKEN=token, **settings),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        return cls(process, home, log)

    @property
    def output(self) -> str:
        return self._log.read_text()

    async def ended(self, seconds: float = 60.0) -> int:
        """Its exit code. Raises AssertionError with its output when it still runs after `seconds`."""
        try:
            return await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"still running after {seconds:g} s:\n{self.output}") from None

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def tell_worker(self, number: signal.Signals) -> None:
        """Send a signal to the process that holds the core: SIGKILL to lose it, SIGSTOP to freeze it."""
        # The first to be started: a second one may be at work on the names that are suggested.
        workers = [running for running in self.family() if "spawn_main" in running.command]
        worker = min(workers, key=lambda running: running.pid)
        os.kill(worker.pid, number)

    async def stop(self) -> int:
        """SIGTERM, and its exit code; killed if that takes longer than the 10 s it may take."""
        if self.process.returncode is None:
            self.tell(signal.SIGTERM)
            try:
                return await self.ended(15.0)
            finally:
                if self.process.returncode is None:
                    self.process.kill()
        return self.process.returncode

    def family(self) -> list[Running]:
        """Itself and every process that it started, directly or not, as they run now."""
        members = [self.process.pid]
        parents = {running.pid: running.parent for running in processes()}
        for member in members:
            members += [pid for pid, parent in parents.items() if parent == member]
        return [running for running in processes() if running.pid in members]


class Running:
    """A process of the machine. Two with one pid are told apart by their start time."""

    def __init__(self, pid: int, parent: int, started: str) -> None:
        self.pid = pid
        self.parent = parent
        self.started = started

    @property
    def command(self) -> str:
        return Path(f"/proc/{self.pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()

    @property
    def alive(self) -> bool:
        """Whether it still runs; one that has ended and only waits to be collected does not."""
        now = _read(self.pid)
        return now is not None and now.started == self.started


def processes() -> list[Running]:
    found = (_read(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [running for running in found if running is not None]


def _read(pid: int) -> Running | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, parent, started = fields[0], int(fields[1]), fields[19]
    return None if state in "ZX" else Running(pid, parent, started)


def environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment without the settings of a real Dateline, with `home` as the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "DISCORD_"))}
    return kept | {"DATELINE_HOME": str(home), "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", **more}


def index(home: Path, *paths: Path) -> None:
    """Index these paths with the real command. Raises AssertionError with its output when it fails."""
    command = [sys.executable, "-m", "bot", "index", *map(str, paths)]
    done = subprocess.run(
        command, cwd=home.parent, env=environment(home), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


def dateline(home: Path, *words: str) -> str:
    """What the command prints, typed by an archivist beside the bot."""
    command, settings = [sys.executable, "-m", "bot", *words], environment(home)
    return subprocess.run(command, cwd=home.parent, env=settings, capture_output=True, text=True, check=True).stdout
