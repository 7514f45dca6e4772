"""The lexical index: the words of passages in tantivy, ranked by BM25. The only module that knows tantivy."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import tantivy

from store.entry import FAR_DAY, Entry, Filter
from store.unusable import unusable
from store.wanted import Order

HEADLINE_BOOST = 0.5
"""Weight of a word in the headline against one in the passage: it names the story, the passage tells it."""
_ANALYZER = "news"
_WORD = re.compile(r"[^\W_]+")  # as the simple tokenizer cuts them
_WRITER_BYTES = 64_000_000
_INTEGER = tantivy.FieldType.Integer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("publisher", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="position")
    builder.add_text_field("headline", tokenizer_name=_ANALYZER, index_option="position")
    for name in ("day", "first", "last"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise unusable("lexical index", folder, error) from error


class Lexicon:
    """One folder of tantivy. Raises GenerationError whenever it cannot be opened, read or written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._schema = _schema()
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, str(folder), reuse=True)
        self._index.register_tokenizer(_ANALYZER, _analyzer())
        self._index.config_reader(reload_policy="manual")
        self._words = _analyzer()
        self.reload()

    def reload(self) -> None:
        """See what was committed since, by this process or another."""
        with _told(self.folder):
            self._index.reload()
            self._searcher = self._index.searcher()

    def terms(self, text: str) -> list[str]:
        """The terms of a text as the index has them: lower case, ASCII-folded, without stop words, stemmed."""
        return self._words.analyze(text)

    def writer(self) -> LexiconWriter:
        """A writer; only one may be open on a folder. Raises GenerationError when another is."""
        with _told(self.folder):
            return LexiconWriter(self._index.writer(heap_size=_WRITER_BYTES, num_threads=1), self._schema, self.folder)

    @property
    def passages(self) -> int:
        return self._searcher.num_docs

    def rarity(self, term: str) -> float:
        """How rare a term is among passages: `log((passages + 100) / (passages having it + 2))`, above 0.

        The hundred passages of which two have the term are a prior: five passages alone cannot tell that a word
        they lack is rare, eighty thousand can.
        """
        return math.log((self._searcher.num_docs + 100) / (self._searcher.doc_freq("body", term) + 2))

    def has(self, term: str) -> bool:
        """Whether any passage or headline has the term."""
        return any(self._searcher.doc_freq(field, term) for field in ("body", "headline"))

    def ids(self) -> Iterator[str]:
        """The id of every passage that is there, in no order."""
        everything = self._searcher.search(tantivy.Query.all_query(), limit=max(self.passages, 1), count=False)
        for _, address in everything.hits:
            yield str(self._searcher.doc(address)["passage"][0])

    def search(
        self,
        terms: Sequence[str],
        limit: int,
        wanted: Filter,
        phrases: Sequence[str] = (),
        among: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """The best passages as (id, BM25 score), best first; any of `terms` may match, and the `phrases` must.

        A phrase matches by its stems in their places, whatever stop words stand between them. `among` are the only
        passages looked at, where they are given.
        """
        should, must = tantivy.Occur.Should, tantivy.Occur.Must
        words = [(should, self._either(term)) for term in dict.fromkeys(terms)]
        if not words:
            return []
        query = tantivy.Query.boolean_query(
            [(must, tantivy.Query.boolean_query(words)), *self._demands(wanted)]
            + [(must, query) for phrase in phrases if (query := self._phrase(phrase))]
            + ([] if among is None else [(must, self._only(among))])
        )
        found = self._searcher.search(query, limit=limit, count=False)
        hits = [(str(self._searcher.doc(address)["passage"][0]), float(score)) for score, address in found.hits]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def by_day(self, terms: Sequence[str], limit: int, wanted: Filter, order: Order = "newest first") -> list[str]:
        """The ids of the dated passages that have all of `terms` in them or in their headline, in order of their days.

        Within a day they are in no order.
        """
        if not terms:
            return []
        dated = wanted if wanted.since or wanted.until else replace(wanted, until=FAR_DAY)
        every = [(tantivy.Occur.Must, self._either(term)) for term in dict.fromkeys(terms)]
        query = tantivy.Query.boolean_query([*every, *self._demands(dated)])
        turned = tantivy.Order.Desc if order == "newest first" else tantivy.Order.Asc
        found = self._searcher.search(query, limit=limit, count=False, order_by_field="day", order=turned)
        return [str(self._searcher.doc(address)["passage"][0]) for _, address in found.hits]

    def _either(self, term: str) -> tantivy.Query:
        """What passages with a term in them or in their headline match."""
        should = tantivy.Occur.Should
        headline = tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, "headline", term), HEADLINE_BOOST)
        body = tantivy.Query.term_query(self._schema, "body", term)
        return tantivy.Query.boolean_query([(should, body), (should, headline)])

    def _only(self, passage_ids: Sequence[str]) -> tantivy.Query:
        return tantivy.Query.const_score_query(
            tantivy.Query.term_set_query(self._schema, "passage", list(passage_ids)), 0.0
        )

    def _phrase(self, phrase: str) -> tantivy.Query | None:
        """What passages with a phrase in them or in their headline match; None where it has stop words only."""
        # Stop words leave their places empty in the index, so each of the others is asked for at its own.
        words = enumerate(_WORD.findall(phrase))
        placed = [(place, term) for place, word in words for term in self.terms(word)]
        if not placed:
            return None
        either = []
        for field in ("body", "headline"):
            if len(placed) == 1:
                found = tantivy.Query.term_query(self._schema, field, placed[0][1])
            else:
                found = tantivy.Query.phrase_query(self._schema, field, list(placed))
            either.append((tantivy.Occur.Should, found))
        return tantivy.Query.boolean_query(either)

    def _demands(self, wanted: Filter) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        def days(field: str, lower: int, upper: int) -> tuple[tantivy.Occur, tantivy.Query]:
            between = tantivy.Query.range_query(self._schema, field, _INTEGER, lower, upper)
            return tantivy.Occur.Must, tantivy.Query.const_score_query(between, 0.0)

        if wanted.as_of is None and not wanted.ever:
            yield days("last", FAR_DAY, FAR_DAY)
        elif wanted.as_of is not None:
            yield days("first", 1, wanted.as_of)
            yield days("last", wanted.as_of + 1, FAR_DAY)
        if wanted.since is not None or wanted.until is not None:
            yield days("day", max(wanted.since or 0, 1), wanted.until or FAR_DAY)
        if wanted.publisher is not None:
            named = tantivy.Query.term_query(self._schema, "publisher", wanted.publisher)
            yield tantivy.Occur.Must, tantivy.Query.const_score_query(named, 0.0)


class LexiconWriter:
    """Changes to a Lexicon; nothing is seen, or survives a kill, before `commit`."""

    def __init__(self, writer: tantivy.IndexWriter, schema: tantivy.Schema, folder: Path) -> None:
        self._folder = folder
        self._writer = writer
        self._schema = schema

    def __enter__(self) -> LexiconWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.rollback()
        self._writer.wait_merging_threads()

    def put(self, entry: Entry, headline: str, body: str) -> None:
        """Add or replace a passage."""
        self.remove([entry.passage_id])
        document = tantivy.Document()
        document.add_text("passage", entry.passage_id)
        document.add_text("publisher", entry.publisher)
        document.add_text("headline", headline)
        document.add_text("body", body)
        document.add_integer("day", entry.day)
        document.add_integer("first", entry.first)
        document.add_integer("last", entry.last)
        self._writer.add_document(document)

    def clear(self) -> None:
        """Forget every passage, and with the commit the files that hold their words."""
        self._writer.delete_all_documents()

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Forget these passages; ids that are not there are no error."""
        for passage_id in passage_ids:
            self._writer.delete_documents_by_term("passage", passage_id)

    def commit(self) -> None:
        with _told(self._folder):
            self._writer.commit()
