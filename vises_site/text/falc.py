"""Easy-to-read texts (FALC): the European rules that a machine can look at.

Source of the rules: Inclusion Europe, « L'information pour tous. Règles européennes pour une
information facile à lire et à comprendre », 2009. They ask for short sentences without naming a
number: `LONGEST_SENTENCE` is ours. What they ask for most, that people with an intellectual
disability read the text before it is published, no machine can look at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vises_site.text.acronyms import find_acronyms, is_in_brackets
from vises_site.text.passive import count_passives
from vises_site.text.sentences import Sentence, list_prose_lines, list_sentences, strip_inline

LONGEST_SENTENCE = 15
"""Words of a sentence that is still short."""

MOST_LINKS = 1
"""Words such as « parce que » or « qui » that one sentence of one idea may have."""

Rule = Literal[
    "acronym",
    "capitals",
    "percentage",
    "large-number",
    "special-character",
    "middle-dot",
    "foreign-word",
    "italics",
    "cut-word",
    "table",
    "long-sentence",
    "passive",
    "several-ideas",
]

CERTAIN: frozenset[Rule] = frozenset(
    {"percentage", "special-character", "middle-dot", "italics", "cut-word", "table"}
)
"""Rules of which a machine is sure; the others are guesses that somebody has to judge."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that may be hard to read.

    Attributes:
        rule: The rule that it may go against.
        line: Line of the file, from 1.
        column: Column in that line, from 1; 1 for a sentence.
        found: What stands there; a number of words for a sentence that is too long.
    """

    rule: Rule
    line: int
    column: int
    found: str


_CAPITALS = re.compile(r"(?<![\w@.-])[A-ZÀ-Ý]{7,}(?![\w@-])")
_IN_LINE: tuple[tuple[Rule, re.Pattern[str]], ...] = (
    ("percentage", re.compile(r"\d+(?:[.,]\d+)?\s?%|\d+(?:,\d+)? pour ?cents?\b|%")),
    ("large-number", re.compile(r"(?<![\d/.,-])[1-9]\d{0,2}(?:[ .\u00a0\u202f]\d{3})+(?!\d)")),
    (
        "large-number",
        re.compile(r"(?<![\d/.,-])(?!1[89]\d\d\b|20\d\d\b)[1-9]\d{3,}\b(?! [A-ZÀ-Ý])"),
    ),
    ("special-character", re.compile(r"[\\&<>§#~^=|]")),
    ("middle-dot", re.compile(r"(?<!\w)\w+[·•‧]\w+(?:[·•‧]\w+)?")),
    (
        "foreign-word",
        re.compile(
            r"\b(?:burn[- ]?out|brainstorming|briefing|coach(?:ing|s)?|challenges?|deadline|"
            r"empowerment|fake news|feed[- ]?back|flyers?|follow[- ]up|goodies|job ?coach(?:ing)?|"
            r"jobs?|leaders?(?:hip)?|lobby|managers?|meetings?|mainstream|newsletters?|nudge|"
            r"networking|no[- ]show|online|outsourcing|planning|reporting|screening|skills|"
            r"self[- ]care|social washing|soft skills|sponsors?|staff|storytelling|teams?|timing|"
            r"training|workshops?|ad hoc|de facto|in fine)\b",
            re.IGNORECASE,
        ),
    ),
    ("cut-word", re.compile(r"(?<!\w)\w{2,}-$|\w\u00ad\w+")),
)
_ITALICS = re.compile(
    r"(?<![*\w\\])\*(?![*\s])[^*\n]+(?<![*\s\\])\*(?![*\w])"
    r"|(?<![_\w\\])_(?![_\s])[^_\n]+(?<![_\s\\])_(?!\w)|\*\*\*[^*\n]+\*\*\*|<(?:em|i)\b[^>]*>"
)
_TABLE = re.compile(r"\s{0,3}(?:\|.*\||/{3,}\s*(?:tableau|graphique)\b)")
_LINKS = re.compile(
    r"\b(?:qui|que|qu['’]|dont|où|car|mais|parce|lorsque|lorsqu['’]|puisque|puisqu['’]|quand|si|"
    r"bien que|afin|tandis)\b|;",
    re.IGNORECASE,
)
_NO_LINKS = re.compile(
    r"\b(?:parce (?:que|qu['’])|afin (?:que|qu['’])|ne \w+ que|même si|"
    r"bien que|tandis que|s['’]il)",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:qu['’])?est-ce (?:que|qui|qu['’])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+")


def find_falc_breaches(body: str, first_line: int = 1) -> list[Finding]:
    """Return the places of a Markdown text that may go against the European rules, in order.

    Args:
        body: Markdown without front matter, in French.
        first_line: Line of the file on which it begins.
    """
    found = [
        *_search_written(body, first_line),
        *_search_prose(body, first_line),
        *(f for sentence in list_sentences(body, first_line) for f in _search_sentence(sentence)),
    ]
    return sorted(set(found), key=lambda f: (f.line, f.column, f.rule, f.found))


def _search_written(body: str, first_line: int) -> Iterator[Finding]:
    """Yield what its marks tell: italics and tables."""
    for number, line in enumerate(body.split("\n"), start=first_line):
        for match in _ITALICS.finditer(line):
            yield Finding("italics", number, match.start() + 1, strip_inline(match[0]) or match[0])
        # A row of dashes belongs to the table above it
        if _TABLE.match(line) and not re.fullmatch(r"[\s|:-]+", line):
            yield Finding("table", number, 1, line.strip()[:40])


def _search_prose(body: str, first_line: int) -> Iterator[Finding]:
    explained: set[str] = set()
    for index, written in list_prose_lines(body):
        number, line = index + first_line, _ADDRESS.sub("", strip_inline(written))
        for rule, pattern in _IN_LINE:
            for match in pattern.finditer(line.rstrip() if rule == "cut-word" else line):
                column = max(written.find(match[0]), 0) + 1
                yield Finding(rule, number, column, match[0])
        for match in _CAPITALS.finditer(line):
            yield Finding("capitals", number, max(written.find(match[0]), 0) + 1, match[0])
        for match in find_acronyms(line):
            if match[0] not in explained and not is_in_brackets(line, match):
                yield Finding("acronym", number, max(written.find(match[0]), 0) + 1, match[0])
            explained.add(match[0])


def _search_sentence(sentence: Sentence) -> Iterator[Finding]:
    count = len(sentence.words)
    if count > LONGEST_SENTENCE:
        yield Finding("long-sentence", sentence.line, 1, str(count))
    if count_passives(sentence):
        yield Finding("passive", sentence.line, 1, shorten(sentence.text))
    links = _LINKS.findall(_NO_LINKS.sub("que ", _ASKING.sub("", sentence.text)))
    if len(links) > MOST_LINKS:
        yield Finding("several-ideas", sentence.line, 1, shorten(sentence.text))


def shorten(text: str, limit: int = 60) -> str:
    """Return the beginning of a sentence, cut at a word."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
