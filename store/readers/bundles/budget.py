"""How much one bundle may give: members, bytes and nesting. The bounds stop bombs, not archives of news."""

from __future__ import annotations

MAX_DEPTH = 3  # bundles inside each other; a crawl in a zip in a tar is 3, and a zip that holds itself has no end
MAX_MEMBERS = 1_000_000  # a bundle with all that is in it; some twenty years of a large agency
MAX_MEMBER_BYTES = 64_000_000  # one unpacked document; the largest pages of news are a few MB
MAX_STREAMED_BYTES = 4_000_000_000  # JSON Lines, bundles and standard input, which are never held in memory
MAX_BUNDLE_BYTES = 20_000_000_000  # all that is unpacked from one bundle
MAX_RATIO = 200  # unpacked bytes for each packed one; text has 3 to 20, repeated templates up to 100, bombs 1,000
FREE_BYTES = 256_000_000  # unpacked in about a second, so that no ratio is asked of small bundles


class SpentError(Exception):
    """A bundle gave more than it may: `str(error)` is one line for a person, and the rest of it stays unread."""


def allowance(size: int) -> int:
    """How many bytes a file of `size` packed bytes may unpack to."""
    return min(MAX_BUNDLE_BYTES, max(FREE_BYTES, MAX_RATIO * size))


class Budget:
    """What is left of the members and unpacked bytes of a bundle whose packed size is `size` bytes."""

    def __init__(self, size: int) -> None:
        self._members = MAX_MEMBERS
        self._limit = self._bytes = allowance(size)

    def take_member(self) -> None:
        """Count one member. Raises SpentError."""
        self._members -= 1
        if self._members < 0:
            raise SpentError(f"it has more than {MAX_MEMBERS:,} members; split it, the rest was left unread")

    def take_bytes(self, count: int) -> None:
        """Count unpacked bytes. Raises SpentError."""
        self._bytes -= count
        if self._bytes < 0:
            raise SpentError(
                f"it unpacks to more than {self._limit // 1_000_000:,} MB, too much for its size, so the rest was left "
                "unread; unpack it elsewhere and look at it before you index the folder"
            )
