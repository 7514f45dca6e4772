"""The commands of `dateline` for who runs the archive: withdraw, restore, remove, rollback, export, import, audit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.admin_lines import decision_lines, removal_lines, rollback_lines, trail_lines, transfer_lines
from bot.printing import one_line
from bot.progress import shown_progress
from bot.shell import Json, open_library, show
from store.errors import QueryError

admin = typer.Typer()

ArticleId = Annotated[str, typer.Argument(metavar="ID", help="The id that stands beside a quote.")]
Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why; kept in the trail and told to readers.")]


@admin.command("withdraw")
def withdraw_command(article_id: ArticleId, *, reason: Reason, as_json: Json = False) -> None:
    """Have one story quoted no more; the record keeps it."""
    with open_library() as library, shown_progress() as progress:
        decision = library.admin.withdraw(article_id, reason, progress=progress)
    show(decision_lines(decision), [decision], as_json=as_json)


@admin.command("restore")
def restore_command(article_id: ArticleId, *, reason: Reason, as_json: Json = False) -> None:
    """Undo `withdraw`, or let a removed story be read again."""
    with open_library() as library, shown_progress() as progress:
        decision = library.admin.restore(article_id, reason, progress=progress)
    show(decision_lines(decision), [decision], as_json=as_json)


@admin.command("remove")
def remove_command(
    article_id: ArticleId,
    *,
    reason: Reason,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Delete the text of one story for good; later reads of it are passed over."""
    with open_library() as library:
        if not yes:
            confirm_removal(library.article(article_id).current.headline)
        with shown_progress() as progress:
            removal = library.admin.remove(article_id, reason, progress=progress)
    show(removal_lines(removal), [removal], as_json=as_json)


def confirm_removal(headline: str) -> None:
    """Ask whoever sits there. Raises QueryError where nobody does, Abort where they say no."""
    if not sys.stdin.isatty():
        raise QueryError("This deletes the text of the story for good; say --yes to do it without being asked.")
    typer.confirm(f"Delete the text of “{one_line(headline)}” for good?", abort=True, err=True)


@admin.command("rollback")
def rollback_command(
    *,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why; kept in the trail.")] = None,
    as_json: Json = False,
) -> None:
    """Answer from the index before the current one again."""
    with open_library() as library, shown_progress() as progress:
        rollback = library.admin.roll_back(reason, progress=progress)
    show(rollback_lines(rollback), [rollback], as_json=as_json)


@admin.command("export")
def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Written whole, then put in place.")],
    as_json: Json = False,
) -> None:
    """Write the whole record into one file."""
    with open_library() as library:
        transfer = library.admin.export(file)
    show(transfer_lines(transfer), [transfer], as_json=as_json)


@admin.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="What `export` wrote.")],
    as_json: Json = False,
) -> None:
    """Take over the record in an export, into an empty data folder, and index it."""
    with open_library() as library, shown_progress() as progress:
        transfer = library.admin.import_(file, progress=progress)
    show(transfer_lines(transfer), [transfer], as_json=as_json)


@admin.command("audit")
def audit_command(
    *,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many lines, the newest.")] = 50,
    as_json: Json = False,
) -> None:
    """List who did what to the archive, when, why, and what came of it."""
    with open_library() as library:
        entries = library.admin.trail(limit)
    show(trail_lines(entries), entries, as_json=as_json)
