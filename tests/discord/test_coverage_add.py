"""`/coverage add`, its box and *Add to coverage*: what comes in, under which name, and what is told of the rest."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot import uploads
from tests.discord.office import Office, office, story
from tests.discord.pressing import press
from tests.discord.world import card

FERRY = story("Ferry to Marrowgate stops for a week", "The ferry to Marrowgate will stop for 7 days from Monday.")
PAGE = (
    b"<html><head><title>Bakery opens</title><meta property='article:published_time' content='2019-07-03'></head><body>"
    b"<article><h1>Bakery opens on the quay</h1><p>A bakery opened on the quay of Marrowgate with 12 kinds of bread."
    b"</p><p>Its owner, Nils Arden, said it would bake at night, and sell from six in the morning.</p></article></body>"
)
LINE = json.dumps(
    {
        "id": "lantern-1",
        "headline": "Lanterns on the pier",
        "date": "2019-07-04",
        "text": "The pier of Marrowgate was lit by 300 lanterns on Thursday.",
    }
).encode()

HOSTILE = (
    "../../x.md",
    "..\\..\\y.md",
    "x" * 300 + ".md",
    "\u5b57" * 300 + ".md",
    "noextension",
    "a\x00b\x1b[31m\u202e.md",
    ".md",
)


def zipped(**files: bytes) -> bytes:
    """A zip of Markdown files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            bundle.writestr(f"{name}.md", data)
    return buffer.getvalue()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def test_five_files_of_any_format_come_in_with_one_command(desk: Office) -> None:
    bundle = zipped(
        one=story("Tide mill turns again", "The tide mill turned for the first time in 40 years."),
        two=story("Choir sings", "The choir sang for 90 minutes on the square."),
    )
    await desk.add(
        desk.carol,
        ("ferry.md", FERRY),
        ("lanterns.json", LINE),
        ("bakery.html", PAGE),
        ("more.zip", bundle),
        ("note.txt", b"Harbour wall cracks\n\n2019-07-05\n\nThe harbour wall cracked over 6 metres on Friday.\n"),
    )
    [job] = await desk.done()
    assert job.outcome is not None
    assert (job.state, job.outcome.added, job.outcome.failures) == ("done", 6, ())
    assert "**6** added" in card(desk.card(1))
    assert "300 lanterns" in await desk.ask("How many lanterns lit the pier of Marrowgate?")


async def test_the_box_takes_files_and_links(desk: Office) -> None:
    opened = await desk.do("add")
    assert opened.modal is not None
    await desk.carol.submit_modal(opened, {"files": [("ferry.md", FERRY), ("lanterns.json", LINE)]})
    [job] = await desk.done()
    assert job.outcome is not None
    assert job.outcome.added == 2


async def test_two_people_fill_in_the_box_at_once(desk: Office) -> None:
    carols, daves = await desk.do("add"), await desk.do("add", desk.dave)
    await desk.carol.submit_modal(carols, {"files": ("ferry.md", FERRY)})
    await desk.dave.submit_modal(daves, {"files": ("lanterns.json", LINE)})
    assert [job.who.partition(" ")[0] for job in await desk.done()] == ["carol", "dave"]


async def test_an_empty_box_adds_nothing(desk: Office) -> None:
    given = await desk.carol.submit_modal(await desk.do("add"), {})
    assert "There is nothing to add here." in card(given.response)
    assert await desk.done() == []


async def test_the_files_of_a_message_are_added_from_its_menu(desk: Office) -> None:
    files = [("ferry.md", FERRY), ("lanterns.json", LINE)]
    await desk.choose(await desk.world.alice.send(desk.world.channel, "look", attachments=files))
    [job] = await desk.done()
    assert job.outcome is not None
    assert job.outcome.added == 2


async def test_a_message_with_neither_files_nor_links_adds_nothing(desk: Office) -> None:
    given = await desk.choose(await desk.world.alice.send(desk.world.channel, "The ferry stops!"))
    assert "There is nothing to add here." in card(given.response)
    assert await desk.done() == []


async def test_links_are_fetched_once_each_and_a_fault_there_keeps_no_other_job(desk: Office) -> None:
    links = "See <https://herald.example/a>, (https://herald.example/b). And https://herald.example/a!"
    await desk.choose(await desk.world.alice.send(desk.world.channel, links))
    await desk.add(desk.carol, ("ferry.md", FERRY))
    fetched, added = await desk.done()
    assert fetched.task.urls == ("https://herald.example/a", "https://herald.example/b")
    assert fetched.state == "failed"  # these tests fetch nothing
    assert "Something went wrong on my side. Code E-" in card(desk.card(1))
    assert "Traceback" not in card(desk.card(1))
    assert added.outcome is not None
    assert (added.state, added.outcome.added) == ("done", 1)


