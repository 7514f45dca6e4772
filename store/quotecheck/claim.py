"""Claims: the quotations in a posted message, each with the words around it that may name a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.errors import QueryError
from store.quotecheck.tokens import tokens_of

MAX_MESSAGE = 6000
"""Characters of a message that are read: more than any that Discord carries, with its markdown."""
MAX_CLAIMS = 5
MAX_CLAIM = 1200
"""Characters of a claim that are checked, about 200 words. What is cut off is said."""
MIN_QUOTED = 3
"""Words from which what stands between quotation marks is taken for a quotation, not for a title or a held word."""
_AROUND = 200  # characters on each side in which a source is looked for

_URL = re.compile(r"<?(https?://[^\s<>\"”»]+[^\s<>\"”».,;:!?)\]'’])>?")
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?([^()\s<>]*)>?\)")
_NAMED_BY_ID = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>")
_LINE_MARK = re.compile(r"^(?:#{1,3}|-#|[-*+])[ \t]+", re.MULTILINE)
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.{1,1500}?)(?<=\S)\1(?!\*)", re.DOTALL)  # in pairs: `f***ing` is a word
_MOST_NESTED = 3
_EMPHASIS = re.compile(r"__|~~|\|\||```(?:\w+\n)?|`|(?<![^\W_])_|_(?![^\W_])")
_ESCAPED = re.compile(r"\\([^\w\s])")
_MASKED, _MASK_FIRST = re.compile("[\ue000-\ue0ff]"), 0xE000  # an escaped sign, while markers are taken away
_BLOCK = re.compile(r"(?:^[ \t]*>[ \t]?.*(?:\n|$))+", re.MULTILINE)
_BLOCK_TO_END = re.compile(r"^[ \t]*>>>[ \t]", re.MULTILINE)
_BAR = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_DOUBLE = re.compile(
    r"“(?P<curly>[^“”]+)(?:”|$)|„(?P<low>[^„“”]+)(?:[“”]|$)|«(?P<angle>[^«»]+)(?:»|$)"
    r"|(?<!['’]\d)(?<!['’]\d\d)\"(?P<straight>[^\"]+)(?:\"|$)|「(?P<corner>[^「」]+)(?:」|$)"
)
# A single mark is an apostrophe as well: it opens before a word and closes after a sign, or last before the next one.
_SINGLE = re.compile(r"(?<![^\s(\[:—–-])['‘](?P<single>\w(?:[^\n]*?[.,!?…]['’](?!\w)|[^\n]*['’](?!\w)))")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a message says were said: `text`, without quotation marks and markdown.

    `before` and `after` are what stands around them in the message, at most 200 characters each; `urls` are the web
    addresses in the message; `cut` tells that the claim went on and only its beginning is checked.
    """

    text: str
    before: str = ""
    after: str = ""
    urls: tuple[str, ...] = ()
    cut: bool = False

    @property
    def around(self) -> str:
        """What may name a source; an ellipsis stands for the claim itself."""
        return f"{self.before} … {self.after}".strip()

    def as_json(self) -> dict[str, object]:
        return {
            "text": self.text,
            "before": self.before,
            "after": self.after,
            "urls": list(self.urls),
            "cut": self.cut,
        }


def claims_in(message: str) -> tuple[Claim, ...]:
    """What a posted message claims was said: its quotations in order, at most five, or all of it as one claim.

    Block quotes count before quotation marks, and double marks before single ones. Raises QueryError for a message
    without words or of more than 6,000 characters.
    """
    if len(message) > MAX_MESSAGE:
        raise QueryError(f"The message has {len(message):,} characters; please check {MAX_MESSAGE:,} at most.")
    rest, urls = _without_addresses(message.replace("\r\n", "\n"))
    for claims in (_blocks(rest, urls), _marked(_plain(rest), urls)):
        found = [claim for claim in claims if _words(claim.text) >= MIN_QUOTED]
        if found:
            return tuple(dict.fromkeys(found))[:MAX_CLAIMS]
    whole = _claim(_plain(rest), "", "", urls)
    if not _words(whole.text):
        raise QueryError("There are no words to check; please give those that were quoted.")
    return (whole,)


def _without_addresses(message: str) -> tuple[str, tuple[str, ...]]:
    urls: list[str] = []

    def labelled(found: re.Match[str]) -> str:
        urls.append(found[2])
        return found[1]

    def bare(found: re.Match[str]) -> str:
        urls.append(found[1])
        return " "

    rest = _URL.sub(bare, _LINK.sub(labelled, message))
    return _NAMED_BY_ID.sub(" ", rest), tuple(url for url in dict.fromkeys(urls) if url.startswith("http"))


def _blocks(message: str, urls: tuple[str, ...]) -> Iterator[Claim]:
    to_end = _BLOCK_TO_END.search(message)
    if to_end:
        yield _claim(_plain(message[to_end.end() :]), _plain(message[: to_end.start()]), "", urls)
        return
    for block in _BLOCK.finditer(message):
        inside = _plain(_BAR.sub("", block[0]))
        # What is quoted in a block with marks of its own is what was said; the rest of the block names who said it.
        quoted = list(_marked(inside, urls))
        if any(_words(claim.text) >= MIN_QUOTED for claim in quoted):
            yield from quoted
        else:
            yield _claim(inside, _plain(message[: block.start()]), _plain(message[block.end() :]), urls)


def _marked(plain: str, urls: tuple[str, ...]) -> Iterator[Claim]:
    spans = [found.span(str(found.lastgroup)) for found in _DOUBLE.finditer(plain)]
    if not any(_words(plain[start:end]) >= MIN_QUOTED for start, end in spans):
        spans = [_inside_single(found) for found in _SINGLE.finditer(plain)]
    for start, end in spans:
        yield _claim(plain[start:end], plain[: max(0, start - 1)], plain[end + 1 :], urls)


def _inside_single(found: re.Match[str]) -> tuple[int, int]:
    start, end = found.span("single")
    return start, end - 1


def _claim(text: str, before: str, after: str, urls: tuple[str, ...]) -> Claim:
    words = text.strip()
    kept = words if len(words) <= MAX_CLAIM else _cut(words)
    return Claim(kept, before.strip()[-_AROUND:], after.strip()[:_AROUND], urls, kept != words)


def _cut(words: str) -> str:
    space = words.rfind(" ", 1, MAX_CLAIM + 1)
    return words[: space if space > 0 else MAX_CLAIM].rstrip()


def _plain(markdown: str) -> str:
    """One line of text without markers of markdown; a sign with a backslash before it is the sign."""
    signs: list[str] = []

    def masked(found: re.Match[str]) -> str:
        signs.append(found[1])
        return chr(_MASK_FIRST + len(signs) - 1) if len(signs) <= 256 else found[1]

    text = _LINE_MARK.sub("", _ESCAPED.sub(masked, _MASKED.sub("", markdown)))
    for _ in range(_MOST_NESTED):
        text = _STARS.sub(r"\2", text)
    text = _EMPHASIS.sub("", text)
    shown = _MASKED.sub(lambda found: signs[ord(found[0]) - _MASK_FIRST], text)
    return " ".join(shown.split())


def _words(text: str) -> int:
    return sum(token.word for token in tokens_of(text))
