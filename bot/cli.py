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
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.check_printing import check_lines
from bot.printing import (
    BLANK,
    answer_lines,
    article_lines,
    index_lines,
    quotes_lines,
    rows_lines,
    sources_lines,
    status_lines,
    verify_lines,
)
from bot.progress import shown_progress
from bot.receipt_lines import receipt_lines
from bot.settings import Settings, SettingsError, load_settings
from bot.terminal import Screen, chat
from store.errors import DatelineError, QueryError
from store.query import build_query
from store.quotecheck.claim import claims_in
from store.receipt import new_id, receipt_of
from store.web.address import Reach, is_url, parse_allowed
from store.wording import counted

if TYPE_CHECKING:
    from store.core import Library
    from store.web.fetcher import Fetcher

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="dateline",
    help="Answers questions about news coverage in the coverage's own words: dated, verbatim quotes.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Question = Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in quotation marks.")]
Topic = Annotated[str, typer.Argument(metavar="TOPIC", help="The topic, in quotation marks.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only stories published on this day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only stories published on this day or earlier.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Only what had been published by this day.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Only stories of this publisher.")]
Limit = Annotated[int, typer.Option(metavar="N", help="How many quotes at most, 1 to 25.")]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, one object a line; all else on stderr.")]


@app.command("run")
def run_command() -> None:
    """Start the Discord bot."""
    raise typer.Exit(serve(load_settings()))


@app.command("chat")
def chat_command() -> None:
    """Ask in this terminal, or pipe questions in, one a line."""
    settings = load_settings()
    with open_library(settings) as library:
        chat(library.ask, library.follow, library.coverage(), settings.home)


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
        fetcher = open_fetcher(settings) if urls else None
        report = library.index(paths, urls=urls, fetcher=fetcher, rebuild=rebuild, dry_run=dry_run, progress=progress)
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(report.as_json())
    else:
        screen.show(index_lines(report))
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
    with open_library(load_settings()) as library:
        answer = library.ask(query)
    if receipt:
        receipt.write_text(receipt_of(answer, new_id(), datetime.now(UTC)).written, encoding="utf-8")
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(answer.as_json())
    else:
        screen.show(answer_lines(answer))


@app.command("search")
def search_command(
    question: Question,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    limit: Limit = 10,
    as_json: Json = False,
) -> None:
    """List the passages that fit best, without a verdict."""
    query = build_query(question, since=since, until=until, as_of=as_of, publisher=publisher, limit=limit)
    with open_library(load_settings()) as library:
        query = library.understand(query)
        quotes = library.search(query)
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(*(quote.as_json() for quote in quotes))
    else:
        screen.show(quotes_lines(quotes, query))


@app.command("check")
def check_command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was posted, or `-` for standard input.")],
    as_json: Json = False,
) -> None:
    """Say whether a posted quotation is real: exact, edited, altered, from elsewhere, or not found."""
    claims = claims_in(posted_text() if text == "-" else text)
    with open_library(load_settings()) as library:
        checks = [library.check_quote(claim) for claim in claims]
    screen = Screen(sys.stdout)
    for number, check in enumerate(checks):
        if as_json:
            screen.json(check.as_json())
        else:
            screen.show([BLANK] if number else [])
            screen.show(check_lines(check))


@app.command("article")
def article_command(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="The id that stands beside a quote.")],
    as_json: Json = False,
) -> None:
    """Show one article whole."""
    with open_library(load_settings()) as library:
        article = library.article(article_id)
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(article.as_json())
    else:
        screen.show(article_lines(article))


@app.command("timeline")
def timeline_command(
    topic: Topic,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    publisher: Publisher = None,
    limit: Limit = 10,
    as_json: Json = False,
) -> None:
    """List the stories on a topic, oldest first, one quote each."""
    query = build_query(topic, since=since, until=until, as_of=as_of, publisher=publisher, limit=limit)
    with open_library(load_settings()) as library:
        query = library.understand(query)
        quotes = library.timeline(query)
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(*(quote.as_json() for quote in quotes))
    else:
        screen.show(quotes_lines(quotes, query))


@app.command("sources")
def sources_command(as_json: Json = False) -> None:
    """List the publishers and how much of each is there."""
    with open_library(load_settings()) as library:
        publishers = library.sources()
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(*(publisher.as_json() for publisher in publishers))
    else:
        screen.show(sources_lines(publishers))


@app.command("status")
def status_command(as_json: Json = False) -> None:
    """Count what is there and name the index and the encoder."""
    with open_library(load_settings()) as library:
        status = library.status()
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(status.as_json())
    else:
        screen.show(status_lines(status))


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
    with open_library(load_settings()) as library, shown_progress() as progress:
        report = library.verify(progress)
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(report.as_json())
    else:
        screen.show(verify_lines(report))
    if not report.clean:
        complain(f"{counted(len(report.faults), 'fault')} found; `dateline index` repairs the indexes.")
        raise typer.Exit(FAILED)


def verify_receipt(receipt: Path, *, as_json: bool) -> None:
    with open_library(load_settings()) as library:
        report = library.check_receipt(receipt.read_text(encoding="utf-8", errors="replace"))
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(report.as_json())
    else:
        screen.show(receipt_lines(report))
    if not report.clean:
        complain("the receipt does not agree with the record; the lines above say where.")
        raise typer.Exit(FAILED)


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
    with open_library(load_settings()) as library, shown_progress() as progress:
        evaluation = library.evaluate(questions, outside, progress)
    if each:
        with each.open("w", encoding="utf-8") as file:
            file.writelines(evaluation.lines())
    screen = Screen(sys.stdout)
    if as_json:
        screen.json(evaluation.as_json())
    else:
        screen.show(rows_lines(evaluation.rows()))


def open_library(settings: Settings) -> Library:
    from store.core import Library  # loads torch and chromadb, seconds that --help must not cost

    return Library.open(
        settings.home,
        encoder_model=settings.encoder_model,
        reranker_model=settings.reranker_model,
        reader_model=settings.reader_model,
    )


def open_fetcher(settings: Settings) -> Fetcher:
    from store.web.fetcher import Fetcher  # loads httpx and tenacity, which only fetching needs

    return Fetcher(Reach(parse_allowed(settings.fetch_allow or "")), contact=settings.fetch_contact)


def existing(source: str) -> Path:
    """The path of a file or folder, or `-` for standard input. Raises BadParameter where there is none."""
    path = Path(source)
    if source != "-" and not path.exists():
        raise typer.BadParameter(f"Path '{source}' does not exist.", param_hint="PATH|URL")
    return path


def posted_text() -> str:
    """What stands on standard input. Raises QueryError where that is no text."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError("Standard input is not UTF-8 text; please convert it first.") from None


def serve(settings: Settings) -> int:
    """Runs the Discord bot until it is told to stop; its exit code."""
    from bot.service import run  # loads discord.py, which the terminal has no use for

    return run(settings)


def complain(message: str) -> None:
    """One line on stderr."""
    Screen(sys.stderr).say(f"dateline: {message}")


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
    except (DatelineError, SettingsError, OSError) as error:
        complain(str(error))
        sys.exit(FAILED)
    sys.exit(0)


def main() -> NoReturn:
    """The console command `dateline`."""
    guarded(lambda: app(prog_name="dateline"))
