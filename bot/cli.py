"""The command `dateline`: reads the command line, asks the Library, prints for people or as JSON.

What loads the model or an index is imported by the commands that need it, so that `--help` and a mistyped date are
answered at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.chat_commands import command_lines
from bot.check_printing import checks_lines
from bot.cli_admin import admin
from bot.cli_coverage import coverage
from bot.cli_feeds import feeds
from bot.cli_lookups import lookups
from bot.kept.tables import KeptError
from bot.printing import answer_lines, index_lines, rows_lines, status_lines, verify_lines
from bot.progress import shown_progress
from bot.receipt_lines import receipt_lines
from bot.settings import Settings, SettingsError, load_settings
from bot.shell import (
    FAILED,
    AsOf,
    Json,
    Limit,
    Publisher,
    Question,
    Since,
    Until,
    complain,
    open_library,
    show,
)
from bot.terminal import chat
from bot.worker import open_fetcher
from store.errors import DatelineError, QueryError
from store.query import build_query
from store.quotecheck.claim import claims_in
from store.receipt import new_id, receipt_of
from store.web.address import is_url
from store.wording import counted

WRONG_USAGE, INTERRUPTED = 2, 130

app = typer.Typer(
    name="dateline",
    help="Answers questions about news coverage in the coverage's own words: dated, verbatim quotes.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(lookups)
app.add_typer(admin)
app.add_typer(coverage)
app.add_typer(feeds, name="feeds")


@app.command("run")
def run_command() -> None:
    """Start the Discord bot."""
    raise typer.Exit(serve(load_settings()))


@app.command("chat")
def chat_command() -> None:
    """Ask in this terminal, or pipe questions in, one a line."""
    settings = load_settings()
    with open_library(settings) as library:
        chat(library.ask, library.follow, partial(command_lines, library), library.coverage(), settings.home)


@app.command("index")
def index_command(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="PATH|URL", help="Files and folders; pages and feeds to fetch.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index anew from the record.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Add articles; without PATH or URL, bring the index up to date with the record and repair it."""
    settings = load_settings()
    urls = [source for source in sources or [] if is_url(source)]
    paths = [existing(source) for source in sources or [] if not is_url(source)]
    with open_library(settings) as library, shown_progress() as progress:
        fetcher = open_fetcher(settings.allowed_servers, settings.fetch_contact) if urls else None
        report = library.index(
            paths,
            urls=urls,
            fetcher=fetcher,
            base=settings.articles,
            rebuild=rebuild,
            dry_run=dry_run,
            progress=progress,
        )
    show(index_lines(report), [report], as_json=as_json)
    if report.failed:
        rest = "could not be read; nothing was written" if dry_run else "could not be indexed; the rest is"
        complain(f"{counted(report.failed, 'item')} {rest}.")
        raise typer.Exit(FAILED)


@app.command("ask")
def ask_command(
    question: Question,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    limit: Limit = 3,
    receipt: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, writable=True, help="Write the answer's receipt too.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Answer one question with dated, verbatim quotes, or say no."""
    query = build_query(question, since=since, until=until, as_of=as_of, publisher=publisher, limit=limit)
    with open_library() as library:
        answer = library.ask(query)
    if receipt:
        receipt.write_text(receipt_of(answer, new_id(), datetime.now(UTC)).written, encoding="utf-8")
    show(answer_lines(answer), [answer], as_json=as_json)


@app.command("status")
def status_command(as_json: Json = False) -> None:
    """Count what is there and name the index and the encoder."""
    with open_library() as library:
        status = library.status()
    show(status_lines(status), [status], as_json=as_json)


@app.command("verify")
def verify_command(
    receipt: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Check one answer's receipt instead."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the whole record and both indexes, or one answer's receipt; exit 1 when anything disagrees."""
    if receipt is not None:
        verify_receipt(receipt, as_json=as_json)
        return
    with open_library() as library, shown_progress() as progress:
        report = library.verify(progress)
    show(verify_lines(report), [report], as_json=as_json)
    if not report.clean:
        complain(f"{counted(len(report.faults), 'fault')} found; `dateline index` repairs the indexes.")
        raise typer.Exit(FAILED)


def verify_receipt(receipt: Path, *, as_json: bool) -> None:
    with open_library() as library:
        report = library.check_receipt(receipt.read_text(encoding="utf-8", errors="replace"))
    show(receipt_lines(report), [report], as_json=as_json)
    if not report.clean:
        complain("the receipt does not agree with the record; the lines above say where.")
        raise typer.Exit(FAILED)


@app.command("check")
def check_command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was posted, or `-` for standard input.")],
    as_json: Json = False,
) -> None:
    """Say whether a posted quotation is real: exact, edited, altered, from elsewhere, or not found."""
    claims = claims_in(posted_text() if text == "-" else text)
    with open_library() as library:
        checks = [library.check_quote(claim) for claim in claims]
    show(checks_lines(checks), checks, as_json=as_json)


@app.command("eval")
def eval_command(
    questions: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Questions, JSONL.")],
    outside: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="More questions, which nothing here answers."),
    ] = None,
    each: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, writable=True, help="Write what each question gave, JSON Lines."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure the answers to a file of questions."""
    if each:
        each.touch()  # a path that cannot be written is said now, not after minutes of asking
    with open_library() as library, shown_progress() as progress:
        evaluation = library.evaluate(questions, outside, progress)
    if each:
        with each.open("w", encoding="utf-8") as file:
            file.writelines(evaluation.lines())
    show(rows_lines(evaluation.rows()), [evaluation], as_json=as_json)


def posted_text() -> str:
    """What stands on standard input. Raises QueryError where that is no text."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError("Standard input is not UTF-8 text; please convert it first.") from None


def existing(source: str) -> Path:
    """The path of a file or folder, or `-` for standard input. Raises BadParameter where there is none."""
    path = Path(source)
    if source != "-" and not path.exists():
        raise typer.BadParameter(f"Path '{source}' does not exist.", param_hint="PATH|URL")
    return path


def serve(settings: Settings) -> int:
    """Runs the Discord bot until it is told to stop; its exit code."""
    from bot.service import run  # loads discord.py, which the terminal has no use for

    return run(settings)


def guarded(work: Callable[[], None]) -> NoReturn:
    """Runs it and ends the process: 0, or 1, 2 or 130 with at most one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Quotes are UTF-8 whatever the locale; a file name that is not even text shows as escapes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        work()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the flush at exit must not complain again
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except QueryError as error:
        complain(str(error))
        sys.exit(WRONG_USAGE)
    except (DatelineError, KeptError, SettingsError, OSError) as error:
        complain(str(error))
        sys.exit(FAILED)
    sys.exit(0)


def main() -> NoReturn:
    """The console command `dateline`."""
    guarded(lambda: app(prog_name="dateline"))
