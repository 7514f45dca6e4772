"""Rows: a draft goes in and out of a row unchanged, and its seal tells the smallest change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.article import Draft
from store.dates import SourceDate
from store.rows import CONTENT, content_of, pack, seal, sound, unpack, version_of
from tests.store.stories import TRAM

FULL = replace(
    TRAM,
    byline=("Ida Holt", "Abel Röck"),
    dateline="MARROWGATE",
    section="Local",
    language="en",
    updated=SourceDate("2019-06-05T07:00+02:00"),
    date_source="front matter",
    status="corrected",
    embargo=datetime(2019, 6, 4, 8, 0, tzinfo=timezone(timedelta(hours=2))),
    note="Corrects the day.",
    captions=("A tram at dusk.",),
    tag="CORRECTED",
)


def row_of(draft: Draft) -> dict[str, object]:
    content = content_of(draft)
    return {"article_id": "abc", "number": 1, "source": draft.source, "seal": seal(content), **content}


def test_every_field_of_a_draft_comes_back_out_of_its_row() -> None:
    version = version_of(row_of(FULL))
    for name in (
        *("text", "headline", "publisher", "byline", "dateline", "section", "language", "published", "updated"),
        *("date_source", "status", "embargo", "note", "url", "source", "captions", "tag"),
    ):
        assert getattr(version, name) == getattr(FULL, name), name
    assert version.embargo == datetime(2019, 6, 4, 6, 0, tzinfo=UTC)


def test_a_copy_unpacks_to_the_sealed_columns_and_nothing_else() -> None:
    row = row_of(FULL)
    content = unpack(pack(row), str(row["seal"]))
    assert content == content_of(FULL)


@pytest.mark.parametrize("name", CONTENT)
def test_one_changed_character_in_any_column_changes_the_seal(name: str) -> None:
    content = content_of(FULL)
    value = content[name]
    assert value
    for changed in (value + " ", value[:-1], chr(ord(value[0]) ^ 1) + value[1:], None):
        assert seal({**content, name: changed}) != seal(content)


def test_the_source_is_not_sealed() -> None:
    assert seal(content_of(replace(FULL, source="elsewhere.md"))) == seal(content_of(FULL))


def test_words_moved_to_the_next_column_change_the_seal() -> None:
    content = content_of(replace(FULL, dateline="A", section=None))
    assert seal({**content, "dateline": None, "section": "A"}) != seal(content)


def test_a_row_is_sound_until_a_column_or_the_hash_of_its_text_is_changed() -> None:
    row = row_of(FULL)
    assert sound(row)
    assert not sound({**row, "headline": "Tram drivers to stroke"})
    resealed = {**row, "text": "Other words."}
    assert not sound({**resealed, "seal": seal(resealed)})


@given(st.data())
def test_a_damaged_copy_gives_nothing_or_what_was_sealed(data: st.DataObject) -> None:
    row = row_of(FULL)
    packed = bytearray(pack(row))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    assert unpack(bytes(packed), str(row["seal"])) in (None, content_of(FULL))


def test_a_missing_copy_and_the_copy_of_other_content_give_nothing() -> None:
    assert unpack(None) is None
    assert unpack(b"") is None
    assert unpack(pack(row_of(TRAM)), str(row_of(FULL)["seal"])) is None


@given(st.text(st.characters(exclude_categories=["Cs"])), st.none() | st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_packing(headline: str, note: str | None) -> None:
    content = content_of(replace(FULL, headline=headline, note=note))
    assert unpack(pack(content), seal(content)) == content
