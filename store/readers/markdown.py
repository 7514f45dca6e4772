"""Markdown with front matter: python-frontmatter for the keys, markdown-it-py for the text.

Emphasis and links give their words; a heading, list item, table row, code block or block of HTML is a paragraph
of its own; images give their alternative text as captions. A first heading that repeats the headline is left
out, and stands in for a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import frontmatter
import yaml  # type: ignore[import-untyped]
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from store.article import PARAGRAPH_BREAK, Draft
from store.readers import fields
from store.readers.errors import NotAnArticleError
from store.readers.text import normalise, one_line, paragraphs
from store.readers.wires.fragment import read_fragment

_NO_FRONT_MATTER = (
    "there is no front matter; begin the file with a line `---`, then `headline: …` and `published: …`, then `---`"
)
# What PyYAML lets out besides its own errors, for values such as `!!timestamp x`, `!!int ""` or 2013-02-31.
_YAML_ERRORS = (yaml.YAMLError, ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError)
_MAX_NESTING = 60  # levels; quoted lists in real stories reach 4, and deeper ones would cost recursion


def read_markdown(source: str, text: str) -> Draft:
    """The draft of normalised Markdown text. Raises NotAnArticleError."""
    values, content = _front_matter(text)
    page = _Page()
    try:
        page.read(_parser().parse(content))
    except RecursionError:
        raise NotAnArticleError("the Markdown is nested too deeply; flatten its lists and quotes") from None
    body = list(page.paragraphs)
    if page.title is not None:
        headline = values.setdefault("headline", values.get("title") or page.title)
        if isinstance(headline, str) and one_line(headline) == page.title:
            body = body[1:]
    return fields.draft(source, values, tuple(body), date_source="front matter", captions=tuple(page.captions))


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    handler = YAMLHandler()
    if not handler.detect(text):
        raise NotAnArticleError(_NO_FRONT_MATTER)
    try:
        values, content = frontmatter.parse(text, handler=handler)
    except _YAML_ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise NotAnArticleError(f"the front matter is not valid YAML{where}; mend it between the `---` lines") from None
    if not values:
        raise NotAnArticleError(
            "the front matter is empty or has no closing `---` line; add `headline: …` and close it"
        )
    return {str(key).casefold(): value for key, value in values.items()}, content


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])


class _Page:
    """The paragraphs, captions and first-heading title of a token stream."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.captions: list[str] = []
        self.title: str | None = None
        self._prefix = ""
        self._row: list[str] | None = None

    def read(self, tokens: Sequence[Token]) -> None:
        for before, token in zip([None, *tokens], tokens, strict=False):
            match token.type:
                case "inline":
                    first_heading = before is not None and before.tag == "h1" and not self.paragraphs
                    self._words(token.children or [], title=first_heading)
                case "fence" | "code_block":
                    self._add(token.content)
                case "html_block":
                    self._html(token.content)
                case "list_item_open":
                    self._prefix = f"{token.info}{token.markup} " if token.info else ""
                case "tr_open":
                    self._row = []
                case "tr_close":
                    row, self._row = self._row, None
                    self._add(" | ".join(cell for cell in row or [] if cell))

    def _words(self, children: Sequence[Token], *, title: bool) -> None:
        text = "".join(self._inline(children))
        if self._row is not None:
            self._row.append(one_line(text))
            return
        self._add(text)
        if title and self.paragraphs:
            self.title = one_line(self.paragraphs[0])

    def _inline(self, children: Sequence[Token]) -> Iterator[str]:
        for child in children:
            match child.type:
                case "softbreak" | "hardbreak":
                    yield " "
                case "image":
                    self.captions.extend(caption for caption in [one_line(child.content)] if caption)
                case "html_inline":
                    yield " " if child.content.casefold().startswith("<br") else ""
                case _:
                    yield child.content

    def _html(self, markup: str) -> None:
        body = read_fragment(markup)
        self._add(PARAGRAPH_BREAK.join(body.paragraphs))
        self.captions.extend(body.captions)

    def _add(self, text: str) -> None:
        prefix, self._prefix = self._prefix, ""
        found = paragraphs(normalise(text))
        self.paragraphs.extend([prefix + found[0], *found[1:]] if found else [])
