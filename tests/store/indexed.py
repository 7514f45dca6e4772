"""Both indexes: entries, filters that they must understand alike, and what they hold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from store.entry import FAR_DAY, Entry, Filter
from store.lexicon import Lexicon
from store.vectors import VectorIndex

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which files a process has open")

PAST = Entry("aaaa:1:0:10", day=20190604, first=20190604, last=20190610, publisher="herald")
CURRENT = Entry("aaaa:2:0:12", day=20190604, first=20190610, last=FAR_DAY, publisher="herald")
OTHER = Entry("bbbb:1:0:9", day=20200211, first=20200211, last=FAR_DAY, publisher="daily")
UNDATED = Entry("cccc:1:0:9", day=0, first=0, last=FAR_DAY, publisher="daily")
EVERY = (PAST, CURRENT, OTHER, UNDATED)

FILTERED = {
    "nothing": (Filter(), {CURRENT, OTHER, UNDATED}),
    "since": (Filter(since=20200211), {OTHER}),
    "since the day after": (Filter(since=20200212), set[Entry]()),
    "until": (Filter(until=20190604), {CURRENT}),
    "until the day before": (Filter(until=20190603), set[Entry]()),
    "since and until": (Filter(since=20190604, until=20200211), {CURRENT, OTHER}),
    "as of before anything": (Filter(as_of=20190603), set[Entry]()),
    "as of the first version": (Filter(as_of=20190604), {PAST}),
    "as of the last day of the first version": (Filter(as_of=20190609), {PAST}),
    "as of the second version": (Filter(as_of=20190610), {CURRENT}),
    "as of today": (Filter(as_of=20300101), {CURRENT, OTHER}),
    "publisher": (Filter(publisher="daily"), {OTHER, UNDATED}),
    "another publisher": (Filter(publisher="dail"), set[Entry]()),
    "publisher and since": (Filter(publisher="daily", since=20000101), {OTHER}),
    "publisher and as of": (Filter(publisher="herald", as_of=20190605), {PAST}),
}


def graph_is_loaded(generation: Path) -> bool:
    """Whether this process has the graph of a generation's vectors in memory: as long, Chroma has its files open."""
    opened = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return any(file.name == "data_level0.bin" and file.is_relative_to(generation) for file in opened)


def kept_ids(generation: Path) -> tuple[list[str], list[str]]:
    """The ids in the vector index and in the lexical index of a generation's folder, sorted."""
    vectors = VectorIndex(generation / "vectors")
    found = sorted(vectors.ids())
    vectors.close()
    return found, sorted(Lexicon(generation / "words").ids())
