"""Every error the core raises on purpose. Each message says what to do, in words for a person.

DatelineError
├── QueryError        the question or a filter cannot be used as given
├── NotFoundError     no such article
├── ArchiveError      the record cannot be opened or read
├── GenerationError   a derived index cannot be opened, or does not fit the record or the encoder
├── ModelError        a model is missing, altered or not loadable
├── ReceiptError      a file is no receipt that can be checked
├── ExportError       a file is no export that can be imported here
└── LockedError       another process is writing to the same data
"""


class DatelineError(Exception):
    """Base of all of them; `str(error)` is one line that can be shown to a person."""


class QueryError(DatelineError):
    """The question or one of its filters cannot be used; the asker can mend it."""


class NotFoundError(DatelineError):
    """The archive has no article with that id."""


class ArchiveError(DatelineError):
    """The record cannot be opened, or is of a newer format than this program."""


class GenerationError(DatelineError):
    """A derived index cannot be opened, or was built by another encoder."""


class ModelError(DatelineError):
    """A model is not installed, not loadable, not made for its task, or not the one whose hash we know."""


class ReceiptError(DatelineError):
    """A receipt cannot be read, or is of a newer format than this program."""


class ExportError(DatelineError):
    """An export is damaged, of a newer format than this program or of another record than the one here; or it cannot be
    written."""


class LockedError(DatelineError):
    """Another process holds the writer lock of this data folder."""


def without_advice(error: DatelineError) -> str:
    """What went wrong, where what to do about it has just been done."""
    return str(error).partition("; run: ")[0].partition("; then run: ")[0]
