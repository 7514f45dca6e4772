"""What an archivist's command did, as lines for a person in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from bot.printing import Line, Lines, one_line
from store.wording import counted

if TYPE_CHECKING:
    from store.administration import Rollback
    from store.audit import Entry
    from store.removal import Removal
    from store.transfer import Transfer
    from store.withdrawal import Decision

_STATES = {
    ("withdrawn", "withdrawn"): "Withdrawn: it is quoted no more.",
    ("restored", "withdrawn"): "Restored, but its publisher withdrew it, too: it is not quoted.",
    ("unchanged", "withdrawn"): "Nothing changed: it is withdrawn.",
    ("restored", "embargoed"): "Restored: it is quoted once its embargo lifts.",
    ("unchanged", "embargoed"): "Nothing changed: it is under embargo.",
    ("readmitted", None): "It may be read again: index its file or page anew. Its text does not come back by itself.",
    ("unchanged", None): "Nothing changed: it may be read again already. Index its file or page anew.",
}


def decision_lines(decision: Decision) -> Lines:
    """The story, what became of it, and the reason that stands."""
    yield _story(decision.headline or "A removed story", decision.article_id)
    may_be_quoted = (
        f"{decision.outcome.capitalize() if decision.outcome == 'restored' else 'Nothing changed'}: it may be quoted."
    )
    yield Line(Text(_STATES.get((decision.outcome, decision.status), may_be_quoted)))
    if decision.status == "withdrawn" and decision.note:
        yield Line(Text(f"Reason: {one_line(decision.note)}"))
    if decision.trouble:
        yield Line(Text(f"This counts already; the index follows with the next run: {one_line(decision.trouble)}"))


def removal_lines(removal: Removal) -> Lines:
    """The story that is gone, and what is not gone with it."""
    yield _story(removal.headline, removal.article_id)
    yield Line(
        Text(f"Removed for good, with {counted(removal.versions, 'version')}: what is read of it is passed over.")
    )
    yield Line(Text("Exports, backups and answers given earlier are not changed by this."))
    if not removal.erased:
        yield Line(Text("Its words are still in the database file, as something reads it: run dateline index later."))


def _story(headline: str, article_id: str) -> Line:
    return Line(Text(f"{one_line(headline)}  [{article_id}]", "bold"))


def rollback_lines(rollback: Rollback) -> Lines:
    """Which index answers now."""
    yield Line(Text(f"Index {rollback.current} answers again, index {rollback.left} does not."))
    if rollback.changes:
        yield Line(Text(f"{counted(rollback.changes, 'change')} of the record since then were brought into it."))


def transfer_lines(transfer: Transfer) -> Lines:
    """What was carried, from or to which file."""
    whole = f"{counted(transfer.articles, 'article')} in {counted(transfer.versions, 'version')}"
    file = one_line(transfer.file)
    told = {
        "exported": f"Exported {whole} to {file}.",
        "imported": f"Imported {whole} from {file}.",
        "unchanged": f"Nothing to import: {whole} of {file} are here already.",
    }
    yield Line(Text(told[transfer.outcome]))


def trail_lines(entries: Sequence[Entry]) -> Lines:
    """A line an entry, oldest first."""
    if not entries:
        yield Line(Text("Nothing has been done to this archive yet."))
    for entry in entries:
        why = f" (“{one_line(entry.reason)}”)" if entry.reason else ""
        outcome = one_line(entry.outcome or "at work, or cut short")
        yield Line(Text(f"{entry.at}  {one_line(entry.who)}  {entry.action} {one_line(entry.about)}{why}: {outcome}"))
