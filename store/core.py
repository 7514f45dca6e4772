"""The Library: the one object that commands and the bot talk to. Open it once a process and close it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from store.administration import Administration
from store.answer import Answer, Coverage, Quote, Span
from store.answering import Answerer, Read
from store.archive import Archive
from store.article import Article, Version
from store.audit import audited, system_user
from store.catalogue import Catalogue
from store.cataloguing import take_catalogue
from store.census import Census, take_census
from store.checks import verify_all
from store.encoder import Encoder, SentenceTransformerEncoder
from store.evaluation import Evaluation, evaluate
from store.fetches import Fetches
from store.followup import follow
from store.fresh import Fresh, Frontier, Position
from store.generation import Generations
from store.indexer import Indexer
from store.indexes import Indexes
from store.intake import index_paths
from store.ledger import Ledger
from store.listing import Listing, Lookup
from store.lock import writer_lock
from store.lookups import Lookups
from store.newcomers import Newcomers
from store.opened import Current
from store.query import Query
from store.questions import Question, query_of, read_questions
from store.quotecheck.check import QuoteCheck
from store.quotecheck.checker import Checker
from store.quotecheck.claim import Claim
from store.quoting import quote_fault
from store.receipt import Proof, ReceiptReport, check_receipt, read_receipt
from store.report import IndexReport, Progress, Publisher, Status, VerifyReport, no_progress
from store.requoting import Requoted, requote
from store.reranker import CrossEncoderReranker, Reranker
from store.said import Sayings
from store.span_model import SpanModel, span_model_named
from store.standings import Standings, standings_after
from store.surroundings import around
from store.web.address import Reach
from store.web.articles import Fetched, fetch_articles
from store.web.fetcher import Fetcher
from store.web.login import without_login

Look = Callable[[Query, Coverage], Listing]
_NOTHING = Census(0, 0, 0, (), None, None, None)


class Library:
    """The archive and its indexes in one folder, for one process. Not for use by two threads at once.

    Questions are answered from the generation that is current when they are asked; what another process has
    indexed since is seen at the next question. `answerer` is another than ours where a stage is to be measured.
    Without a `reranker` the retriever's order stands, without a `span_model` rules find the answer in a quote.
    """

    def __init__(
        self,
        home: Path,
        encoder: Encoder,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        answerer: type[Answerer] = Answerer,
        reranker: Reranker | None = None,
        span_model: SpanModel | None = None,
    ) -> None:
        self.home = home
        self._now = now
        self._encoder = encoder
        self._answerer = answerer
        self._reranker = reranker
        self._span_model = span_model
        self._archive = Archive(home)
        self._generations = Generations(home / "index")
        self._current = Current(self._archive, self._generations, self._readers, now)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        encoder_model: str | None = None,
        reranker_model: str | None = None,
        reader_model: str | None = None,
    ) -> Library:
        """The library in `home`, made when it is not there.

        The models are hub names or folders, each loaded when first needed: a sentence-transformers model, None for
        the bundled one; a cross-encoder, None for none; one for extractive question answering, None for the bundled
        one and RULES for rules alone.
        Raises ArchiveError, GenerationError.
        """
        return cls(
            home,
            SentenceTransformerEncoder(encoder_model),
            reranker=CrossEncoderReranker(reranker_model) if reranker_model else None,
            span_model=span_model_named(reader_model),
        )

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._current.close()
        self._archive.close()

    def warm(self) -> Coverage:
        """Load the models and open the index, so that the first question does not wait for them.

        From now on no question waits for a new index either: it is opened while it is proved.
        Raises ModelError, GenerationError: what a start check has to say.
        """
        self._encoder.encode(["warm"])
        if self._reranker:
            self._reranker.scores("warm", ["warm"])
        if self._span_model:
            self._span_model.marked("warm", [("", "warm")])
        self._current.load()
        return self.coverage()

    def understand(self, query: Query) -> Query:
        """The query with what its question's words say read, as `ask`, `search` and `timeline` do before anything else.

        Relative days count from the clock of this Library; publishers are those of what may be quoted.
        """
        return query.with_words_read(self._now().date(), self._publishers())

    def follow(self, before: Query, words: str, told: date | None = None) -> Query:
        """The query that the words mean after `before`, which a story of the day `told` answered. Raises QueryError."""
        return follow(before, words, today=self._now().date(), publishers=self._publishers(), told=told)

    def ask(self, query: Query) -> Answer:
        """The answer to a query: quotes that the record vouches for at this moment, or a plain no."""
        opened, query = self._current.opened(), self.understand(query)
        if opened is None:
            return Answer.of_nothing(query, self.coverage())
        return opened.answerer.answer(query, opened.coverage, opened.publishers)

    def search(self, query: Query) -> Listing:
        """The stories that fit the query best, a passage each with its matching words, without a verdict."""
        return self._look_up("search", query, lambda answerer: Lookups(answerer).search)

    def latest(self, query: Query) -> Listing:
        """The newest stories on the topic, newest first."""
        return self._look_up("latest", query, lambda answerer: Lookups(answerer).latest)

    def timeline(self, query: Query) -> Listing:
        """One dated quote an event of the topic, oldest first or as the query says; undated stories are left out."""
        return self._look_up("timeline", query, lambda answerer: Lookups(answerer).timeline)

    def said(self, query: Query) -> Listing:
        """What `query.speaker` said, on the query's question where it has one, newest first or as the query says."""
        return self._look_up("said", query, lambda answerer: Sayings(answerer).said)

    def check_quote(self, claim: Claim) -> QuoteCheck:
        """Whether a posted claim stands in what may be quoted: where, or how it differs from what does."""
        opened = self._current.opened()
        if opened is None:
            return QuoteCheck.of_nothing(claim, self.coverage())
        return opened.checker.check(claim, opened.coverage, self._publishers())

    def frontier(self) -> Frontier:
        """How far the index reaches now, for who wants to know what comes in later."""
        opened, now = self._current.opened(), self._now()
        if opened is None:
            return Frontier(Position(0, now), at_work=False, next_lift=None)
        return Frontier(Position(opened.state.applied, now), not opened.state.clean, opened.census.next_lift)

    def fresh(self, query: Query, after: Position) -> Fresh:
        """What answers the query in the coverage that came in after a position: some of it, and up to where."""
        opened, query = self._current.opened(), self.understand(query)
        if opened is None:
            return Fresh(Answer.of_nothing(query, self.coverage()), after, whole=True)
        ledger = Ledger(self._archive, opened.state.generation)
        newcomers = Newcomers(self._archive, ledger, opened.answerer, opened.state.applied, self._now)
        return newcomers.fresh(query, after, opened.coverage)

    def article(self, article_id: str) -> Article:
        """An article with all its versions. Raises NotFoundError."""
        return Article(tuple(self._archive.versions(article_id)))

    def around(self, proof: Proof) -> Quote:
        """The paragraphs around a quote of a receipt, the quote marked in them. Raises NotFoundError."""
        return around(proof, self._archive, self._now())

    def standings(self, after: int) -> Standings:
        """What became of stories in the record after a change of its log: corrected, withdrawn, removed, restored."""
        return standings_after(self._archive, after)

    def requote(self, proofs: Sequence[Proof], marks: Sequence[tuple[Span, ...]] = ()) -> tuple[Requoted, ...]:
        """What a receipt quoted, as it may be shown now; `marks` are the answer spans of its quotes."""
        return requote(self._archive, proofs, marks, self._now())

    def sources(self) -> list[Publisher]:
        """The publishers of what may be quoted now, the largest first."""
        return list(take_census(self._archive, self._now()).publishers)

    def catalogue(self) -> Catalogue:
        """The names to offer somebody who types: headlines, publishers, speakers. Takes seconds; ask once an index."""
        return take_catalogue(self._archive, self._now())

    def coverage(self) -> Coverage:
        """What the current index holds, for people."""
        opened = self._current.opened()
        return opened.coverage if opened else _NOTHING.coverage("", None)

    def status(self) -> Status:
        """The state of the archive and its index."""
        opened = self._current.opened()
        census = take_census(self._archive, self._now())
        generation = opened.state.generation if opened else None
        return Status(
            articles=census.articles,
            versions=self._archive.count_versions(),
            passages=Ledger(self._archive, generation).count() if generation else 0,
            publishers=len(census.publishers),
            first=census.first,
            newest=census.newest,
            undated=census.undated,
            withdrawn=census.withdrawn,
            generation=generation,
            built=opened.state.built if opened else None,
            encoder=self._encoder.name,
            reranker=self._reranker.name if self._reranker else None,
            reader=self._span_model.name if self._span_model else None,
            home=str(self.home),
        )

    def index(
        self,
        paths: Sequence[Path],
        *,
        urls: Sequence[str] = (),
        fetcher: Fetcher | None = None,
        base: Path | None = None,
        rebuild: bool = False,
        dry_run: bool = False,
        progress: Progress = no_progress,
        who: str | None = None,
    ) -> IndexReport:
        """Read pages, feeds, files and folders into the record and bring the indexes up to it, mending what is wrong.

        `urls` are fetched by `fetcher`, or by one that reaches the public internet only. Files below
        the folder `base` are the same articles as where that folder is given. Without paths and urls only the mending
        and the bringing up. The run is in the audit trail as done by `who`, None for the user of this process, unless
        it is a dry one. Raises LockedError when another process writes.
        """
        self._current.release()
        # Before the lock, which a slow server must not keep from others.
        fetched = self._fetched(urls, fetcher, progress) if urls else []
        about = ", ".join([*map(str, paths), *map(without_login, urls)]) or "what is recorded"
        with writer_lock(self.home), ExitStack() as run:
            finish = (
                None if dry_run else run.enter_context(audited(self._archive, who or system_user(), "index", about))
            )
            report = index_paths(
                self._archive,
                self._generations,
                self._encoder,
                paths,
                fetched,
                base=base,
                now=self._now(),
                rebuild=rebuild,
                dry_run=dry_run,
                progress=progress,
            )
            if finish:
                finish(report.summary)
        return report

    @property
    def admin(self) -> Administration:
        """What changes this archive by somebody's decision, and the trail of it."""
        return Administration(
            self.home, self._archive, self._generations, self._encoder, self._now, self._current.release
        )

    def verify(self, progress: Progress = no_progress) -> VerifyReport:
        """Re-check everything stored. Raises LockedError while another process writes."""
        self._current.release()
        with writer_lock(self.home):
            state = self._generations.current()
            if state is None:
                return verify_all(self._archive, None, progress)
            indexer = Indexer(self._archive, self._generations, state, self._encoder, self._now())
            try:
                return verify_all(self._archive, indexer, progress)
            finally:
                indexer.close()

    def check_receipt(self, written: str) -> ReceiptReport:
        """An answer's receipt, as JSON, against the record. Raises ReceiptError for what is no receipt."""
        return check_receipt(read_receipt(written), self._archive, self._now())

    def evaluate(self, questions: Path, outside: Path | None = None, progress: Progress = no_progress) -> Evaluation:
        """Measure answers on a questions file, and on one whose questions have no answer here.

        Raises QueryError for a file that cannot be read or a question that cannot be asked.
        """
        asked, unanswerable = read_questions(questions), read_questions(outside) if outside else []

        def ask(question: Question) -> tuple[Answer, Read | None]:
            # On which day it was asked is not known, unless it says so.
            query, opened = query_of(question).with_words_read(None, self._publishers()), self._current.opened()
            if opened is None:
                return Answer.of_nothing(query, self.coverage()), None
            return opened.answerer.answer_with_evidence(query, opened.coverage, opened.publishers)

        def fault(quote: Quote, stored: Version | None) -> str | None:
            return quote_fault(quote, stored, self._now())

        return evaluate(ask, self._archive, asked, unanswerable, fault, progress)

    def _look_up(self, lookup: Lookup, query: Query, by: Callable[[Answerer], Look]) -> Listing:
        opened, query = self._current.opened(), self.understand(query)
        if opened is None:
            return Listing.of_nothing(lookup, query, self.coverage())
        return by(opened.answerer)(query, opened.coverage)

    def _fetched(self, urls: Sequence[str], fetcher: Fetcher | None, progress: Progress) -> list[Fetched]:
        known = Fetches(self._archive).known
        return list(fetch_articles(urls, fetcher or Fetcher(Reach()), known, progress))

    def _publishers(self) -> list[str]:
        opened = self._current.opened()
        return opened.publishers if opened else []

    def _readers(self, indexes: Indexes) -> tuple[Answerer, Checker]:
        answerer = self._answerer(
            self._archive,
            indexes.vectors,
            indexes.lexicon,
            self._encoder,
            self._now,
            self._reranker,
            self._span_model,
        )
        return answerer, Checker(self._archive, indexes.vectors, indexes.lexicon, self._encoder, self._now)
