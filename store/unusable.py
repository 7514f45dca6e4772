"""What is said when an index cannot be used: by what its library, or the disk it is on, complains of."""

from __future__ import annotations

from pathlib import Path

from store.errors import GenerationError

# By words of the complaint, in lower case; the first that fits. What none fits is a fault of the index, which a run
# mends. All end in the same, because a run is what brings the index up in the end.
_SAID = (
    (
        ("disk is full", "no space left", "quota exceeded"),
        "There is no room for the {index} in {folder} ({error}). Make room on its disk; then run: dateline index",
    ),
    (
        ("readonly database", "read-only file system", "permission denied", "operation not permitted"),
        "The {index} in {folder} cannot be written to ({error}). Give this user the right to write there, on a disk "
        "that is not read-only; then run: dateline index",
    ),
    (
        ("disk i/o error", "input/output error", "file too large"),
        "The {index} in {folder} cannot be written or read ({error}). Is its disk full? Make room; then run: "
        "dateline index",
    ),
)
_BROKEN = "The {index} in {folder} cannot be used ({error}); run: dateline index"


def unusable(index: str, folder: Path, error: Exception) -> GenerationError:
    """The error for a person; `index` is a noun, as "vector index"."""
    complaint = str(error).lower()
    said = next((said for words, said in _SAID if any(word in complaint for word in words)), _BROKEN)
    return GenerationError(said.format(index=index, folder=folder, error=error))
