"""Whatever bytes a file holds, reading it gives drafts that keep the rules or one-line reasons, and never raises."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.article import Draft, Unreadable
from store.readers import read_paths

EXTENSIONS = [".txt", ".md", ".markdown", ".json", ".jsonl", ".ndjson", ".jsonl.gz", ".png", ""]

# Fragments that lead deep into each reader, glued together with anything between them.
FRAGMENTS = st.sampled_from(
    [
        *(
            "---\n",
            "headline: Tram strike\n",
            "published: 2013-03-25\n",
            "published: !!timestamp x\n",
            "status: usable\n",
        ),
        *(
            "embargo: 2099-01-01T00:00Z\n",
            "byline: [Ann Bell]\n",
            "Headline: Tram strike\n",
            "date: !!int ''\n",
            "&a [*a]\n",
        ),
        *("March 25, 2013 / 11:37 PM / 5 years ago\n", "Harbour council closes the pier\n", "0 : 0\n", "5 Min Read\n"),
        *("KARREN (Harbour Wire) - The pier closed.\n", "Reporting by Ann Bell; Editing by Bo Li\n", "By Ann Bell\n"),
        *("FILE PHOTO: The pier. REUTERS/Ann Bell\n", "Related Coverage\n", "© 2013 Gazette\n", "February 31, 2013\n"),
        *("# Tram strike\n", "> quoted\n", "- item\n", "| a | b |\n| - | - |\n| c | d |\n", "```\ncode\n\nmore\n```\n"),
        *(
            "<div><figcaption>Pier</figcaption>\n",
            "![The pier](a.png)\n",
            "<script>x</script>\n",
            "\n",
            "\n\n",
            " ",
            "\u2029",
        ),
        *(
            '{"headline": "Tram", "text": "It ran.", "published": "2013-03-25"}\n',
            '{"question": "Who?"}\n',
            "[[[[",
            "{}\n",
        ),
        *(
            '{"headline": "Tram", "text": "\\ud800"}\n',
            '{"headline": "a\\u0000b", "text": "x"}\n',
            "\x00",
            "\ufeff",
            "\x85",
        ),
    ]
)
SHAPED = st.lists(FRAGMENTS | st.text(max_size=12), max_size=14).map("".join)
CONTENTS = st.binary(max_size=200) | SHAPED.map(lambda text: text.encode("utf-8", "surrogatepass"))

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
RECORD_KEYS = [
    "id",
    "headline",
    "text",
    "published",
    "updated",
    "byline",
    "status",
    "embargo",
    "captions",
    "url",
    "note",
]
RECORDS = st.fixed_dictionaries({}, optional=dict.fromkeys(RECORD_KEYS, JSON_VALUES))


def check(items: list[Draft | Unreadable]) -> None:
    for item in items:
        assert item.source.isprintable()
        assert item.source
        if isinstance(item, Unreadable):
            assert item.reason
            assert item.reason.isprintable()
        else:
            check_draft(item)


def check_draft(draft: Draft) -> None:
    assert draft.paragraphs
    for paragraph in draft.paragraphs:
        assert paragraph
        assert paragraph == paragraph.strip()
        assert "\n\n" not in paragraph
        assert "\r" not in paragraph
    assert draft.text.split("\n\n") == list(draft.paragraphs)
    assert draft.headline.strip()
    assert "\n" not in draft.headline
    every_text = [draft.text, draft.headline, draft.publisher, draft.dateline, draft.section, draft.note, draft.url]
    for text in [*every_text, draft.date_source, draft.language, *draft.byline, *draft.captions]:
        (text or "").encode("utf-8")
        assert "\0" not in (text or "")
    assert draft.embargo is None or draft.embargo.tzinfo is not None
    assert draft.status in ("usable", "corrected", "withdrawn")
    assert (draft.published.text is None) == (draft.date_source is None or draft.date_source.startswith("unreadable: "))


def read(name: str, data: bytes) -> list[Draft | Unreadable]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read_paths([path]))


@pytest.mark.parametrize("extension", EXTENSIONS)
@settings(max_examples=60, deadline=None)
@given(data=CONTENTS)
@example(data=b"")
@example(data=b"\xff\xfe\x00\xd8")
@example(data=b"---\nheadline: x\ndate: !!timestamp x\n---\nbody")
@example(data=b"\x1f\x8b\x08\x00broken")
def test_any_bytes_under_any_extension_give_drafts_or_reasons(extension: str, data: bytes) -> None:
    items = read(f"story{extension}", data)
    assert items
    check(items)


@settings(max_examples=150, deadline=None)
@given(records=st.lists(RECORDS, min_size=1, max_size=3))
def test_any_values_under_the_known_keys_give_a_draft_or_a_reason(records: list[dict[str, object]]) -> None:
    lines = "\n".join(json.dumps(record) for record in records)
    items = read("stories.jsonl.gz", gzip.compress(lines.encode(), compresslevel=1, mtime=0))
    assert items
    check(items)


@settings(max_examples=150, deadline=None)
@given(values=st.lists(st.sampled_from(RECORD_KEYS), unique=True), data=st.data())
def test_any_front_matter_values_give_a_draft_or_a_reason(values: list[str], data: st.DataObject) -> None:
    lines = [
        f"{key}: {data.draw(st.text(max_size=20) | st.dates().map(str) | st.datetimes().map(str))}" for key in values
    ]
    text = "\n".join(["---", "headline: Tram strike", *lines, "---", "It ran."])
    check(read("story.md", text.encode("utf-8", "surrogatepass")))
