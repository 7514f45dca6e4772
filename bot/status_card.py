"""The card of how the whole is doing: one fact a line."""

from __future__ import annotations

from discord import Colour, ui

from bot.job_card import job_line
from bot.layout import clip, layout
from bot.status import BotStatus
from store.wording import counted, iso_day_words

_COLOUR = Colour(0x3B6EA8)


def status_card(status: BotStatus) -> ui.LayoutView:
    """For an admin's eyes."""
    archive = status.archive
    index = f"Index {clip(archive.generation, 20)}" if archive.generation else "No index yet"
    built = f", brought up to date {iso_day_words(archive.built)}" if archive.built else ""
    span = ""
    if archive.first and archive.newest:
        span = f", {iso_day_words(archive.first)} to {iso_day_words(archive.newest)}"
    coverage = [
        "### How I am",
        f"**{counted(archive.articles, 'article')}** of {counted(archive.publishers, 'publisher')}{span}",
        f"{counted(archive.versions, 'version')}, {counted(archive.passages, 'passage')}, "
        f"{archive.undated:,} undated, {archive.withdrawn:,} withdrawn",
        f"{index}{built}",
        f"Encoder {clip(archive.encoder, 100)}",
    ]
    work = [f"Queue: {counted(status.queue, 'job')}"]
    if status.running:
        work.append(f"Under way: {job_line(status.running)}")
    if status.last:
        work.append(f"Last: {job_line(status.last)}")
    told = status.flags
    if told.edited or told.waiting or told.not_reached:
        work.append(
            f"Earlier answers whose stories changed: {told.edited:,} told, {told.waiting:,} to be told, "
            f"{told.not_reached:,} out of reach"
        )
    latency = "not connected" if status.latency is None else f"{status.latency * 1000:.0f} ms"
    memory = f"Memory {_megabytes(status.memory)}\n" if status.memory is not None else ""
    machine = [
        f"{memory}Disk {_megabytes(status.used)} used, {_megabytes(status.free)} free\n"
        f"Gateway {latency}\n-# Dateline {status.version}"
    ]
    return layout(_COLOUR, coverage, work, machine)


def _megabytes(number: int) -> str:
    return f"{number / 1e6:,.0f} MB" if number < 1e10 else f"{number / 1e9:,.1f} GB"
