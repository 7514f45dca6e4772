"""Which files are read, in which order, under which name, and what is passed over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers import read_paths
from tests.readers.samples import read_all

STORY = "Headline: Pier\n\nIt closed.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "seeds"
    (root / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "a.txt", "b/d.txt", "b/c/e.txt"):
        (root / name).write_text(STORY)
    return root


def sources(items: list[Draft | Unreadable]) -> list[str]:
    return [item.source for item in items]


def test_a_folder_is_read_in_the_order_of_its_names_with_its_own_name_first(folder: Path) -> None:
    assert sources(read_all(folder)) == ["seeds/a.txt", "seeds/z.txt", "seeds/b/d.txt", "seeds/b/c/e.txt"]


def test_a_file_given_alone_has_the_source_that_its_folder_gives_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sources(read_all(folder / "a.txt")) == ["seeds/a.txt"]
    monkeypatch.chdir(folder)
    assert sources(list(read_paths([Path("a.txt"), Path("b/../z.txt")]))) == ["seeds/a.txt", "seeds/z.txt"]
    assert sources(read_all(Path()))[0] == "seeds/a.txt"


def test_paths_are_read_in_the_order_given(folder: Path) -> None:
    items = list(read_paths([folder / "z.txt", folder / "b"]))
    assert sources(items) == ["seeds/z.txt", "b/d.txt", "b/c/e.txt"]


def test_nothing_is_opened_before_it_is_asked_for(folder: Path) -> None:
    items = read_paths([folder])
    next(items)
    (folder / "z.txt").write_text("Headline: Quay\n\nIt opened.\n")
    second = next(items)
    assert isinstance(second, Draft)
    assert second.headline == "Quay"


def test_hidden_files_and_folders_are_passed_over_in_silence(folder: Path) -> None:
    (folder / ".hidden.txt").write_text(STORY)
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(STORY)
    assert len(read_all(folder)) == 4
    assert isinstance(read_all(folder / ".hidden.txt")[0], Draft)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("README.md", "# The seeds\n", "a README is about the folder"),
        ("readme.txt", "The seeds\n", "a README is about the folder"),
        ("pier.png", "\x89PNG", "this kind of file is not read"),
        ("questions.jsonl", '{"question": "Who?", "answers": []}\n', "the records are questions"),
        ("settings.json", '{"theme": "dark"}', "these are not articles"),
    ],
)
def test_what_nobody_claimed_to_be_news_is_skipped_in_a_folder_and_fails_by_name(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    (inside,) = read_all(tmp_path)
    (alone,) = read_all(path)
    assert isinstance(inside, Unreadable)
    assert isinstance(alone, Unreadable)
    assert reason in inside.reason
    assert inside.outcome == "skipped"
    assert alone.outcome == "failed"
    assert inside.source == alone.source == f"{tmp_path.name}/{name}"


def test_a_bad_file_in_a_folder_is_a_failure_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "m.txt").write_bytes(b"Headline: Caf\xe9\n\nIt closed.\n")
    items = read_all(folder)
    assert len(items) == 5
    assert items[1] == Unreadable("seeds/m.txt", "byte 13 is not UTF-8 text; save the file as UTF-8")


def test_a_path_that_does_not_exist_is_a_failure_and_the_rest_goes_on(folder: Path) -> None:
    missing, *rest = read_paths([folder / "missing", folder])
    assert isinstance(missing, Unreadable)
    assert "no such file or directory" in missing.reason
    assert missing.outcome == "failed"
    assert len(rest) == 4


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    (item,) = read_all(tmp_path)
    assert item == Unreadable(tmp_path.name, "there is no file in this folder; check the path")


def test_links_out_of_the_folder_are_skipped_and_links_inside_do_not_lead_in_circles(
    folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(STORY)
    (folder / "k.txt").symlink_to(outside)
    (folder / "l.txt").symlink_to(folder / "nowhere.txt")
    (folder / "m.txt").symlink_to(folder / "a.txt")
    (folder / "b" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "out").symlink_to(tmp_path, target_is_directory=True)
    found = {item.source: item for item in read_all(folder)}
    skipped = {source for source, item in found.items() if isinstance(item, Unreadable) and item.outcome == "skipped"}
    assert skipped == {"seeds/k.txt", "seeds/l.txt", "seeds/b/up", "seeds/out"}
    assert isinstance(found["seeds/m.txt"], Draft)
    assert len(found) == 4 + 5


def test_a_linked_folder_is_named_after_its_target(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "alias"
    link.symlink_to(folder, target_is_directory=True)
    assert sources(read_all(link))[0] == "seeds/a.txt"


def test_a_link_in_a_circle_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to(tmp_path / "x")
    (item,) = read_all(tmp_path / "x")
    assert isinstance(item, Unreadable)


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (inside,) = read_all(tmp_path)
    (alone,) = read_all(tmp_path / "pipe.txt")
    assert isinstance(inside, Unreadable)
    assert isinstance(alone, Unreadable)
    assert "not a file" in inside.reason
    assert (inside.outcome, alone.outcome) == ("skipped", "failed")


def test_names_that_are_no_text_become_printable_sources(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"two\nlines.txt"):
        (tmp_path / os.fsdecode(name)).write_text(STORY)
    assert sources(read_all(tmp_path)) == [f"{tmp_path.name}/caf\\xe9.txt", f"{tmp_path.name}/two\\nlines.txt"]


def test_what_disappears_while_it_is_read_is_a_failure_and_the_rest_goes_on(folder: Path) -> None:
    items = read_paths([folder])
    assert isinstance(next(items), Draft)
    (folder / "z.txt").unlink()
    (folder / "b" / "c" / "e.txt").unlink()
    (folder / "b" / "c").rmdir()
    file, kept = next(items), next(items)
    assert file == Unreadable("seeds/z.txt", "the file cannot be opened (no such file or directory)")
    assert kept.source == "seeds/b/d.txt"


def test_a_folder_that_cannot_be_opened_is_a_failure(folder: Path) -> None:
    items = read_paths([folder])
    next(items)
    shutil.rmtree(folder / "b")
    *_, last = items
    reason = "the folder cannot be opened (no such file or directory); check that it is there and may be read"
    assert last == Unreadable("seeds/b", reason)


def test_below_a_base_a_file_is_the_same_source_whatever_is_given_of_it(tmp_path: Path) -> None:
    deep = tmp_path / "articles" / "2013" / "03"
    deep.mkdir(parents=True)
    (deep / "quay.md").write_text("---\nheadline: The quay is closed\n---\n\nIt was closed on Monday.\n")
    base = tmp_path / "articles"
    for given in (base, deep.parent, deep, deep / "quay.md"):
        assert [found.source for found in read_paths([given], base=base)] == ["articles/2013/03/quay.md"]
    assert [found.source for found in read_paths([deep], base=tmp_path / "other")] == ["03/quay.md"]
