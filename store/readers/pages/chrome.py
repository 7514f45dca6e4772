"""Lines of a saved news page that are the site's, not the story's.

Every rule looks at one line. A rule that could fit a sentence of a story is not here: what is lost from a body
is worse than what is left over.
"""

from __future__ import annotations

import re

MAX_LINE = 700  # characters; no line of chrome and no caption is longer

_WORDS = frozenset(
    line.strip().casefold()
    for line in """
    Advertisement|Advertisement · Scroll to continue|Advertise with Us|Advertising Guidelines|All News|Apps|Archive
    Article continues below advertisement|Author|Business|Careers|Close|Comments|Companies|Contact|Contact Us|Cookies
    Copy link|Directory of sites|Discover Thomson Reuters|Edition|Email|Email this|Facebook|File photo|Follow Us|Home
    Join the discussion|LinkedIn|Link copied|Link this|Listen to this article|Live|Log in|Login|Markets|Menu|Messenger
    More|My View|Newsletters|Open menu|Opinion|Pinterest|Politics|Print|Print this|Privacy|Privacy Policy|Read more
    Reddit|Register|Reprints|Save|Search|Select Region|Settings|Share|Share on Facebook|Share on Twitter|Share on X
    Share this|Share this article|Sign in|Sign Out|Sign Up|Skip to content|Skip to main content|Sitemap|Subscribe
    Summary|Support|Tech|Technology|Telegram|Terms of Use|Text size|Tweet|Tweet this|Twitter|TV|U.S.|US|United States
    Video|Watch|WhatsApp|World|X|Acquire Licensing Rights|Purchase Licensing Rights|Report this ad|Show more
    Sign up here.|Thomson Reuters|Reuters|Reuters Staff|By Reuters Staff|Reuters logo|Gift this article
    """.replace("\n", "|").split("|")
    if line.strip()
)
# Section names that also stand in the navigation.
SECTIONS = frozenset(
    {"Business", "Markets", "World", "Politics", "Technology", "Tech", "Opinion", "U.S.", "United States"}
)
_READING_TIME = re.compile(r"\d{1,3} min(?:ute)?s? read(?: *[·|].*)?", re.IGNORECASE)
_PATTERNS = re.compile(
    r"""(?:by\ )?[A-Z][\w.&' -]{1,40}\ (?:staff|logo|newsroom)
    | (?:slideshow|view\ gallery|gallery)\ *\(?\d*\ *(?:images?|photos?)?\)?
    | \d+\ (?:comments?|shares?|images?|photos?)
    | (?:image|photo|slide)?\ ?\d+\ ?(?:/|of)\ ?\d+
    | register\ now\ for\ free\ .* | sign\ up\ for\ (?:our|the)\ .* | subscribe\ (?:now|to\ our)\b.*
    | (?:our\ )?reporting\ by\ reuters\ staff
    | (?:related|read\ more|see\ more|see\ also|also\ read|read\ also|more\ on\ this\ story|don['’]t\ miss)
      (?:\ ?[:|]\ ?.*[^.])?
    | (?:source|filed\ under|tags?|topics?)\ ?:\ ?.{1,80}[^.] | (?:last\ )?updated\ (?:at|on)\ .{1,40}
    | follow\ [^.“"]{1,80}\bon\ (?:twitter|facebook|instagram|x)\b.{0,80}
    | (?:get|subscribe|sign\ up)\b[^“"]{1,200}\b(?:your\ inbox|newsletters?)\b[^“"]{0,80}
    | jump\ to\ .{1,40} | skip\ to\ .{1,40} | .{1,60},?\ opens\ (?:in\ )?(?:a\ )?new\ (?:tab|window)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TRUST = re.compile(
    r"""our\ standards:.* | .{0,60}thomson\ reuters\ trust\ principles.{0,60} | 0\ ?:\ ?0
    | [•*·-]?\s*(?:narrow-browser-and-phone|medium-browser-and-portrait-tablet|landscape-tablet|wide-browser-and-larger)
    | all\ quotes\ delayed\ a\ minimum\b.*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TEASERS = re.compile(
    r"""read\ next | sponsored\ content | promoted\ (?:content|stories) | from\ around\ the\ web
    | you\ may\ (?:also\ )?like
    | more\ from\ [A-Z].{1,30} | most\ (?:read|popular|viewed) | suggested\ topics:? | about\ the\ author
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COPYRIGHT = re.compile(
    r"©.{0,160}|(?:\(c\)|copyright),? (?:© ?)?(?:19|20)\d\d\b.{0,120}|(?:\(c\)|copyright) .{0,120}\breserved\b.{0,40}",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:related (?:coverage|stories|news|articles|content|topics|links)|also in .{1,40}|analysis & opinion"
    r"|topics:?|tags:?|read more:?)",
    re.IGNORECASE,
)
_CREDIT_MARK = (
    r"(?:REUTERS|AFP|EPA|AP|Getty(?: Images)?|Handout|Pool|TASS|Sputnik|Xinhua|KCNA|Bloomberg|USA TODAY Sports|ANP|PA)"
)
_CAPTION = re.compile(
    rf"""(?:file\ photo|photo|picture|image|video|graphic|credit)s?(?:\ by)?:\ \S.*
    | \[\d+/\d+\]\ ?\S.*
    | .*(?-i:\bREUTERS/(?!IPSOS|Ipsos)[^"“”]{{2,90}})
    | .*(?-i:\b{_CREDIT_MARK}(?:\ Photo)?/[A-Z][\w.'’-]*(?:[\ /][A-Z][\w.'’-]*){{0,6}}\)?)
    | .*[.)]\ (?:photograph|photo|picture|illustration):\ [^"“”.]{{2,80}}\.?
    | .*\((?:AFP|AP|EPA|Getty\ Images)\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT_IN_CAPITALS = re.compile(
    r"REUTERS/|/REUTERS|AFP|EPA|AP\b|Getty|[Pp]hoto|[Pp]icture|[Ii]mage|[Vv]ideo|[Cc]redit|PHOTO|\[\d|TASS|KCNA|ANP"
)
# A full stop that closes an abbreviation, not a sentence.
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.[A-Z]|Jr|Sr|Inc|Corp|Co|Ltd|St|No|[ap]\.m)\.$")
_CLOSERS = "\"'”’)]»」』 "
_SENTENCE_END = ".!?…:;。！？؟।"


def is_chrome(line: str) -> bool:
    """Navigation, share bars, reading time, logos, rules: never part of a story, wherever they stand."""
    if len(line) > MAX_LINE:
        return False
    if not any(character.isalnum() for character in line):
        return True
    return line.casefold() in _WORDS or is_reading_time(line) or _PATTERNS.fullmatch(line) is not None


def is_reading_time(line: str) -> bool:
    """`5 Min Read`: the last line of the head on pages from 2018 on."""
    return len(line) <= 60 and _READING_TIME.fullmatch(line) is not None


def ends_story(line: str) -> bool:
    """Trust line, `0 : 0`, list of breakpoints, copyright, teasers: nothing of the story follows."""
    return len(line) <= MAX_LINE and (is_trust_line(line) or _TEASERS.fullmatch(line) is not None or is_copyright(line))


def is_trust_line(line: str) -> bool:
    """`Our Standards: …` and what only stands below it: no page has any of its story under these."""
    return len(line) <= MAX_LINE and _TRUST.fullmatch(line) is not None


def is_copyright(line: str) -> bool:
    """`© 2013 …`: it ends a story, but other footer lines may stand between the story and it."""
    return len(line) <= MAX_LINE and _COPYRIGHT.fullmatch(line) is not None


def opens_aside(line: str) -> bool:
    """The title of a list of other stories' headlines inside the story."""
    return len(line) <= MAX_LINE and _ASIDE.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """The words under a picture, known by who took it: `… REUTERS/Name`, `FILE PHOTO: …`."""
    if len(line) > MAX_LINE or not _CREDIT_IN_CAPITALS.search(line):
        return False
    return _CAPTION.fullmatch(line) is not None


def is_sentence(line: str) -> bool:
    """Whether a line ends as sentences do, or is too long for a label or a headline."""
    if len(line) > 250:
        return True
    bare = line.rstrip(_CLOSERS)
    return bare.endswith(tuple(_SENTENCE_END)) and not _ABBREVIATION.search(bare)