async def test_the_login_in_a_link_is_shown_in_no_card_and_no_log_and_kept_no_longer_than_its_job(
    desk: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    await desk.do("add", url="https://ida:secret@herald.example/feed")
    [job] = await desk.done()
    assert job.task.urls == ("https://herald.example/feed",)
    shown = [card(desk.card(1)), card((await desk.do("failures")).response)]
    assert "https://herald.example/feed" in shown[0].replace("\\", "")
    assert "secret" not in f"{shown} {caplog.text}"


async def test_what_is_no_address_adds_nothing(desk: Office) -> None:
    given = await desk.do("add", url="ftp://herald.example/feed")
    assert "There is nothing to add here." in card(given.response)


async def test_files_that_cannot_be_read_are_named_with_the_reason(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    given = await desk.add(desk.carol, ("big.md", b"x" * 1001), ("empty.md", b""), ("song.mp3", b"la"))
    shown = card(given.response)
    assert "Nothing was added." in shown
    assert all(name in shown for name in ("big.md", "more than", "empty.md", "it is empty", "song.mp3"))
    assert await desk.done() == []
    await desk.add(desk.carol, ("song.mp3", b"la"), ("ferry.md", FERRY))
    [job] = await desk.done()
    assert job.outcome is not None
    assert (job.outcome.added, [item.source for item in job.outcome.failures]) == (1, ["upload/song.mp3"])
    assert "song.mp3" in card(desk.card(1))


async def test_an_eleventh_file_is_refused_by_name(desk: Office) -> None:
    files = [(f"{number}.md", story(f"Story {number}", f"Lamp {number} was lit.")) for number in range(11)]
    await desk.choose(await desk.world.alice.send(desk.world.channel, "all of it", attachments=files))
    [job] = await desk.done()
    assert job.outcome is not None
    assert job.outcome.added == 10
    [refused] = job.outcome.failures
    assert (refused.source, refused.reason) == ("upload/10.md", "only 10 files can be added at once")


async def test_a_hostile_name_leads_nowhere_else_and_loses_no_story(desk: Office) -> None:
    before = set(desk.folder.rglob("*.md"))
    files = [(name, story(f"Buoy {at}", f"Buoy {at} was lit by {at + 20} lamps.")) for at, name in enumerate(HOSTILE)]
    await desk.carol.submit_modal(await desk.do("add"), {"files": files})
    [job] = await desk.done()
    assert job.outcome is not None
    assert (job.state, job.outcome.added) == ("done", len(HOSTILE)), job
    uploaded = desk.world.marks / "uploads"
    assert all(Path(path).is_relative_to(uploaded) and ".." not in path for path in job.task.paths)
    assert list(uploaded.iterdir()) == []
    assert set(desk.folder.rglob("*.md")) == before


async def test_two_files_of_one_name_are_two_stories(desk: Office) -> None:
    other = story("Lamp on the mole is lit", "The lamp on the mole was lit after 11 dark weeks.")
    await desk.add(desk.carol, ("story.md", FERRY), ("story.md", other))
    [job] = await desk.done()
    assert job.outcome is not None
    assert (job.outcome.added, job.outcome.new_versions) == (2, 0)


async def test_texts_that_were_pasted_too_long_for_a_message_are_stories_of_their_own(desk: Office) -> None:
    for words in ("Ferry stops\n\n2019-07-02\n\nThe ferry stops.\n", "Mole lit\n\n2019-07-02\n\nThe mole was lit.\n"):
        await desk.add(desk.carol, ("message.txt", words.encode()))
        await desk.add(desk.carol, ("message.txt", words.encode()))
    outcomes = [job.outcome for job in await desk.done() if job.outcome]
    assert [(one.added, one.unchanged, one.new_versions) for one in outcomes] == [(1, 0, 0), (0, 1, 0)] * 2


async def test_the_same_file_again_is_unchanged_and_a_changed_one_a_new_version(desk: Office) -> None:
    for text in (FERRY, FERRY, FERRY.replace(b"7 days", b"9 days")):
        await desk.add(desk.carol, ("ferry.md", text))
    outcomes = [job.outcome for job in await desk.done() if job.outcome]
    assert [(one.added, one.unchanged, one.new_versions) for one in outcomes] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert "9 days" in await desk.ask("How long will the ferry stop?")


async def test_what_was_removed_is_passed_over_with_the_reason(desk: Office) -> None:
    await desk.add(desk.carol, ("ferry.md", FERRY))
    [article_id] = [one.article_id for one in await desk.headlines() if one.text.startswith("Ferry")]
    proposed = await desk.do("remove", story=article_id, reason="A court says so.")
    await press(desk.carol, proposed.response, "Do it")
    await desk.add(desk.dave, ("ferry.md", FERRY))
    job = (await desk.done())[-1]
    assert job.outcome is not None
    assert (job.outcome.added, job.outcome.skipped) == (0, 1)
    assert "removed" in (job.outcome.failures[0].reason or "")
    assert "removed" in card(desk.card(job.number))


@pytest.mark.parametrize("error", [ConnectionResetError("reset"), TimeoutError(), ZeroDivisionError("unforeseen")])
async def test_a_file_whose_connection_fails_is_named_and_keeps_no_other_from_coming(
    desk: Office, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    read = discord.Attachment.read

    async def failing(file: discord.Attachment, **options: bool) -> bytes:
        if file.filename == "a.md":
            raise error
        return await read(file, **options)

    monkeypatch.setattr(discord.Attachment, "read", failing)
    await desk.add(desk.carol, ("a.md", FERRY), ("b.json", LINE))
    [job] = await desk.done()
    assert job.outcome is not None
    assert (job.outcome.added, [item.source for item in job.outcome.failures]) == (1, ["upload/a.md"])
    assert "could not be fetched from Discord" in (job.outcome.failures[0].reason or "")


async def test_a_file_that_discord_has_no_more_is_named(desk: Office) -> None:
    message = await desk.world.alice.send(desk.world.channel, "", attachments=[("a.md", FERRY), ("b.json", LINE)])
    del desk.world.env.backend.cdn._blobs[message.attachments[0].url]
    await desk.choose(message)
    [job] = await desk.done()
    assert job.outcome is not None
    assert job.outcome.added == 1
    assert "Discord no longer has it" in (job.outcome.failures[0].reason or "")
