"""The IPTC's own samples of ninjs and NewsML-G2, kept outside the project; skipped where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers import read_paths

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="no ../shared here")


def items_of(folder: str) -> list[Draft | Unreadable]:
    return list(read_paths([CORPORA / folder]))


@pytest.mark.parametrize(("folder", "articles"), [("iptc_ninjs", 13), ("iptc_newsml_g2", 5)])
def test_every_sample_gives_an_article_or_a_reason(folder: str, articles: int) -> None:
    items = items_of(folder)
    files = [path for path in (CORPORA / folder).rglob("*") if path.is_file()]
    assert {item.source.split("#")[0] for item in items} == {
        f"{folder}/{path.relative_to(CORPORA / folder).as_posix()}" for path in files
    }
    assert all(item.reason for item in items if isinstance(item, Unreadable))
    usable = [item for item in items if isinstance(item, Draft) and item.status == "usable"]
    assert len(usable) == articles


@pytest.mark.parametrize("folder", ["iptc_ninjs", "iptc_newsml_g2"])
def test_no_invalid_sample_gives_an_article(folder: str) -> None:
    invalid = [item for item in items_of(folder) if "should_fail" in item.source or "not-valid" in item.source]
    assert invalid
    assert [item for item in invalid if isinstance(item, Draft)] == []


def test_what_is_withheld_or_canceled_is_never_usable() -> None:
    withdrawn = [item for item in items_of("iptc_ninjs") if isinstance(item, Draft) and item.status == "withdrawn"]
    assert sorted(Path(item.source.split("#")[0]).stem for item in withdrawn) == [
        "022_pubstatus_withheld",
        "023_pubstatus_canceled",
    ]
