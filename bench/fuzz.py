"""Fuzz all readers with changed documents; print the number of cases of each, and what raised or broke a rule.

    python -m bench.fuzz --minutes 10

Every extension that the readers know is fuzzed, also one that has no seed of its own: it is given the seeds of all
others. A case that fails is shrunk and written to a file; the exit status is 1.
"""

from __future__ import annotations

import argparse
import gzip
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench import seeds
from store.article import Draft, Unreadable
from store.readers.bundles.bundle import BUNDLES, open_bundle
from store.readers.document import Document
from store.readers.formats import EXTENSIONS, read_document
from tests.readers.test_anything import check

ROUND = 100  # cases of one reader before the next has its turn
BY_CONTENT = ""  # the name tells nothing, as on standard input

OWN: dict[str, Sequence[bytes]] = {
    **dict.fromkeys((".md", ".markdown"), (seeds.MARKDOWN,)),
    ".txt": (seeds.HEADER, seeds.PAGE),
    **dict.fromkeys((".jsonl", ".ndjson"), (seeds.LINES, seeds.NINJS)),
    ".json": (seeds.NINJS, seeds.LINES),
    **dict.fromkeys((".html", ".htm", ".xhtml"), (seeds.HTML,)),
    **dict.fromkeys((".mhtml", ".mht"), (seeds.MHTML,)),
    ".xml": (seeds.NEWSML, seeds.NITF, seeds.RSS, seeds.ATOM),
    ".nitf": (seeds.NITF,),
    **dict.fromkeys((".rss", ".atom"), (seeds.RSS, seeds.ATOM)),
    ".zip": (seeds.zipped(),),
    ".tar": (seeds.tarred(""),),
    **dict.fromkeys((".tar.gz", ".tgz"), (seeds.tarred("gz"),)),
    **dict.fromkeys((".tar.bz2", ".tbz2"), (seeds.tarred("bz2"),)),
    ".warc": (seeds.crawled(packed=False),),
    ".warc.gz": (seeds.crawled(packed=True),),
}
_HOSTILE = [
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x85", "\u2028\u2029".encode(), b"\xe2\x80\xae"),
    *(b"[" * 400, b"{" * 400, b"<a>" * 400, b"> " * 400, b"9" * 400, b"<!--", b"]]>", b"<![CDATA[", b"\n\n", b"---\n"),
    *(
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>',
        b"&c;",
        b"&#0;",
        b"&#xD800;",
        b'"\\ud800"',
        b"!!python/x ",
    ),
    *(b"9999-99-99", b"0000-01-01T00:00:00Z", b"24:60", b"-1", b"1e999", b"NaN", b"null", b"../../etc/passwd"),
]


@dataclass(slots=True)
class Tally:
    """What one reader was given so far: cases, seconds of the slowest, and failures by where they came from."""

    cases: int = 0
    slowest: float = 0.0
    failures: dict[str, Path] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz all readers.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="Folder for what failed.")
    wanted = parser.parse_args()
    tallies = {extension: Tally() for extension in (BY_CONTENT, *EXTENSIONS, *BUNDLES)}
    end = time.monotonic() + wanted.minutes * 60
    while time.monotonic() < end:
        for extension, tally in tallies.items():
            if time.monotonic() < end:
                fuzz(extension, tally, wanted.failures)
    return report(tallies)


def fuzz(extension: str, tally: Tally, folder: Path) -> None:
    """One round of one reader."""
    failed = b""

    @settings(
        max_examples=ROUND,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=changed(extension))
    def case(data: bytes) -> None:
        nonlocal failed
        failed = data  # hypothesis tries the smallest failing case last
        started = time.monotonic()
        check(read(f"story{extension}", data))
        tally.slowest = max(tally.slowest, time.monotonic() - started)
        tally.cases += 1

    keep(case, lambda: failed, extension, tally, folder)


def keep(case: Callable[[], None], failed: Callable[[], bytes], extension: str, tally: Tally, folder: Path) -> None:
    """Run it; a failure from a new place is written to a file and told."""
    try:
        case()
    except Exception as error:  # noqa: BLE001 - whatever a reader lets out is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
        if place in tally.failures:
            return
        folder.mkdir(exist_ok=True)
        file = folder / f"{len(list(folder.iterdir()))}{extension}"
        file.write_bytes(failed())
        tally.failures[place] = file
        print(f"{extension or 'by content'}: {place}: {str(error)[:200]} -> {file}")


def read(name: str, data: bytes) -> list[Draft | Unreadable]:
    items: list[Draft | Unreadable] = []
    for found in open_bundle(Document.of(data, name, name, named=True)):
        items += [found] if isinstance(found, Unreadable) else read_document(found)
    return items


def changed(extension: str) -> st.SearchStrategy[bytes]:
    """A seed of the format with up to eight places cut, filled or overwritten, also with pieces of other seeds."""
    piece = st.one_of(
        st.binary(max_size=8),
        st.sampled_from(_HOSTILE),
        st.tuples(st.sampled_from(seeds.TEXTS), st.integers(0, 2000), st.integers(1, 80)).map(
            lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
        ),
    )
    edits = st.lists(st.tuples(st.integers(0, 5000), st.sampled_from([0, 1, 4, 30, 300]), piece), max_size=8)
    return st.builds(edited, st.sampled_from(seeds_of(extension)), edits)


def seeds_of(extension: str) -> Sequence[bytes]:
    if extension in OWN:
        return OWN[extension]
    if extension.endswith(".gz"):
        return [gzip.compress(seed, mtime=0) for seed in seeds_of(extension.removesuffix(".gz"))]
    return (*seeds.TEXTS, *(seed for bundle in BUNDLES if bundle in OWN for seed in OWN[bundle]))


def edited(seed: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    data = bytearray(seed)
    for at, cut, piece in edits:
        start = at % (len(data) + 1)
        data[start : start + cut] = piece
    return bytes(data)


def report(tallies: dict[str, Tally]) -> int:
    print(f"{'reader':<12}{'cases':>10}{'slowest':>10}  failures")
    for extension, tally in tallies.items():
        failures = ", ".join(tally.failures) or "-"
        print(f"{extension or 'by content':<12}{tally.cases:>10,}{tally.slowest:>9.2f}s  {failures}")
    failed = sum(len(tally.failures) for tally in tallies.values())
    print(f"{sum(tally.cases for tally in tallies.values()):,} cases, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
